# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file can be, how it came, under which licence, and how its rights stand on one day."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    PICTURE = "picture", _("picture")
    FILM = "film", _("film")
    AUDIO = "audio", _("sound")
    DOCUMENT = "document", _("document")


class Way(TextChoices):
    """How a file came into the house."""

    UPLOAD = "upload", _("uploaded")
    CONTRIBUTION = "contribution", _("sent in")
    MAIL = "mail", _("by mail")
    CARD = "card", _("made as a share picture")
    FILM = "film", _("made as a film")


class Licence(TextChoices):
    """On what the use of a file rests; "" while nobody has said."""

    OWN = "own", _("our own")
    BOUGHT = "bought", _("bought")
    PERMISSION = "permission", _("by permission")
    PRESS = "press", _("press photo")
    PUBLIC_DOMAIN = "public_domain", _("free of rights")
    CC0 = "cc0", "CC0"
    CC_BY = "cc_by", "CC BY"
    CC_BY_SA = "cc_by_sa", "CC BY-SA"
    CC_BY_ND = "cc_by_nd", "CC BY-ND"
    OTHER = "other", _("other, see note")


NAMES_THE_AUTHOR = frozenset(
    {Licence.BOUGHT, Licence.PRESS, Licence.CC_BY, Licence.CC_BY_SA, Licence.CC_BY_ND}
)
"""Licences that ask for a credit line where the file is shown."""


class Music(TextChoices):
    """Whose music is heard; "" while nobody has said. Asked only where a file has sound."""

    NONE = "none", _("no music")
    OWN = "own", _("our own music")
    FREE = "free", _("free of GEMA, proof in the note")
    PLATFORM = "platform", _("only from the platform's library")


class Speech(TextChoices):
    """Why a film with sound needs no subtitles beside it; "" while nobody has said."""

    NONE = "none", _("nobody speaks in it")
    SHOWN = "shown", _("subtitles are in the picture, read through")


class RightsState(TextChoices):
    """How the rights of a file stand on one day."""

    MISSING = "missing", _("rights missing")
    ENDED = "ended", _("rights ended")
    ENDING = "ending", _("rights end soon")
    GIVEN = "given", _("rights stated")


ENDS_SOON = timedelta(days=30)


def rights_state(licence: str, ends_on: date | None, today: date) -> RightsState:
    """How rights with this licence and end stand today; the last day itself still counts."""
    if ends_on and ends_on < today:
        return RightsState.ENDED
    if not licence:
        return RightsState.MISSING
    if ends_on and ends_on - today <= ENDS_SOON:
        return RightsState.ENDING
    return RightsState.GIVEN
