# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime, timedelta

import pytest
from django.test import Client

from nahbar.approval import actions
from nahbar.approval.models import Round
from nahbar.authority.models import Person
from nahbar.planning import actions as planning
from nahbar.planning.models import Slot
from tests.approval.desk import TEXT, Desk, desk

pytestmark = pytest.mark.django_db


def next_of(person: Person, place: Desk, round_: Round) -> tuple[str, str]:
    """What the main button of the round's page says and where it leads, below the authority."""
    client = Client()
    client.force_login(person)
    page = client.get(f"/{place.authority.slug}/freigaben/{round_.pk}/")
    step = page.context["next"]
    return step.action, step.address.removeprefix(f"/{place.authority.slug}/")


def test_round_leads_to_the_answer_when_it_waits_for_this_person(at: datetime) -> None:
    place = desk()
    round_ = place.request(at)
    assert next_of(place.signer, place, round_) == ("Zur Antwort", "#antwort")
    assert next_of(place.author, place, round_) == ("", "")


def test_round_leads_to_the_time_when_it_is_signed_and_has_none(at: datetime) -> None:
    place = desk()
    round_ = place.signed(at)
    assert next_of(place.author, place, round_) == ("Termin wählen", f"kalender/setzen/{place.variant.pk}/")
    assert next_of(place.signer, place, round_) == ("Zum Kalender", "kalender/")


def test_round_leads_to_the_calendar_when_it_has_its_time_or_its_text_has_changed(at: datetime) -> None:
    place = desk()
    round_ = place.signed(at)
    planning.place(place.variant, when=at + timedelta(days=1), by=place.author, at=at)
    assert next_of(place.author, place, round_) == ("Zum Kalender", "kalender/")
    changed = desk()
    old = changed.signed(at)
    changed.revise(f"{TEXT} Neu.", changed.author, at)
    assert next_of(changed.author, changed, old) == ("Zum Kalender", "kalender/")


def test_round_leads_to_the_text_when_it_was_returned(at: datetime) -> None:
    place = desk()
    round_ = actions.sign(place.request(at), answer="refused", reason="Datum", by=place.signer, at=at)
    assert next_of(place.author, place, round_) == ("Text überarbeiten", f"geschichten/{place.story.pk}/")
    assert next_of(place.signer, place, round_) == ("", "")


def test_signer_is_led_to_the_next_round_when_another_one_waits(at: datetime) -> None:
    place, foreign = desk(), desk()
    signed = place.signed(at)
    foreign.request(at)
    assert next_of(place.signer, place, signed) == ("Zum Kalender", "kalender/")
    place.revise(f"{TEXT} Neu.", place.author, at)
    waiting = place.request(at)
    assert next_of(place.signer, place, signed) == (
        "Zur nächsten Freigabe, die auf Sie wartet",
        f"freigaben/{waiting.pk}/",
    )


def test_story_leads_to_choosing_and_changing_the_time_when_its_variant_is_signed(at: datetime) -> None:
    place = desk()
    place.signed(at)
    client = Client()
    client.force_login(place.author)
    story = f"/{place.authority.slug}/geschichten/{place.story.pk}/"
    step = client.get(story).context["next"]
    assert (step.action, step.more) == ("Termin wählen", "")
    assert step.address == f"/{place.authority.slug}/kalender/setzen/{place.variant.pk}/"
    planning.place(place.variant, when=at + timedelta(days=1), by=place.author, at=at)
    step = client.get(story).context["next"]
    assert (step.action, step.more) == ("Beitrag ansehen", "Termin ändern")
    slot = Slot.objects.get(variant=place.variant)
    assert step.more_address == f"/{place.authority.slug}/kalender/eintrag/{slot.pk}/"
    client.force_login(place.signer)
    assert client.get(story).context["next"].more == ""
