# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Participation procedures: plans in XPlanung's format, and pages of official notices."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Kind
from nahbar.topics.address import host_of
from nahbar.topics.item import Item
from nahbar.topics.readers.pages import patterns
from nahbar.topics.readers.pages.articles import Articles, item_of
from nahbar.topics.readers.pages.manners import Guest
from nahbar.topics.readers.pages.tree import base_of, grown
from nahbar.topics.readers.plans import gml, xplan
from nahbar.topics.readers.plans.gml import NotReadable
from nahbar.topics.readers.plans.notices import is_procedure
from nahbar.topics.readers.reader import Ask, Candidate, Field, FileUnreadable, Gathered, Given
from nahbar.topics.readers.visiting import again, allowed, demanded, kept, opened
from nahbar.topics.states import SourceKind
from nahbar.wire.http import Fetched

LISTS = 3
REASONS = {
    "too_large": _("The plan is larger than 30 MB."),
    "too_much": _("The plan has far more elements than any plan, or is nested deeper."),
    "doctype": _(
        "The file brings definitions of its own (DOCTYPE), which a plan never needs. For safety it was not read."
    ),
    "broken": _("The file is damaged: it is no complete XML."),
    "empty_archive": _("The archive holds no plan (no GML file)."),
    "no_plan": _(
        "The file holds no plan with a name: development, land-use, landscape and regional plans of XPlanung are read."
    ),
}


class PlanUnreadable(Complaint):
    sentence = _(
        "The plan could not be read. %(why)s Please ask the planning department for the XPlanGML file."
    )


class NoNoticesFound(Complaint):
    sentence = _(
        "No notices were found on this page of %(host)s: nothing repeats there with a title and a link of its own. "
        "Please give the page on which your official notices stand one below the other, or the address of an XPlanGML file."
    )


class NoticesGone(Complaint):
    sentence = _(
        "The list of notices is not found on the page any more; it is built differently. Nothing was taken over. "
        "Please remove this source and set up the page once more."
    )


class ProceduresReader:
    """A plan costs one request; a page of notices one, and one for each new notice."""

    kind = SourceKind.PROCEDURES
    about = _(
        "Name the page with your official notices, or a plan in the XPlanung format: what people can take part in becomes a topic."
    )
    every_minutes = 360
    fields = (
        Field(
            "address",
            _("Address of the page or plan"),
            _(
                "The page of your official notices (Bekanntmachungen), or a plan (.gml, .zip). You can upload a plan under Sources as well."
            ),
            "address",
        ),
        Field(
            "only",
            _("Which notices?"),
            _("For a page of notices."),
            "choice",
            (
                ("procedures", _("those of plans and other procedures")),
                ("all", _("all of them")),
            ),
        ),
    )

    def look(self, given: Given, ask: Ask, *, at: datetime) -> tuple[Candidate, ...]:
        """The plan, or up to three lists of the page, the likeliest first."""
        if given.file_name:
            return (_of_file(given, at),)
        page = opened(given.address, ask, limit_bytes=gml.MAX_BYTES)
        if gml.is_xplan(page.body):
            found = _plans(page.body, at)
            return (Candidate(page.url, _named(found), found, {"way": "plan"}),)
        allowed(page, Guest(ask, is_patient=False))
        return _lists(page, given)

    def read(self, given: Given, ask: Ask, *, at: datetime) -> Gathered:
        """What can be taken part in now."""
        if given.settings.get("way") == "plan":
            return _plan_now(given, ask, at)
        guest = Guest(ask, is_patient=True)
        articles = Articles(guest, given.cursor, at=at)
        if articles.is_rules_due:
            guest.demand(given.address)
        page = ask.get(
            given.address,
            limit_bytes=gml.MAX_BYTES,
            etag=articles.known("etag"),
            last_modified=articles.known("last_modified"),
        )
        if page.not_modified:
            return Gathered(cursor=given.cursor, is_unchanged=True)
        allowed(demanded(page), guest, asked=given.address)
        tree = grown(page.body, content_type=page.headers.get("content-type", ""))
        selector = str(given.settings.get("list", ""))
        rows = (
            ()
            if tree is None
            else patterns.select(tree, selector, url=page.url, base=base_of(tree, page.url))
        )
        if not rows:
            raise NoticesGone
        items = _wanted(articles.read(rows, page), given)
        return Gathered(items, articles.cursor(page), note=articles.note)


READER = ProceduresReader()


def _plans(data: bytes, at: datetime) -> tuple[Item, ...]:
    try:
        found = xplan.items(gml.plans(data), at=at)
    except NotReadable as error:
        raise PlanUnreadable(why=REASONS[error.why]) from error
    if not found:
        raise PlanUnreadable(why=REASONS["no_plan"])
    return found


def _named(found: tuple[Item, ...]) -> str:
    return found[0].title if len(found) == 1 else _now("%(n)s plans") % {"n": len(found)}


def _of_file(given: Given, at: datetime) -> Candidate:
    if not gml.is_xplan(given.file):
        raise FileUnreadable(why=_now("This is no plan in the XPlanung format."))
    try:
        found = _plans(given.file, at)
    except PlanUnreadable as error:
        raise FileUnreadable(why=str(error)) from error
    return Candidate("", given.file_name, found)


def _plan_now(given: Given, ask: Ask, at: datetime) -> Gathered:
    page = again(given, ask, limit_bytes=gml.MAX_BYTES)
    if page.not_modified:
        return Gathered(cursor=given.cursor, is_unchanged=True)
    return Gathered(_plans(page.body, at), kept(page))


def _lists(page: Fetched, given: Given) -> tuple[Candidate, ...]:
    tree = grown(page.body, content_type=page.headers.get("content-type", ""))
    if tree is None:
        raise NoNoticesFound(host=host_of(page.url))
    only = str(given.settings.get("only") or "procedures")
    title = next((" ".join(one.text.split())[:200] for one in tree.iter("title") if one.text), "")
    title = title or host_of(page.url)
    found = []
    for one in patterns.find(tree, url=page.url, base=base_of(tree, page.url))[:LISTS]:
        items = tuple(replace(item_of(row), kind=Kind.NOTICE) for row in one.rows)
        kept = [item for item in items if is_procedure(item)]
        note = _now("%(n)s of %(all)s titles speak of a procedure; the others are judged by their text.") % {
            "n": len(kept),
            "all": len(items),
        }
        shown = tuple(kept or items) if only == "procedures" else items
        settings = {"way": "notices", "list": one.selector, "only": only}
        found.append((len(kept), Candidate(page.url, title, shown, settings, requests=2, note=note)))
    if not found:
        raise NoNoticesFound(host=host_of(page.url))
    return tuple(one for _n, one in sorted(found, key=lambda pair: -pair[0]))


def _wanted(items: tuple[Item, ...], given: Given) -> tuple[Item, ...]:
    notices = tuple(replace(one, kind=Kind.NOTICE) for one in items)
    if given.settings.get("only") == "all":
        return notices
    return tuple(one for one in notices if is_procedure(one))
