# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""Where a German sentence hides who acts: passive, "ist zu tun", abstract nouns. Patterns, no parser: quick and mostly right."""

import regex

_NOMINAL = regex.compile(r"\p{L}{2,}(?:ung|heit|keit|ion|ierung|nahme)(?:en|s)?")
_ORDINARY = frozenset(
    "zeitung wohnung station region million kleidung ordnung leitung öffnung nation religion bedingung "
    "sitzung heizung rechnung umgebung siedlung abteilung gesundheit freiheit sicherheit mehrheit einheit "
    "krankheit möglichkeit ausbildung bildung zeichnung achtung entschuldigung meinung hoffnung aktion "
    "person verwaltung stadtverwaltung gemeindeverwaltung information versammlung bürgerversammlung "
    "ausstellung veranstaltung baustelle sammlung handlung diskussion saison union region öffnungszeiten "
    "übung warnung leistung wanderung führung".split()
)
_WERDEN = r"(?:wird|werden|wurde|wurden|werde|würde|würden)"
_PREFIX = r"(?:ab|an|auf|aus|bei|bereit|bekannt|durch|ein|fest|frei|her|hin|los|mit|nach|nieder|statt|über|um|vor|weg|weiter|wieder|zu|zurück|zusammen)"
_PARTICIPLE = (
    rf"(?:{_PREFIX}?(?:ge(?!samt|genwart|meinsam|schäft|biet|bäude|wicht|sicht|richt\b)\p{{Ll}}{{2,}}(?:t|(?<!ge)en))"
    r"|(?:be|ent|er|ver|zer|miss|über|unter|wider)\p{Ll}{2,}t"
    r"|(?:be|ent|er|ver|zer|unter|über)(?:schlossen|boten|troffen|gonnen|hoben|schieden|geben|schoben|brochen|sprochen|nommen|laden|lassen|setzt|schrieben|schnitten|funden|worfen|wogen|zogen|tragen|halten|fahren)"
    r"|\p{Ll}+iert)"
)
_NO_PARTICIPLE = frozenset(
    "gehen geben gelten gewinnen genießen gefallen gestalten gehören gelangen gegen gestern gering gesund "
    "geschehen gelingen genesen gären bekannt beliebt bereit erst ernst verrückt berühmt gerecht geeignet "
    "verlassen behalten erhalten verhalten vergeben erfahren verfahren unterhalten betragen ertragen "
    "vertragen überlassen entlassen erlassen unterlassen gesamten geplanten gespannt gewohnt bestimmt "
    "unterwegs unterbrechen übertragen verschieben".split()
)
_END = r"(?=\s*(?:[.,;:!?)–…\n\"“]|$|und\b|oder\b|sowie\b|werden\b|worden\b|wird\b))"
_PASSIVE = regex.compile(
    rf"\b{_WERDEN}\b[^.!?;,\n]{{0,90}}?\b({_PARTICIPLE})\b{_END}|\b({_PARTICIPLE})\s+(?:{_WERDEN}|worden)\b"
)
_HAS_TO_BE = regex.compile(
    r"\b(?:ist|sind|war|waren)\b[^.!?;,\n]{0,90}?\b(?:zu\s+\p{Ll}{3,}e?n|"
    rf"{_PREFIX}zu\p{{Ll}}{{3,}}e?n)\b(?=\s*(?:[.,;:!?)\n]|$|und\b|oder\b))",
)


def is_nominal(word: str) -> bool:
    """Whether the word is an abstract noun by its ending ("Durchführung"), and not one of every day ("Wohnung")."""
    return bool(_NOMINAL.fullmatch(word)) and word.lower() not in _ORDINARY


def passive_in(text: str) -> regex.Match[str] | None:
    """The first passive of the text, from its auxiliary or participle to the end of the other."""
    for match in _PASSIVE.finditer(text, overlapped=True):
        participle = (match.group(1) or match.group(2)).lower()
        if participle not in _NO_PARTICIPLE:
            return match
    return None


def to_be_done_in(text: str) -> regex.Match[str] | None:
    """The first "ist … einzureichen" of the text."""
    return _HAS_TO_BE.search(text)
