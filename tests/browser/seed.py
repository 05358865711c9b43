# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An authority in full work: every room has something in every state, so that every page has something to show."""

import io
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from nahbar.approval.models import Asked, Round, Signature
from nahbar.approval.states import Answer, Door, RoundState
from nahbar.authority import actions as channels
from nahbar.authority import queries as authorities
from nahbar.authority.models import Authority, LanguageModel, Person
from nahbar.authority.states import ChannelState, Role
from nahbar.campaigns.models import Campaign
from nahbar.channels import registry
from nahbar.channels.post import Post
from nahbar.consents import actions as consents
from nahbar.consents.states import PersonType
from nahbar.consents.states import Purpose as ConsentPurpose
from nahbar.contributions import actions as contributions
from nahbar.contributions import queries as contributed
from nahbar.contributions.states import Audience
from nahbar.dialogue.models import Inquiry
from nahbar.dialogue.states import InquiryState
from nahbar.impact.models import Measurement
from nahbar.library import actions as library
from nahbar.library import previews
from nahbar.media import folder as media
from nahbar.objections import actions as objections
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.publishing.models import Halt, JournalLine, Publication
from nahbar.publishing.states import PublicationState, Step
from nahbar.record.actions import note
from nahbar.rulebook.arguments import Who
from nahbar.stories import actions as stories
from nahbar.stories import filming, subtitling
from nahbar.stories.models import Card, Film
from nahbar.stories.states import CuesFrom, FilmFailure, FilmState
from nahbar.studio import intake
from nahbar.studio.film.subtitles import Cue
from nahbar.topics import actions as topics
from nahbar.topics.models import Source, TopicSender
from nahbar.topics.request_states import DONE, RequestState
from nahbar.topics.states import SourceKind, TopicState
from nahbar.variants import actions as variants
from nahbar.variants import queries
from nahbar.variants.models import Handle, Suggestion, Variant, Version
from nahbar.variants.states import Purpose
from tests import factories, footage
from tests.contributions.photos import photo

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
TEXT = "Ab Samstag, 9 Uhr, ist das Freibad am Stadtpark wieder offen. Kinder bis sechs Jahre schwimmen kostenlos.\n\nhttps://musterau.example/freibad"


@dataclass
class Town:
    """The authority, the person who looks at it, and one object for each name an address may ask for."""

    authority: Authority
    person: Person
    objects: dict[str, Any] = field(default_factory=dict)


