# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""BF: hashtags that can be read aloud: capitals inside, few of them, at the end."""

from collections.abc import Iterator

import regex

from nahbar.channels.capability import Capability
from nahbar.foundation.text import Span
from nahbar.language.hashtags import camel_case, is_one_word
from nahbar.rulebook.draft import Context
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Hit, Moment, Rule, example

_ONE_CASE = regex.compile(r"#(?=[\p{L}\d]{10,})(?:\p{Ll}[\p{Ll}\d]+|\p{Lu}[\p{Ll}\d]+)$")
_LONG = 16


def _small_letters(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for tag in reading.hashtags:
        if not _ONE_CASE.match(tag.text):
            continue
        body = tag.text[1:]
        if better := camel_case(body):
            said = (
                f"{tag.text} besteht aus mehreren Wörtern. Vorleseprogramme lesen es als ein einziges Wort."
            )
            yield Hit(
                "text",
                tag.start,
                tag.end,
                sentence=said,
                way_out=f"Schreiben Sie #{better}.",
                mend=f"#{better}",
            )
        elif len(body) >= _LONG and body == body.lower() and not is_one_word(body):
            said = f"{tag.text} ist lang und ganz klein geschrieben."
            way = "Besteht es aus mehreren Wörtern, beginnen Sie jedes groß; ein einzelnes Wort kann bleiben."
            yield Hit("text", tag.start, tag.end, sentence=said, way_out=way, weight=Weight.HINT)


def _many_or_inside(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:
    tags = reading.hashtags
    if not tags:
        return
    values, most = context.values, capability.most_hashtags
    if most is not None and len(tags) > most:
        said = f"Der Beitrag hat {len(tags)} Hashtags, {capability.name} nimmt höchstens {most}."
        yield Hit(
            "text",
            tags[most].start,
            tags[-1].end,
            sentence=said,
            way_out=f"Behalten Sie die {most} wichtigsten.",
            weight=Weight.STOP,
            passage=f"{len(tags)} Hashtags",
        )
    elif len(tags) > values.hashtags_warn:
        weight = Weight.STOP if len(tags) > values.hashtags_stop else Weight.WARN
        said = f"Der Beitrag hat {len(tags)} Hashtags; jedes wird einzeln vorgelesen."
        way = f"Behalten Sie die {values.hashtags_warn} wichtigsten."
        first, last = tags[values.hashtags_warn], tags[-1]
        yield Hit(
            "text",
            first.start,
            last.end,
            sentence=said,
            way_out=way,
            weight=weight,
            passage=f"{len(tags)} Hashtags",
        )
    for tag in tags:
        if _is_inside_a_sentence(tag, reading):
            yield Hit("text", tag.start, tag.end, mend=tag.text[1:])


def _is_inside_a_sentence(tag: Span, reading: Reading) -> bool:
    """Prose follows on it, or it goes on from prose without a full stop."""
    if any(word.start > tag.end for word in reading.words):
        return True
    before = tag.start
    for other in reversed(reading.hashtags):
        if other.end <= before and not reading.text[other.end : before].strip():
            before = other.start
    stripped = reading.text[:before].rstrip(" \u00a0")
    in_address = any(one.start < len(stripped) <= one.end for one in reading.addresses)
    return bool(stripped) and stripped[-1].isalpha() and not in_address


_BOTH = (Moment.DRAFT, Moment.APPROVAL)

RULES = (
    Rule(
        id="BF-TAG-03",
        title="Hashtags mit Binnengroßschreibung",
        must="In Hashtags aus mehreren Wörtern beginnt jedes Wort groß.",
        source="Bundesfachstelle Barrierefreiheit, Sprache, Hashtags, Emojis; Leitfaden HTW Berlin",
        weight=Weight.WARN,
        moments=_BOTH,
        sentence="Das Hashtag besteht aus mehreren Wörtern.",
        way_out="Beginnen Sie jedes Wort groß.",
        question="Stimmt der Zerlegungsvorschlag?",
        look=_small_letters,
        passing=(
            *example("Kommen Sie vorbei. #TagDerOffenenTür"),
            *example("Am Sonntag wird gewählt. #Kommunalwahl"),
        ),
        failing=example("Kommen Sie vorbei. #tagderoffenentür"),
    ),
    Rule(
        id="BF-TAG-04",
        title="Wenige Hashtags, am Ende",
        must="Hashtags stehen gesammelt am Ende und sind wenige.",
        source="Bundesfachstelle Barrierefreiheit (sparsam); Zahl: eigener Wert",
        weight=Weight.HINT,
        moments=_BOTH,
        sentence="Das Hashtag steht mitten im Satz und stört beim Vorlesen.",
        way_out="Schreiben Sie das Wort ohne #, und setzen Sie Hashtags ans Ende.",
        look=_many_or_inside,
        passing=example("Der Stadtpark ist gesperrt bis Freitag. #Musterau #Stadtgrün"),
        failing=example("Unsere #Stadt #pflanzt #heute #Bäume"),
    ),
)
