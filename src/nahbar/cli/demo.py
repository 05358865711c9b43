# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fills the invented town Musterau by the same actions people use, as if two weeks had passed."""

import argparse
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.management import call_command

from nahbar.approval import actions as approval
from nahbar.approval.states import Answer
from nahbar.authority import actions as authority
from nahbar.authority import queries
from nahbar.authority.actions import channels as connecting
from nahbar.authority.models import Authority, Channel, Person
from nahbar.authority.states import Role
from nahbar.campaigns import actions as campaigns
from nahbar.channels import registry
from nahbar.cli import demo_radar as radar
from nahbar.cli import demo_texts as texts
from nahbar.cli.messages import compile_all
from nahbar.dialogue import actions as dialogue
from nahbar.dialogue import tasks as listening
from nahbar.dialogue.models import Inquiry
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.impact import tasks as measuring
from nahbar.planning import actions as planning
from nahbar.publishing import tasks as publishing
from nahbar.publishing.models import Publication
from nahbar.radar.matter import Pillar
from nahbar.record.actions import HOUSE
from nahbar.stories import actions as stories
from nahbar.topics import actions as topics
from nahbar.topics.models import Topic
from nahbar.topics.readers.reader import Given
from nahbar.topics.states import SourceKind
from nahbar.variants import actions as variants
from nahbar.variants.models import Variant
from nahbar.wire import http as wire

REHEARSAL = "rehearsal"


class HouseNotEmpty(Complaint):
    sentence = (
        "Musterau wurde nicht angelegt: Hier gibt es schon eine Behörde, und Erfundenes soll nicht neben Echtem stehen. "
        "Bitte nennen Sie einen leeren Ordner, zum Beispiel: NAHBAR_DATA_DIR=var/demo nahbar demo"
    )


@dataclass(frozen=True, slots=True)
class Town:
    """Who is who in Musterau."""

    place: Authority
    administrator: Person
    editor: Person
    approver: Person
    channel: Channel


def demo(_arguments: argparse.Namespace) -> int:
    """Makes the town, or says that it is there already; tells how to log in."""
    compile_all()
    call_command("migrate", interactive=False, verbosity=0)
    existing = Authority.objects.first()
    if existing and existing.slug != "stadt-musterau":
        raise HouseNotEmpty
    if existing is None:
        # The letters of an invented town go nowhere, whatever the settings say.
        logging.getLogger("nahbar").setLevel(logging.WARNING)  # every delivery of the two weeks would be told
        settings.EMAIL_BACKEND = "nahbar.authority.outbox.Outbox"
        fill(clock.now())
    print("Stadt Musterau ist gefüllt. Anmelden mit dem Passwort", texts.PASSWORD)
    for person in Person.objects.exclude(password="").order_by("email"):
        if person.has_usable_password():
            print(f"  {person.email}  {person.name}, {person.function}")
    return 0


def fill(now: datetime) -> Town:
    """The whole town as of `now`: topics, stories in every state, posts, comments, figures."""
    town = _people(now - timedelta(days=14))
    topics.upload(
        town.place,
        name=texts.SOURCE,
        data=texts.feed(now),
        by=town.editor,
        at=now - timedelta(days=14),
    )
    _listen(town, now)
    _launch(town, now)
    out: dict[str, Publication] = {}
    for told in texts.TOLD:
        placed = _tell(town, told, now)
        if placed is not None:
            out[told.news] = placed
    _draft(town, now)
    _talk(town, out, now)
    mail.get_connection().close()
    return town


def _people(at: datetime) -> Town:
    place = authority.found(
        name="Stadt Musterau",
        slug="stadt-musterau",
        level="kommune",
        land="DE-NI",
        colour="#1f5c4d",
        admin_name="Ada Beispiel",
        admin_email="ada@musterau.example",
        password=texts.PASSWORD,
        at=at,
    )
    administrator = Person.objects.get(email="ada@musterau.example")
    authority.introduce(
        administrator, name="Ada Beispiel", function="IT", language="de", theme="", by=administrator, at=at
    )
    authority.describe(place, own_contacts="115\nrathaus@musterau.example", by=administrator, at=at)

    def join(email: str, name: str, function: str, *roles: Role) -> Person:
        return authority.join(
            place,
            email=email,
            name=name,
            function=function,
            roles=roles,
            password=texts.PASSWORD,
            by=HOUSE,
            at=at,
        )

    editor = join("mia@musterau.example", "Mia Probe", "Pressestelle", Role.EDITOR)
    approver = join("jo@musterau.example", "Jo Muster", "Leitung Presse", Role.APPROVER)
    join("dana@musterau.example", "Dana Schutz", "Datenschutz", Role.OFFICER)
    authority.add_signer(
        place,
        email="bauhof@musterau.example",
        name="Uwe Werk",
        function="Bauhof",
        role=Role.COSIGNER,
        by=administrator,
        at=at,
    )
    channel = connecting.begin_connecting(
        place,
        platform=REHEARSAL,
        fields={"name": "Übungskanal"},
        redirect_uri="",
        transport=wire.transport(),
        by=administrator,
        at=at,
    ).channel
    if channel is None:
        raise HouseNotEmpty
    return Town(place=place, administrator=administrator, editor=editor, approver=approver, channel=channel)


