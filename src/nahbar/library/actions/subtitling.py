# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of a film's speech: its subtitles beside it, or that it needs none."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.library.actions.taking import note
from nahbar.library.models import MediaFile
from nahbar.library.states import Kind, Speech
from nahbar.studio.film import subtitles


class SubtitlesOdd(Complaint):
    """The file is no list of subtitles; `line`: where it breaks, 0: all of it."""

    sentence = _(
        "The subtitles were not saved, because the file cannot be read as SRT or WebVTT (line %(line)s). "
        "Please export it once more, or correct that line."
    )


class NoFilm(Complaint):
    sentence = _("Nothing was saved, because this file is no film. Please reload the page.")


@transaction.atomic
def subtitle(
    file: MediaFile, *, data: bytes | None = None, speech: str = "", by: Person, at: datetime
) -> MediaFile:
    """Saves what is known of the film's speech; whoever signed a post with it is asked anew where its subtitles changed.

    `data`: an SRT or WebVTT file that takes the place of the subtitles; b"" takes them away, None leaves them. The old ones
    stay in the record.

    Raises:
        SubtitlesOdd: if `data` cannot be read; nothing is changed then.
        NoFilm, NotAllowed: as they say.
    """
    demand(by, file.authority, CONTRIBUTES)
    if file.kind != Kind.FILM:
        raise NoFilm
    current = MediaFile.objects.select_for_update(of=("self",)).select_related("authority").get(pk=file.pk)
    captions = current.captions if data is None else _read(data)
    new = {"captions": captions, "speech": Speech(speech).value if speech else ""}
    before = {name: getattr(current, name) for name in new}
    if new == before:
        return current
    current.captions, current.speech = new["captions"], new["speech"]
    current.save(update_fields=list(new))
    note("library.subtitle", current, by=by, at=at, before=before, speech=current.speech)
    return current


def _read(data: bytes) -> str:
    if not data.strip():
        return ""
    try:
        return subtitles.to_vtt(subtitles.read(data))
    except subtitles.SubtitlesUnreadable as error:
        raise SubtitlesOdd(line=error.line or 1) from error
