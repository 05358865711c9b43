# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a site allows: the rules of RFC 9309."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.topics.readers.pages.robots import rules

SITE = "https://stadt.example"


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("", "/presse", True),
        ("User-agent: *\nDisallow: /", "/presse", False),
        ("User-agent: *\nDisallow:", "/presse", True),
        ("User-agent: *\nDisallow: /intern", "/presse", True),
        ("User-agent: *\nDisallow: /intern", "/internes/1", False),
        # The longer rule decides, whatever the order.
        ("User-agent: *\nDisallow: /\nAllow: /presse", "/presse/1", True),
        ("User-agent: *\nAllow: /\nDisallow: /presse", "/presse/1", False),
        ("User-agent: *\nDisallow: /presse\nAllow: /presse", "/presse", True),
        # Our own group counts alone, in whatever case.
        ("User-agent: *\nDisallow: /\n\nUser-agent: NAHBAR\nDisallow: /x", "/presse", True),
        ("User-agent: Nahbar\nDisallow: /\n\nUser-agent: *\nDisallow:", "/presse", False),
        ("User-agent: Anderer\nUser-agent: *\nDisallow: /presse", "/presse", False),
        ("User-agent: Anderer\nDisallow: /", "/presse", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/amtsblatt.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/amtsblatt.pdf?v=1", True),
        ("User-agent: *\nDisallow: /*?id=*", "/index.php?id=12", False),
        ("User-agent: *\nDisallow: /a%20b", "/a b", False),
        ("User-agent: *\nDisallow: /presse # bis Montag", "/presse", False),
        ("<html><body>Disallow: /</body></html>", "/presse", True),
    ],
)
def test_page_may_be_read_when_the_rules_say_so(text, path, may):
    assert rules(text.encode()).allows(SITE + path) is may


@pytest.mark.parametrize(
    ("said", "seconds"), [("10", 10.0), ("0,5", 0.5), ("1e9", 60.0), ("-3", 0.0), ("nan", 0.0), ("viel", 0.0)]
)
def test_delay_is_kept_within_bounds(said, seconds):
    assert rules(f"User-agent: *\nCrawl-delay: {said}".encode()).delay == seconds


@given(st.binary(max_size=400), st.text(max_size=60))
def test_rules_never_raise_whatever_the_file(data, path):
    assert rules(b"User-agent: *\nDisallow: " + data).allows(f"{SITE}/{path.replace('[', '')}") in {
        True,
        False,
    }


def test_rules_of_many_stars_are_decided_at_once():
    told = rules(b"User-agent: *\nDisallow: /" + b"*a" * 900 + b"$")
    assert told.allows(f"{SITE}/" + "a" * 1900 + "b") is True
