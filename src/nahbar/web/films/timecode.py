# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Seconds as people type and read them: 1:05,2."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_TIME = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?", re.ASCII)


class TimeOdd(ValueError):
    """No time somebody can mean."""


def read(text: str) -> float:
    """The seconds of 12 or 12,5 or 1:05 or 1:05,2 or 1:02:03.

    Raises:
        TimeOdd: for anything else.
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise TimeOdd(text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return hours * 3600 + minutes * 60 + seconds + int((found[4] or "0").ljust(3, "0")) / 1000


def shown(seconds: float) -> str:
    """Seconds as "1:05" or "1:05,2"."""
    minutes, rest = divmod(round(seconds * 100), 6000)
    text = f"{minutes}:{rest // 100:02}"
    return f"{text},{rest % 100:02}".rstrip("0") if rest % 100 else text


class TimeField(forms.Field):
    """A text field that gives seconds; None where nothing was typed."""

    widget = forms.TextInput(attrs={"maxlength": 12, "autocomplete": "off"})
    default_error_messages = {
        "odd": _("“%(text)s” is no time. Please type minutes and seconds, for example 0:12,5.")
    }

    def to_python(self, value: Any) -> float | None:
        """The seconds of what was typed."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return read(text)
        except TimeOdd as odd:
            given = {"text": text[:20]}
            raise forms.ValidationError(self.error_messages["odd"], code="odd", params=given) from odd
