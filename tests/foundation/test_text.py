# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long is a text, and where are its parts?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.foundation import text as measure

ANYTHING = st.text(alphabet=st.characters(), max_size=300)
LIKELY = st.lists(
    st.sampled_from(
        [
            "Am 3. Juni ",
            " z. B. ",
            "https://musterau.de/a_(b)",
            "musterau.de",
            ". ",
            "! ",
            "…",
            "\n",
            "\r\n",
            "#TagDerTür",
            "#1",
            "@rathaus@social.example",
            "@a",
            "info@musterau.de",
            "🏊",
            "👨\u200d👩\u200d👧\u200d👦",
            "🇩🇪",
            "1️⃣",
            "„Ja!“",
            "(",
            ")",
            "Nr. 4",
            "10.30 Uhr",
            "Bürger*innen",
            "\xa0",
            "\u200d",
            "️",
        ]
    ),
    max_size=25,
).map("".join)
FINDERS = [
    measure.links,
    measure.bare_links,
    measure.addresses,
    measure.hashtags,
    measure.mentions,
    measure.words,
    measure.emojis,
    measure.sentences,
]


@given(st.one_of(ANYTHING, LIKELY))
def test_every_part_stands_where_it_says_when_the_text_is_anything(text):
    for find in FINDERS:
        spans = find(text)
        assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]
        assert all(one.end <= following.start for one, following in pairwise(spans))
        assert all(span.text for span in spans)


@given(st.one_of(ANYTHING, LIKELY))
def test_sentences_lose_nothing_but_blanks_when_the_text_is_anything(text):
    joined = "".join(span.text for span in measure.sentences(text))
    assert "".join(joined.split()) == "".join(text.split())


@given(ANYTHING)
def test_graphemes_join_to_the_text_when_the_text_is_anything(text):
    assert "".join(measure.graphemes(text)) == text