def picture() -> bytes:
    """A small real PNG."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (32, 68, 170)).save(out, "PNG")
    return out.getvalue()


def town() -> Town:
    """Stadt Musterau with everything; a second authority beside it, so that there is one to switch to."""
    now = datetime.now(tz=UTC).replace(microsecond=0)
    place = factories.authority(
        name="Stadt Musterau an der Großen Mühlenau",
        colour="#7a1e2c",
        logo=picture(),
        logo_mime_type="image/png",
    )
    person = factories.person(place, Role.ADMINISTRATOR, Role.EDITOR, Role.APPROVER, name="Rita Redlich")
    other = factories.person(place, Role.EDITOR, Role.APPROVER, name="Bernd Bauamt", function="Leiter Bauamt")
    factories.person(factories.authority(name="Landkreis Musterland"), Role.EDITOR, name="Fremde Person")
    second = factories.authority(name="Zweckverband Musterwasser")
    second.memberships.create(person=person, role=Role.EDITOR, granted_at=now)
    LanguageModel.objects.create(
        authority=place, is_on=True, sees_pictures=True, address="https://modell.musterau.example/v1", model="klein-1",
        changed_at=now,
    )  # fmt: skip
    made = Town(place, person, {"person": other, "authority": place})
    _topics(made, now)
    _requests(made, now, other)
    _contributions(made, now)
    _studio(made, now)
    _publications(made, now, other)
    _unclear(made, now, other)
    _rounds(made, now, other)
    _inquiries(made, now)
    note(
        "topics.add_source",
        authority=place.pk,
        thing=("source", None, "Pressemitteilungen"),
        by=person,
        at=now,
    )
    return made


def _topics(made: Town, now: datetime) -> None:
    place = made.authority
    made.objects["source"] = Source.objects.create(
        authority=place,
        kind=SourceKind.FEED,
        title="Pressemitteilungen der Stadt",
        url=f"https://musterau.example/{LONG}/feed.xml",
        added_at=now,
        last_read_at=now,
        last_result="Die Adresse antwortet nicht.",
        is_failing=True,
        failures=3,
    )
    made.objects["campaign"] = Campaign.objects.create(
        authority=place, name=f"Ausbildung: {LONG}", pillar="recruiting", aim="Im August sind alle elf Plätze besetzt.", goal=40,
        unit="Bewerbungen", begins_on=now.date() - timedelta(days=9), ends_on=now.date() + timedelta(days=30), launched_at=now,
    )  # fmt: skip
    made.objects["campaign"].counts.create(reached=12, counted_at=now, counted_by=made.person)
    for state in TopicState:
        made.objects["topic"] = factories.topic(
            place, title=f"{LONG} tritt in Kraft", state=state, source=made.objects["source"], noticed_at=now,
            link=f"https://musterau.example/{LONG}", published_at=now - timedelta(days=1),
        )  # fmt: skip
    TopicSender.objects.create(
        topic=made.objects["topic"],
        authority=place,
        address=f"{LONG}@musterau.example"[-254:],
        forget_on=now.date(),
    )


def _requests(made: Town, now: datetime, other: Person) -> None:
    """One in each state; the one in work was scored as a pasted press release is."""
    text = (
        "Mit dem Spatenstich begann der Erweiterungsbau. „Ein Meilenstein“, betonte der Bürgermeister und dankte allen Beteiligten. "
        f"Familien können die Baustelle am 4. Dezember besichtigen. {LONG}"
    )
    asked = topics.Asked(
        department=LONG, text=text, title=f"Spatenstich: {LONG}", answer_to="bau@musterau.example"
    )
    place = made.authority
    topics.ask(place, asked, by=made.person, at=now)
    for state in DONE:
        closed = (
            {}
            if state == RequestState.ANSWERED
            else {"closed_at": now, "closed_by": other, "closed_reason": LONG}
        )
        made.objects["answered"] = factories.request(
            place, other, title=f"Anfrage: {LONG}", state=state, answered_at=now, answered_by=other, topic=made.objects["topic"],
            **closed,
        )  # fmt: skip
    made.objects["request"] = topics.ask(place, asked, topic=made.objects["topic"], by=made.person, at=now)


def _contributions(made: Town, now: datetime) -> None:
    """A link, and what came by it: the topic the stories are told of has photos that may be taken over."""
    given = {"title": f"Amt für {LONG}", "audience": Audience.DEPARTMENT, "keep_days": 30}
    link = contributions.invite(made.authority, **given, by=made.person, at=now)
    sent = contributions.Sent(
        answers={
            "happens": f"Die {LONG} tritt in Kraft.",
            "helps": "Allen Kapitänen.",
            "shows": "Den Hafenmeister.",
        },
        shown="unsure",
        name="Hanna Hafen",
        contact=f"{LONG.lower()}@musterau.example",
        photos=[intake.take_in(picture())],
    )
    received = contributions.receive(link, sent, at=now)
    made.objects |= {
        "contribution": received.contribution,
        "contribution_link": link,
        "contributed_photo": received.contribution.photos.get(),
        "token": contributed.token_of(link),
        "topic": received.contribution.topic,
    }


def _studio(made: Town, now: datetime) -> None:
    """An assignment, and deliveries in each state; the one that is walked on the phone was asked back."""
    given = {"title": f"Azubis {LONG}", "audience": Audience.TRAINEES, "keep_days": 30}
    link = contributions.invite(made.authority, **given, by=made.person, at=now)
    wish = contributions.Wish(
        f"Ein Morgen im Bauhof: {LONG}", what="Zeigen, wer die Straßen freihält.", whom="zweites Lehrjahr",
        shots=["Das Tor geht auf", "Hände am Streuer, ganz nah", f"Schild: {LONG}"], until=now.date() + timedelta(days=3),
    )  # fmt: skip
    asked = {"today": now.date(), "by": made.person, "at": now}
    one = contributions.assign(link, wish, **asked)
    contributions.assign(link, contributions.Wish("Was liegt auf Ihrem Tisch?"), **asked)
    for number in range(4):
        begun = contributions.begin_delivery(link, one, at=now)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "IMG.jpg"
            path.write_bytes(photo(width=400, height=300, shade=40 * number))
            contributions.bring_whole(begun.delivery, path, file_name=f"{LONG}.jpg", at=now)
        if number:
            contributions.send(begun.delivery, seen="people", words=f"Beim {LONG}.", at=now)
        if number == 1:
            contributions.take(begun.delivery, by=made.person, at=now)
    asked_back = contributions.ask_back(begun.delivery, "Wer steht links am Tor?", by=made.person, at=now)
    made.objects |= {
        "trainees_link": link,
        "studio_token": contributed.token_of(link),
        "assignment": one,
        "delivery": asked_back,
        "delivery_code": begun.token,
        "delivered_file": asked_back.files.get(),
    }


def _story(made: Town, by: Person, title: str, channel: Any = None, text: str = TEXT) -> tuple[Any, Variant]:
    story = factories.story(
        made.authority, by, title=title, facts="Eintritt 4 Euro\nKinder frei", topic=made.objects["topic"]
    )
    variant = factories.variant(story, channel or made.objects["channel"], by, text=text)
    return story, variant


def _version(variant: Variant, by: Person, now: datetime) -> Version:
    return Version.objects.create(
        variant=variant, number=1, text=variant.text, language="de", author_ids=[str(by.pk)],
        fingerprint=f"{variant.pk.hex}{variant.pk.hex}", frozen_at=now, frozen_by=by,
        pictures=queries.frozen_pictures(variant),
    )  # fmt: skip


def _publications(made: Town, now: datetime, other: Person) -> None:
    place = made.authority
    made.objects["channel"] = factories.channel(place, handle="@musterau@social.musterau.example")
    made.objects["broken"] = factories.channel(
        place, state=ChannelState.BROKEN, handle=f"@{LONG.lower()}@alt.example"
    )
    for place_in_row, state in enumerate(PublicationState):
        _, variant = _story(made, other, f"Beitrag {place_in_row + 1}: {state.label}")
        version = _version(variant, other, now)
        is_out = state in {PublicationState.PUBLISHED, PublicationState.WITHDRAWN}
        publication = Publication.objects.create(
            authority=place, channel=variant.channel, version=version, fingerprint=version.fingerprint, text=TEXT,
            state=state, due_at=now + timedelta(hours=place_in_row), next_try_at=now + timedelta(days=1), ordered_at=now,
            ordered_by=other, url="https://social.musterau.example/1" if is_out else "",
            remote_id=str(place_in_row) if is_out else "", published_at=now if is_out else None,
        )  # fmt: skip
        JournalLine.objects.create(publication=publication, step=Step.CLAIMED, at=now)
        JournalLine.objects.create(
            publication=publication, step=Step.UNKNOWN, at=now, detail="Keine Antwort."
        )
        if state == PublicationState.PLANNED:
            made.objects["slot"] = Slot.objects.create(
                variant=variant, state=SlotState.PLACED, at=publication.due_at, publication=publication,
                placed_at=now, placed_by=other,
            )  # fmt: skip
        if state == PublicationState.PUBLISHED:
            Measurement.objects.create(
                publication=publication, day=now.date(), measured_at=now, replies=3, likes=21, shares=4
            )
            made.objects["published"] = publication
        made.objects["publication"] = publication
    made.objects["halt"] = Halt.objects.create(
        authority=place,
        channel=made.objects["broken"],
        reason="Zugang wird geklärt",
        halted_at=now,
        halted_by=other,
    )


def _unclear(made: Town, now: datetime, other: Person) -> None:
    """A post that may have appeared, on a stage that shows one quite like it and another."""
    given = {"platform": "rehearsal", "fields": {}, "redirect_uri": "", "transport": None}
    channel = channels.begin_connecting(made.authority, **given, by=made.person, at=now).channel
    connector = registry.load("rehearsal").Connector(None, authorities.credentials_of(channel))
    for number, text in enumerate([f"{TEXT} #{LONG}", "Ein anderer Beitrag von Hand."]):
        post = Post(key=str(number), text=text, language="de", created_at=now)
        connector.publish(post, connector.prepare(post))
    _, variant = _story(made, other, "Unklar", channel)
    version = _version(variant, other, now)
    made.objects["unclear"] = Publication.objects.create(
        authority=made.authority, channel=channel, version=version, fingerprint=version.fingerprint, text=TEXT,
        state=PublicationState.UNCLEAR, due_at=now, next_try_at=now, ordered_at=now, ordered_by=other,
        first_sent_at=now, intent_at=now, looks=4, reason="answer_lost",
    )  # fmt: skip


def _rounds(made: Town, now: datetime, other: Person) -> None:
    for state in [*RoundState][::-1]:
        story, variant = _story(made, other, f"Geschichte: {state.label}")
        version = _version(variant, other, now)
        asked = Round.objects.create(
            story=story, state=state, question="Stimmt die Uhrzeit?", requested_at=now, requested_by=other,
            answer_until=now + timedelta(days=2),
        )  # fmt: skip
        asked.versions.add(version)
        made.objects["asked"] = Asked.objects.create(round=asked, person=made.person, mailed_at=now)
        if state in {RoundState.SIGNED, RoundState.RETURNED}:
            answer = Answer.SIGNED if state == RoundState.SIGNED else Answer.OBJECTED
            Signature.objects.create(
                round=asked, version=version, fingerprint=version.fingerprint, person=made.person, name="Rita Redlich",
                answer=answer, reason="Die Uhrzeit ist 10 Uhr.", door=Door.APPLICATION, at=now,
            )  # fmt: skip
        made.objects |= {"round": asked, "story": story, "variant": variant}
    story, variant = _story(made, made.person, f"Sommerfest {LONG}", text=f"Das {LONG} ist fertig.")
    made.objects["material"] = stories.collect(
        story,
        data=picture(),
        file_name="sommerfest.png",
        alt="Menschen auf dem Marktplatz",
        by=made.person,
        at=now,
    )
    factories.variant(story, made.objects["broken"], made.person, text=f"Das {LONG} wird noch fertig.")
    Handle.objects.create(
        authority=made.authority, name=LONG, key=LONG.lower(), platform="mastodon",
        handle=f"@{LONG.lower()}@social.musterau.example", noted_at=now, noted_by=made.person,
    )  # fmt: skip
    made.objects["card"] = _card(story, made.person, now)
    Slot.objects.create(
        variant=variant,
        state=SlotState.WISHED,
        at=now + timedelta(days=3),
        placed_at=now,
        placed_by=made.person,
    )
    made.objects |= {"story": story, "variant": variant}
    made.objects["objection"] = objections.note(
        made.authority,
        said=f"Das {LONG} ist unseriös.",
        who=Who.LEADERSHIP,
        story=story,
        by=made.person,
        at=now,
    )
    made.objects["suggestion"] = Suggestion.objects.create(
        variant=variant,
        purpose=Purpose.HEADLINES,
        words="Das Freibad öffnet\nAb Samstag wird geschwommen\nSommer beginnt im Freibad",
        asked_at=now,
        asked_by=made.person,
    )
    _library(made, now)
    _films(made, now, story)
    _filmed(made, now, other)


def _library(made: Town, now: datetime) -> None:
    """Files of every kind, with rights in every state."""
    made.objects["file"] = made.objects["material"].file
    made.objects["consent"] = consents.ask(
        made.authority,
        person_type=PersonType.MINOR_TRAINEE,
        files=[made.objects["file"]],
        occasion=f"Tag der offenen Tür: {LONG}",
        purposes=list(ConsentPurpose),
        by=made.person,
        at=now,
    ).consent
    yesterday = now.date() - timedelta(days=1)
    film = factories.file(
        made.authority, kind="film", mime_type="video/mp4", seconds=75.0, width=1920, height=1080, has_sound=True,
        title="Rundgang durch das Freibad", rights={"licence": "own", "ends_on": yesterday},
    )  # fmt: skip
    previews.keep(film.digest, picture())
    factories.file(made.authority, kind="audio", mime_type="audio/mpeg", seconds=301.5, title="Gespräch mit dem Bademeister",
                   rights={"licence": "bought", "ends_on": now.date()})  # fmt: skip
    factories.file(made.authority, kind="document", mime_type="application/pdf", file_name="Badeordnung.pdf",
                   rights={"licence": "own"})  # fmt: skip


def _films(made: Town, now: datetime, story: Any) -> None:
    """A film of two excerpts, one of them subtitled by the speech model; others that wait, are made, are not made."""
    file = footage.row(
        made.authority, digest=media.keep(footage.clip()), seconds=3.0, width=320, height=180, title="Rutsche"
    )
    other = footage.row(
        made.authority,
        digest=media.keep(footage.clip(2)),
        seconds=2.0,
        title=f"Rundgang {LONG}",
        rights={"music": "", "ends_on": now.date()},
    )
    previews.keep(file.digest, picture())
    previews.keep(other.digest, picture())
    film = filming.begin(story, [file, other], by=made.person, at=now)
    first, second = film.clips.all()
    subtitling.write(
        first, [Cue(0.5, 1.4, "Willkommen im Freibad"), Cue(1.2, 2, LONG)], revision=1, by=made.person, at=now
    )
    cues = [{"start": 0.5, "end": 1.8, "text": "Das Wasser ist warm."}]
    second.cues, second.cues_from = cues, CuesFrom.MODEL
    second.save()
    made.objects |= {"film": film, "film_clip": first}
    Film.objects.filter(pk=film.pk).update(title="Das Freibad öffnet")
    for name, state, values in (
        ("busy", FilmState.RENDERING, {"progress": 0.42, "next_turn_at": now}),
        ("done", FilmState.DONE, {"file": file}),
        ("failed", FilmState.FAILED, {"failure": FilmFailure.DISK}),
    ):
        one = filming.begin(story, [file], by=made.person, at=now)
        Film.objects.filter(pk=one.pk).update(state=state, **values)
        made.objects[f"film_{name}"] = one


def _filmed(made: Town, now: datetime, other: Person) -> None:
    """A story whose variant goes out with a film that has subtitles, and the round that asks for it."""
    kept = Film.objects.get(pk=made.objects["film_done"].pk).file
    subtitles = "1\n00:00:00,000 --> 00:00:01,500\nHerzlich willkommen im Freibad.\n"
    library.subtitle(kept, data=subtitles.encode(), by=made.person, at=now)
    story, variant = _story(made, other, "Rundgang durch das Freibad")
    alt = "Eine Schwimmmeisterin zeigt die neue Rutsche, Kinder stehen an."
    made.objects["filmed"] = stories.use(story, kept, alt=alt, by=other, at=now)
    variants.choose_pictures(variant, material_ids=[made.objects["filmed"].pk], by=other, at=now)
    version = _version(variant, other, now)
    asked = Round.objects.create(
        story=story, state=RoundState.REQUESTED, question="Stimmt, was gesagt wird?", requested_at=now, requested_by=other,
    )  # fmt: skip
    asked.versions.add(version)
    made.objects |= {"film_story": story, "film_variant": variant, "film_round": asked}


def _card(story: Any, by: Person, now: datetime) -> Any:
    """A series of three steps as it was designed; its pictures are not made, because the walk only reads."""
    return Card.objects.create(
        story=story, template="step", size="4:5", ground="colour", shared={"kicker": "Wohngeld beantragen"},
        parts=[{"title": f"Schritt {n}", "text": "Mietvertrag und Ausweis."} for n in (1, 2)] + [{"title": LONG}],
        designed_at=now, designed_by=by, changed_at=now, changed_by=by,
    )  # fmt: skip


def _inquiries(made: Town, now: datetime) -> None:
    for number, state in enumerate([*InquiryState][::-1]):
        made.objects["inquiry"] = Inquiry.objects.create(
            authority=made.authority, channel=made.objects["channel"], publication=made.objects["published"],
            state=state, remote_id=f"anfrage-{number}", author_handle="@buergerin@social.example",
            author_name="Eine Bürgerin", text=f"Bis wann gilt die {LONG}?", written_at=now - timedelta(hours=50),
            received_at=now, url="https://social.example/7",
        )  # fmt: skip
