# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does a council information system speak? OParl 1.0 and 1.1: things, lists that are walked, papers and meetings.

Servers differ from the specification in every way there is, so nothing here relies on a field being there.
"""
