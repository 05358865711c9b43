# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Patterns for dates and times as Germans write them."""

import regex

MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
WEEKDAYS = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"

DATE = regex.compile(
    rf"\b[0-3]?\d\.\s?(?:[01]?\d\.(?:\s?(?:20)?\d{{2}})?|(?:{MONTHS})\b)|\b20\d\d-[01]\d-[0-3]\d\b|\b(?:{WEEKDAYS})\b|\b(?:heute|morgen)\b",
    regex.I,
)
"""A day: "3. Juni", "4.6.", "Samstag", "morgen"."""

TIME = regex.compile(
    r"\b(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?:\s?(?:[-–]|bis)\s?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)?\s?(?:Uhr|h)\b|\b(?:ganztägig|ganztags)\b",
    regex.I,
)
"""A time of day: "18 Uhr", "10–14 Uhr", "10.30 Uhr"."""
