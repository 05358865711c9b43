# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does ONE platform speak?

Comes in: a Post, credentials and a Transport.
Goes out: a Receipt, or one of three errors.
Never: import Django, open the network itself, retry, sleep, log content, know another connector.
"""
