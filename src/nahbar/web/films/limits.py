# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each channel of the authority takes of films, said before one is made."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nahbar.authority import queries as authorities
from nahbar.authority.models import Authority
from nahbar.authority.states import ChannelState
from nahbar.channels.capability import FilmLimit
from nahbar.stories.models import Film
from nahbar.stories.states import SubtitleWay
from nahbar.studio.film.plan import Wish
from nahbar.studio.film.shapes import Miss, expected_bytes, misses
from nahbar.web.films.timecode import shown


@dataclass(frozen=True, slots=True)
class Line:
    """One channel: whether the film fits there, and why or why not."""

    fits: bool
    sentence: str


def lines(place: Authority, film: Film, wish: Wish) -> list[Line]:
    """One line for each connected channel; one without a limit for films takes none."""
    channels = [one for one in authorities.channels(place) if one.state == ChannelState.CONNECTED]
    size = film.file.size if film.file and film.state == "done" else expected_bytes(wish.shape, wish.seconds)
    has_file = film.subtitle_way != SubtitleWay.BURNED
    return [
        _line(
            one.display_name or one.handle,
            authorities.capability_of(one).films,
            wish,
            size,
            has_file=has_file,
        )
        for one in channels
    ]


def megabytes(size: float) -> str:
    """A size as platforms state theirs: "17 MB"."""
    return f"{max(1, round(size / 1_000_000))} MB"


def _line(name: str, limit: FilmLimit | None, wish: Wish, size: int, *, has_file: bool) -> Line:
    if limit is None:
        return Line(fits=False, sentence=_("%(channel)s: takes no films yet.") % {"channel": name})
    found = misses(limit, shape=wish.shape, seconds=wish.seconds, size=size)
    values = {
        "channel": name,
        "seconds": shown(wish.seconds),
        "most": shown(limit.max_seconds or 0),
        "least": shown(limit.min_seconds),
        "size": megabytes(size),
        "most_size": megabytes(limit.max_bytes),
        "shapes": ", ".join(limit.shapes),
    }
    said = [_said(miss) % values for miss in found]
    if not found and limit.max_seconds is None:
        said.append(_("%(channel)s: about %(size)s, %(most_size)s are allowed – fits.") % values)
    elif not found:
        said.append(_("%(channel)s: %(seconds)s long, %(most)s are allowed – fits.") % values)
    if has_file and not limit.captions_bytes:
        said.append(_("A file with subtitles is not shown there; subtitles in the picture are."))
    return Line(fits=set(found) <= {Miss.SHAPE}, sentence=" ".join(said))


def _said(miss: Miss) -> str:
    return {
        Miss.LONG: _(
            "%(channel)s: %(seconds)s long, but only %(most)s are allowed. Please shorten the film."
        ),
        Miss.SHORT: _("%(channel)s: %(seconds)s long, but at least %(least)s are needed."),
        Miss.HEAVY: _(
            "%(channel)s: about %(size)s, but only %(most_size)s are allowed. Please shorten the film."
        ),
        Miss.SHAPE: _("%(channel)s: shows films best in %(shapes)s."),
    }[miss]
