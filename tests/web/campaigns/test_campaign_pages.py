# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from datetime import timedelta
from html import unescape

import pytest

from nahbar.authority.states import Role
from nahbar.campaigns.models import Campaign
from nahbar.foundation import clock
from tests import factories

pytestmark = pytest.mark.django_db


def words(response):
    main = response.content.decode().split('id="inhalt"', 1)[1].split(">", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def base(client):
    place = factories.authority()
    client.force_login(factories.person(place, Role.EDITOR))
    return f"/{place.slug}/kampagnen/"


def said(**values):
    today = clock.now().date()
    given = {
        "name": "Ausbildung 2027",
        "pillar": "recruiting",
        "aim": "Alle elf Plätze sind besetzt.",
        "begins_on": (today - timedelta(days=1)).isoformat(),
        "ends_on": (today + timedelta(days=20)).isoformat(),
        "goal": "40",
        "unit": "Bewerbungen",
    }
    return {**given, **values}


def test_page_teaches_what_a_campaign_is_when_there_is_none(client, base):
    page = words(client.get(base))
    assert page.startswith("Zu den Themen Kampagnen Es läuft keine Kampagne. Kampagne starten")
    assert "Was wollen Sie dieses Jahr erreichen?" in page


def test_campaign_is_launched_counted_changed_and_closed(client, base):
    assert client.post(f"{base}neu/", said()).headers["Location"] == base
    campaign = Campaign.objects.get()
    page = words(client.get(base))
    assert "1 Kampagne läuft. „Ausbildung 2027“ geht noch 2" in page
    assert "Ziel: 40 Bewerbungen, noch nichts gezählt" in page
    client.post(f"{base}{campaign.pk}/zaehlen/", {"reached": "10"})
    page = client.get(base)
    assert "10 von 40 Bewerbungen" in words(page)
    assert 'value="25"' in page.content.decode()
    client.post(f"{base}{campaign.pk}/", said(name="Ausbildung im Rathaus"))
    assert "Ausbildung im Rathaus" in words(client.get(base))
    client.post(f"{base}{campaign.pk}/beenden/")
    assert "Es läuft keine Kampagne." in words(client.get(base))


def test_nothing_typed_is_lost_when_the_days_are_turned(client, base):
    answer = client.post(f"{base}neu/", said(ends_on="2020-01-01"))
    assert answer.status_code == 422
    assert "Ihr letzter Tag liegt vor dem ersten." in words(answer)
    assert "Alle elf Plätze sind besetzt." in answer.content.decode()


def test_number_that_is_none_is_asked_for_again(client, base):
    client.post(f"{base}neu/", said())
    campaign = Campaign.objects.get()
    answer = client.post(f"{base}{campaign.pk}/zaehlen/", {"reached": "viele"})
    assert (answer.status_code, campaign.counts.count()) == (422, 0)


def test_campaign_of_another_authority_is_not_there(client, base):
    client.post(f"{base}neu/", said())
    campaign = Campaign.objects.get()
    place = factories.authority()
    client.force_login(factories.person(place, Role.ADMINISTRATOR))
    for verb in ("", "zaehlen/", "beenden/"):
        assert client.post(f"/{place.slug}/kampagnen/{campaign.pk}/{verb}", said()).status_code == 404
    assert "Ausbildung" not in words(client.get(f"/{place.slug}/kampagnen/"))


def test_officer_reads_and_changes_nothing(client, base):
    client.post(f"{base}neu/", said())
    campaign = Campaign.objects.get()
    client.force_login(factories.person(campaign.authority, Role.OFFICER))
    page = words(client.get(base))
    assert "Ausbildung 2027" in page
    assert "Kampagne starten" not in page
    assert client.get(f"{base}neu/").status_code == 403
