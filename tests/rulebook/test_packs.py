# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule against its own examples, and against the sentences in cases/."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from nahbar.rulebook.check import check, rules
from nahbar.rulebook.draft import Context, Draft, FilmDraft, PeopleShown, PictureDraft, PictureRights
from nahbar.rulebook.finding import Finding, Weight, mended
from nahbar.rulebook.rule import EXAMPLE_CHANNEL, Example, Rule

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def of_rule(rule_id: str, example: Example) -> list[Finding]:
    return [one for one in check(example.draft, example.channel, example.context) if one.rule == rule_id]


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in rules()
        for number, example in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("rule", "example"), examples("passing"))
def test_rule_is_silent_when_its_passing_example_is_read(rule: Rule, example: Example):
    assert of_rule(rule.id, example) == []


@pytest.mark.parametrize(("rule", "example"), examples("failing"))
def test_rule_speaks_when_its_failing_example_is_read(rule: Rule, example: Example):
    found = of_rule(rule.id, example)
    assert found != []
    for one in found:
        assert one.source == rule.source
        assert one.sentence.endswith((".", "“", ")"))
        assert one.way_out.endswith((".", "“", ")"))
        assert "!" not in one.sentence.replace(one.passage, "") + one.way_out


def pairs() -> list[Any]:
    """(rule id, example, what is wanted) for each line of the case files."""
    found = []
    for path in CASES:
        for rule_id, kinds in yaml.safe_load(path.read_text("utf-8")).items():
            for kind in ("passes", "fails"):
                for number, case in enumerate(kinds[kind]):
                    wanted = {"text": case} if isinstance(case, str) else case
                    found.append(pytest.param(rule_id, kind, wanted, id=f"{rule_id}-{kind}-{number}"))
    return found


def as_example(case: dict[str, Any]) -> Example:
    kinds: dict[str, Any] = {"rights": PictureRights, "people": PeopleShown, "film": FilmDraft}
    pictures = tuple(
        PictureDraft(**{key: kinds[key](**value) if key in kinds else value for key, value in one.items()})
        for one in case.get("pictures", [])
    )
    own = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in case.get("context", {}).items()
    }
    draft = Draft(case["text"] * case.get("times", 1), pictures, case.get("language", "de"))
    return Example(draft, Context(**own), EXAMPLE_CHANNEL)


@pytest.mark.parametrize(("rule_id", "kind", "case"), pairs())
def test_case_is_judged_as_written_when_its_rule_is_asked(rule_id: str, kind: str, case: dict[str, Any]):
    example = as_example(case)
    found = of_rule(rule_id, example)
    if kind == "passes":
        assert found == []
        return
    assert found != []
    if "weight" in case:
        assert min(one.weight.rank for one in found) == Weight(case["weight"]).rank
    if "passage" in case:
        assert case["passage"] in [one.passage for one in found]
    if "mended" in case:
        results = [mended(example.draft.text, one) for one in found if one.mend is not None]
        assert case["mended"] in results


def test_every_rule_has_two_own_pairs_when_the_case_files_are_read():
    counted = {
        rule_id: (len(kinds["passes"]) >= 2, len(kinds["fails"]) >= 2)
        for path in CASES
        for rule_id, kinds in yaml.safe_load(path.read_text("utf-8")).items()
    }
    assert counted == {rule.id: (True, True) for rule in rules()}


def test_rules_are_complete_records_when_they_are_listed():
    assert len({rule.id for rule in rules()}) == len(rules()) == 41
    for rule in rules():
        assert all([rule.title, rule.must, rule.source, rule.sentence, rule.way_out, rule.moments])
        assert all([rule.passing, rule.failing])
        assert rule.version >= 1


def test_hashtags_stop_where_the_channel_takes_fewer_than_the_house_would():
    few = replace(EXAMPLE_CHANNEL, most_hashtags=2)
    draft = Draft("Das Freibad öffnet. #Freibad #Musterau #Sommer")
    stops = [one for one in check(draft, few, Context()) if one.weight is Weight.STOP]
    assert [(one.rule, one.passage) for one in stops] == [("BF-TAG-04", "3 Hashtags")]
    assert "nimmt höchstens 2" in stops[0].sentence
