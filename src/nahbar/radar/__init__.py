# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is this about, and whom does it concern?

Comes in: a Matter (something that happens at the authority), the day, and what the House is called.
Goes out: a Recognition: pillar, dates, places, people, and the words it was concluded from; the facts and kernel sentences of a text.
Never: import Django, remember anything, open the network, conclude without showing the words.
"""
