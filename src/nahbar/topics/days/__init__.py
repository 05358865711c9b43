# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which days of the year give an authority something to tell? Rules to dates, offline; pure."""
