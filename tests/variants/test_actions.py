# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from PIL import Image

from nahbar.authority.models import Authority, Channel, Person
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import ChannelState, Role
from nahbar.record.models import Entry
from nahbar.rulebook.finding import Weight
from nahbar.stories import actions as stories
from nahbar.stories.models import Material, Story
from nahbar.variants import actions, queries
from nahbar.variants.models import Variant, Version, VersionUnchangeable
from tests import factories

pytestmark = pytest.mark.django_db
ALT = "Das leere Freibad am Morgen, im Hintergrund der Sprungturm."
STOPPED = "Termin unter 0170 1234567 bei Herrn Max Mustermann, IBAN DE89 3704 0044 0532 0130 00."


@dataclass
class Desk:
    """A town with an editor, a story, a rehearsal channel and a variant without findings that stop."""

    town: Authority = field(default_factory=factories.authority)

    def __post_init__(self) -> None:
        self.editor: Person = factories.person(self.town, Role.EDITOR, name="Erika Muster")
        self.approver: Person = factories.person(self.town, Role.APPROVER, name="Anna Amt")
        self.story: Story = factories.story(self.town, self.editor)
        self.channel: Channel = factories.channel(self.town)
        self.variant: Variant = factories.variant(self.story, self.channel, self.editor)

    def picture(self, colour: str, at: datetime, alt: str = ALT) -> Material:
        out = io.BytesIO()
        Image.new("RGB", (30, 20), colour).save(out, "PNG")
        return stories.collect(self.story, data=out.getvalue(), alt=alt, by=self.editor, at=at)

    def fresh(self) -> Variant:
        return Variant.objects.get(pk=self.variant.pk)

    def mark(self) -> str:
        return queries.current_fingerprint(self.fresh())


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_draft_starts_with_title_facts_link_and_pictures_when_channel_is_chosen(
    at: datetime, desk: Desk
) -> None:
    story = factories.story(
        desk.town,
        desk.editor,
        title="Freibad öffnet",
        facts="Samstag, 9 Uhr\nEintritt frei",
        link="https://musterau.example",
    )
    desk.story = story
    material = desk.picture("red", at)
    variant = actions.draft(story, channel=desk.channel, by=desk.editor, at=at)
    assert variant.text == "Freibad öffnet\n\nSamstag, 9 Uhr\nEintritt frei\n\nhttps://musterau.example"
    assert queries.chosen(variant) == [material]
    assert actions.draft(story, channel=desk.channel, by=desk.editor, at=at).pk == variant.pk


def test_draft_leaves_facts_out_from_the_end_when_text_would_be_too_long(at: datetime, desk: Desk) -> None:
    facts = "\n".join(f"Zeile {number} " + "x" * 90 for number in range(20))
    story = factories.story(desk.town, desk.editor, facts=facts)
    variant = actions.draft(story, channel=desk.channel, by=desk.editor, at=at)
    assert queries.post_text_count(variant) <= queries.capability_of(variant).text.limit
    assert "Zeile 0" in variant.text
    assert "Zeile 19" not in variant.text


def test_draft_refuses_when_channel_is_foreign_or_disconnected(at: datetime, desk: Desk) -> None:
    story = factories.story(desk.town, desk.editor)
    with pytest.raises(NotAllowed):
        actions.draft(story, channel=factories.channel(factories.authority()), by=desk.editor, at=at)
    off = factories.channel(desk.town, state=ChannelState.DISCONNECTED)
    with pytest.raises(actions.ChannelNotConnected):
        actions.draft(story, channel=off, by=desk.editor, at=at)