@given(ANYTHING)
def test_units_are_ordered_when_the_text_is_anything(text):
    assert (
        len(measure.graphemes(text))
        <= measure.code_points(text)
        <= measure.utf16_units(text)
        <= measure.utf8_bytes(text) * 2
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Am 3. Juni sperren wir die Brücke. Busse fahren Umwege.",
            ["Am 3. Juni sperren wir die Brücke.", "Busse fahren Umwege."],
        ),
        ("Wir suchen z. B. Gärtner. Melden Sie sich.", ["Wir suchen z. B. Gärtner.", "Melden Sie sich."]),
        ("Zimmer Nr. 12 ist frei. Kommen Sie.", ["Zimmer Nr. 12 ist frei.", "Kommen Sie."]),
        ("Am 4. 6. 2026 um 10.30 Uhr. Danach ist zu.", ["Am 4. 6. 2026 um 10.30 Uhr.", "Danach ist zu."]),
        ("Der 2. Bauabschnitt beginnt. Endlich.", ["Der 2. Bauabschnitt beginnt.", "Endlich."]),
        ("Das war 2025. Danach nicht.", ["Das war 2025.", "Danach nicht."]),
        ("Wir haben 3. Danach kommen 4.", ["Wir haben 3.", "Danach kommen 4."]),
        ("Infos: musterau.de/bad. Mehr dort.", ["Infos: musterau.de/bad.", "Mehr dort."]),
        (
            "Mehr unter https://a.example.org/x?y=1.2! Bis bald.",
            ["Mehr unter https://a.example.org/x?y=1.2!", "Bis bald."],
        ),
        ("Es ist offen. 🏊 Bitte kommen Sie.", ["Es ist offen. 🏊", "Bitte kommen Sie."]),
        ("„Halt!“ Dann ging er.", ["„Halt!“", "Dann ging er."]),
        ("Er sagte „Nein!“ und ging.", ["Er sagte „Nein!“ und ging."]),
        ("Kommt ihr … oder nicht?", ["Kommt ihr … oder nicht?"]),
        ("Prof. Dr. Müller u. a. kommen. Gut.", ["Prof. Dr. Müller u. a. kommen.", "Gut."]),
        ("Geöffnet\n- Montag\n- Dienstag", ["Geöffnet", "- Montag", "- Dienstag"]),
        ("Ein Satz, der\nweiter geht.", ["Ein Satz, der\nweiter geht."]),
        ("Mo. 3. Juni ist zu. So ist das.", ["Mo. 3. Juni ist zu.", "So ist das."]),
        ("1. Antrag holen\n2. Antrag abgeben", ["1. Antrag holen", "2. Antrag abgeben"]),
        ("Ca. 1,5 Mio. Euro kostet das.", ["Ca. 1,5 Mio. Euro kostet das."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_german_reader_ends_when_full_stops_are_no_ends(text, expected):
    assert [span.text for span in measure.sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siehe https://musterau.de/bad.", ["https://musterau.de/bad"]),
        ("(https://de.example.org/wiki/A_(B))", ["https://de.example.org/wiki/A_(B)"]),
        ("„https://musterau.de/a“", ["https://musterau.de/a"]),
        ("https://müller-straße.de/weg?x=1&y=2#z!", ["https://müller-straße.de/weg?x=1&y=2#z"]),
        ("HTTPS://MUSTERAU.DE", ["HTTPS://MUSTERAU.DE"]),
        ("https://localhost/ ftp://a.de xhttps://a.de https://", []),
    ],
)
def test_links_leave_the_sentences_signs_when_an_address_stands_in_it(text, expected):
    assert [span.text for span in measure.links(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Öffnungszeiten: musterau.de/bad, bit.ly/3xYz", ["musterau.de/bad", "bit.ly/3xYz"]),
        ("Das ist das Ende.Die Straße z.B. 10.30 Uhr v1.2", []),
        ("info@musterau.de @amt.musterau.de", []),
        ("https://musterau.de/www.x.de", []),
        ("www.musterau.de.", ["www.musterau.de"]),
    ],
)
def test_bare_links_are_domains_when_no_scheme_stands_before_them(text, expected):
    assert [span.text for span in measure.bare_links(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#Musterau, #Tag_2 #1 #2026 #1a", ["#Musterau", "#Tag_2", "#1a"]),
        ("https://a.de/#foo a#b &#x27; ##doppelt", []),
        ("#Straßenfest! (#Bad)", ["#Straßenfest", "#Bad"]),
    ],
)
def test_hashtags_have_a_letter_when_they_are_found(text, expected):
    assert [span.text for span in measure.hashtags(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "@rathaus, @amt@social.example. @amt.musterau.bsky.social!",
            ["@rathaus", "@amt@social.example", "@amt.musterau.bsky.social"],
        ),
        ("info@musterau.de https://a.example/@rathaus @ @ä", []),
        ("(@a_b)", ["@a_b"]),
    ],
)
def test_mentions_are_accounts_when_they_are_no_mail_addresses(text, expected):
    assert [span.text for span in measure.mentions(text)] == expected


def test_words_keep_hyphens_and_numbers_when_they_are_one_word():
    found = [
        span.text
        for span in measure.words("Das E-Mail-Fach kostet 1,50 Euro: musterau.de/a Bürger*innen #Bad")
    ]
    assert found == ["Das", "E-Mail-Fach", "kostet", "1,50", "Euro", "Bürger*innen", "Bad"]


def test_emojis_are_what_a_reader_sees_when_they_are_made_of_many_signs():
    text = "👨‍👩‍👧‍👦 🇩🇪 1️⃣ ☀️ 👍🏽 © 12 #Bad ™ → ↔ 🏴󠁧󠁢󠁥󠁮󠁧󠁿"
    assert [span.text for span in measure.emojis(text)] == ["👨‍👩‍👧‍👦", "🇩🇪", "1️⃣", "☀️", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]


def test_links_end_in_time_when_the_text_is_made_to_be_slow():
    for piece in ("a.", "https://a.", "@a.", "#a", "(", "1.", "https://a.de/((((", "…", "🏊 "):
        for find in FINDERS:
            find(piece * 2000)