def _listen(town: Town, now: datetime) -> None:
    """What else the town produces becomes topics: notices, council papers, vacancies, events, days to tell about."""
    at = now - timedelta(days=9)
    for name, data in (*radar.files(now), ("Veranstaltungen in Musterau", radar.calendar(now))):
        topics.upload(town.place, name=name, data=data, by=town.editor, at=at)
    wanted = Given(settings=radar.DAYS, land=town.place.land)
    [found] = topics.look(town.place, wanted, kind=SourceKind.DAYS, by=town.editor, at=at)
    source = topics.add_source(town.place, found, kind=SourceKind.DAYS, by=town.editor, at=at)
    topics.read(source, by=HOUSE, at=now)


def _launch(town: Town, now: datetime) -> None:
    """The town wants apprentices; half of the applications are there."""
    wanted = campaigns.Wanted(
        name="Ausbildung im Rathaus",
        pillar=Pillar.RECRUITING,
        aim="Im August sind alle elf Ausbildungsplätze besetzt.",
        begins_on=(now - timedelta(days=12)).date(),
        ends_on=(now + timedelta(days=36)).date(),
        goal=60,
        unit="Bewerbungen",
    )
    campaign = campaigns.launch(town.place, wanted, by=town.editor, at=now - timedelta(days=12))
    campaigns.count(campaign, 31, by=town.editor, at=now - timedelta(days=1))


def _variant(town: Town, news: str, text: str, at: datetime) -> Variant:
    topic = Topic.objects.get(authority=town.place, title__contains=news, source__title=texts.SOURCE)
    story = stories.open_story(topic, authority=town.place, title=topic.title, by=town.editor, at=at)
    variant = variants.draft(story, channel=town.channel, by=town.editor, at=at)
    return variants.revise(variant, text=text, revision=variant.revision, by=town.editor, at=at)


def _tell(town: Town, told: texts.Told, now: datetime) -> Publication | None:
    due = (now + timedelta(days=told.days)).replace(minute=30, second=0, microsecond=0)
    at = min(due, now) - timedelta(hours=20)
    variant = _variant(town, told.news, told.text, at)
    picture = stories.collect(
        variant.story,
        data=texts.picture(told.picture),
        file_name=f"{told.picture}.png",
        alt=told.alt,
        by=town.editor,
        at=at,
    )
    variants.choose_pictures(variant, material_ids=[picture.pk], by=town.editor, at=at)
    planning.place(variant, when=due, by=town.editor, at=at)
    round_ = approval.request(
        variant.story, variants=[variant], signers=[town.approver], by=town.editor, at=at
    )
    planning.sign_and_place(round_, answer=Answer.SIGNED, by=town.approver, at=at + timedelta(hours=2))
    if due < now:
        publishing.deliver_due(due + timedelta(seconds=5))
        return Publication.objects.get(version__variant=variant)
    return None


def _draft(town: Town, now: datetime) -> None:
    """A story that waits for its signature, so that Freigaben is not empty."""
    news, text = texts.DRAFTED
    at = now - timedelta(hours=3)
    variant = _variant(town, news, text, at)
    planning.place(variant, when=now + timedelta(days=4), by=town.editor, at=at)
    approval.request(
        variant.story,
        variants=[variant],
        signers=[town.approver],
        question="Stimmen Frist und Zimmernummer?",
        by=town.editor,
        at=at,
    )


def _talk(town: Town, out: dict[str, Publication], now: datetime) -> None:
    """Citizens comment on the rehearsal stage; one gets an answer."""
    stage = _stage(town.channel)
    for news, author, text in texts.COMMENTS:
        if news in out:
            stage.comment(out[news].remote_id, author=author, text=text, at=now - timedelta(hours=5))
    for number, publication in enumerate(out.values(), start=2):
        for _like in range(number):
            stage.like(publication.remote_id)
        stage.share(publication.remote_id)
    listening.run(now)
    question = Inquiry.objects.filter(authority=town.place, text__contains="Rampe").first()
    if question:
        dialogue.answer(question, text=texts.ANSWER, by=town.editor, at=now)
        publishing.deliver_due(now)
    # A while later: the answer is out, and the question counts as answered.
    listening.run(now + timedelta(minutes=10))
    measuring.run(now)


def _stage(channel: Channel) -> Any:
    """The rehearsal platform as a citizen uses it; only this platform has one."""
    module: Any = registry.load(REHEARSAL)
    return module.stage(queries.credentials_of(channel))