def test_revise_tells_second_editor_and_loses_nothing_when_both_saved(at: datetime, desk: Desk) -> None:
    other = factories.person(desk.town, Role.EDITOR)
    actions.revise(desk.variant, text="Erste Fassung.", revision=1, by=desk.editor, at=at, page="a")
    with pytest.raises(actions.VariantChanged) as told:
        actions.revise(desk.variant, text="Zweite Fassung.", revision=1, by=other, at=at, page="b")
    assert told.value.theirs.text == "Erste Fassung." == desk.fresh().text
    assert "Erika Muster" in str(told.value)
    merged = actions.revise(
        desk.variant, text="Beides.", revision=told.value.theirs.revision, by=other, at=at
    )
    assert (merged.text, set(merged.authors.all())) == ("Beides.", {desk.editor, other})


def test_revise_goes_on_when_only_the_answer_to_the_same_page_was_lost(at: datetime, desk: Desk) -> None:
    actions.revise(desk.variant, text="Eins.", revision=1, by=desk.editor, at=at, page="a")
    saved = actions.revise(desk.variant, text="Eins, zwei.", revision=1, by=desk.editor, at=at, page="a")
    assert (saved.text, saved.revision) == ("Eins, zwei.", 3)


def test_revise_is_one_line_in_the_record_when_somebody_writes_on(at: datetime, desk: Desk) -> None:
    for number in range(1, 4):
        moment = at + timedelta(minutes=number)
        actions.revise(desk.variant, text=f"Text {number}.", revision=number, by=desk.editor, at=moment)
    later = at + timedelta(hours=1)
    actions.revise(desk.variant, text="Später.", revision=4, by=desk.editor, at=later)
    assert Entry.objects.filter(verb="variants.revise").count() == 2


def test_revise_changes_nothing_when_same_text_is_saved_again(at: datetime, desk: Desk) -> None:
    other = factories.person(desk.town, Role.EDITOR)
    same = actions.revise(desk.variant, text=desk.variant.text + " \r\n", revision=1, by=other, at=at)
    assert (same.revision, list(same.authors.all())) == (1, [desk.editor])


def test_fingerprint_changes_with_each_thing_that_goes_out_when_only_that_changes(
    at: datetime, desk: Desk
) -> None:
    red, blue = desk.picture("red", at), desk.picture("blue", at)
    actions.choose_pictures(desk.variant, material_ids=[red.pk, blue.pk], by=desk.editor, at=at)
    marks = [desk.mark()]
    actions.revise(desk.variant, text="Das Freibad, öffnet am Samstag.", revision=1, by=desk.editor, at=at)
    marks.append(desk.mark())
    stories.describe_material(red, alt=ALT + " Neu.", credit="", by=desk.editor, at=at)
    marks.append(desk.mark())
    stories.describe_material(red, alt=ALT + " Neu.", credit="Stadt", by=desk.editor, at=at)
    marks.append(desk.mark())
    actions.choose_pictures(desk.variant, material_ids=[blue.pk, red.pk], by=desk.editor, at=at)
    marks.append(desk.mark())
    Variant.objects.update(channel=factories.channel(desk.town))
    marks.append(desk.mark())
    assert len(set(marks)) == 6


def test_fingerprint_stays_when_same_is_saved_again(at: datetime, desk: Desk) -> None:
    red = desk.picture("red", at)
    actions.choose_pictures(desk.variant, material_ids=[red.pk], by=desk.editor, at=at)
    before = desk.mark()
    actions.revise(desk.variant, text=desk.variant.text, revision=1, by=desk.editor, at=at)
    stories.describe_material(red, alt=red.alt, credit=red.credit, by=desk.editor, at=at)
    actions.choose_pictures(desk.variant, material_ids=[red.pk], by=desk.editor, at=at)
    assert desk.mark() == before


