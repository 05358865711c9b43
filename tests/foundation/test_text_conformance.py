# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our measures against what others laid down: the Unicode consortium and twitter-text."""

import pytest
import yaml

from nahbar.channels import counting
from nahbar.channels.capability import TextLimit, TextUnit
from nahbar.foundation import text as measure
from tests.corpus import corpus

pytestmark = pytest.mark.corpus


def broken(line: str) -> list[str]:
    """One line of a Unicode break test: "÷" breaks, "×" joins."""
    pieces = line.split("#", maxsplit=1)[0].strip().strip("÷").split("÷")
    return ["".join(chr(int(point, 16)) for point in piece.replace("×", " ").split()) for piece in pieces]


def test_graphemes_are_the_consortiums_when_its_whole_test_is_read():
    lines = (corpus("unicode-segmentation") / "GraphemeBreakTest.txt").read_text("utf-8").splitlines()
    cases = [broken(line) for line in lines if line.startswith("÷")]
    # U+2701 was a pictograph in Unicode 15.0, of which the test is; newer versions took it back.
    odd = [case for case in cases if measure.graphemes("".join(case)) != case]
    assert len(cases) > 600
    assert odd == [["\u2701\u200d\u2701"]]


def test_emojis_are_one_each_when_the_consortiums_list_is_read():
    lines = (corpus("unicode-segmentation") / "emoji-test.txt").read_text("utf-8").splitlines()
    cases = [
        "".join(chr(int(point, 16)) for point in line.split(";")[0].split())
        for line in lines
        if "; fully-qualified" in line
    ]
    odd = [case for case in cases if [span.text for span in measure.emojis(case)] != [case]]
    assert len(cases) > 3000
    assert odd == []


def cases(name: str) -> list[tuple[str, list[str]]]:
    data = yaml.safe_load((corpus("twitter-text-conformance") / "extract.yml").read_text("utf-8"))
    return [(case["text"], case["expected"]) for case in data["tests"][name]]


HASHTAGS_OF_OUR_OWN = {
    "#メ〜テレ ハッシュタグ内で～が認識されず": ["#メ"],
    "#ශ්\u200dරීලංකා": ["#ශ්"],
    "#བོད་སྐད་ #བོད་སྐད": ["#བོད", "#བོད"],
}
# We follow the fediverse, where @name@server is one account and a letter before the @ makes it none.
MENTIONS_OF_OUR_OWN = {
    "@aliceìnheiro something something": ["@alice"],
    "@username email me @test@example.com": ["@username", "@test@example.com"],
    "RT@username RT:@mention RT @test": ["@mention", "@test"],
    "Rt@username Rt:@mention Rt @test": ["@mention", "@test"],
    "rT@username rT:@mention rT @test": ["@mention", "@test"],
    "f#@kn": ["@kn"],
    "f$@kn": ["@kn"],
    "f%@kn": ["@kn"],
}
# German paths may have any letter, underscores in host names work, and a t.co address is nothing special.
LINKS_OF_OUR_OWN = {
    "test http://example.comだよね.comtest/hogehoge": ["http://example.comだよね.comtest/hogehoge"],
    "http://twitter.com/これは日本語です。example.com中国語http://t.co/abcde한국twitter.comテストexample2.comテスト"
    "http://twitter.com/abcde": [
        (
            "http://twitter.com/これは日本語です。example.com中国語http://t.co/abcde한국twitter.comテストexample2.comテスト"
            "http://twitter.com/abcde"
        )
    ],
    "test http://leadingunderscore._twitter.com": ["http://leadingunderscore._twitter.com"],
    "test http://trailingunderscore_.twitter.com": ["http://trailingunderscore_.twitter.com"],
    "Check this site out http://t.co/FNkPfmii- it's great": ["http://t.co/FNkPfmii-"],
    "I really like http://t.co/abcdefghijklmnopqrstuvwxyz012345678901234": [
        "http://t.co/abcdefghijklmnopqrstuvwxyz012345678901234"
    ],
}


def differing(name, find, sign):
    """What we find otherwise than twitter-text, by text."""
    total = cases(name)
    assert len(total) >= 10
    found = {text: ([span.text for span in find(text)], wanted) for text, wanted in total}
    return {
        text: ours for text, (ours, wanted) in found.items() if [one.lstrip(sign) for one in ours] != wanted
    }


def test_hashtags_are_twitters_when_no_far_script_is_in_them():
    assert differing("hashtags", measure.hashtags, "#") == HASHTAGS_OF_OUR_OWN


def test_mentions_are_twitters_when_the_fediverse_does_not_differ():
    assert differing("mentions", measure.mentions, "@") == MENTIONS_OF_OUR_OWN


def test_links_are_twitters_when_they_have_a_scheme():
    odd = differing("urls", measure.links, "")
    assert {text: ours for text, ours in odd.items() if ours} == LINKS_OF_OUR_OWN
    assert [text for text, ours in odd.items() if not ours and "://" in text] == [
        "@user Try http://\xa0example.com/path"
    ]


WEIGHTS_OF_OUR_OWN: dict[str, int] = {}


def test_weights_are_twitters_when_its_counting_vectors_are_read():
    data = yaml.safe_load((corpus("twitter-text-conformance") / "validate.yml").read_text("utf-8"))["tests"]
    limit = TextLimit(280, TextUnit.WEIGHTED, link_cost=23)
    groups = ("WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest")
    vectors = [case for group in groups for case in data[group]]
    odd = {
        case["description"]: counting.count(case["text"], limit)
        for case in vectors
        if counting.count(case["text"], limit) != case["expected"]["weightedLength"]
    }
    assert len(vectors) >= 7
    assert odd == WEIGHTS_OF_OUR_OWN


def test_hashtags_and_names_are_valid_where_twitter_says_so():
    data = yaml.safe_load((corpus("twitter-text-conformance") / "validate.yml").read_text("utf-8"))["tests"]
    for group, find in (("hashtags", measure.hashtags), ("usernames", measure.mentions)):
        odd = [
            case["text"]
            for case in data[group]
            if ([span.text for span in find(case["text"])] == [case["text"]]) != case["expected"]
        ]
        # A hyphen is part of an account's name in the fediverse.
        assert odd == (["@example-name"] if group == "usernames" else [])
