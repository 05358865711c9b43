# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""One word or several?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.language.hashtags import camel_case, is_one_word, of_words, split

SEVERAL = (
    "TagDerOffenenTür WirSuchenDich WocheDerAusbildung JugendInDerStadt GemeinsamFürDieZukunft TagDerDeutschenEinheit "
    "LangeNachtDerMuseen StadtDerZukunft ErneuerbareEnergien SaubereLuft FreiwilligeFeuerwehr GuteStadtverwaltung "
    "NachhaltigeStadt FahrradfreundlicheStadt UnsereStadt UnserWald InternationalerFrauentag MachMit JetztBewerben "
    "KommInsTeam DualesStudium AzubisGesucht WirBrauchenDich ÖffentlicherDienst ArbeitenImRathaus LebenAufDemLand "
    "BauenUndWohnen KulturUndBildung DigitaleVerwaltung BarrierefreieStadt TagDesBaumes TagDesEhrenamtes EinfachMachen "
    "NeuImRathaus SicherZurSchule ZuFußZurSchule RadfahrenMachtSpaß MehrAlsNurVerwaltung OhneMüll WirFürDich"
).split()
ONE = (
    "kommunalwahl berufsausbildung ausbildung hundesteuer kinderbetreuung rathausplatz klimaschutzkonzept blaulichttag "
    "sommerferienprogramm weihnachtsmarkt seniorenbeirat winterdienst stadtbibliothek europawahl bundestagswahl "
    "staatsmacht landleben mittagessen kleinkunstbühne grünflächenamt trinkwasser zusammenhalt mitmachen "
    "hochwasserschutz straßenfest bürgerbeteiligung ausbildung2026"
).split()


@pytest.mark.parametrize("tag", SEVERAL)
def test_camel_case_is_given_when_the_tag_is_surely_several_words(tag):
    assert camel_case(tag.lower()) == tag


@pytest.mark.parametrize("tag", ONE)
def test_no_capitals_are_put_inside_when_the_tag_is_one_word(tag):
    assert camel_case(tag) is None
    assert is_one_word(tag)


@pytest.mark.parametrize("tag", ["musteraulebt", "wahl2026fürmusterau", "xqzvbn", "", "der" * 60])
def test_a_tag_is_left_alone_when_it_is_not_known_completely(tag):
    assert camel_case(tag) is None
    assert not is_one_word(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("wirsindmusterau", "WirSindMusterau"),
        ("wahl2026fürmusterau", "Wahl2026FürMusterau"),
        ("musterau", None),
    ],
)
def test_the_names_of_the_house_are_words_when_they_are_given(tag, expected):
    assert camel_case(tag, ["Musterau"]) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tag der offenen Tür", "TagDerOffenenTür"),
        ("Bau- und Wohnungsamt", "BauUndWohnungsamt"),
        ("ÖPNV 2026", "ÖPNV2026"),
        ("#neu!", "Neu"),
        ("", ""),
    ],
)
def test_words_as_typed_become_one_tag(typed, expected):
    assert of_words(typed) == expected


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=150))
def test_camel_case_keeps_the_letters_when_the_tag_is_anything(tag):
    better = camel_case(tag)
    assert better is None or better.lower() == tag.lower()


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=150) | st.text(alphabet="abdeilnrstuäß2", max_size=100))
def test_split_gives_the_tag_in_pieces_when_it_is_anything(tag):
    assert "".join(split(tag)) in (tag, "")
