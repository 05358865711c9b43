# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page there is, found in the table of addresses, so that a new page is walked without being named here."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from nahbar.topics.readers import registry
from tests.browser.seed import Town

# Which seeded thing an address means by `pk`, room by room; where a room has several, its pages are named.
THINGS = {
    "topics": "topic",
    "stories": "story",
    "variants": "variant",
    "approval": "round",
    "publishing": "publication",
    "publishing:there": "unclear",
    "planning": "variant",
    "dialogue": "inquiry",
    "channels": "channel",
    "rehearsal": "channel",
    "settings": "person",
    "account": "authority",
    "campaigns": "campaign",
    "approval:request": "story",
    "planning:slot": "slot",
    "planning:take_back": "slot",
    "planning:move": "slot",
    "topics:source": "source",
    "stories:redesign": "card",
    "topics:request": "request",
    "contributing": "contribution_link",
    "contributing:photo": "contributed_photo",
    "contributing:erase": "contribution",
    "contributing:link": "trainees_link",
    "contributing:studio_code": "trainees_link",
    "contributing:studio_sheet": "trainees_link",
    "contributing:close": "assignment",
    "contributing:delivered": "delivery",
    "contributing:take": "delivery",
    "contributing:ask_back": "delivery",
    "contributing:discard": "delivery",
    "studio": "delivered_file",
    "material": "file",
    "material:choose": "story",
    "variants:suggest_alt": "material",
    "variants:ask_alt": "material",
    "variants:settle_suggestion": "suggestion",
    "objections": "objection",
    "consents": "consent",
    "consents:shown": "file",
    "films": "film",
    "films:choose": "story",
    "films:frame": "film_clip",
    "films:subtitles": "film_clip",
    "films:subtitle_file": "film_clip",
    "films:listen": "film_clip",
    "films:track": "film_clip",
    "stories:picture": "material",
    "stories:film_file": "filmed",
    "stories:captions": "filmed",
    "stories:subtitle": "filmed",
    "stories:describe_picture": "material",
    "stories:remove_picture": "material",
}
# Addresses nobody reads as a page of this town: (name or room): why.
LEFT_OUT = {
    "rehearsal:post": "made by sending, walked in the tests of the rehearsal stage",
    "rehearsal:picture": "a picture, no page",
    "studio:part": "answers the script of the upload, walked in its own test",
    "studio:standing": "answers the script of the studio",
    "material:part": "answers the script of the upload, walked in its own test",
    "approval:picture": "a picture, no page",
    "consenting": "opened by a secret link, walked in the test of signing on a phone",
    "consents:signature": "a picture, no page",
    "consents:code": "a picture, no page",
    "studio:consent_code": "a picture, no page; walked in the tests of the studio",
    "consents:settle": "takes only POST and the id of a post that shows somebody",
    "approval:film": "a film, no page",
    "approval:captions": "subtitles, no page",
    "rehearsal:film": "a film, no page",
    "stories:sheet_worker": "a script, no page; walked in the test of the shooting sheet",
    "link": "opened by a token from a mail, walked in the tests of the signing link",
    "account:found": "opened by the token of the first run",
    "account:invitation": "opened by a token from a mail",
    "channels:back": "opened by a platform with its answer",
    "account_confirm_email": "opened by a token from a mail",
    "account_reset_password_from_key": "opened by a token from a mail",
    "account_signup": "closed: people join by first run or invitation",
    "account_email": "closed",
    "account_reauthenticate": "closed",
    "account_set_password": "closed",
    "account_email_verification_sent": "closed",
    "account_logout": "would end the walk",
}


def addresses(town: Town) -> Iterator[tuple[str, str]]:
    """Name and address of everything that may be a page; what only takes POST answers 405 and is passed over."""
    for name, keys in _named(get_resolver()):
        room = name.split(":")[0]
        if name in LEFT_OUT or room in LEFT_OUT:
            continue
        yield name, reverse(name, kwargs={key: _value(town, name, key) for key in keys})
    # Each kind of source asks other things.
    for kind in registry.MODULES:
        yield f"topics:new {kind}", reverse("topics:new", kwargs={"slug": town.authority.slug, "kind": kind})
    for state in ("busy", "done", "failed"):
        film = town.objects[f"film_{state}"]
        yield f"films:film {state}", reverse("films:film", args=[town.authority.slug, film.pk])
    slug, variant = town.authority.slug, town.objects["film_variant"]
    story = reverse("stories:story", args=[slug, town.objects["film_story"].pk])
    yield "stories:story with a film", f"{story}?fassung={variant.pk}"
    yield "approval:round with a film", reverse("approval:round", args=[slug, town.objects["film_round"].pk])
    yield "404", f"/{town.authority.slug}/gibt-es-nicht/"


def _named(
    resolver: URLResolver, prefix: str = "", keys: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        found = (*keys, *(key for key in entry.pattern.regex.groupindex if key not in keys))
        if isinstance(entry, URLResolver):
            yield from _named(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix, found)
        elif isinstance(entry, URLPattern) and entry.name:
            yield prefix + entry.name, found


def _value(town: Town, name: str, key: str) -> Any:
    """What stands for a part of an address; an unknown part fails the walk, so that no page is left out in silence."""
    room = name.split(":", maxsplit=1)[0]
    today = timezone.localdate()
    material = town.objects["material"]
    known = {
        "slug": town.authority.slug,
        "year": today.year,
        "month": today.month,
        "platform": town.objects["channel"].platform,
        "asked": town.objects["asked"].pk,
        "digest": material.digest,
        "token": town.objects["studio_token" if room == "studio" else "token"],
        "code": town.objects["delivery_code"],
        "kind": "feed",
        "template": "quote",
        "story_pk": town.objects["story"].pk,
    }
    if key in known:
        return known[key]
    if key == "pk" and (thing := THINGS.get(name, THINGS.get(room, ""))):
        return town.objects[thing].pk
    raise AssertionError(
        f"tests/browser/walk.py does not know what {key!r} means in {name!r}; please enter it there"
    )
