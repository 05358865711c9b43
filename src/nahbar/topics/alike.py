# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why two topics are the same matter: as it is kept beside the topic, and as a sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nahbar.radar.same import Shared
from nahbar.radar.traits import FILE

MOST = 4
_WORDS, _DAYS = 3, 1


def stored(shared: Shared) -> dict[str, Any]:
    """As JSON can hold it; of each kind the first few."""
    return {
        name: value if isinstance(value, bool) else list(value[:MOST])
        for name, value in asdict(shared).items()
    }


def sentence(why: Mapping[str, Any]) -> str:
    """What both name, and that they link to one another; "" where a person joined them."""
    named = list(_named(why))
    said = []
    if named:
        listed = (
            named[0]
            if len(named) == 1
            else _("%(first)s and %(last)s")
            % {
                "first": ", ".join(named[:-1]),
                "last": named[-1],
            }
        )
        said.append(_("Both name %(things)s.") % {"things": listed})
    if why.get("is_linked"):
        said.append(_("Both lead to the same page."))
    return " ".join(said)


def _named(why: Mapping[str, Any]) -> Iterator[str]:
    for name in why.get("names", ())[:1]:
        kind, _space, value = name.partition(" ")
        if kind == FILE:
            yield _("paper %(number)s") % {"number": value.upper()}
    for word in why.get("words", ())[:_WORDS]:
        yield _("“%(word)s”") % {"word": word}
    for day in why.get("days", ())[:_DAYS]:
        yield _("the %(day)s") % {"day": date_format(date.fromisoformat(day), "DATE_FORMAT")}
