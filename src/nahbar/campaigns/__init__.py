# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What do we want to reach: recruits, participation, knowledge?

Comes in: a campaign as a person puts it: pillar, days, what shall be reached, a number to count.
Goes out: which campaigns run today, how far each is, and how much they want each pillar.
Never: count by itself what only a person can know, advertise for a party.
"""
