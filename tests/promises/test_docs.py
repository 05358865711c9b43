# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documentation is a promise, too: pages made from code equal the code, links lead somewhere, words are known."""

import re
from pathlib import Path

import pytest

from tools import rooms_page, settings_page

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")


def test_settings_page_equals_the_table_of_settings() -> None:
    assert settings_page.PAGE.read_text(encoding="utf-8") == settings_page.text()


def test_rooms_page_equals_the_door_signs() -> None:
    assert rooms_page.PAGE.read_text(encoding="utf-8") == rooms_page.text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere_when_they_stay_in_the_project(page: Path) -> None:
    broken = [
        target
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


@pytest.mark.parametrize("room", rooms_page.river())
def test_door_sign_says_question_what_comes_what_goes_and_never(room: str) -> None:
    sign = rooms_page.sign(room)

    assert sign.splitlines()[0].endswith("?")
    assert [word for word in ("Comes in:", "Goes out:", "Never:") if word not in sign] == []


def test_decisions_have_context_decision_and_what_was_given_up() -> None:
    incomplete = {
        page.name: missing
        for page in sorted((ROOT / "docs" / "decisions").glob("*.md"))
        if (
            missing := [
                h
                for h in ("## Context", "## Decision", "## What we gave up", "## When to look again")
                if h not in page.read_text(encoding="utf-8")
            ]
        )
    }

    assert incomplete == {}
