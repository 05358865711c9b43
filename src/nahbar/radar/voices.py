# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which comments are worth a story: questions others have too, suggestions, and what somebody lived through."""

import re
from enum import StrEnum
from typing import NamedTuple

MOST_READ = 2_000
FEWEST_WORDS = 4


class Voice(StrEnum):
    """What a comment is, seen as a topic."""

    QUESTION = "question"
    SUGGESTION = "suggestion"
    EXPERIENCE = "experience"


class Heard(NamedTuple):
    """What a comment is, and the words it was concluded from."""

    voice: Voice
    words: str


_LINK = re.compile(r"https?://\S+|www\.\S+|[@#]\w[\w.@-]*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ASKS = re.compile(
    r"^\W*(?:hallo\W+|guten \w+\W+|moin\W+|und\W+|aber\W+|oder\W+)*"
    r"(?:w(?:ann|o|ie|as|er|en|em|arum|ieso|eshalb|oher|ohin|elche[rsmn]?|ozu|ofür|omit|oran)\b"
    r"|(?:ist|sind|gibt|kann|können|darf|dürfen|muss|müssen|hat|haben|wird|werden|gilt|findet|kommt|soll|sollen)\b)",
    re.IGNORECASE,
)
# Asked to be answered by nobody.
_IDLE = re.compile(
    r"\b(?:noch normal|euer ernst|ihr ernst|spinnt|wer braucht|wer zahlt|was soll (?:das|der)|geht'?s noch|schämt|wozu zahle)\b",
    re.IGNORECASE,
)
_SUGGESTS = re.compile(
    r"\b(?:(?:wir|ihr|sie|man|die stadt|die gemeinde) (?:könnten?|könntet|solltet?|sollten)\b"
    r"|(?:könnte|sollte|müsste) (?:man|die|das|der|es|hier|dort)\b"
    r"|könnten sie (?:nicht )?(?:auch|bitte|mal|nicht)\b|(?:es )?wäre (?:schön|gut|toll|super|klasse|prima|hilfreich|wünschenswert)\b|fände (?:ich|es)\b"
    r"|(?:mein|ein) vorschlag\b|vorschlag:|ich schlage\b|idee:|ich würde mir\b|wir wünschen uns\b|ich wünsche mir\b|bitte (?:auch|mehr)\b)",
    re.IGNORECASE,
)
_LIVED = re.compile(
    r"\b(?:meine? (?:tochter|sohn|oma|opa|mutter|vater|kinder|familie|ausbildung)|ich (?:war|habe|bin|arbeite|durfte|erinnere)"
    r"|wir (?:waren|haben|durften)|bei mir|als kind|seit (?:\w+ )?jahren)\b",
    re.IGNORECASE,
)
_WARMLY = re.compile(
    r"\b(?:danke\w*|dank|toll\w*|super|klasse|prima|schön\w*|gern|geholfen|hilfreich\w*|hilfsbereit\w*|freundlich\w*|begeistert"
    r"|beeindruckt|stolz|lecker|empfehle\w*|weiter so|freue\w*|spaß|wunderbar\w*|herzlich\w*|unkompliziert\w*|schnell)\b",
    re.IGNORECASE,
)


def heard(text: str) -> Heard | None:
    """What a comment (plain text, its first 2,000 characters) is as a topic; None where it is nothing to tell of.

    A hint for a person who decides, by words alone: rhetorical questions and single words of praise are none.
    """
    bare = _LINK.sub(" ", text[:MOST_READ])
    if len(_WORD.findall(bare)) < FEWEST_WORDS:
        return None
    sentences = [" ".join(one.split()) for one in _SENTENCE.findall(bare)]
    for sentence in sentences:
        if found := _SUGGESTS.search(sentence):
            return Heard(Voice.SUGGESTION, found.group())
    for sentence in sentences:
        if sentence.endswith("?") and not _IDLE.search(sentence) and _is_asked(sentence):
            return Heard(Voice.QUESTION, sentence)
    if (lived := _LIVED.search(bare)) and (warm := _WARMLY.search(bare)):
        return Heard(Voice.EXPERIENCE, f"{lived.group()} … {warm.group()}")
    return None


def _is_asked(sentence: str) -> bool:
    """Whether it begins as a question does, or is long enough to be one all the same."""
    return bool(_ASKS.match(sentence)) or len(_WORD.findall(sentence)) >= FEWEST_WORDS
