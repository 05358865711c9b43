# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from datetime import timedelta
from html import unescape

import pytest

from nahbar.channels.post import Figures
from nahbar.foundation import clock
from nahbar.impact import actions
from tests.publishing import world

pytestmark = pytest.mark.django_db


def words(response):
    main = response.content.decode().split('id="inhalt"', 1)[1].split(">", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def told(town, text="Das Freibad öffnet.", remote_id="p1"):
    version = world.signed(town, text)
    now = clock.now() - timedelta(hours=1)
    return world.published(
        town.authority,
        town.channel,
        town.editor,
        version=version,
        text=text,
        remote_id=remote_id,
        published_at=now,
    )


def entered(client):
    town = world.town()
    client.force_login(town.editor)
    town.page = f"/{town.authority.slug}/wirkung/"
    return town


def test_page_says_in_one_sentence_what_the_posts_brought(client, at, stage):
    town = entered(client)
    actions.measure(told(town), Figures(replies=2, likes=9, shares=None), at=clock.now())
    actions.measure(
        told(town, "Markt am Freitag.", "p2"), Figures(replies=1, likes=0, shares=None), at=clock.now()
    )
    told(town, "Noch ganz neu.", "p3")
    page = words(client.get(town.page))
    assert page.startswith(
        "Wirkung 3 Beiträge in den letzten 30 Tagen, Reaktionen darauf: 12. "
        "Die meisten, nämlich 11, auf: „Das Freibad öffnet.“."
    )
    assert "Antworten 3 Gefällt mir 9 Geteilt –" in page
    assert ["– keine Angabe" in page, "noch nicht gemessen" in page] == [True, True]


def test_chart_is_a_drawing_with_titles_and_without_style_or_script(client, at, stage):
    town = entered(client)
    actions.measure(
        told(town, "Freibad & <Hallenbad>"), Figures(replies=2, likes=9, shares=1), at=clock.now()
    )
    main = client.get(town.page).content.decode().split("<main", 1)[1]
    figure = main[main.index("<figure") : main.index("</figure>")]
    assert "<title>Freibad &amp; &lt;Hallenbad&gt;: 12</title>" in figure
    assert re.findall(r"style=|<script|<style", figure) == []
    assert main.index("</figure>") < main.index("<table")


def test_page_teaches_when_nothing_is_published(client, stage):
    town = entered(client)
    page = words(client.get(town.page))
    assert page.startswith("Wirkung In den letzten 30 Tagen ist kein Beitrag erschienen.")
    assert "Noch keine Zahlen Hier sehen Sie" in page


def test_figures_of_another_authority_are_not_shown(client, at, stage):
    other = world.town()
    actions.measure(
        told(other, "Geheim im Nachbarort"), Figures(replies=777, likes=777, shares=777), at=clock.now()
    )
    town = entered(client)
    page = words(client.get(town.page))
    assert ["Geheim" in page, "777" in page] == [False, False]
    assert client.get(f"/{other.authority.slug}/wirkung/").status_code == 404
