# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can hands on a shell do?

Comes in: commands.
Goes out: sentences; the same actions as the pages.
Never: know a second way to do it.
"""
