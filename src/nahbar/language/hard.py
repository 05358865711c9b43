# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sentences of a text are hard, the hardest first, what made each hard, and where it could be cut in two."""

from dataclasses import dataclass

from nahbar.foundation.text import Span
from nahbar.language.causes import LONG_SENTENCE, Cause, causes
from nahbar.language.cutting import Cut, cuts
from nahbar.language.difficulty import difficulty
from nahbar.language.prose import Prose

HARD = 3.0
"""From here on a sentence is offered for work: a little over the middle of what learners of German found."""
_MANY_REASONS = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `start` to `end` of the text.

    Attributes:
        difficulty: 1 very easy to 7 very hard, as the model expects people to find it.
        causes: what made it hard, with places in the text; may be empty.
        cuts: where a long one could be cut in two; empty for short ones.
    """

    text: str
    start: int
    end: int
    words: int
    difficulty: float
    causes: tuple[Cause, ...]
    cuts: tuple[Cut, ...]

    @property
    def is_hard(self) -> bool:
        """Whether it deserves work: by the model, or longer than most people follow, or hard for three reasons."""
        reasons = {cause.reason for cause in self.causes}
        return self.difficulty >= HARD or self.words > LONG_SENTENCE or len(reasons) >= _MANY_REASONS


def ranked(reading: Prose, *, most: int | None = None) -> list[Sentence]:
    """The sentences of the text, the hardest first (ties in the order of the text), at most `most` of them.

    Rows of hashtags and bare addresses are no sentences. Takes about a millisecond a sentence.
    """
    rated = [(difficulty(reading.prose[one.start : one.end]), one) for one in reading.sentences]
    rated.sort(key=lambda pair: (-pair[0], pair[1].start))
    return [_sentence(reading, one, how_hard) for how_hard, one in rated[:most]]


def hard_sentences(reading: Prose, *, most: int = 5) -> list[Sentence]:
    """The hard ones among :func:`ranked`, at most `most`."""
    return [one for one in ranked(reading) if one.is_hard][:most]


def _sentence(reading: Prose, one: Span, how_hard: float) -> Sentence:
    words = reading.words_in(one)
    return Sentence(
        text=one.text,
        start=one.start,
        end=one.end,
        words=len(words),
        difficulty=how_hard,
        causes=tuple(causes(reading.prose, one, words)),
        cuts=tuple(cuts(reading.prose, one)) if len(words) > LONG_SENTENCE // 2 else (),
    )
