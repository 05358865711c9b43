# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small things to test with: an authority, people with roles, a topic, a request, a story, a channel, a variant."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from nahbar.authority.models import Authority, Channel, Membership, Person
from nahbar.authority.states import Role
from nahbar.library.actions import taking
from nahbar.library.models import MediaFile, Rights
from nahbar.stories.models import Material, Story
from nahbar.topics.actions import recognising
from nahbar.topics.models import DepartmentRequest, Topic
from nahbar.variants.models import Variant

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_number = count(1)


def authority(**values: Any) -> Authority:
    n = next(_number)
    given = {
        "name": f"Stadt Musterau {n}",
        "slug": f"musterau-{n}",
        "level": "kommune",
        "land": "DE-NI",
        "created_at": AT,
    }
    return Authority.objects.create(**{**given, **values})


def person(place: Authority | None = None, *roles: Role, name: str = "", **values: Any) -> Person:
    """A person who can log in with the password "geheim-geheim", with these roles in this authority."""
    n = next(_number)
    given = {"email": f"person{n}@musterau.example", "name": name or f"Person {n}", "created_at": AT}
    somebody = Person(**{**given, **values})
    somebody.set_password("geheim-geheim")
    somebody.save()
    for role in roles:
        Membership.objects.create(authority=place, person=somebody, role=role, granted_at=AT)
    return somebody


def channel(place: Authority, **values: Any) -> Channel:
    n = next(_number)
    given = {
        "platform": "rehearsal",
        "remote_id": f"buehne-{n}",
        "handle": f"@musterau-{n}",
        "display_name": "Stadt Musterau",
        "connected_at": AT,
    }
    return Channel.objects.create(authority=place, **{**given, **values})


def topic(place: Authority, /, **values: Any) -> Topic:
    n = next(_number)
    given = {
        "title": f"Freibad öffnet am Samstag {n}",
        "text": "Das Freibad öffnet am Samstag um 9 Uhr.",
        "noticed_at": AT,
        "changed_at": AT,
    }
    made = Topic.objects.create(authority=place, **{**given, **values})
    recognising.index([made])
    return made


def request(place: Authority, by: Person, **values: Any) -> DepartmentRequest:
    """A department's request with a drafted answer."""
    given = {
        "title": "Spatenstich am Bauhof",
        "text": "Beim Spatenstich griff der Bürgermeister zum Spaten.",
        "department": "Hochbauamt",
        "points": 31,
        "proposed": "elsewhere",
        "verdict": "elsewhere",
        "place": "website",
        "answer": "Guten Tag,\n\nvielen Dank für Ihre Anfrage.",
        "answer_until": AT.date(),
        "asked_at": AT,
        "asked_by": by,
    }
    return DepartmentRequest.objects.create(authority=place, **{**given, **values})


def story(place: Authority, by: Person, **values: Any) -> Story:
    n = next(_number)
    given = {"title": f"Freibad {n}", "opened_at": AT, "opened_by": by, "changed_at": AT}
    return Story.objects.create(authority=place, **{**given, **values})


def file(place: Authority, /, **values: Any) -> MediaFile:
    """A file of the library without bytes in the media folder; equal digests are one file. `rights`: values of its row."""
    n = next(_number)
    rights = values.pop("rights", {})
    given = {
        "kind": "picture",
        "mime_type": "image/png",
        "width": 3,
        "height": 2,
        "size": 9,
        "title": f"Freibad {n}",
        "added_at": AT,
    }
    digest = values.pop("digest", f"{n:064x}")
    made, is_new = MediaFile.objects.get_or_create(
        authority=place, digest=digest, defaults={**given, **values}
    )
    if is_new:
        made.rights = Rights.objects.create(file=made, **rights)
        taking.index(made)
    return made


def material(of: Story, by: Person, **values: Any) -> Material:
    """A picture of the story, with a file in the library; `file`: which."""
    one = values.pop("file", None) or file(of.authority, digest=values.pop("digest", f"{next(_number):064x}"))
    given = {
        "digest": one.digest,
        "mime_type": one.mime_type,
        "width": one.width,
        "height": one.height,
        "size": one.size,
        "added_at": AT,
    }
    return Material.objects.create(story=of, file=one, **{**given, **values}, added_by=by, written_by=by)


def variant(of: Story, on: Channel, by: Person, **values: Any) -> Variant:
    given = {"text": "Das Freibad öffnet am Samstag.", "drafted_at": AT, "revised_at": AT, "revised_by": by}
    made = Variant.objects.create(story=of, channel=on, **{**given, **values})
    made.authors.add(by)
    return made
