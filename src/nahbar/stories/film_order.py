# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film's rows as the studio takes them: pieces, subtitles in the film's own time, and what may be done with the result."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.library.models import MediaFile, Rights
from nahbar.library.states import Licence, Music
from nahbar.media import folder as media
from nahbar.stories.models import Film, FilmClip
from nahbar.stories.states import SubtitleWay
from nahbar.studio.film import subtitles, titles
from nahbar.studio.film.facts import Facts
from nahbar.studio.film.making import Order
from nahbar.studio.film.plan import Clip, Fit, Still, Wish
from nahbar.studio.film.shapes import Shape
from nahbar.studio.film.subtitles import Cue

TITLE, CREDITS = "title.png", "credits.png"


def order_of(film: Film, clips: Sequence[FilmClip]) -> Order:
    """All the studio needs to make the film, or to show a picture of it.

    Raises:
        TitleRefused: if title or credits cannot stand on a card.
    """
    place = film.story.authority
    shape = Shape(film.shape)
    words = ((TITLE, film.title), (CREDITS, film.credits))
    stills = {
        name: titles.card(text, shape=shape, colour=place.colour, name=place.name)
        for name, text in words
        if text.strip()
    }
    burned = film.subtitle_way != SubtitleWay.FILE
    return Order(
        wish=wish_of(film, clips),
        sources={_name(clip): media.path_of(clip.file.digest) for clip in clips},
        stills=stills,
        cues=cues_of(film, clips) if burned else (),
        cover_at=film.cover_at,
    )


def wish_of(film: Film, clips: Sequence[FilmClip]) -> Wish:
    """What is wanted, without its files."""
    pieces: list[Clip | Still] = [_piece(clip) for clip in clips]
    if film.title.strip():
        pieces.insert(0, Still(TITLE, titles.SECONDS))
    if film.credits.strip():
        pieces.append(Still(CREDITS, titles.SECONDS))
    return Wish(tuple(pieces), Shape(film.shape), Fit(film.fit), is_mute=film.is_mute)


def cues_of(film: Film, clips: Sequence[FilmClip]) -> tuple[Cue, ...]:
    """The subtitles of all excerpts, in the time of the finished film."""
    found: list[Cue] = []
    begins = titles.SECONDS if film.title.strip() else 0.0
    for clip in clips:
        found += subtitles.moved(cues(clip), cut_from=clip.start, cut_to=clip.end, by=begins)
        begins += clip.end - clip.start
    return tuple(found)


def cues(clip: FilmClip) -> tuple[Cue, ...]:
    """The subtitles of one excerpt, in the time of its file."""
    return tuple(Cue(one["start"], one["end"], one["text"]) for one in clip.cues)


def _piece(clip: FilmClip) -> Clip:
    file = clip.file
    codecs = file.codecs.split()
    # Measured when the file came in; it has not changed since.
    facts = Facts(
        file.seconds, file.width, file.height, codecs[0] if codecs else "", "yes" if file.has_sound else ""
    )
    return Clip(_name(clip), facts, clip.start, clip.end, (clip.focus_x, clip.focus_y))


def _name(clip: FilmClip) -> str:
    return f"clip-{clip.number}"


_STRICTEST = (
    "",
    Licence.OTHER,
    Licence.CC_BY_ND,
    Licence.PRESS,
    Licence.PERMISSION,
    Licence.BOUGHT,
    Licence.CC_BY_SA,
    Licence.CC_BY,
    Licence.OWN,
    Licence.CC0,
    Licence.PUBLIC_DOMAIN,
)
_MOST_LIMITED = ("", Music.PLATFORM, Music.FREE, Music.OWN, Music.NONE)


@dataclass(frozen=True, slots=True)
class Inherited:
    """What may be done with a film made of these files: of each right the strictest.

    `channels`: None where the files have no channel in common. `differing`: which of "licence", "ends_on", "channels", "music"
    the files do not agree on.
    """

    licence: str
    author: str
    credit_line: str
    source: str
    channels: tuple[str, ...] | None
    ends_on: date | None
    music: str
    differing: tuple[str, ...]


def inherited(files: Sequence[MediaFile], *, is_mute: bool = False) -> Inherited:
    """The rights of a film made of these files."""
    rights = [one.rights for one in dict.fromkeys(files)]
    heard = [one.rights for one in dict.fromkeys(files) if one.has_sound] if not is_mute else []
    named = {"licence": rights, "ends_on": rights, "channels": rights, "music": heard}
    differing = tuple(
        name for name, rows in named.items() if len({_comparable(one, name) for one in rows}) > 1
    )
    ends = [one.ends_on for one in rights if one.ends_on]
    return Inherited(
        licence=min((one.licence for one in rights), key=_STRICTEST.index, default=""),
        author=_joined(one.author for one in rights)[:200],
        credit_line=_joined(one.credit_line for one in rights)[:300],
        source=_joined(one.source for one in rights)[:300],
        channels=_common([one.channels for one in rights if one.channels]),
        ends_on=min(ends, default=None),
        music=min((one.music for one in heard), key=_MOST_LIMITED.index, default=Music.NONE.value),
        differing=differing,
    )


def _comparable(rights: Rights, name: str) -> str:
    return str(sorted(rights.channels) if name == "channels" else getattr(rights, name))


def _joined(words: Iterator[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))


def _common(allowed: Sequence[list[str]]) -> tuple[str, ...] | None:
    """The channels all of these lists allow; empty where none limits them."""
    if not allowed:
        return ()
    found = set(allowed[0]).intersection(*allowed[1:])
    return tuple(sorted(found)) or None
