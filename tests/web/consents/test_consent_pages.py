# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking, signing and taking back as people meet it; what is planned stops with a withdrawal."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from nahbar.authority.states import Role
from nahbar.consents import actions, queries
from nahbar.consents.models import Consent
from nahbar.consents.states import ConsentState, PersonType, Purpose
from nahbar.foundation import clock
from nahbar.planning import actions as planning
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from nahbar.variants import actions as variants
from nahbar.variants.models import Version
from nahbar.web.consents.places import places
from tests import factories
from tests.approval.desk import desk
from tests.factories import AT

pytestmark = pytest.mark.django_db
LINES = json.dumps([[[x, x] for x in range(0, 200, 10)]])


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place, client):
    somebody = factories.person(place, Role.EDITOR)
    client.force_login(somebody)
    return somebody


@pytest.fixture
def file(place):
    return factories.file(place)


@pytest.fixture
def asked(place, file):
    return actions.ask(
        place,
        person_type=PersonType.TRAINEE,
        files=[file],
        occasion="Bauhof",
        purposes=[Purpose.RECRUITING],
        at=AT,
    )


def words(answer):
    return " ".join(answer.content.decode().split())


def link(place, asked, name="page"):
    return reverse(f"consenting:{name}", args=[place.slug, asked.token])


def ticked(**values):
    given = {
        "name": "Erika",
        "purposes": "recruiting",
        "kinds": "picture",
        "channels": "web",
        "strokes": LINES,
    }
    return {**given, **values}


def test_nothing_is_ticked_beforehand_and_no_stands_beside_yes(client, place, asked):
    text = words(client.get(link(place, asked)))
    assert "Dürfen wir Sie zeigen?" in text
    assert "checked" not in text
    assert "Ja, einverstanden" in text
    assert ">Nein<" in text


def test_yes_is_signed_without_an_account_and_a_copy_is_mailed(client, place, asked):
    text = words(client.post(link(place, asked), ticked(contact="erika@example.org"), follow=True))
    assert "Danke, so ist es vereinbart." in text
    assert Consent.objects.get().state == ConsentState.GIVEN
    (copy,) = mail.outbox
    assert copy.to == ["erika@example.org"]
    assert "Personal und Auszubildende gewinnen" in copy.body
    assert asked.token in copy.body


def test_what_was_ticked_stays_when_something_is_missing(client, place, asked):
    answer = client.post(link(place, asked), ticked(name="", contact="erika@example.org"))
    assert answer.status_code == 422
    assert "Ihr Name fehlt" in words(answer)
    assert 'value="erika@example.org"' in words(answer)


def test_no_is_one_tap_and_the_page_says_so(client, place, asked):
    assert "Sie haben Nein gesagt." in words(client.post(link(place, asked, "refuse"), follow=True))


def test_a_wrong_link_tells_nothing(client, place, asked):
    wrong = client.get(reverse("consenting:page", args=[place.slug, "x" * 43]))
    assert wrong.status_code == 404
    assert "Bauhof" not in words(wrong)
    assert place.name not in words(wrong)


def test_page_behind_the_secret_travels_nowhere(client, place, asked):
    answer = client.get(link(place, asked))
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")


@pytest.mark.parametrize("away", ["https://boese.example/", "//boese.example/", "javascript:alert(1)"])
def test_the_way_back_leads_to_no_other_site(client, place, asked, away):
    assert "boese" not in words(client.get(link(place, asked) + f"?zurueck={away}"))
    assert "alert" not in words(client.get(link(place, asked) + f"?zurueck={away}"))


def test_desk_asks_shows_the_code_and_sees_the_signature(client, place, editor, file):
    given = {"person_type": "employee", "occasion": "Stadtfest", "purposes": "events", "datei": file.pk}
    text = words(client.post(reverse("consents:ask", args=[place.slug]), given, follow=True))
    row = Consent.objects.get()
    assert "Wartet auf 1 Unterschrift." in text
    assert reverse("consents:code", args=[place.slug, row.pk]) in text
    client.post(
        reverse("consenting:page", args=[place.slug, queries.token_of(row)]), ticked(purposes="events")
    )
    page = reverse("consents:consent", args=[place.slug, row.pk])
    assert "auf dem Bildschirm unterschrieben" in words(client.get(page))
    drawn = client.get(reverse("consents:signature", args=[place.slug, row.pk, "person"]))
    assert b'points="0,0 10,10' in drawn.content


