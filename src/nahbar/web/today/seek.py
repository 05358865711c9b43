# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search over everything an authority has: topics, stories, posts, inquiries, people."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from nahbar.authority import queries as authorities
from nahbar.dialogue.models import Inquiry
from nahbar.publishing import queries as publishing
from nahbar.stories import queries as stories
from nahbar.topics import queries as topics
from nahbar.topics.models import Topic
from nahbar.web.door import InsideRequest, here

SHORTEST = 2
LONGEST = 200
SHOWN_EACH = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its line, what stands below it, its page."""

    title: str
    below: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `count` is all there is, `hits` the first ten."""

    label: str
    icon: str
    count: int
    hits: list[Hit]


def containing(words: str, *fields: str) -> Q:
    """One of the fields contains the words, upper and lower case alike.

    SQLite folds only ASCII letters, so the usual spellings of an umlaut are asked for beside it.
    """
    found = Q()
    for spelling in {words, words.lower(), words.upper(), words.capitalize()}:
        for field in fields:
            found |= Q(**{f"{field}__icontains": spelling})
    return found


def everything(request: InsideRequest, words: str) -> list[Group]:
    """What contains the words, by kind; empty for fewer than two characters."""
    words = words.strip()[:LONGEST]
    if len(words) < SHORTEST:
        return []
    groups = [_topics(request, words), _stories(request, words), _posts(request, words)]
    groups += [_inquiries(request, words), _people(request, words)]
    return [group for group in groups if group.count]


def _group(label: str, icon: str, rows: QuerySet[Any], hit: Any) -> Group:
    return Group(label, icon, rows.count(), [hit(row) for row in rows[:SHOWN_EACH]])


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:159].rstrip() + "…"  # noqa: PLR2004 - one line of a page


def _topics(request: InsideRequest, words: str) -> Group:
    rows = topics.topics(request.authority, words=words)

    def hit(row: Topic) -> Hit:
        return Hit(row.title, str(row.get_state_display()), here(request, "topics:topic", row.pk))

    return _group(_("Topics"), "topics", rows, hit)


def _stories(request: InsideRequest, words: str) -> Group:
    rows = (
        stories.stories(request.authority)
        .filter(containing(words, "title", "facts", "variants__text"))
        .distinct()
    )
    return _group(
        _("Stories"), "stories", rows, lambda row: _titled(request, "stories:story", row, row.title)
    )


def _titled(request: InsideRequest, page: str, row: Model, title: str) -> Hit:
    label = row.get_state_display()  # type: ignore[attr-defined]  # every row with a page has a state
    return Hit(title, str(label), here(request, page, row.pk))


def _posts(request: InsideRequest, words: str) -> Group:
    rows = publishing.of_authority(request.authority).filter(containing(words, "text")).order_by("-due_at")
    return _group(
        _("Posts"),
        "send",
        rows,
        lambda row: _titled(request, "publishing:publication", row, _short(row.text)),
    )


def _inquiries(request: InsideRequest, words: str) -> Group:
    fields = ("text", "author_handle", "author_name")
    rows = Inquiry.objects.filter(containing(words, *fields), authority=request.authority)

    def hit(row: Inquiry) -> Hit:
        return Hit(
            _short(row.text), row.author_name or row.author_handle, here(request, "dialogue:inquiry", row.pk)
        )

    return _group(_("Inquiries"), "dialogue", rows, hit)


def _people(request: InsideRequest, words: str) -> Group:
    rows = authorities.people(request.authority).filter(containing(words, "name", "email", "function"))
    page = here(request, "settings:people")
    return _group(_("People"), "people", rows, lambda row: Hit(row.name, row.function or row.email, page))
