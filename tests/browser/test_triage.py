# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stack of topics on a phone in a real browser: pressed, swiped, taken back, and without any script."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nahbar.authority.states import Role
from nahbar.topics.models import Topic
from nahbar.topics.states import TopicState
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SWIPE = """([aside]) => {
  const card = document.querySelector("[data-top]"), box = card.getBoundingClientRect();
  const at = (type, x) => card.dispatchEvent(new PointerEvent(type, {
    bubbles: true, pointerType: "touch", clientX: x, clientY: box.top + box.height - 5 }));
  const x = box.left + box.width / 2;
  at("pointerdown", x); at("pointermove", x + aside); at("pointerup", x + aside);
}"""


def opened(page_as, number: int, **look) -> Page:
    place = factories.authority()
    editor = factories.person(place, Role.EDITOR)
    for one in range(number):
        factories.topic(place, title=f"Thema {one}")
    page = page_as(editor, width=320, **look)
    page.goto(reverse("topics:stack", args=[place.slug]))
    return page


def left(page: Page, number: int) -> None:
    expect(page.locator("#stapel [role=status]")).to_contain_text(f"Noch {number} Them")


def states() -> list[str]:
    return sorted(Topic.objects.values_list("state", flat=True))


def test_topics_are_sorted_by_thumb_and_by_swipe_and_taken_back(page_as) -> None:
    page = opened(page_as, 4)

    page.get_by_role("button", name="Behalten").click()
    left(page, 3)
    page.evaluate(SWIPE, [-150])
    left(page, 2)
    page.evaluate(SWIPE, [150])
    left(page, 1)
    assert states() == [TopicState.DROPPED, TopicState.KEPT, TopicState.KEPT, TopicState.NOTICED]

    page.get_by_role("button", name="Rückgängig").click()
    left(page, 2)
    page.keyboard.press("s")
    left(page, 1)
    assert states() == [TopicState.DROPPED, TopicState.KEPT, TopicState.NOTICED, TopicState.POSTPONED]


def test_short_swipe_decides_nothing(page_as) -> None:
    page = opened(page_as, 2)

    page.evaluate(SWIPE, [40])

    left(page, 2)
    assert states() == [TopicState.NOTICED] * 2


def test_focus_goes_to_the_next_topic_when_one_was_decided(page_as) -> None:
    page = opened(page_as, 2)

    page.get_by_role("button", name="Weg").click()
    left(page, 1)

    assert page.evaluate("document.activeElement.hasAttribute('data-top')")


def test_buttons_stay_at_the_thumb_whatever_the_topic_says(page_as) -> None:
    page = opened(page_as, 3)
    Topic.objects.filter(title="Thema 1").update(text="Sehr viel Text. " * 60)
    places = set()
    for number in (3, 2, 1):
        left(page, number)
        places.add(round(page.get_by_role("button", name="Behalten").bounding_box()["y"]))
        page.get_by_role("button", name="Behalten").click()

    assert len(places) == 1


def test_stack_works_without_a_script(page_as) -> None:
    page = opened(page_as, 2, scripts=False)

    page.get_by_role("button", name="Weg").click()
    left(page, 1)
    page.get_by_role("button", name="Rückgängig").click()
    left(page, 2)

    assert states() == [TopicState.NOTICED] * 2
