# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the text reads, beside the text: hard sentences with reasons, figures, and how much of it is the press release."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.authority.states import Role
from nahbar.variants.models import Variant
from nahbar.web.variants import language
from tests import factories

pytestmark = pytest.mark.django_db
RELEASE = (
    "Die Stadt Musterau erneuert ab Montag, 1. Juni, die Brücke über den Mühlbach. Während der Bauarbeiten ist die Mühlstraße "
    "für den gesamten Verkehr gesperrt. Die Umleitung führt über die Bahnhofstraße und den Marktplatz."
)
HARD = (
    "Die von der Stadtverwaltung im Rahmen der Umgestaltung des Marktplatzes bereitgestellten Unterlagen können während der "
    "Dienststunden eingesehen werden, und die Verwaltung beantwortet alle Fragen, die dabei entstehen."
)


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place, client):
    somebody = factories.person(place, Role.EDITOR)
    client.force_login(somebody)
    return somebody


@pytest.fixture
def write(place, editor):
    def made(text, source="", **values):
        topic = factories.topic(place, text=source)
        story = factories.story(place, by=editor, topic=topic, **values)
        return factories.variant(story, factories.channel(place), by=editor, text=text)

    return made


def page(client, place, variant):
    answer = client.get(reverse("stories:story", args=[place.slug, variant.story_id]))
    return " ".join(answer.content.decode().split())


def test_hard_sentence_says_why_and_where(client, place, write):
    text = page(client, place, write(f"Hallo.\n{HARD}"))
    assert "Sprache: 1 Satz ist schwer" in text
    assert "Zeile 2: " in text
    assert "ein Satz vor das Hauptwort gepackt" in text
    assert "<mark>Die von der Stadtverwaltung" in text


def test_a_hard_sentence_becomes_two_with_one_click(client, place, write):
    variant = write(HARD)
    (one,) = language.help_for(variant)["hard"]
    value = next(split.value for split in one.splits if split.value)
    address = reverse("variants:split", args=[place.slug, variant.pk])
    given = {"text": HARD, "revision": variant.revision, "page": "a", "teilen": value}
    answer = client.post(address, given, follow=True)
    assert "eingesehen werden. Die Verwaltung beantwortet" in Variant.objects.get().text
    assert "Es sind jetzt zwei Sätze." in answer.content.decode()


def test_a_sentence_changed_meanwhile_stays_as_it_was_typed(client, place, write):
    variant = write(HARD)
    address = reverse("variants:split", args=[place.slug, variant.pk])
    given = {"text": "Kurz.", "revision": variant.revision, "page": "a", "teilen": "17|, und "}
    answer = client.post(address, given, follow=True)
    assert Variant.objects.get().text == "Kurz."
    assert "Der Satz bleibt, wie er ist" in answer.content.decode()


def test_pasted_release_is_told_marked_and_has_a_way_out(client, place, write):
    text = page(client, place, write(RELEASE, source=RELEASE, angle="Wie Sie trotzdem zum Markt kommen"))
    assert "Sprache: 100 % stehen so in der Quelle" in text
    assert "Beginnen Sie mit dem Aufhänger: „Wie Sie trotzdem zum Markt kommen“" in text
    assert "<mark>Die Stadt Musterau erneuert" in text


def test_own_words_with_the_same_date_are_no_release(client, place, write):
    own = (
        "Ab 1. Juni fahren Sie einen Umweg: Wir bauen eine neue Brücke. Zu Fuß kommen Sie jeden Tag hinüber."
    )
    assert language.help_for(write(own, source=RELEASE))["release"] is None


def test_figures_stand_there_only_from_80_words_on(write):
    short = write("Das Freibad öffnet am Samstag. Kommen Sie vorbei.")
    assert language.help_for(short)["reading"] is None
    long = write(" ".join(["Das Freibad öffnet am Samstag für alle Kinder."] * 12))
    told = language.help_for(long)
    assert (told["reading"].words, told["reading_sentence"]) == (96, "Der Text liest sich leicht.")


def test_other_languages_are_left_alone(write):
    variant = write(HARD)
    variant.language = "en"
    assert language.help_for(variant)["hard"] == ()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6))
def test_marks_lose_no_letter(text, marks):
    assert "".join(one.text for one in language.pieces(text, 0, len(text), marks)) == text
