# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine: order, places, languages, and that it never raises."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.rulebook.check import NOTHING_FOUND, check, rule, rules
from nahbar.rulebook.draft import Context, Draft, PictureDraft, Values
from nahbar.rulebook.finding import Finding, Weight, mended
from nahbar.rulebook.rule import EXAMPLE_CHANNEL
from tests.corpus import corpus

GOOD = Draft(
    "Das Freibad öffnet am Samstag, 6. Juni, um 9 Uhr. Alle Preise: musterau.de/bad 🏊\n#Musterau",
    (PictureDraft("Kinder springen vom Beckenrand ins Wasser."),),
)
ANYTHING = st.text(alphabet=st.characters(), max_size=250)
LIKELY = st.lists(
    st.sampled_from(
        [
            "Bitte ",
            "bewirb dich ",
            "Sie ",
            "🔥",
            "🎉🎉",
            "#tagderoffenentür",
            "#Bad ",
            "§ 3 ",
            "Az. 12/3 ",
            "DE89 3704 0044 0532 0130 00",
            "\n",
            ". ",
            "gemäß ",
            "ACHTUNG ",
            "𝗪𝗶",
            "Bürger*innen ",
            "bit.ly/3 ",
            "hier ",
            "Leichte Sprache ",
            "wird gesperrt. ",
            "***** ",
            "́̂̃",
            "(",
            "„",
            "0123 456789 ",
            "geb. 1.1.1980 ",
            "in Anspruch ",
            "siehe Bild ",
            "* ",
            "Lärmaktionsplanfortschreibungsverfahren ",
            "@a@b.de ",
            "HG-AB 123 ",
            "FNP ",
            "\u2028",
            "\r",
        ]
    ),
    max_size=30,
).map("".join)
CONTEXTS = st.sampled_from(
    [
        Context(),
        Context(level="land", land="DE-BY", post_kind="event", address="sie"),
        Context(own_contacts=("", "06151 13-0", "@", "musterau.de"), post_kind="notice", address="du"),
    ]
)


def found(text: str, *alts: str, context: Context | None = None, language: str = "de") -> tuple[Finding, ...]:
    draft = Draft(text, tuple(PictureDraft(alt) for alt in alts), language)
    return check(draft, EXAMPLE_CHANNEL, context or Context())


def standing_at(draft: Draft, one: Finding) -> str:
    whole = draft.text if one.place.field == "text" else draft.pictures[int(one.place.field[4:])].alt
    return whole[one.place.start : one.place.end]


def test_check_finds_nothing_when_the_post_is_good():
    assert check(GOOD, EXAMPLE_CHANNEL, Context()) == ()
    assert NOTHING_FOUND == "Keine bekannten Verstöße gefunden."


def test_findings_are_sorted_by_place_then_weight_when_there_are_many():
    several = found(
        "Im Rahmen des 𝗣𝗹𝗮𝗻𝘀 bitten wir 🔥 um Ihre Meinung.\nKlick hier: bit.ly/3xYz", "", "IMG_1.jpg"
    )
    order = [(one.rule, one.place.field) for one in several]
    assert order == [
        ("VS-KERN-07", "text"),
        ("VS-AMT-03", "text"),
        ("BF-UNICODE-13", "text"),
        ("BF-EMOJI-06", "text"),
        ("BF-LINK-15", "text"),
        ("BF-ALT-01", "alt:0"),
        ("BF-ALT-02", "alt:1"),
    ]


@pytest.mark.parametrize(
    ("text", "rule_id", "expected"),
    [
        ("𝗪𝗶𝗰𝗵𝘁𝗶𝗴: Sperrung", "BF-UNICODE-13", "Wichtig: Sperrung"),
        ("Sperrung. #tagderoffenentür", "BF-TAG-03", "Sperrung. #TagDerOffenenTür"),
        ("Bitte 🔥 sparsam nutzen.", "BF-EMOJI-06", "Bitte sparsam nutzen. 🔥"),
        ("Endlich. 🎉🎉🎉", "BF-EMOJI-05", "Endlich. 🎉"),
        ("Gemäß Plan sperren wir.", "VS-AMT-03", "Nach Plan sperren wir."),
        ("Sie benötigen einen Ausweis.", "VS-AMT-03", "Sie brauchen einen Ausweis."),
        ("Wir danken den Bürger*innen.", "VS-GENDER-11", "Wir danken den Bürgerinnen und Bürgern."),
        ("Der FNP liegt aus.", "BF-ABK-16", "Der Flächennutzungsplan (FNP) liegt aus."),
        ("Offen\n*******\nZu", "BF-ASCII-14", "Offen\n\nZu"),
        ("Die #Stadt pflanzt.", "BF-TAG-04", "Die Stadt pflanzt."),
    ],
)
def test_finding_is_mended_with_one_click_when_it_offers_a_replacement(text, rule_id, expected):
    one = next(one for one in found(text) if one.rule == rule_id)
    better = mended(text, one)
    assert better == expected
    assert rule_id not in [left.rule for left in found(better)]


@settings(max_examples=150, deadline=None)
@given(st.one_of(ANYTHING, LIKELY), st.lists(st.one_of(ANYTHING, LIKELY), max_size=3), CONTEXTS)
def test_check_tells_true_places_when_the_text_is_anything(text, alts, context):
    draft = Draft(text, tuple(PictureDraft(alt, words=text[:40]) for alt in alts))
    for one in check(draft, EXAMPLE_CHANNEL, context):
        if one.place.field == "pictures":
            continue
        assert 0 <= one.place.start <= one.place.end
        standing = standing_at(draft, one)
        assert one.passage != ""
        assert one.mend is None or one.mend != standing
        if one.mend is not None:
            assert standing == one.passage


@pytest.mark.corpus
def test_check_never_raises_when_naughty_strings_come():
    naughty = json.loads((corpus("text-naughty-strings") / "blns.json").read_text("utf-8"))
    assert len(naughty) > 400
    for text in naughty:
        assert isinstance(found(text, text), tuple)


def test_check_is_quick_when_the_text_is_made_to_be_slow():
    begun = time.process_time()
    for piece in (
        "a",
        "a.",
        "#a",
        "🔥",
        "1 ",
        "0123 ",
        "wird ",
        "§",
        "*_",
        "((",
        "ist zu ",
        "DE12 ",
        "@a.",
        "\n🔥a",
        "ge",
        "̀",
    ):
        found(piece * (4000 // len(piece)))
    assert time.process_time() - begun < 8


def test_language_rules_are_silent_when_the_text_is_not_german():
    text = "Everybody is invited gemäß to the opening."
    assert [one.rule for one in found(text, language="de")] == ["VS-AMT-03"]
    assert found(text, language="en") == ()


def test_thresholds_are_the_houses_own_when_the_context_sets_them():
    text = "Das Freibad öffnet am Samstag. 🏊🎉"
    strict = Context(values=Values(emojis_warn=1))
    assert [one.rule for one in found(text)] == []
    assert [(one.rule, one.weight) for one in found(text, context=strict)] == [("BF-EMOJI-05", Weight.WARN)]


def test_rule_is_found_by_its_number_when_a_page_asks():
    assert rule("BF-ALT-01") in rules()
    with pytest.raises(KeyError):
        rule("BF-ALT-99")
