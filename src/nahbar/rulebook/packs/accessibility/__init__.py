# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""BF: can everybody read, hear and understand it? (WCAG 2.1, BITV 2.0, Bundesfachstelle Barrierefreiheit)"""

from nahbar.rulebook.packs.accessibility import emojis, hashtags, letters, pictures, wording

RULES = (*pictures.RULES, *hashtags.RULES, *emojis.RULES, *letters.RULES, *wording.RULES)
