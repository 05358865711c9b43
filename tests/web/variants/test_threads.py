# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Threads, first comments and names at the desk, and how they look on the channel."""

from dataclasses import replace

import pytest

from nahbar.authority.states import Role
from nahbar.channels import registry
from nahbar.channels.thread import parts
from nahbar.variants import outgoing
from nahbar.variants.models import Handle, Variant
from nahbar.web.variants import preview
from tests import factories
from tests.web.variants.test_desk import Desk, words

THREE = "Das Freibad öffnet.\n---\nDer Eintritt ist frei.\n---\nAm Sonntag spielt die Kapelle."
LONG = "\n\n".join(
    f"Absatz {n}: " + "Das Freibad am Stadtpark öffnet am Samstag um neun Uhr. " * 4 for n in range(4)
)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def seen(text, key, along=()):
    capability = registry.capability(key)
    return preview.posts(parts(text, capability), along, capability)


def plain(passages):
    return "".join(one.text for one in passages)


@pytest.mark.django_db
def test_every_post_is_counted_and_shown_by_itself_when_the_text_is_divided(desk: Desk) -> None:
    answer = words(desk.post("speichern", piece=True, text=THREE, revision=1, page="a"))
    assert "Teil 1 von 3: noch 481 Zeichen" in answer
    assert "Teil 3 von 3: noch 470 Zeichen" in answer


@pytest.mark.django_db
def test_empty_part_is_said_beside_its_count_and_at_the_next_step(desk: Desk) -> None:
    answer = words(desk.post("speichern", piece=True, text="Eins.\n---\n\n---\nDrei.", revision=1, page="a"))
    assert "Teil 2 von 3: noch leer" in answer
    assert "Ein Teil des Threads ist noch leer." in answer


@pytest.mark.django_db
def test_division_is_proposed_with_numbers_and_taken_back_when_asked(desk: Desk) -> None:
    answer = desk.post("teilen", text=LONG, revision=1, wie="teilen", nummeriert="on")
    assert answer.status_code == 302
    divided = desk.text()
    assert divided.count("\n---\n") == 1
    assert divided.endswith("(2/2)")
    assert "Der Text ist geteilt." in words(desk.browser.get(answer.url))
    revision = Variant.objects.get(pk=desk.variant.pk).revision
    desk.post("teilen", text=divided, revision=revision, wie="vereinen")
    assert desk.text().split() == LONG.split()


@pytest.mark.django_db
def test_nothing_typed_is_lost_when_somebody_saved_before_the_division(desk: Desk) -> None:
    Variant.objects.filter(pk=desk.variant.pk).update(text="Text von Anton.", revision=2)
    answer = desk.post("teilen", text=LONG, revision=1, page="b", wie="teilen")
    assert answer.status_code == 422
    assert "Absatz 3" in answer.content.decode()
    assert desk.text() == "Text von Anton."


@pytest.mark.django_db
def test_pictures_go_with_the_part_that_was_chosen_for_them(desk: Desk, at) -> None:
    from tests.variants.test_actions import Desk as Town  # noqa: PLC0415 - optional: its pictures

    town = Town(town=desk.town)
    first, second = town.picture("red", at), town.picture("blue", at)
    Variant.objects.filter(pk=town.variant.pk).update(text=THREE)
    path = f"/{desk.town.slug}/fassungen/{town.variant.pk}/bilder/"
    choice = {f"platz-{first.pk}": 1, f"teil-{first.pk}": 3, f"platz-{second.pk}": 2, f"teil-{second.pk}": 1}
    desk.browser.post(path, choice)
    assert [(one.material, one.part) for one in outgoing.along(town.fresh())] == [(second, 1), (first, 3)]
    page = words(desk.browser.get(f"/{desk.town.slug}/geschichten/{town.story.pk}/"))
    assert "Teil des Threads für Bild 1" in page


@pytest.mark.django_db
def test_name_becomes_the_account_of_each_channel_and_a_stranger_is_told(desk: Desk) -> None:
    page = f"/{desk.town.slug}/fassungen/konten/"
    given = {
        "name": "Kita Regenbogen",
        "account_mastodon": "kita@social.example",
        "account_rehearsal": "@kita",
    }
    assert desk.browser.post(page, given).status_code == 302
    assert "Kita Regenbogen" in words(desk.browser.get(page))
    answer = desk.post(
        "speichern", piece=True, text="Danke, @[kita regenbogen] und @[FF]!", revision=1, page="a"
    )
    assert '<span class="st-mention">@kita</span> und FF!' in answer.content.decode()
    assert "Für FF ist auf diesem Kanal kein Konto notiert" in words(answer)
    mastodon = factories.channel(desk.town, platform="mastodon")
    other = factories.variant(desk.story, mastodon, desk.author, text="Danke, @[Kita Regenbogen]!")
    assert outgoing.text_of(other).text == "Danke, @kita@social.example!"


