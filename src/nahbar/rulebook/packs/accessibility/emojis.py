# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""BF: emojis, whose names are read aloud one by one: few, and behind the sentence."""

from collections.abc import Iterator
from itertools import pairwise

import regex

from nahbar.channels.capability import Capability
from nahbar.foundation.text import Span
from nahbar.rulebook.draft import Context
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Hit, Moment, Rule, example

_BLANKS = regex.compile(r"[ \u00a0]{2,}")
_SMALL_LETTER = regex.compile(r"\s*\p{Ll}")
_BULLETS = 2


def _many(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    emojis, values = reading.emojis, context.values
    if len(emojis) > values.emojis_warn:
        weight = Weight.STOP if len(emojis) > values.emojis_stop else Weight.WARN
        said = f"Der Beitrag hat {len(emojis)} Emojis; von jedem wird der Name vorgelesen."
        way = f"Behalten Sie höchstens {values.emojis_warn}."
        start = emojis[values.emojis_warn].start
        yield Hit(
            "text",
            start,
            emojis[-1].end,
            sentence=said,
            way_out=way,
            weight=weight,
            passage=f"{len(emojis)} Emojis",
        )
    chain: list[Span] = []
    for one, following in pairwise([*emojis, Span(-1, -1, "")]):
        chain.append(one)
        same = one.text == following.text and not reading.text[one.end : following.start].strip()
        if same:
            continue
        if len(chain) > 1:
            said = f"{one.text} steht {len(chain)}-mal hintereinander und wird {len(chain)}-mal vorgelesen."
            yield Hit("text", chain[0].start, one.end, sentence=said, way_out="Eines genügt.", mend=one.text)
        chain = []


def _inside(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    bullets = [one for one in reading.emojis if _begins_a_line(one, reading.text)]
    if len(bullets) >= _BULLETS:
        for one in bullets:
            said = f"{one.text} dient als Aufzählungszeichen; vorgelesen wird jedes Mal sein Name."
            way = "Nehmen Sie einen Gedankenstrich, und setzen Sie das Emoji ans Ende."
            yield Hit("text", one.start, one.end, sentence=said, way_out=way, mend="–")
    else:
        bullets = []
    seen: set[int] = set()
    for one in reading.emojis:
        sentence = reading.sentence_at(one.start)
        if (
            sentence is None
            or one in bullets
            or sentence.start in seen
            or not _has_words_behind(one, sentence, reading)
        ):
            continue
        seen.add(sentence.start)
        if _SMALL_LETTER.match(reading.text, one.end):
            yield Hit("text", one.start, sentence.end, mend=_moved_to_the_end(one, sentence, reading))
        else:
            # A capital may begin a new sentence or be a noun; moving the emoji could join two sentences.
            way = "Setzen Sie davor einen Punkt, oder schreiben Sie das Wort aus und stellen Sie es ans Ende."
            yield Hit("text", one.start, one.end, way_out=way)


def _begins_a_line(emoji: Span, text: str) -> bool:
    line_start = text.rfind("\n", 0, emoji.start) + 1
    line_end = text.find("\n", emoji.end)
    rest = text[emoji.end : line_end if line_end >= 0 else len(text)]
    return not text[line_start : emoji.start].strip() and any(letter.isalpha() for letter in rest)


def _has_words_behind(emoji: Span, sentence: Span, reading: Reading) -> bool:
    words = reading.words_in(sentence)
    behind = any(word.start >= emoji.end for word in words)
    before = any(word.end <= emoji.start for word in words)
    return behind and (before or _SMALL_LETTER.match(reading.text, emoji.end) is not None)


def _moved_to_the_end(emoji: Span, sentence: Span, reading: Reading) -> str:
    moved = [one for one in reading.emojis if emoji.start <= one.start < sentence.end]
    kept = []
    place = emoji.start
    for one in moved:
        kept.append(reading.text[place : one.start])
        place = one.end
    rest = _BLANKS.sub(" ", "".join([*kept, reading.text[place : sentence.end]])).strip()
    return f"{rest} {''.join(one.text for one in moved)}"


_BOTH = (Moment.DRAFT, Moment.APPROVAL)

RULES = (
    Rule(
        id="BF-EMOJI-05",
        title="Emojis sparsam",
        must="Wenige Emojis, keine Ketten: Vorleseprogramme lesen jeden Namen vor.",
        source="Bundesfachstelle Barrierefreiheit (sparsam); Zahl: eigener Wert",
        weight=Weight.WARN,
        moments=_BOTH,
        sentence="Der Beitrag hat viele Emojis.",
        way_out="Behalten Sie die wichtigsten.",
        look=_many,
        passing=example("Das Freibad öffnet am Samstag. 🏊"),
        failing=example("Endlich!!! 🎉🎉🎉🏊🏊☀️☀️😍"),
    ),
    Rule(
        id="BF-EMOJI-06",
        title="Emojis am Ende, nie als Wort",
        must="Emojis stehen am Ende der Aussage, nicht als Aufzählungszeichen und nicht statt eines Wortes.",
        source="Bundesfachstelle Barrierefreiheit, Sprache, Hashtags, Emojis",
        weight=Weight.WARN,
        moments=_BOTH,
        sentence="Das Emoji steht mitten im Satz; beim Vorlesen unterbricht sein Name den Satz.",
        way_out="Setzen Sie es ans Ende des Satzes, und schreiben Sie das Wort aus.",
        look=_inside,
        passing=example("Bitte heizen Sie sparsam. 🔥"),
        failing=(*example("Bitte 🔥 sparsam nutzen"), *example("Geöffnet:\n🏊 Freibad\n📚 Bücherei")),
    ),
)
