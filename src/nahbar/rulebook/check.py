# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asks every rule about one draft. No findings mean "keine bekannten Verstöße gefunden", never "rechtmäßig"."""

from itertools import islice

from nahbar.channels.capability import Capability
from nahbar.rulebook.draft import Context, Draft
from nahbar.rulebook.finding import Finding, Place
from nahbar.rulebook.packs import accessibility, channel, licences, plain_language, privacy, rights, sound
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Hit, Rule

NOTHING_FOUND = "Keine bekannten Verstöße gefunden."
_LONGEST = 10_000
_MOST = 100
_RULES: tuple[Rule, ...] = (
    *channel.RULES,
    *accessibility.RULES,
    *plain_language.RULES,
    *privacy.RULES,
    *licences.RULES,
    *rights.RULES,
    *sound.RULES,
)
_BY_ID = {rule.id: rule for rule in _RULES}


def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the catalogue's packs."""
    return _RULES


def rule(rule_id: str) -> Rule:
    """The rule of this number.

    Raises:
        KeyError: if there is none.
    """
    return _BY_ID[rule_id]


def check(draft: Draft, capability: Capability, context: Context) -> tuple[Finding, ...]:
    """Everything known to be wrong with this draft on this channel: by place, then the heaviest first.

    Places are code points in the draft's own text. Of a text beyond all posts only the first 10,000 code points
    are read (the length rule reads all), and of one rule the first 100 findings are told.
    """
    whole = Reading(draft)
    start = (
        Reading(Draft(draft.text[:_LONGEST], draft.pictures, draft.language))
        if len(draft.text) > _LONGEST
        else whole
    )
    found = [
        _finding(rule, hit, draft)
        for rule in _RULES
        if not rule.language or draft.language.lower().startswith(rule.language)
        for hit in islice(rule.look(whole if rule in channel.RULES else start, capability, context), _MOST)
    ]
    return tuple(sorted(found, key=_by_place))


def personal_data(text: str, context: Context) -> tuple[Finding, ...]:
    """What in a text that is no post yet points to a person; of long texts the beginning, as for a post."""
    draft = Draft(text[:_LONGEST])
    found = islice(privacy.personal_data(Reading(draft), context), _MOST)
    return tuple(_finding(_BY_ID[privacy.PERSONAL_DATA], hit, draft) for hit in found)


def _finding(rule: Rule, hit: Hit, draft: Draft) -> Finding:
    place = Place(hit.field, hit.start, hit.end)
    return Finding(
        rule=rule.id,
        weight=hit.weight or rule.weight,
        place=place,
        passage=_passage(place, draft) if hit.passage is None else hit.passage,
        sentence=hit.sentence or rule.sentence,
        source=rule.source,
        way_out=hit.way_out or rule.way_out,
        mend=hit.mend,
    )


def _passage(place: Place, draft: Draft) -> str:
    """What stands at the place."""
    if place.field == "text":
        return draft.text[place.start : place.end]
    if place.field.startswith("alt:"):
        return draft.pictures[int(place.field[4:])].alt[place.start : place.end]
    return ""


def _by_place(finding: Finding) -> tuple[int, str, int, int, int, str]:
    in_text = 0 if finding.place.field == "text" else 1
    place = finding.place
    return (in_text, place.field.rjust(8), place.start, finding.weight.rank, place.end, finding.rule)
