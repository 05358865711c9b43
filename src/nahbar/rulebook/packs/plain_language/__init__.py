# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""VS: does one understand it, and know what to do? (DIN ISO 24495-1, DIN 8581-1, own measurement)"""

from nahbar.rulebook.packs.plain_language import address, message, sentences, words

RULES = (*sentences.RULES, *words.RULES, *message.RULES, *address.RULES)
