# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of which words a German compound is made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.language.compounds import parts


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Lichtsignalanlage", "Licht signal anlage"),
        ("Bebauungsplan", "Bebauung plan"),
        ("Kinderbetreuungseinrichtung", "Kinder betreuung einrichtung"),
        ("Straßenverkehrsbehörde", "Straße verkehr behörde"),
        ("Hochwasserschutz", "Hoch wasser schutz"),
        ("Trinkwasserversorgung", "Trink wasser versorgung"),
        ("Umweltverträglichkeitsprüfung", "Umwelt verträglichkeit prüfung"),
        ("Öffentlichkeitsbeteiligung", "Öffentlichkeit beteiligung"),
        ("Lärmaktionsplanfortschreibungsverfahren", "Lärm aktion plan fort schreibung verfahren"),
        ("Einwohnermeldeamt", "Einwohner melde amt"),
        ("Wertstoffhof", "Wert stoff hof"),
        ("Hundesteuerbescheid", "Hund steuer bescheid"),
        ("Gemeinderatssitzung", "Gemeinde rat sitzung"),
        ("Ferienprogramm", "Ferien programm"),
        ("Feuerwehr", "Feuerwehr"),
        ("Ausbildung", "Ausbildung"),
        ("Verwaltung", "Verwaltung"),
        ("Universität", "Universität"),
        ("Veranstaltung", "Veranstaltung"),
        ("Arbeitslosigkeit", "Arbeitslosigkeit"),
        ("Mitarbeiterinnen", "Mitarbeiterinnen"),
        ("Musterau", "Musterau"),
        ("Restaurant", "Restaurant"),
        ("Rat", "Rat"),
    ],
)
def test_a_word_falls_into_its_words_when_they_are_more_usual(word, expected):
    assert " ".join(part.word for part in parts(word)) == expected


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="abdeilnrstuäß", max_size=70))
def test_parts_are_together_the_word_when_it_is_anything(word):
    found = parts(word)

    assert "".join(word[part.start : part.end] for part in found) == word
    assert all(word[part.start : part.end].startswith(part.word) for part in found)
