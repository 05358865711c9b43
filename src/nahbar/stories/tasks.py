# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens by itself: films in the queue are made, one after the other; a speech model hears what it was asked to."""

import logging
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from nahbar.authority.permissions import NotAllowed
from nahbar.errands import claims
from nahbar.errands.claims import Claim
from nahbar.errands.hands import Errand
from nahbar.foundation import clock
from nahbar.media.folder import MediaMissing
from nahbar.stories import film_order, film_queue, subtitling
from nahbar.stories.actions import StoryClosed
from nahbar.stories.models import Film, FilmClip
from nahbar.stories.states import BUSY, LISTENING, FilmFailure
from nahbar.studio.film import making
from nahbar.studio.film.making import FilmFailed, FilmStopped
from nahbar.studio.film.shapes import expected_bytes
from nahbar.studio.film.titles import TitleRefused
from nahbar.studio.refusals import FileRefused, ProgramMissing

log = logging.getLogger(__name__)
LONGEST = timedelta(hours=8)
# The disk is also the database's: a film may not take the last of it.
RESERVE = 1_000_000_000
_ASK_EVERY = 0.7
_TELL_EVERY = 1.0
_WHY: tuple[tuple[type[Exception], FilmFailure], ...] = (
    (MediaMissing, FilmFailure.GONE),
    (ProgramMissing, FilmFailure.PROGRAM),
    (NotAllowed, FilmFailure.RIGHT),
    (StoryClosed, FilmFailure.CLOSED),
    (FileRefused, FilmFailure.BROKEN),
    (TitleRefused, FilmFailure.BROKEN),
)


def due(at: datetime, most: int) -> list[Claim]:
    """Claims up to `most` of the films in the queue, and those whose worker died."""
    rows = Film.objects.filter(state__in=list(BUSY), next_turn_at__lte=at)
    return claims.take(rows, "next_turn_at", most=most, at=at, longest=LONGEST)


def carry(claim: Claim, at: datetime) -> int:
    """Makes one film, from its beginning, in a folder that goes with the turn (1, or 0 where it was not made)."""
    film = film_queue.take_turn(claim.pk, at=at)
    if film is None:
        return 0
    try:
        with tempfile.TemporaryDirectory(prefix=f"{film.pk.hex}-", dir=_folder()) as name:
            _make(film, Path(name))
    except FilmStopped:
        return 0
    except FilmFailed as failed:
        film_queue.fail(film, FilmFailure(failed.why), at=clock.now())
        return 0
    except tuple(one for one, _why in _WHY) as error:
        why = next(why for kind, why in _WHY if isinstance(error, kind))
        film_queue.fail(film, why, at=clock.now())
        return 0
    return 1


def _make(film: Film, folder: Path) -> None:
    clips = list(film.clips.select_related("file__rights"))
    order = film_order.order_of(film, clips)
    if not all(path.exists() for path in order.sources.values()):
        raise FilmFailed("gone")
    size = 3 * expected_bytes(order.wish.shape, order.wish.seconds)
    if shutil.disk_usage(folder).free < size + RESERVE:
        raise FilmFailed("disk")
    made = making.make(
        order,
        folder,
        on_progress=_now_and_then(lambda share: film_queue.show_progress(film, share)),
        goes_on=_asked_rarely(lambda: film_queue.is_mine(film)),
    )
    film_queue.finish(film, made, at=clock.now())


def listen_due(at: datetime, most: int) -> list[Claim]:
    """Claims up to `most` of the excerpts a speech model was asked to hear."""
    rows = FilmClip.objects.filter(listening__in=list(LISTENING), listen_at__lte=at)
    return claims.take(rows, "listen_at", most=most, at=at, longest=LONGEST)


def listen_carry(claim: Claim, at: datetime) -> int:
    """Has the model hear one excerpt (1, or 0 where nothing came of it)."""
    clip = subtitling.take_turn(claim.pk, at=at)
    if clip is None:
        return 0
    with tempfile.TemporaryDirectory(prefix=f"{clip.pk.hex}-", dir=_folder()) as name:
        goes_on = _asked_rarely(lambda: subtitling.is_mine(clip))
        return int(subtitling.listen(clip, Path(name), goes_on=goes_on, at=at))


def tend(at: datetime) -> int:
    """Throws away folders of turns whose worker was killed; how many."""
    before = (at - LONGEST).timestamp()
    old = [path for path in _folder().iterdir() if path.is_dir() and path.stat().st_mtime < before]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _folder() -> Path:
    folder = Path(settings.FILM_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _now_and_then(tell: Callable[[float], None]) -> Callable[[float], None]:
    """Tells at most once a second; a database that is busy just then makes nothing worse."""
    last = [0.0]

    def told(share: float) -> None:
        if time.monotonic() - last[0] < _TELL_EVERY:
            return
        last[0] = time.monotonic()
        try:
            tell(share)
        except DatabaseError:
            log.warning("the progress of a film could not be noted")

    return told


def _asked_rarely(ask: Callable[[], bool]) -> Callable[[], bool]:
    """Asks the database less often than ffmpeg speaks."""
    last = [0.0]

    def asked() -> bool:
        if time.monotonic() - last[0] < _ASK_EVERY:
            return True
        last[0] = time.monotonic()
        return ask()

    return asked


ERRAND = Errand("films", due=due, carry=carry, every=2.0, hands=settings.FILM_WORKERS)
LISTENING_ERRAND = Errand("listening", due=listen_due, carry=listen_carry, every=5.0, hands=1)
