# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""VS: how people are addressed: one form, the Land's rule on gender, no claim to Leichte Sprache unchecked."""

from collections.abc import Iterator

import regex

from nahbar.channels.capability import Capability
from nahbar.rulebook.draft import Context, Draft
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Example, Hit, Moment, Rule, example

_LEICHT = regex.compile(r"\bLeichte[rn]?\s?Sprache\b|#LeichteSprache\b", regex.I)
_INNER_SIGN = regex.compile(
    r"(?<![\p{L}@/])\p{L}{2,60}(?:[*_·•]|:(?=in))in(?:nen)?\b|(?<![\p{L}@/])\p{L}{0,60}\p{Ll}{2}In(?:nen)?\b"
)
_NO_GENDER = frozenset(
    "linkedin checkin plugin login optin optinin builtin drivein walkin addin standin sitin tunein "
    "checkins wikin cosplayin".split()
)
_STEM = regex.compile(r"(?:[*_·•:]in|In|[*_·•:]innen|Innen)$")
_DATIVE = regex.compile(
    r"\b(?i:den|mit|von|vom|an|aus|bei|nach|zu|seit|unseren|allen|vielen|Ihren|beiden)\s+(?:\p{Ll}+en\s+)?$"
)
_DU = regex.compile(r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)\b", regex.I)
_SIE = regex.compile(
    r"(?<![.!?…:\n\"„“]\s)(?<![.!?…:\n\"„“])(?<!^)\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b|(?<=\b\p{L}+(?:en|t)\s)Sie\b"
)


def _unchecked(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    if context.leicht_checked:
        return
    for match in _LEICHT.finditer(reading.text):
        yield Hit("text", match.start(), match.end())


def _gender(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    profile = _profile(context)
    if profile == "allowed":
        return
    taken = reading.addresses + reading.mentions
    for match in _INNER_SIGN.finditer(reading.text):
        word = match.group()
        if word.lower() in _NO_GENDER or any(one.start <= match.start() < one.end for one in taken):
            continue
        mend = _pair(word, reading.text[max(0, match.start() - 40) : match.start()])
        if profile == "forbidden":
            said = f"„{word}“: Zeichen im Wort sind nach der Regel Ihres Landes in amtlichen Texten nicht zulässig."
            yield Hit("text", match.start(), match.end(), sentence=said, weight=Weight.STOP, mend=mend)
        else:
            said = f"„{word}“ lässt sich auch ohne Zeichen im Wort sagen."
            yield Hit("text", match.start(), match.end(), sentence=said, weight=Weight.HINT, mend=mend)


def _profile(context: Context) -> str:
    """The laid-down profile, or the one known for the Land: Bavaria forbids it for its own authorities."""
    if context.gender_profile == "open" and context.land in {"DE-BY", "BY"} and context.level == "land":
        return "forbidden"
    return context.gender_profile


def _pair(word: str, before: str) -> str | None:
    """Both forms, where the plural is regular ("Bürgerinnen und Bürger"); else None."""
    stem = _STEM.sub("", word)
    if not word.lower().endswith("innen") or not stem.endswith(("er", "ler", "ner")):
        return None
    return f"{stem}innen und {stem}{'n' if _DATIVE.search(before) else ''}"


def _mixed(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    du, sie = _DU.search(reading.prose), _SIE.search(reading.prose)
    if du and sie:
        second = max(du, sie, key=lambda match: match.start())
        said = f"Der Beitrag mischt „{du.group()}“ und „{sie.group()}“."
        yield Hit("text", second.start(), second.end(), sentence=said)
    elif context.address == "sie" and du:
        yield Hit(
            "text",
            du.start(),
            du.end(),
            sentence=f"Auf diesem Kanal gilt das Sie, hier steht „{du.group()}“.",
        )
    elif context.address == "du" and sie:
        yield Hit(
            "text",
            sie.start(),
            sie.end(),
            sentence=f"Auf diesem Kanal gilt das Du, hier steht „{sie.group()}“.",
        )


_BAVARIAN = Context(level="land", land="DE-BY")

RULES = (
    Rule(
        id="VS-LEICHT-10",
        title="„Leichte Sprache“ nur geprüft",
        must="Die Bezeichnung steht nur, wenn Menschen aus der Zielgruppe den Text geprüft haben.",
        source="DIN SPEC 33429:2025-03",
        weight=Weight.STOP,
        moments=(Moment.DRAFT, Moment.APPROVAL),
        sentence="„Leichte Sprache“ heißt: Menschen mit Lernschwierigkeiten haben den Text geprüft. Das ist nicht vermerkt.",
        way_out="Tragen Sie Prüfgruppe und Datum ein, oder schreiben Sie „Einfache Sprache“.",
        question="Haben Menschen mit Lernschwierigkeiten geprüft?",
        language="de",
        look=_unchecked,
        passing=(
            *example("Diesen Text gibt es auch in Einfacher Sprache."),
            Example(
                Draft("Diesen Text gibt es in Leichter Sprache."),
                Context(leicht_checked="Prüfgruppe, 3. März 2026"),
            ),
        ),
        failing=example("Diesen Text gibt es auch in Leichter Sprache."),
    ),
    Rule(
        id="VS-GENDER-11",
        title="Geschlechtersprache nach Landesregel",
        must="Die Schreibweise folgt der Regel der eigenen Ebene; neutrale und Paarformen gehen überall.",
        source="Bayern: AGO seit 01.04.2024; Hamburg: Stern und Doppelpunkt möglich; keine bundeseinheitliche Regel",
        weight=Weight.STOP,
        moments=(Moment.DRAFT,),
        sentence="Die Schreibweise hat ein Zeichen im Wort.",
        way_out="Nehmen Sie eine neutrale Form („Mitarbeitende“) oder beide Formen („Bürgerinnen und Bürger“).",
        question="Gilt die Landesregel auch für Ihre Kommune?",
        language="de",
        look=_gender,
        passing=(
            Example(Draft("Unsere Mitarbeitenden beraten Bürgerinnen und Bürger."), _BAVARIAN),
            Example(Draft("Folgen Sie uns auf LinkedIn."), _BAVARIAN),
        ),
        failing=(
            Example(Draft("Wir laden alle Bürger*innen ein."), _BAVARIAN),
            Example(Draft("Wir laden alle Bürger:innen ein."), Context(gender_profile="forbidden")),
        ),
    ),
    Rule(
        id="VS-ANREDE-12",
        title="Anrede einheitlich",
        must="Du oder Sie, je Kanal festgelegt, in einem Beitrag nicht gemischt.",
        source="Redaktionsstandard (eigener)",
        weight=Weight.HINT,
        moments=(Moment.DRAFT,),
        sentence="Die Anrede ist nicht einheitlich.",
        way_out="Bleiben Sie bei der Anrede, die für den Kanal festgelegt ist.",
        language="de",
        look=_mixed,
        passing=example("Du willst etwas mit Holz machen? Dann komm zu uns."),
        failing=example("Bewirb dich, wir freuen uns auf Ihre Unterlagen"),
    ),
)