def test_material_says_who_is_shown_and_takes_a_number(client, place, editor, file):
    page = reverse("material:file", args=[place.slug, file.pk])
    assert "Noch hat niemand gesagt, ob Menschen erkennbar sind." in words(client.get(page))
    client.post(reverse("consents:shown", args=[place.slug, file.pk]), {"zahl": "2"})
    assert "Erkennbar: 2, Einwilligungen oder Ausnahmen: 0." in words(client.get(page))


def test_withdrawal_stops_what_is_planned_and_lists_what_is_out(client, at):
    d = desk()
    place = d.variant.story.authority
    picture = factories.material(
        d.variant.story,
        d.author,
        alt="Eine Gärtnerin an der Linde",
        file=factories.file(place, rights={"licence": "own"}),
    )
    variants.choose_pictures(d.variant, material_ids=[picture.pk], parts={}, by=d.author, at=at)
    made = actions.ask(
        place,
        person_type=PersonType.EMPLOYEE,
        files=[picture.file],
        occasion="Linde",
        purposes=[Purpose.EVENTS],
        at=at,
    )
    client.post(link(place, made), ticked(purposes="events", channels=list(places(place))))
    d.signed(at)
    slot = planning.place(d.variant, when=at + timedelta(days=1), by=d.author, at=at)
    out = Publication.objects.get()
    assert slot.state == SlotState.PLACED
    earlier = Version.objects.create(
        variant=d.variant, number=9, text="Früher.", language="de", pictures=out.version.pictures, fingerprint="f",
        frozen_at=at, frozen_by=d.author,
    )  # fmt: skip
    gone = Publication.objects.create(
        authority=place, channel=out.channel, version=earlier, fingerprint=earlier.fingerprint, text=out.text,
        state=PublicationState.PUBLISHED, due_at=at, next_try_at=at, ordered_at=at, ordered_by=d.author, remote_id="1",
    )  # fmt: skip
    assert "Sie haben widerrufen." in words(client.post(link(place, made, "withdraw"), follow=True))
    assert (Slot.objects.get().state, Publication.objects.get(pk=out.pk).state) == (
        SlotState.TAKEN_BACK,
        PublicationState.DROPPED,
    )
    client.force_login(d.author)
    page = reverse("consents:consent", args=[place.slug, made.consent.pk])
    assert "Widerrufen: 1 Beitrag ist bis" in words(client.get(page))
    assert "Zurücknehmen, was eine Person zeigt: Linde" in words(client.get(f"/{place.slug}/"))
    settle = reverse("consents:settle", args=[place.slug, made.consent.pk, gone.pk])
    text = words(client.post(settle, {"beleg": "am 3. Mai dort gelöscht"}, follow=True))
    assert "Widerrufen und überall erledigt." in text
    assert Consent.objects.get().done_at == AT


def test_another_authority_sees_no_consent(client, place, asked):
    elsewhere = factories.authority(slug="anderswo")
    client.force_login(factories.person(elsewhere, Role.ADMINISTRATOR))
    for name in ("consent", "code"):
        assert (
            client.get(reverse(f"consents:{name}", args=[elsewhere.slug, asked.consent.pk])).status_code
            == 404
        )
    assert (
        client.post(reverse("consents:withdraw", args=[elsewhere.slug, asked.consent.pk])).status_code == 404
    )
    assert "Bauhof" not in words(client.get(reverse("consents:list", args=[elsewhere.slug])))


def test_officers_see_what_was_agreed_without_the_name(client, place, asked):
    client.post(link(place, asked), ticked())
    client.force_login(factories.person(place, Role.OFFICER))
    text = words(client.get(reverse("consents:consent", args=[place.slug, asked.consent.pk])))
    assert "Personal und Auszubildende gewinnen" in text
    assert "Erika" not in text