@pytest.mark.django_db
def test_odd_account_is_refused_with_a_sentence_and_what_was_typed_stays(desk: Desk) -> None:
    answer = desk.browser.post(
        f"/{desk.town.slug}/fassungen/konten/", {"name": "Kita", "account_mastodon": "nur-ein-name"}
    )
    assert answer.status_code == 422
    assert "„nur-ein-name“ ist kein Konto auf Mastodon" in words(answer)
    assert 'value="nur-ein-name"' in answer.content.decode()
    assert not Handle.objects.exists()


@pytest.mark.django_db
def test_names_of_one_authority_are_nothing_to_another(desk: Desk, at) -> None:
    other = factories.authority()
    somebody = factories.person(other, Role.EDITOR)
    Handle.objects.create(
        authority=other,
        name="Kita",
        key="kita",
        platform="rehearsal",
        handle="@fremd",
        noted_at=at,
        noted_by=somebody,
    )
    Variant.objects.filter(pk=desk.variant.pk).update(text="Danke, @[Kita]!")
    assert outgoing.text_of(Variant.objects.get(pk=desk.variant.pk)).text == "Danke, Kita!"
    page = f"/{desk.town.slug}/fassungen/konten/"
    assert "@fremd" not in desk.browser.get(page).content.decode()
    desk.browser.post(f"{page}entfernen/", {"key": "kita"})
    assert Handle.objects.count() == 1


@pytest.mark.django_db
def test_two_channels_stand_beside_each_other_and_one_text_is_taken_over(desk: Desk) -> None:
    other = factories.variant(
        desk.story, factories.channel(desk.town), desk.author, text="Das Freibad öffnet am Sonntag."
    )
    page = desk.browser.get(f"/{desk.town.slug}/fassungen/{desk.variant.pk}/vergleichen/?mit={other.pk}")
    html = page.content.decode()
    assert "<del>Samstag.</del>" in html
    assert "<ins>Sonntag.</ins>" in html
    answer = desk.post("uebernehmen", source=other.pk, revision=1)
    assert answer.url.endswith(f"?fassung={desk.variant.pk}#text")
    assert desk.text() == other.text
    # Whoever saved meanwhile is not overwritten.
    Variant.objects.filter(pk=desk.variant.pk).update(text="Neu.", revision=7)
    assert desk.post("uebernehmen", source=other.pk, revision=2).status_code == 422
    assert desk.text() == "Neu."


@pytest.mark.django_db
def test_text_of_another_story_is_not_taken_over(desk: Desk) -> None:
    other = factories.variant(factories.story(desk.town, desk.author), desk.channel, desk.author)
    assert desk.post("uebernehmen", source=other.pk, revision=1).status_code == 404
    assert desk.post("uebernehmen", source="x", revision="x").status_code == 404


def test_address_is_shown_as_the_platform_shortens_it():
    text = "Mehr: https://www.musterau.example/rathaus/freibad/oeffnungszeiten und musterau.de"
    assert (
        plain(seen(text, "mastodon")[0].passages) == "Mehr: musterau.example/rathaus/freib… und musterau.de"
    )
    assert plain(seen(text, "bluesky")[0].passages) == text
    assert [one.text for one in seen(text, "bluesky")[0].passages if one.kind == "link"][1] == "musterau.de"


def test_account_is_shown_without_its_server_where_the_platform_leaves_it_out():
    assert plain(seen("Danke @kita@social.example", "mastodon")[0].passages) == "Danke @kita"


@pytest.mark.parametrize(("key", "lines", "left"), [("mastodon", 33, 15), ("bluesky", 26, 25)])
def test_long_post_is_folded_where_the_platform_folds_it(key, lines, left):
    text = "\n".join(f"Zeile {n}" for n in range(lines))
    [post] = seen(text, key)
    assert len(plain(post.passages).splitlines()) == left
    assert plain(post.passages) + plain(post.rest) == text
    assert seen("\n".join("abc"[: lines - 1]), key)[0].rest == ()


def test_fold_cuts_a_long_paragraph_at_a_blank():
    look = replace(registry.capability("rehearsal").look, fold_after=3, fold_to=2)
    first, rest = preview.folded("Wort " * 60, look)
    assert first + rest == "Wort " * 60
    assert first.endswith("Wort")
