# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What did it bring?

Comes in: figures of published posts.
Goes out: measurements and sums.
Never: measure a person.
"""
