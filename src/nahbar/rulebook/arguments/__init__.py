# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said against social media in an authority, and what can be answered without hurting anybody.

Comes in: an objection in somebody's own words.
Goes out: cards that fit: what is right in it, what the sources say, what we propose.
Never: decide who is right.
"""

from nahbar.rulebook.arguments.cards import UNCONFIRMED, Card, Who, card, cards, matching

__all__ = ["UNCONFIRMED", "Card", "Who", "card", "cards", "matching"]
