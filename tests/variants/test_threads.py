# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A variant of several posts: signed as one, checked post by post, with pictures and names where they belong."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from nahbar.authority import queries as authorities
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.channels import registry
from nahbar.record.models import Entry
from nahbar.variants import actions, outgoing, queries
from nahbar.variants.models import Handle, Variant
from tests import factories
from tests.variants.test_actions import Desk

pytestmark = pytest.mark.django_db
THREE = "Das Freibad öffnet am Samstag.\n---\nDer Eintritt ist frei.\n---\nAm Sonntag spielt die Kapelle."


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    Variant.objects.filter(pk=made.variant.pk).update(text=THREE)
    made.variant.refresh_from_db()
    return made


def test_version_becomes_a_post_for_each_part_and_each_has_its_pictures(at: datetime, desk: Desk) -> None:
    first, third = (
        desk.picture("red", at, alt="Das Freibad von oben."),
        desk.picture("blue", at, alt="Die Kapelle."),
    )
    actions.choose_pictures(
        desk.variant, material_ids=[third.pk, first.pk], parts={third.pk: 3}, by=desk.editor, at=at
    )
    version = actions.freeze(desk.fresh(), by=desk.editor, at=at)
    made = [queries.post_of(version, "k", at, part=part) for part in (1, 2, 3)]
    assert [one.text for one in made] == [
        "Das Freibad öffnet am Samstag.",
        "Der Eintritt ist frei.",
        "Am Sonntag spielt die Kapelle.",
    ]
    assert [[picture.alt for picture in one.pictures] for one in made] == [
        ["Das Freibad von oben."],
        [],
        ["Die Kapelle."],
    ]


def test_signature_is_for_all_posts_and_for_the_part_of_each_picture(at: datetime, desk: Desk) -> None:
    picture = desk.picture("red", at)
    marks = set()
    for part in (1, 2, 3):
        actions.choose_pictures(
            desk.variant, material_ids=[picture.pk], parts={picture.pk: part}, by=desk.editor, at=at
        )
        assert queries.standing(desk.variant.pk).fingerprint == desk.mark()
        marks.add(desk.mark())
    Variant.objects.update(text=THREE.replace("Kapelle", "Band"))
    assert len(marks | {desk.mark()}) == 4


def test_picture_of_a_part_that_is_gone_goes_with_the_last_one(at: datetime, desk: Desk) -> None:
    picture = desk.picture("red", at)
    actions.choose_pictures(
        desk.variant, material_ids=[picture.pk], parts={picture.pk: 3}, by=desk.editor, at=at
    )
    Variant.objects.update(
        text="Eins ist das Freibad.\n---\nZwei ist der Eintritt.\n--- Kommentar\nDrei ist mehr."
    )
    version = actions.freeze(desk.fresh(), by=desk.editor, at=at)
    assert [len(queries.post_of(version, "k", at, part=part).pictures) for part in (1, 2, 3)] == [0, 1, 0]


def test_each_post_takes_as_many_pictures_as_the_channel_shows(at: datetime, desk: Desk) -> None:
    made = [desk.picture(colour, at) for colour in ("red", "blue", "green", "white", "black")]
    ids = [one.pk for one in made]
    with pytest.raises(actions.TooManyPictures):
        actions.choose_pictures(desk.variant, material_ids=ids, by=desk.editor, at=at)
    actions.choose_pictures(desk.variant, material_ids=ids, parts={ids[4]: 2}, by=desk.editor, at=at)
    assert [one.part for one in outgoing.along(desk.variant)] == [1, 1, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Eins.\n---\n---\nDrei.", actions.PartEmpty),
        ("Eins.\n---\n" + "Wort " * 120, actions.TextTooLong),
        ("\n---\n".join(["Post."] * 26), actions.TooManyParts),
    ],
)
def test_thread_is_not_frozen_when_one_of_its_posts_cannot_go_out(
    at: datetime, desk: Desk, text: str, complaint: type[Exception]
) -> None:
    Variant.objects.update(text=text)
    with pytest.raises(complaint):
        actions.freeze(desk.fresh(), by=desk.editor, at=at)


def test_finding_stands_at_its_place_in_the_whole_text_and_is_mended_there(desk: Desk) -> None:
    text = "Das Freibad öffnet.\n---\nKommen Sie vorbei, @[Kita]. #tagderoffenentür"
    Variant.objects.update(text=text)
    [found] = [one for one in queries.findings(desk.fresh(), at=factories.AT) if one.rule == "BF-TAG-03"]
    assert text[found.place.start : found.place.end] == "#tagderoffenentür"
    assert found.mend == "#TagDerOffenenTür"


def test_picture_finding_names_the_picture_among_all(at: datetime, desk: Desk) -> None:
    good, bad = desk.picture("red", at), desk.picture("blue", at, alt="x" * 1600)
    actions.choose_pictures(
        desk.variant, material_ids=[good.pk, bad.pk], parts={bad.pk: 2}, by=desk.editor, at=at
    )
    found = {
        one.place.field for one in queries.findings(desk.fresh(), at=factories.AT) if one.rule == "KA-ALT"
    }
    assert found == {"alt:1"}


