# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of people, purposes, who must sign, and where a consent stands (section 5 of the rule catalogue)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PersonType(TextChoices):
    EMPLOYEE = "employee", _("employee")
    TRAINEE = "trainee", _("trainee, of age")
    MINOR_TRAINEE = "minor_trainee", _("trainee or intern under 18")
    YOUTH = "youth", _("young person, 14 to 17")
    CHILD = "child", _("child under 14")
    PASSERBY = "passerby", _("passer-by")
    EVENT = "event", _("people at an event")
    OFFICE_HOLDER = "office_holder", _("elected or well-known person on official duty")
    CITIZEN = "citizen", _("citizen with a concern of their own")
    VOLUNTEER = "volunteer", _("volunteer, fire brigade")
    DECEASED = "deceased", _("deceased person")


class Signer(TextChoices):
    PERSON = "person", _("the person shown")
    GUARDIAN_1 = "guardian_1", _("first parent or guardian")
    GUARDIAN_2 = "guardian_2", _("second parent or guardian")
    RELATIVE = "relative", _("next of kin")


class ConsentState(TextChoices):
    ASKED = "asked", _("asked for")
    GIVEN = "given", _("given")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("consent withdrawn")
    EXPIRED = "expired", _("expired")


NEXT: dict[ConsentState, frozenset[ConsentState]] = {
    ConsentState.ASKED: frozenset(
        {ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN, ConsentState.EXPIRED}
    ),
    ConsentState.GIVEN: frozenset({ConsentState.WITHDRAWN, ConsentState.EXPIRED}),
    # Whoever said no may think again; whoever took a yes back is asked anew.
    ConsentState.REFUSED: frozenset({ConsentState.GIVEN}),
    ConsentState.WITHDRAWN: frozenset(),
    ConsentState.EXPIRED: frozenset(),
}
LOCKING = frozenset({ConsentState.REFUSED, ConsentState.WITHDRAWN, ConsentState.EXPIRED})
"""What shows them is shown no more."""


class Purpose(TextChoices):
    PUBLIC_RELATIONS = "public_relations", _("telling about the work of the authority")
    RECRUITING = "recruiting", _("finding staff and trainees")
    EVENTS = "events", _("announcing events")


class Media(TextChoices):
    PICTURE = "picture", _("photos")
    FILM = "film", _("films")
    SOUND = "sound", _("voice and sound")


class Extra(TextChoices):
    """Each asked by itself; none is needed for the yes."""

    NAME = "name", _("my name may be given")
    EDIT = "edit", _("the pictures may be edited (cut, brightened, lettered)")
    AI = "ai", _("they may be edited with artificial intelligence")
    SHARE = "share", _("partner authorities may show them, too")
    PAID = "paid", _("they may be used in paid posts")
    SENSITIVE = "sensitive", _("details of my health or my social situation may be told")


class SignedBy(TextChoices):
    SCREEN = "screen", _("signed on the screen")
    NAME = "name", _("by name and a tick")
    PAPER = "paper", _("on paper")
    ORAL = "oral", _("said before a witness")


ADULT = frozenset({Signer.PERSON})
MINORS = frozenset({PersonType.MINOR_TRAINEE, PersonType.YOUTH, PersonType.CHILD})
EXCEPTIONS = frozenset({PersonType.EVENT, PersonType.OFFICE_HOLDER})
"""Here no signature is asked for: the house writes down on which exception it relies, and why (§ 23 KUG)."""
LIGHT = frozenset({PersonType.PASSERBY})
"""A short form is enough, and may have been said."""


def needed(person: PersonType, *, has_sole_custody: bool) -> frozenset[Signer]:
    """Whose signature makes the yes whole."""
    if person in EXCEPTIONS:
        return frozenset()
    if person is PersonType.DECEASED:
        return frozenset({Signer.RELATIVE})
    if person not in MINORS:
        return ADULT
    parents = {Signer.GUARDIAN_1} if has_sole_custody else {Signer.GUARDIAN_1, Signer.GUARDIAN_2}
    # A child under 14 is asked in words of its age; its parents sign for that, too.
    return frozenset(parents) if person is PersonType.CHILD else frozenset({*parents, Signer.PERSON})
