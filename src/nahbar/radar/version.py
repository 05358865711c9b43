# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Raised whenever the radar would read the same matter otherwise than before: what was read earlier is read anew."""

VERSION = 2
