# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pictures and films cost in processor time and memory; each part measures its own and gives its keys."""
