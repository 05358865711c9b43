# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from datetime import timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from nahbar.channels.post import PublicPost
from nahbar.foundation import clock
from nahbar.publishing import actions as publishing
from nahbar.publishing import queries
from nahbar.publishing.actions import pace
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from nahbar.publishing.tasks import deliver_due
from nahbar.record.actions import HOUSE
from nahbar.stories import actions as stories
from nahbar.variants import queries as variants
from nahbar.variants.models import Version
from tests.publishing import double, world

pytestmark = pytest.mark.django_db
S = PublicationState
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def words(response):
    """The page as it is read: without markup, blanks folded."""
    main = response.content.decode().split('id="inhalt"', 1)[1].split(">", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def address(town, row=None, verb=""):
    base = f"/{town.authority.slug}/beitraege/"
    return f"{base}{row.pk}/{verb}" if row else f"{base}{verb}"


@pytest.fixture
def now():
    return clock.now()


def entered(client, town, who="editor"):
    client.force_login(getattr(town, who))
    return town


def unclear(town, now, stage):
    row = world.planned(town, now - 30 * MINUTE)
    stage.order("publish", "lost_before")
    for minutes in range(25):
        deliver_due(now - (30 - minutes) * MINUTE)
    row.refresh_from_db()
    assert row.state == S.UNCLEAR
    return row


def test_list_says_first_what_needs_a_person(client, now, stage):
    town = entered(client, world.town("nothing"))
    unclear(town, now, stage)
    world.planned(town, now + HOUR, "Morgen ist Markt.")
    page = words(client.get(address(town)))
    assert page.startswith("Beiträge 1 Beitrag wartet auf Ihre Entscheidung.")
    assert page.index("Das Freibad öffnet am Samstag.") < page.index("Morgen ist Markt.")


def test_list_teaches_when_it_is_empty(client, stage):
    town = entered(client, world.town())
    page = words(client.get(address(town)))
    assert "Noch keine Beiträge Hier sehen Sie, was wann erscheint" in page


def test_page_of_a_publication_tells_what_happened_step_by_step(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now)
    deliver_due(now)
    row.refresh_from_db()
    response = client.get(address(town, row))
    lines = re.findall(r"</time>\s*([^<]+?)\s*<", response.content.decode())
    assert [unescape(line) for line in lines] == [
        "Der Beitrag wurde eingeplant. (Erna Editor)",
        "Der Versand hat den Beitrag aufgenommen.",
        "Alles ist vorbereitet; zu sehen ist noch nichts.",
        "Der Beitrag wird jetzt an die Plattform übergeben.",
        "Die Plattform hat bestätigt: Der Beitrag ist veröffentlicht.",
    ]
    assert f'href="{row.url}"' in response.content.decode()
    assert row.remote_id in words(response)


def test_page_says_why_and_when_it_tries_again(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now)
    stage.order("publish", "later:600")
    deliver_due(now)
    page = words(client.get(address(town, row)))
    assert "Die Plattform bittet um Geduld: In kurzer Zeit wurde zu viel gesendet." in page
    assert "Nächster Versuch: " in page


def test_unclear_page_shows_both_sides_and_the_two_buttons(client, now, stage):
    town = entered(client, world.town("nothing"))
    row = unclear(town, now, stage)
    page = words(client.get(address(town, row)))
    assert "Was wir gesendet haben Das Freibad öffnet am Samstag." in page
    assert "Was wir dort sehen Beiträge des Kontos zeigen" in page
    assert ["Er ist unter dieser Adresse erschienen" in page, "Nicht erschienen – erneut senden" in page] == [
        True,
        True,
    ]


def unclear_but_there(town, now, stage):
    """Unclear, and it did arrive."""
    row = world.planned(town, now - 30 * MINUTE)
    stage.order("publish", "lost")
    stage.order("find", *["lost"] * 9)
    for minutes in range(25):
        deliver_due(now - (30 - minutes) * MINUTE)
    row.refresh_from_db()
    assert row.state == S.UNCLEAR
    return row


def test_unclear_page_asks_no_platform_itself_and_leads_to_the_posts_with_and_without_script(
    client, now, stage
):
    town = entered(client, world.town("nothing"))
    row = unclear_but_there(town, now, stage)
    html = client.get(address(town, row)).content.decode()
    assert "recent" not in stage.calls()
    assert f'hx-get="{address(town, row, "dort/")}" hx-trigger="load"' in html
    assert f'href="{address(town, row, "dort/")}#theirs"' in html


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_posts_of_the_account_stand_beside_ours_and_one_is_adopted_with_one_click(
    client, now, stage, headers
):
    town = entered(client, world.town("nothing"))
    row = unclear_but_there(town, now, stage)
    double.by_hand.append(
        PublicPost("hand", "javascript:alert(1)", "Das Freibad <b>bleibt</b> zu.", now, pictures=("Ein Tor",))
    )
    response = client.get(address(town, row, "dort/"), headers=headers)
    html = response.content.decode()
    assert response.status_code == 200
    assert ("<html" in html) is (not headers)
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    assert "2 Beiträge des Kontos, der ähnlichste zuerst. Durchgestrichen: nur bei uns." in page
    assert page.index("Wortgleich") < page.index("% der Wörter sind gleich")
    assert "Ein Tor" in page
    assert "<b>bleibt</b>" not in html
    assert "javascript:" not in html
    remote_id = stage.posts()[0]["id"]
    assert f'name="remote_id" value="{remote_id}"' in html
    answer = client.post(address(town, row, "uebernehmen/"), {"remote_id": remote_id})
    row.refresh_from_db()
    assert (answer.status_code, row.state, row.remote_id) == (302, S.PUBLISHED, remote_id)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_silent_platform_is_said_and_the_ways_by_hand_stay_open(client, now, stage, headers):
    town = entered(client, world.town("nothing"))
    row = unclear(town, now, stage)
    stage.order("recent", "later:60")
    response = client.get(address(town, row, "dort/"), headers=headers)
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
    assert response.status_code == 200
    assert "Nahbar kann gerade nicht zeigen, was dort steht: Die Plattform bittet um Geduld." in page
    assert "Bitte öffnen Sie das Konto auf der Plattform und suchen Sie den Beitrag in der Zeit um" in page
    if not headers:
        assert ["Nicht erschienen – erneut senden" in page, "Link zum Beitrag" in page] == [True, True]


def test_adopting_what_is_not_there_is_refused_with_a_sentence(client, now, stage):
    town = entered(client, world.town("nothing"))
    row = unclear(town, now, stage)
    response = client.post(address(town, row, "uebernehmen/"), {"remote_id": "ausgedacht"})
    row.refresh_from_db()
    assert (response.status_code, row.state) == (422, S.UNCLEAR)
    assert "Der Beitrag wurde nicht übernommen" in words(response)


def test_posts_of_the_account_are_shown_for_unclear_posts_and_to_who_may_decide_only(client, now, stage):
    town = entered(client, world.town("nothing"), "officer")
    row = unclear(town, now, stage)
    assert client.get(address(town, row, "dort/")).status_code == 403
    assert "dort/" not in client.get(address(town, row)).content.decode()
    entered(client, town)
    planned = world.planned(town, now + HOUR, "Anderes.")
    assert client.get(address(town, planned, "dort/")).status_code == 302
    assert "recent" not in stage.calls()


def test_unclear_post_is_settled_with_its_link(client, now, stage):
    town = entered(client, world.town("nothing"))
    row = unclear(town, now, stage)
    refused = client.post(address(town, row, "erschienen/"), {"url": "javascript:alert(1)"})
    assert refused.status_code == 422
    response = client.post(address(town, row, "erschienen/"), {"url": "https://double.example/7"})
    row.refresh_from_db()
    assert (response.status_code, row.state, row.url) == (302, S.PUBLISHED, "https://double.example/7")


def test_unclear_post_is_sent_again_by_the_other_button(client, now, stage):
    town = entered(client, world.town("nothing"))
    row = unclear(town, now, stage)
    client.post(address(town, row, "erneut-senden/"))
    row.refresh_from_db()
    assert (row.state, row.intent_at) == (S.PLANNED, None)


def test_missed_post_offers_three_ways_and_takes_the_new_date(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now - 50 * HOUR)
    deliver_due(now)
    page = words(client.get(address(town, row)))
    assert [
        "Neuen Termin übernehmen" in page,
        "Jetzt veröffentlichen" in page,
        "Nicht veröffentlichen" in page,
    ] == [
        True,
        True,
        True,
    ]
    assert (
        client.post(address(town, row, "verpasst/"), {"choice": "new_date", "due_at": "bald"}).status_code
        == 422
    )
    client.post(address(town, row, "verpasst/"), {"choice": "new_date", "due_at": "2099-01-02T10:00"})
    row.refresh_from_db()
    assert (row.state, row.due_at.isoformat()) == (S.PLANNED, "2099-01-02T09:00:00+00:00")


def test_published_post_is_withdrawn_with_a_reason(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now - MINUTE)
    deliver_due(now - MINUTE)
    client.post(address(town, row, "zurueckziehen/"), {"reason": "Falsches Datum"})
    deliver_due(clock.now())
    page = words(client.get(address(town, row)))
    assert "zurückgezogen Wurde von der Plattform genommen." in page
    assert stage.posts() == []


def test_stop_and_lift_stand_on_the_list(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now)
    client.post(address(town, verb="anhalten/"), {"reason": "Todesfall im Rathaus"})
    deliver_due(now)
    row.refresh_from_db()
    page = words(client.get(address(town)))
    assert row.state == S.HELD
    assert "Auf keinem Kanal erscheint etwas Angehalten von Erna Editor" in page
    halt = queries.halts(town.authority).get()
    client.post(address(town, verb=f"anhalten/{halt.pk}/aufheben/"))
    row.refresh_from_db()
    assert (row.state, queries.halts(town.authority).count()) == (S.PLANNED, 0)


def test_stop_is_not_offered_for_a_channel_of_others(client, now, stage):
    town, other = entered(client, world.town()), world.town()
    response = client.post(address(town, verb="anhalten/"), {"channel": other.channel.pk, "reason": "x"})
    assert response.status_code == 422
    assert queries.halts(other.authority).count() == 0


def test_moving_says_so_at_the_field_when_the_new_time_is_over(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now + HOUR)
    response = client.post(address(town, row, "verschieben/"), {"due_at": "2020-01-02T10:00"})
    assert response.status_code == 422
    assert "Ein neuer Termin fehlt oder liegt in der Vergangenheit." in words(response)
    row.refresh_from_db()
    assert row.due_at == now + HOUR


def test_moving_asks_the_action_when_the_post_has_gone_out_meanwhile(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now)
    deliver_due(now)
    response = client.post(address(town, row, "verschieben/"), {"due_at": "2099-01-02T10:00"})
    assert response.status_code == 422
    assert "Der Beitrag ist inzwischen weiter." in words(response)


@pytest.mark.parametrize(
    "verb",
    [
        "verschieben/",
        "zuruecknehmen/",
        "erschienen/",
        "uebernehmen/",
        "erneut-senden/",
        "nachsehen/",
        "verpasst/",
        "zurueckziehen/",
    ],
)
def test_post_of_another_authority_is_not_there(client, now, stage, verb):
    town, other = entered(client, world.town()), world.town()
    foreign = world.planned(other, now, "Geheimes aus dem Nachbarort.")
    assert client.get(address(town, foreign)).status_code == 404
    assert client.post(address(town, foreign, verb), {"reason": "x"}).status_code == 404
    assert client.get(address(town, foreign, "dort/")).status_code == 404
    assert "Geheimes aus dem Nachbarort." not in words(client.get(address(town)))
    assert Publication.objects.get(pk=foreign.pk).state == S.PLANNED


def test_officer_reads_and_decides_nothing(client, now, stage):
    town = entered(client, world.town(), "officer")
    row = world.planned(town, now + HOUR)
    page = words(client.get(address(town, row)))
    assert ["Zurücknehmen" in page, "Verschieben" in page, "Der Beitrag wurde eingeplant." in page] == [
        False,
        False,
        True,
    ]
    assert client.post(address(town, row, "zuruecknehmen/")).status_code == 403
    assert publishing.drop(row, by=town.editor, at=now).state == S.DROPPED


def test_newer_signed_version_is_offered_as_a_correction_and_takes_the_place_of_the_post(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now)
    deliver_due(now)
    assert "Beitrag berichtigen" not in words(client.get(address(town, row)))
    variant = row.version.variant
    variant.text = "Das Freibad öffnet am Sonntag."
    variant.save()
    version = Version.objects.create(
        variant=variant,
        number=2,
        text=variant.text,
        language="de",
        author_ids=[str(town.editor.pk)],
        fingerprint=variants.current_fingerprint(variant),
        frozen_at=now,
        frozen_by=town.editor,
    )
    assert "Beitrag berichtigen" not in words(client.get(address(town, row)))
    assert client.post(address(town, row, "berichtigen/"), {"reason": "Tag falsch"}).status_code == 422
    world.sign(version, town.approver)
    page = words(client.get(address(town, row)))
    assert "Beitrag berichtigen" in page
    assert "Das Freibad öffnet am Sonntag." in page
    assert client.post(address(town, row, "berichtigen/"), {"reason": ""}).status_code == 422
    assert client.post(address(town, row, "berichtigen/"), {"reason": "Tag falsch"}).status_code == 302
    assert "wird berichtigt" in words(client.get(address(town, row)))
    deliver_due(now + MINUTE)
    page = words(client.get(address(town, row)))
    assert "Auf der Plattform nachgesehen: Dort steht die berichtigte Fassung." in page
    assert [post["text"] for post in stage.posts()] == ["Das Freibad öffnet am Sonntag."]


def test_post_of_another_authority_is_not_found_when_it_is_to_be_corrected(client, now, stage):
    town, other = entered(client, world.town()), world.town()
    row = world.planned(other, now)
    assert client.post(address(town, row, "berichtigen/"), {"reason": "x"}).status_code == 404


def test_stop_of_the_installation_is_shown_to_all_and_lifted_by_nobody_here(client, now, stage):
    town, other = entered(client, world.town()), world.town()
    world.planned(town, now - MINUTE, "Unser Beitrag.")
    world.planned(other, now - MINUTE, "Beitrag der Nachbarstadt.")
    halt = publishing.hold_installation(reason="Wartung", by=HOUSE, at=now)
    deliver_due(now)
    page = words(client.get(address(town)))
    assert "Aus dieser Installation geht nichts hinaus" in page
    assert "1 Beitrag bleibt hier, und wie weit er war" in page
    assert "Der Beitrag wurde eingeplant." in page
    assert "Nachbarstadt" not in page
    assert client.post(address(town, verb=f"anhalten/{halt.pk}/aufheben/")).status_code == 404
    assert queries.halts(town.authority).count() == 1


def test_account_that_rests_says_until_when_on_the_page_of_its_posts(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now)
    pace.spend(town.channel.pk, requests=30, most=(30, HOUR), at=now)
    assert "Sein Kontingent auf der Plattform ist verbraucht" in words(client.get(address(town, row)))


def test_date_proposed_for_a_missed_post_is_taken_as_it_stands(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now - 50 * HOUR)
    deliver_due(now)
    html = client.get(address(town, row)).content.decode()
    assert "Geplant für" in words(client.get(address(town, row)))
    proposed = re.search(r'name="due_at" value="([^"]+)"', html).group(1)
    answer = client.post(address(town, row, "verpasst/"), {"choice": "new_date", "due_at": proposed})
    row.refresh_from_db()
    assert (answer.status_code, row.state) == (302, S.PLANNED)
    assert now < row.due_at <= now + 2 * HOUR


def test_missed_post_under_an_embargo_is_offered_its_end_and_never_now(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now - HOUR)
    until = (now + 30 * HOUR).replace(second=0, microsecond=0)
    stories.set_embargo(row.version.variant.story, until=until, by=town.editor, at=now)
    deliver_due(now)
    row.refresh_from_db()
    assert row.state == S.MISSED
    response = client.get(address(town, row))
    page, html = words(response), response.content.decode()
    assert "Sofort veröffentlichen geht nicht: Die Sperrfrist gilt noch." in page
    assert "Jetzt veröffentlichen" not in page
    assert f'value="{until.astimezone(ZoneInfo("Europe/Berlin")):%Y-%m-%dT%H:%M}"' in html
    assert client.post(address(town, row, "verpasst/"), {"choice": "now"}).status_code == 422
    early = f"{(until - HOUR).astimezone(ZoneInfo('Europe/Berlin')):%Y-%m-%dT%H:%M}"
    refused = client.post(address(town, row, "verpasst/"), {"choice": "new_date", "due_at": early})
    assert refused.status_code == 422
    assert "Der Termin wurde nicht gesetzt: Für diese Geschichte gilt eine Sperrfrist bis" in words(refused)
    assert "Neuen Termin übernehmen" in words(refused)
    row.refresh_from_db()
    assert row.state == S.MISSED


def test_page_says_that_it_looks_again_and_not_that_it_tries_while_the_outcome_is_open(client, now, stage):
    town = entered(client, world.town())
    row = world.planned(town, now)
    stage.order("publish", "lost_before")
    deliver_due(now)
    Publication.objects.filter(pk=row.pk).update(next_try_at=clock.now() + HOUR)
    page = words(client.get(address(town, row)))
    assert "Nahbar sieht wieder auf der Plattform nach: " in page
    assert "Nächster Versuch" not in page
    Publication.objects.filter(pk=row.pk).update(next_try_at=clock.now() - HOUR)
    assert "Der nächste Versuch ist jetzt fällig." in words(client.get(address(town, row)))
