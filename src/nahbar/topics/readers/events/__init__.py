# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How do calendars speak? Files and pages to occurrences, occurrences to items; pure, and never raising for one odd event."""
