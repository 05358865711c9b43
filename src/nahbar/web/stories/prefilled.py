# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a card begins with: the story's own title, facts, dates and link, each where it belongs."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from nahbar.stories.models import Story
from nahbar.studio.cards.card import LINK, Template, fields_of
from nahbar.web.design.tags import day, moment

_QUOTE = re.compile(r"[„»]([^„»“«\n]{20,280})[“«]")
_SPEAKER = re.compile(
    r"(?:sagt|sagte|erklärt|erklärte|so|betont|betonte)\s+((?:[\w-]+ ){0,3})([A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+)"
)
_NUMBER = re.compile(
    r"(?<![\d.,:])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?:\s?(%|€|Prozent|Euro))?(?![\d:]|\.\s?\w)\s+([^\n.;]{3,60})"
)
_UNITS = {"Prozent": " %", "%": " %", "Euro": " €", "€": " €"}
_FAR = 200


def words(story: Story, template: Template) -> dict[str, str]:
    """A text for each field the story says something for; never longer than the field, never cut within."""
    makers = {
        Template.QUOTE: _quote,
        Template.NUMBER: _number,
        Template.DATE: _date,
        Template.PLACE: _place,
        Template.CALL: _call,
        Template.JOB: _job,
        Template.STEP: _step,
    }
    found = {"kicker": _kicker(template), "link": _link(story.link), **makers[template](story)}
    limits = {one.key: one.limit for one in fields_of(template)}
    return {key: text for key, text in found.items() if len(text) <= limits.get(key, 0)}


def _kicker(template: Template) -> str:
    return {
        Template.QUOTE: "",
        Template.NUMBER: _("In figures"),
        Template.DATE: _("Date"),
        Template.PLACE: _("Where to find us"),
        Template.CALL: _("Join in"),
        Template.JOB: _("Vacancy"),
        Template.STEP: _("Step by step"),
    }[template]


def _link(link: str) -> str:
    """The address as people would type it; only its server where the whole is too long."""
    if not link:
        return ""
    parts = urlsplit(link)
    server = (parts.hostname or "").removeprefix("www.")
    whole = f"{server}{parts.path}".rstrip("/")
    return whole if len(whole) <= LINK.limit and not parts.query else server


def _facts(story: Story) -> list[str]:
    return [line.strip() for line in story.facts.splitlines() if line.strip()]


def _text(story: Story) -> str:
    return f"{story.facts}\n{story.topic.text if story.topic else ''}"


def _first(story: Story) -> str:
    return next(iter(_facts(story)), "")


def _quote(story: Story) -> dict[str, str]:
    text = _text(story)
    found = _QUOTE.search(text)
    if not found:
        return {}
    speaker = _SPEAKER.search(text, max(0, found.start() - _FAR), found.end() + _FAR)
    said = {"quote": found[1].strip().rstrip(",")}
    return {**said, "role": speaker[1].strip(), "person": speaker[2]} if speaker else said


def _number(story: Story) -> dict[str, str]:
    found = _NUMBER.search(_text(story))
    if not found:
        return {"text": story.title}
    return {
        "number": f"{found[1]}{_UNITS.get(found[2] or '', '')}",
        "counted": found[3].strip(),
        "text": story.title,
    }


def _date(story: Story) -> dict[str, str]:
    topic = story.topic
    when = ""
    if topic and topic.begins_at:
        when = moment(topic.begins_at)
    elif topic and (on := topic.deadline or topic.runs_from):
        when = day(on)
    return {"title": story.title, "when": when, "place": topic.place if topic else "", "text": _first(story)}


def _place(story: Story) -> dict[str, str]:
    return {"title": story.title, "address": story.topic.place if story.topic else "", "text": _first(story)}


def _call(story: Story) -> dict[str, str]:
    until = story.topic.deadline if story.topic else None
    action = _("Join in until %(day)s") % {"day": day(until)} if until else ""
    return {"title": story.title, "text": _first(story), "action": action}


def _job(story: Story) -> dict[str, str]:
    until = story.topic.deadline if story.topic else None
    applied = _("Apply until %(day)s") % {"day": day(until)} if until else ""
    return {"title": story.title, "facts": "\n".join(_facts(story)[:4]), "until": applied}


def _step(story: Story) -> dict[str, str]:
    return {"kicker": story.title, "title": _first(story)}
