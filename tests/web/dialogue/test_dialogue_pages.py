# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from html import unescape

import pytest

from nahbar.dialogue import actions
from nahbar.dialogue.models import Inquiry
from nahbar.dialogue.states import InquiryState
from nahbar.foundation import clock
from nahbar.publishing.models import Publication
from nahbar.publishing.tasks import deliver_due
from nahbar.topics.models import Topic
from tests.publishing import double, world

pytestmark = pytest.mark.django_db


def words(response):
    main = response.content.decode().split('id="inhalt"', 1)[1].split(">", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def asked(client, at, who="community", **values):
    town = world.town()
    town.post = world.published(town.authority, town.channel, town.editor)
    [town.inquiry] = actions.receive(town.channel, [double.comment("c1", **values)], at=at)
    client.force_login(getattr(town, who))
    town.base = f"/{town.authority.slug}/dialog/"
    town.page = f"{town.base}{town.inquiry.pk}/"
    return town


def seen_on(response):
    return re.search(r'name="seen" value="([^"]*)"', response.content.decode()).group(1)


def test_list_says_first_how_many_wait_and_since_when(client, at, stage):
    town = asked(client, at)
    page = words(client.get(town.base))
    assert page.startswith("Dialog 1 Kommentar wartet seit Di, 24. November, 09:00 Uhr.")
    assert "Ist das Freibad auch sonntags offen?" in page


def test_list_teaches_when_nobody_has_written(client, stage):
    town = world.town()
    client.force_login(town.community)
    page = words(client.get(f"/{town.authority.slug}/dialog/"))
    assert page.startswith("Dialog Niemand wartet auf eine Antwort.")
    assert "Noch keine Kommentare Sobald jemand" in page


def test_comment_is_shown_as_plain_text(client, at, stage):
    town = asked(client, at, text="<b>fett</b> <script>alert(1)</script>")
    body = client.get(town.page).content.decode()
    assert "&lt;b&gt;fett&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "<script>alert(1)" not in body


def test_answer_goes_out_and_its_state_is_shown(client, at, stage):
    town = asked(client, at)
    response = client.post(f"{town.page}antworten/", {"text": "Ja, von 9 bis 18 Uhr."})
    assert (response.status_code, response.headers["Location"]) == (302, town.page)
    page = words(client.get(town.page))
    assert "Unsere Antworten eingeplant Ja, von 9 bis 18 Uhr." in page
    deliver_due(clock.now())
    actions.settle(at=clock.now())
    page = words(client.get(town.page))
    assert "Unsere Antworten veröffentlicht Ja, von 9 bis 18 Uhr." in page
    assert "Unser Beitrag Das Freibad öffnet am Samstag." in page
    town.inquiry.refresh_from_db()
    assert town.inquiry.state == InquiryState.ANSWERED


def test_unclear_answer_says_so_and_leads_to_its_journal(client, at, stage):
    town = asked(client, at)
    client.post(f"{town.page}antworten/", {"text": "Ja."})
    reply = Publication.objects.get(in_reply_to="c1")
    Publication.objects.filter(pk=reply.pk).update(state="unclear", reason="answer_lost")
    response = client.get(town.page)
    assert "Unsere Antworten unklar Ja." in words(response)
    assert f'href="/{town.authority.slug}/beitraege/{reply.pk}/"' in response.content.decode()


def test_second_answer_waits_when_a_colleague_answered_meanwhile(client, at, stage):
    town = asked(client, at)
    seen = seen_on(client.get(town.page))
    assert client.post(f"{town.page}antworten/", {"text": "Ja.", "seen": seen}).status_code == 302
    client.force_login(town.editor)
    response = client.post(f"{town.page}antworten/", {"text": "Nein.", "seen": seen})
    assert response.status_code == 422
    page = words(response)
    assert "Ihre Antwort wurde noch nicht gesendet" in page
    assert "Unsere Antworten eingeplant Ja." in page
    assert "Nein." in response.content.decode()
    assert [row.text for row in Publication.objects.filter(in_reply_to="c1")] == ["Ja."]
    again = client.post(f"{town.page}antworten/", {"text": "Nein.", "seen": seen_on(response)})
    assert again.status_code == 302


def test_answer_waits_when_the_comment_was_changed_meanwhile(client, at, stage):
    town = asked(client, at)
    seen = seen_on(client.get(town.page))
    actions.receive(town.channel, [double.comment("c1", text="Ich meinte das Hallenbad.")], at=clock.now())
    response = client.post(f"{town.page}antworten/", {"text": "Ja.", "seen": seen})
    assert (response.status_code, Publication.objects.filter(in_reply_to="c1").count()) == (422, 0)
    assert "Ich meinte das Hallenbad." in words(response)


def test_answer_stays_in_the_field_when_it_is_too_long(client, at, stage):
    town = asked(client, at)
    response = client.post(f"{town.page}antworten/", {"text": "x" * 503})
    assert response.status_code == 422
    assert "Sie hat 503 Zeichen, dieser Kanal nimmt höchstens 500. Bitte kürzen Sie um 3." in words(response)
    assert "x" * 503 in response.content.decode()
    assert Publication.objects.filter(in_reply_to="c1").count() == 0


def test_inquiry_is_closed_with_a_reason(client, at, stage):
    town = asked(client, at)
    assert client.post(f"{town.page}abschliessen/", {"reason": ""}).status_code == 422
    client.post(f"{town.page}abschliessen/", {"reason": "Nur ein Dank"})
    page = words(client.get(town.page))
    assert "ohne Antwort abgeschlossen Grund: Nur ein Dank" in page


def test_comment_becomes_a_topic(client, at, stage):
    town = asked(client, at, who="editor")
    client.post(f"{town.page}thema/")
    topic = Topic.objects.get()
    assert (topic.authority, topic.title) == (town.authority, "Ist das Freibad auch sonntags offen?")
    page = client.get(f"/{town.authority.slug}/themen/{topic.pk}/")
    assert "Aus einem Kommentar an Sie. Zum Kommentar" in words(page)
    assert f'href="{town.page}"' in page.content.decode()


def test_comment_is_one_topic_however_often_it_is_made_one(client, at, stage):
    town = asked(client, at, who="editor")
    answers = [client.post(f"{town.page}thema/") for _ in range(2)]
    topic = Topic.objects.get()
    assert [one.headers["Location"] for one in answers] == [f"/{town.authority.slug}/themen/{topic.pk}/"] * 2
    assert "Schon ein Thema Ist das Freibad auch sonntags offen?" in words(client.get(town.page))
    assert "Zum Thema" in words(client.get(town.base))


def test_list_offers_to_make_a_topic_of_a_question_with_one_click(client, at, stage):
    town = asked(client, at, who="editor")
    actions.receive(town.channel, [double.comment("c2", text="Super!")], at=at)
    page = client.get(town.base)
    assert words(page).count("Aus der Frage ein Thema machen") == 1
    assert f'action="{town.page}thema/"' in page.content.decode()


def test_officer_is_offered_no_topic(client, at, stage):
    town = asked(client, at, who="officer")
    assert "ein Thema machen" not in words(client.get(town.base)) + words(client.get(town.page))


@pytest.mark.parametrize("verb", ["", "antworten/", "abschliessen/", "thema/"])
def test_inquiry_of_another_authority_is_not_there(client, at, stage, verb):
    foreign = asked(client, at, text="Geheime Frage aus dem Nachbarort")
    town = world.town()
    client.force_login(town.community)
    address = f"/{town.authority.slug}/dialog/{foreign.inquiry.pk}/{verb}"
    response = client.post(address, {"text": "x", "reason": "x"}) if verb else client.get(address)
    assert response.status_code == 404
    assert "Geheime Frage" not in words(client.get(f"/{town.authority.slug}/dialog/"))
    assert Inquiry.objects.get().state == InquiryState.RECEIVED


def test_officer_reads_and_is_not_offered_an_answer(client, at, stage):
    town = asked(client, at, who="officer")
    page = words(client.get(town.page))
    assert ["Antwort veröffentlichen" in page, "Ist das Freibad auch sonntags offen?" in page] == [
        False,
        True,
    ]
    assert client.post(f"{town.page}antworten/", {"text": "Ja."}).status_code == 403