def test_first_posts_length_is_no_finding_when_only_the_whole_is_too_long(desk: Desk) -> None:
    Variant.objects.update(text="\n---\n".join(["Das Freibad öffnet am Samstag. " * 12] * 3))
    assert [
        one.rule for one in queries.findings(desk.fresh(), at=factories.AT) if one.rule == "KA-LAENGE"
    ] == []


def test_account_that_is_noted_anew_ends_the_signature_because_another_text_would_go_out(
    at: datetime, desk: Desk
) -> None:
    Variant.objects.update(text="Danke, @[Kita]!")
    actions.note_handles(desk.town, name="Kita", handles={"rehearsal": "kita"}, by=desk.editor, at=at)
    version = actions.freeze(desk.fresh(), by=desk.editor, at=at)
    assert (version.text, version.fingerprint) == ("Danke, @kita!", desk.mark())
    assert queries.standing(desk.variant.pk).fingerprint == version.fingerprint
    actions.note_handles(desk.town, name="KITA", handles={"rehearsal": "@kita2"}, by=desk.editor, at=at)
    assert desk.mark() != version.fingerprint
    assert queries.standing(desk.variant.pk).fingerprint == desk.mark()
    actions.forget_handles(desk.town, key="kita", by=desk.editor, at=at)
    assert outgoing.text_of(desk.fresh()).text == "Danke, Kita!"
    verbs = Entry.objects.filter(authority_id=desk.town.pk, verb__contains="handles").order_by("number")
    assert [one.verb for one in verbs] == [
        "variants.note_handles",
        "variants.note_handles",
        "variants.forget_handles",
    ]
    assert "kita2" not in str([one.details for one in verbs])


@pytest.mark.parametrize(
    ("name", "handles", "complaint"),
    [
        ("  ", {}, actions.NameMissing),
        ("Kita [Nord]", {}, actions.NameMissing),
        ("x" * 101, {}, actions.NameMissing),
        ("Kita", {"mastodon": "kita"}, actions.HandleOdd),
        ("Kita", {"bluesky": "kita"}, actions.HandleOdd),
        ("Kita", {"mastodon": "@" + "a" * 300 + "@b.example"}, actions.HandleOdd),
    ],
)
def test_odd_name_or_account_is_refused_and_nothing_is_noted(
    at: datetime, desk: Desk, name: str, handles: dict[str, str], complaint: type[Exception]
) -> None:
    with pytest.raises(complaint):
        actions.note_handles(desk.town, name=name, handles=handles, by=desk.editor, at=at)
    assert not Handle.objects.exists()


def test_accounts_are_noted_only_by_who_contributes(at: datetime, desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        actions.note_handles(
            desk.town, name="Kita", handles={}, by=factories.person(factories.authority(), Role.EDITOR), at=at
        )


def test_text_taken_over_has_its_writers_as_authors_and_the_record_keeps_what_stood_there(
    at: datetime, desk: Desk
) -> None:
    writer = factories.person(desk.town, Role.EDITOR)
    source = factories.variant(desk.story, factories.channel(desk.town), writer, text="Der bessere Text.")
    saved = actions.take_over(desk.variant, source=source, revision=1, by=desk.editor, at=at)
    assert saved.text == "Der bessere Text."
    assert set(queries.author_ids(saved)) == {str(desk.editor.pk), str(writer.pk)}
    assert Entry.objects.get(verb="variants.take_over").details["before"] == THREE
    Variant.objects.filter(pk=source.pk).update(text="Noch besser.", revision=3)
    with pytest.raises(actions.VariantChanged):
        actions.take_over(source, source=saved, revision=1, by=desk.editor, at=at)


def test_text_of_another_story_or_house_is_not_taken_over(at: datetime, desk: Desk) -> None:
    other = factories.variant(factories.story(desk.town, desk.editor), desk.channel, desk.editor)
    for source in (other, desk.variant):
        with pytest.raises(NotAllowed):
            actions.take_over(desk.variant, source=source, revision=1, by=desk.editor, at=at)


def test_thread_becomes_one_text_where_the_other_channel_has_none(
    at: datetime, desk: Desk, monkeypatch: Any
) -> None:
    stage = registry.capability("rehearsal")
    alone = replace(stage, thread_parts=1, has_first_comment=False)
    other = factories.variant(desk.story, factories.channel(desk.town), desk.editor, text="Alt.")
    monkeypatch.setattr(
        authorities, "capability_of", lambda channel: alone if channel.pk == other.channel_id else stage
    )
    saved = actions.take_over(other, source=desk.variant, revision=1, by=desk.editor, at=at)
    assert "---" not in saved.text
    assert saved.text.split() == THREE.replace("---", "").split()
