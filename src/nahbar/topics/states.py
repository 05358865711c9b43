# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a topic stands, and what may follow."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nahbar.radar.formats import Consent
from nahbar.radar.matter import Kind, Pillar


class TopicState(TextChoices):
    NOTICED = "noticed", _("new")
    KEPT = "kept", _("kept")
    POSTPONED = "postponed", _("later")
    DROPPED = "dropped", _("dropped")
    TOLD = "told", _("told")
    KNOWN = "known", _("from the archive")
    EXPIRED = "expired", _("expired")


# Expired: its last day passed before it was told; the house puts it there, a person can take it back.
# Known: older than what a new source is expected to tell; not lost, but nobody has to decide on it.
NEXT: dict[TopicState, frozenset[TopicState]] = {
    state: frozenset(TopicState) - {state} for state in TopicState if state != TopicState.TOLD
} | {TopicState.TOLD: frozenset()}
OPEN = frozenset({TopicState.NOTICED, TopicState.KEPT, TopicState.POSTPONED})
# What somebody wants to tell, and would be sorry to have missed.
CLOSING = frozenset({TopicState.KEPT, TopicState.POSTPONED})
# What a person made of a topic; the others are as they came.
DECIDED = frozenset({TopicState.KEPT, TopicState.POSTPONED, TopicState.DROPPED, TopicState.TOLD})


class SourceKind(TextChoices):
    FEED = "feed", _("feed on the web")
    UPLOAD = "upload", _("uploaded feed file")
    OWN = "own", _("own idea")
    NEWS_PAGE = "news_page", _("news page without a feed")
    COUNCIL = "council", _("council information system")
    CALENDAR = "calendar", _("calendar of events")
    VACANCIES = "vacancies", _("vacancies")
    PROCEDURES = "procedures", _("participation procedures")
    DAYS = "days", _("days and dates")
    MAIL = "mail", _("mail drop")
    CONTRIBUTIONS = "contributions", _("contributions by link")


class FormatConsent(TextChoices):
    """Whose yes a story format needs, by the values of `radar.formats.Consent`."""

    NONE = Consent.NONE.value, _("none, nobody can be recognised")
    SIGNED = Consent.SIGNED.value, _("signed by everybody shown")
    PARENTS = Consent.PARENTS.value, _("signed, for minors by their parents")
    CHECK = Consent.CHECK.value, _("check whether one is needed")


class PhrasingState(TextChoices):
    """What became of a language model's proposal. Confirmed and edited ones count as a person's words."""

    PROPOSED = "proposed", _("by a language model, not checked yet")
    CONFIRMED = "confirmed", _("by a language model, checked by a person")
    EDITED = "edited", _("written by a person after a proposal")
    DISCARDED = "discarded", _("discarded")


CHECKED = frozenset({PhrasingState.CONFIRMED, PhrasingState.EDITED})


# What people call the pillars of `radar.matter.Pillar`, and the kinds of things a source tells of.
PILLARS = {
    Pillar.SERVICE: _("service"),
    Pillar.RECRUITING: _("recruiting"),
    Pillar.PARTICIPATION: _("participation"),
    Pillar.IMAGE: _("image"),
    Pillar.CRISIS: _("crisis"),
}
KINDS = {
    Kind.NEWS: _("news item"),
    Kind.PAPER: _("council paper"),
    Kind.NOTICE: _("official notice"),
    Kind.EVENT: _("event"),
    Kind.JOB: _("job"),
    Kind.PROCEDURE: _("procedure"),
    Kind.CONTRIBUTION: _("contribution"),
    Kind.DAY: _("day"),
    Kind.COMMENT: _("comment"),
}
