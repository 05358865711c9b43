# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A draft read once, so that thirty rules need not take it apart thirty times."""

from functools import cached_property

from nahbar.foundation import text as measure
from nahbar.foundation.text import Span
from nahbar.language.prose import Prose
from nahbar.rulebook.draft import Draft, PictureDraft


class Reading(Prose):
    """The parts of a draft's text, each found when first asked for. Places are code points in `text`."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.text)
        self.draft = draft

    @property
    def pictures(self) -> tuple[PictureDraft, ...]:
        return self.draft.pictures

    @cached_property
    def emojis(self) -> list[Span]:
        return measure.emojis(self.text)