def test_freeze_keeps_exactly_what_goes_out_and_all_authors_when_ready(at: datetime, desk: Desk) -> None:
    writer = factories.person(desk.town, Role.CONTRIBUTOR)
    red = desk.picture("red", at)
    stories.describe_material(red, alt=ALT + " Neu.", credit="Stadt", by=writer, at=at)
    actions.choose_pictures(desk.variant, material_ids=[red.pk], by=desk.editor, at=at)
    version = actions.freeze(desk.variant, by=desk.editor, at=at)
    assert (version.number, version.text, version.fingerprint) == (1, desk.variant.text, desk.mark())
    assert version.pictures == [
        {
            "digest": red.digest,
            "mime_type": "image/png",
            "width": 30,
            "height": 20,
            "alt": ALT + " Neu.",
            "credit": "Stadt",
        }
    ]
    assert version.author_ids == sorted([str(desk.editor.pk), str(writer.pk)])
    with pytest.raises(VersionUnchangeable):
        version.save()


def test_freeze_gives_the_same_version_when_nothing_changed(at: datetime, desk: Desk) -> None:
    first = actions.freeze(desk.variant, by=desk.editor, at=at)
    again = actions.freeze(desk.variant, by=desk.editor, at=at)
    actions.revise(desk.variant, text="Anders.", revision=1, by=desk.editor, at=at)
    second = actions.freeze(desk.variant, by=desk.editor, at=at)
    assert (first.pk == again.pk, second.number, second.fingerprint != first.fingerprint) == (True, 2, True)


def test_freeze_refuses_when_text_is_empty_or_too_long(at: datetime, desk: Desk) -> None:
    Variant.objects.update(text="  ")
    with pytest.raises(actions.TextMissing):
        actions.freeze(desk.variant, by=desk.editor, at=at)
    Variant.objects.update(text="Wort " * 2000)
    with pytest.raises(actions.TextTooLong):
        actions.freeze(desk.variant, by=desk.editor, at=at)


def stop(desk: Desk) -> Any:
    found = queries.open_stops(desk.fresh(), at=factories.AT)
    assert found, "the text of this test must be stopped by the rulebook"
    return found[0]


def test_freeze_refuses_until_somebody_who_approves_answers_when_finding_stops(
    at: datetime, desk: Desk
) -> None:
    material = desk.picture("red", at, alt="")
    actions.choose_pictures(desk.variant, material_ids=[material.pk], by=desk.editor, at=at)
    finding = stop(desk)
    with pytest.raises(actions.StopsOpen) as refused:
        actions.freeze(desk.variant, by=desk.editor, at=at)
    assert finding in refused.value.findings
    args = {"rule": finding.rule, "passage": finding.passage, "at": at}
    with pytest.raises(NotAllowed):
        actions.overrule(desk.variant, **args, reason="Passt.", by=desk.editor)
    with pytest.raises(actions.ReasonMissing):
        actions.overrule(desk.variant, **args, reason=" ", by=desk.approver)
    row = actions.overrule(desk.variant, **args, reason="Schmuckbild.", by=desk.approver)
    assert (row.by, row.reason) == (desk.approver, "Schmuckbild.")
    assert Entry.objects.get(verb="variants.overrule").details["reason"] == "Schmuckbild."
    assert actions.freeze(desk.variant, by=desk.editor, at=at).number == 1


def test_overruling_of_a_picture_lapses_when_another_picture_takes_its_place(
    at: datetime, desk: Desk
) -> None:
    red, blue = desk.picture("red", at, alt=""), desk.picture("blue", at, alt="")
    actions.choose_pictures(desk.variant, material_ids=[red.pk], by=desk.editor, at=at)
    finding = stop(desk)
    actions.overrule(
        desk.variant, rule=finding.rule, passage=finding.passage, reason="Schmuck.", by=desk.approver, at=at
    )
    assert finding not in queries.open_stops(desk.fresh(), at=at)
    actions.choose_pictures(desk.variant, material_ids=[blue.pk], by=desk.editor, at=at)
    assert finding in queries.open_stops(desk.fresh(), at=at)


def test_overrule_refuses_when_finding_is_not_there(at: datetime, desk: Desk) -> None:
    with pytest.raises(actions.FindingGone):
        actions.overrule(desk.variant, rule="BF-ALT-01", passage="x", reason="y", by=desk.approver, at=at)


