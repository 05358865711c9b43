# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a matter is called in an angle: its headline without the words of the office around it."""

import regex

MAX = 80
_BLANKS = regex.compile(r"\s+")
_OFFICE = regex.compile(
    r"^(?:(?:presse(?:mitteilung|information|meldung)|medien(?:mitteilung|information)|(?:amtliche|öffentliche|ortsübliche)?\s?"
    r"bekanntmachung|bekanntgabe|hinweis|information|stellen(?:ausschreibung|angebot|anzeige)|drucksache|vorlage|beschlussvorlage)"
    r"(?:\s+(?:nr\.?\s*)?[\d/.-]{1,20})?\s*[:–—|-]\s*)+",
    regex.I,
)
_QUOTED = regex.compile(r"[„“\"»«]([^„“”\"»«]{3,60})[“”\"»«]")
_PLAN = regex.compile(
    r"(?:bebauungsplan(?:e?s|verfahren)?|b-plan|flächennutzungsplan(?:e?s)?|landschaftsplan(?:e?s)?)\s+"
    r"(?:nr\.?\s*)?(?:[\dA-Z][\w./-]{0,15}\s+)?([A-ZÄÖÜ][^,;:()–—|]{2,60})",
    regex.I,
)
_GENDERS = regex.compile(
    r"\s*[(\[](?:[mwdxfi]|div|gn|a)(?:\s*[/|,*]\s*(?:[mwdxfi]|div|gn|a)){1,3}[)\]]", regex.I
)
_JOB_BEFORE = regex.compile(
    r"^(?:wir\s+suchen\s+)?(?:(?:ab\s+sofort|zum\s+nächstmöglichen\s+(?:zeitpunkt|termin))[:,]?\s+)?"
    r"(?:(?:eine?n?|mehrere)\s+)?",
    regex.I,
)
_JOB_AFTER = regex.compile(
    r"\s+(?:gesucht\b.*|in\s+(?:voll|teil)zeit\b.*|(?:zum|ab)\s+(?:\d|sofort|nächst).*|entgeltgruppe\b.*|eg\s?\d+.*"
    r"|besoldungsgruppe\b.*|\d{1,3}\s?%.*)$",
    regex.I,
)
_NUMBER = regex.compile(r"\s+(?:[-–]\s+)?(?:\d{1,6}[/.-]){1,3}\d{1,6}$")
_ENDS = " ,;:.–—|-/"


def subject(title: str, *, is_recruiting: bool = False, is_plan: bool = False) -> str:
    """The short name: of a plan what it is called, of a vacancy the job, else the headline; at most 80 characters."""
    plain = _BLANKS.sub(" ", title[:500]).strip()
    named = _name_of_plan(plain) if is_plan else ""
    words = named or _OFFICE.sub("", plain).strip(_ENDS)
    if is_recruiting:
        words = _job(words)
    return _short(words or plain)


def _name_of_plan(title: str) -> str:
    quoted = _QUOTED.search(title)
    if quoted:
        return str(quoted.group(1)).strip(_ENDS)
    named = _PLAN.search(title)
    return str(named.group(1)).strip(_ENDS) if named else ""


def _job(title: str) -> str:
    bare = _NUMBER.sub("", _BLANKS.sub(" ", _GENDERS.sub("", title)))
    bare = _JOB_AFTER.sub("", _JOB_BEFORE.sub("", bare)).strip(_ENDS)
    # "Erzieherin / Erzieher (m/w/d)" stays; an advertisement that is nothing but its frame keeps its words.
    return bare[:1].upper() + bare[1:] if bare else title


def _short(words: str) -> str:
    if len(words) <= MAX:
        return words
    cut = words[: MAX - 1].rpartition(" ")[0] or words[: MAX - 1]
    return cut.rstrip(_ENDS) + "…"
