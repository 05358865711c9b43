# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small town with a signed version, made without asking anybody: rows only."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nahbar.approval.models import Round, Signature
from nahbar.approval.states import Answer, Door, RoundState
from nahbar.authority.models import Authority, Channel, Person
from nahbar.authority.states import Role
from nahbar.library import actions as library
from nahbar.publishing import actions as publishing
from nahbar.publishing.models import Halt, Publication
from nahbar.record.actions import HOUSE
from nahbar.variants import queries as variants
from nahbar.variants.models import Variant, Version
from tests import factories, films


def town(mechanism: str = "look_up") -> SimpleNamespace:
    """An authority with an editor, an approver, a community manager and one channel."""
    authority = factories.authority()
    return SimpleNamespace(
        authority=authority,
        editor=factories.person(authority, Role.EDITOR, name="Erna Editor"),
        approver=factories.person(authority, Role.APPROVER, name="Anton Approver"),
        cosigner=factories.person(authority, Role.COSIGNER, name="Cora Cosigner"),
        community=factories.person(authority, Role.COMMUNITY_MANAGER, name="Conny Community"),
        officer=factories.person(authority, Role.OFFICER, name="Otto Officer"),
        channel=factories.channel(
            authority, platform=f"double_{mechanism}", url="https://double.example/@musterau"
        ),
    )


def version(channel: Channel, author: Person, text: str = "Das Freibad öffnet am Samstag.") -> Version:
    """A frozen version nobody has signed."""
    story = factories.story(channel.authority, author)
    return frozen(factories.variant(story, channel, author, text=text), author)


def frozen(variant: Variant, author: Person, *, number: int = 1) -> Version:
    """The variant as it stands, frozen."""
    return Version.objects.create(
        variant=variant,
        number=number,
        text=variant.text,
        language="de",
        pictures=variants.frozen_pictures(variant),
        author_ids=[str(author.pk)],
        fingerprint=variants.current_fingerprint(variant),
        frozen_at=factories.AT,
        frozen_by=author,
    )


def sign(version: Version, signer: Person) -> Signature:
    asked = Round.objects.create(
        story=version.variant.story,
        state=RoundState.SIGNED,
        requested_at=factories.AT,
        requested_by=version.frozen_by,
        settled_at=factories.AT,
    )
    asked.versions.add(version)
    return Signature.objects.create(
        round=asked,
        version=version,
        fingerprint=version.fingerprint,
        person=signer,
        name=signer.name,
        answer=Answer.SIGNED,
        door=Door.APPLICATION,
        at=factories.AT,
    )


def signed(place: SimpleNamespace, text: str = "Das Freibad öffnet am Samstag.") -> Version:
    made = version(place.channel, place.editor, text)
    sign(made, place.approver)
    return made


def planned(
    place: SimpleNamespace, due_at: datetime, text: str = "Das Freibad öffnet am Samstag."
) -> Publication:
    return publishing.enqueue(signed(place, text), due_at=due_at, by=place.editor, at=factories.AT)


def filmed(place: SimpleNamespace, film: Path, text: str = "Ein Tag im Stadtwald.") -> Version:
    """A signed version with a film; the same file again is the same film."""
    given = {"by": place.editor, "at": factories.AT}
    file = films.answered(library.take_in_file(place.authority, film, **given).file)
    library.subtitle(file, speech="none", **given)
    story = factories.story(place.authority, place.editor)
    material = factories.material(story, place.editor, file=file, alt="Eine Auszubildende misst einen Baum.")
    variant = factories.variant(story, place.channel, place.editor, text=text)
    variant.pictures.create(material=material, position=1)
    made = frozen(variant, place.editor)
    sign(made, place.approver)
    return made


def planned_film(
    place: SimpleNamespace, due_at: datetime, film: Path, text: str = "Ein Tag im Stadtwald."
) -> Publication:
    made = filmed(place, film, text)
    return publishing.enqueue(made, due_at=due_at, by=place.editor, at=factories.AT)


def published(authority: Authority, channel: Channel, by: Person, **values: Any) -> Publication:
    """A row as it stands after it went out."""
    given: dict[str, Any] = {
        "fingerprint": "f",
        "text": "Das Freibad öffnet am Samstag.",
        "state": "published",
        "due_at": factories.AT,
        "next_try_at": factories.AT,
        "ordered_at": factories.AT,
        "ordered_by": by,
        "remote_id": "p1",
        "url": "https://double.example/p1",
        "published_at": factories.AT,
    }
    return Publication.objects.create(authority=authority, channel=channel, **{**given, **values})


# The three stop switches, as whoever may use them does.
SWITCHES: dict[str, Callable[[SimpleNamespace, datetime], Halt]] = {
    "channel": lambda place, at: publishing.hold_all(
        place.authority, channel=place.channel, reason="Halt", by=place.editor, at=at
    ),
    "authority": lambda place, at: publishing.hold_all(
        place.authority, reason="Halt", by=place.editor, at=at
    ),
    "installation": lambda _place, at: publishing.hold_installation(reason="Halt", by=HOUSE, at=at),
}