def test_choose_pictures_refuses_when_too_many_or_from_another_story(at: datetime, desk: Desk) -> None:
    other = Desk(desk.town).picture("red", at)
    with pytest.raises(NotAllowed):
        actions.choose_pictures(desk.variant, material_ids=[other.pk], by=desk.editor, at=at)
    limit = queries.capability_of(desk.variant).pictures
    assert limit is not None
    many = [desk.picture(f"#0000{number:02x}", at).pk for number in range(limit.max_count + 1)]
    with pytest.raises(actions.TooManyPictures):
        actions.choose_pictures(desk.variant, material_ids=many, by=desk.editor, at=at)


def test_remove_refuses_when_variant_was_frozen_before(at: datetime, desk: Desk) -> None:
    actions.freeze(desk.variant, by=desk.editor, at=at)
    with pytest.raises(actions.VersionsExist):
        actions.remove(desk.variant, by=desk.editor, at=at)
    assert Version.objects.count() == 1


def test_remove_keeps_the_text_in_the_record_when_draft_goes(at: datetime, desk: Desk) -> None:
    actions.remove(desk.variant, by=desk.editor, at=at)
    assert not Variant.objects.exists()
    assert Entry.objects.get(verb="variants.remove").details == {"text": desk.variant.text}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADERSHIP, Role.COMMUNITY_MANAGER])
def test_no_verb_is_open_when_role_only_reads(at: datetime, desk: Desk, role: Role) -> None:
    reader = factories.person(desk.town, role)
    story = factories.story(desk.town, desk.editor)
    attempts = [
        lambda: actions.draft(story, channel=desk.channel, by=reader, at=at),
        lambda: actions.revise(desk.variant, text="x", revision=1, by=reader, at=at),
        lambda: actions.choose_pictures(desk.variant, material_ids=[], by=reader, at=at),
        lambda: actions.freeze(desk.variant, by=reader, at=at),
        lambda: actions.overrule(desk.variant, rule="a", passage="", reason="x", by=reader, at=at),
        lambda: actions.remove(desk.variant, by=reader, at=at),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert desk.fresh().text == desk.variant.text


def test_variants_are_only_read_when_story_is_closed(at: datetime, desk: Desk) -> None:
    stories.close(desk.story, by=desk.editor, at=at)
    with pytest.raises(actions.StoryClosed):
        actions.revise(desk.variant, text="x", revision=1, by=desk.editor, at=at)


def test_post_carries_clean_pictures_within_limits_when_version_goes_out(at: datetime, desk: Desk) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Aufgenommen von Max"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(out, "JPEG", exif=exif)
    material = stories.collect(desk.story, data=out.getvalue(), alt=ALT, by=desk.editor, at=at)
    actions.choose_pictures(desk.variant, material_ids=[material.pk], by=desk.editor, at=at)
    version = actions.freeze(desk.variant, by=desk.editor, at=at)
    post = queries.post_of(version, "schluessel", at)
    (sent,) = post.pictures
    assert (post.key, post.text, post.language, post.created_at) == ("schluessel", version.text, "de", at)
    assert (sent.alt, sent.mime_type, sent.width, sent.height) == (ALT, "image/jpeg", 300, 200)
    assert b"Aufgenommen" in out.getvalue()
    assert b"Aufgenommen" not in sent.data
    assert not dict(Image.open(io.BytesIO(sent.data)).getexif())


def test_findings_come_with_weight_and_place_when_alt_text_is_missing(at: datetime, desk: Desk) -> None:
    material = desk.picture("red", at, alt="")
    actions.choose_pictures(desk.variant, material_ids=[material.pk], by=desk.editor, at=at)
    weights = {finding.weight for finding in queries.findings(desk.fresh(), at=at)}
    assert Weight.STOP in weights
