# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""VS: sentences one can follow: short, with somebody who acts, with verbs."""

from collections.abc import Iterator

from nahbar.channels.capability import Capability
from nahbar.language.grammar import is_nominal, passive_in, to_be_done_in
from nahbar.language.readability import ENOUGH_SENTENCES, readability
from nahbar.rulebook.draft import Context
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Hit, Moment, Rule, example

_NOMINALS_AT_LEAST = 3
_FEW_SENTENCES = 3


def _long(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    values = context.values
    lengths = [(len(reading.words_in(one)), one) for one in reading.sentences]
    for length, one in lengths:
        if length > values.sentence_warn:
            weight = Weight.STOP if length > values.sentence_stop else Weight.WARN
            yield Hit("text", one.start, one.end, sentence=f"Der Satz hat {length} Wörter.", weight=weight)
    if not lengths or max(lengths)[0] > values.sentence_warn:
        return
    mean = sum(length for length, _ in lengths) / len(lengths)
    if mean > values.sentence_mean:
        longest = max(lengths)[1]
        said = f"Die Sätze haben im Mittel {mean:.0f} Wörter; gut verständlich sind höchstens 12."
        yield Hit("text", longest.start, longest.end, sentence=said, weight=Weight.HINT)


def _index(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    values = context.values
    if len(reading.words) < values.index_from_words or len(reading.sentences) < ENOUGH_SENTENCES:
        return
    figures = readability(reading)
    if figures is None or figures.lix <= values.lix_hint:
        return
    steps = ((values.lix_stop, Weight.STOP), (values.lix_warn, Weight.WARN), (values.lix_hint, Weight.HINT))
    weight = next(weight for limit, weight in steps if figures.lix > limit)
    said = f"Der Lesbarkeitswert LIX ist {figures.lix:.0f}; das Ziel ist höchstens {values.lix_hint}."
    yield Hit("text", 0, len(reading.text), sentence=said, weight=weight, passage="Lesbarkeit")


def _nominal(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    values = context.values
    nominal = [word for word in reading.words if is_nominal(word.text)]
    if len(nominal) < _NOMINALS_AT_LEAST:
        return
    share = 100 * len(nominal) / len(reading.words)
    if share > values.nominal_hint:
        weight = (
            Weight.WARN
            if share > values.nominal_warn and len(reading.words) >= values.index_from_words
            else Weight.HINT
        )
        said = f"{len(nominal)} von {len(reading.words)} Wörtern sind Hauptwörter wie „{nominal[0].text}“."
        yield Hit("text", nominal[0].start, nominal[0].end, sentence=said, weight=weight)


def _passive(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    found = []
    for one in reading.sentences:
        text = reading.prose[one.start : one.end]
        if match := passive_in(text) or to_be_done_in(text):
            found.append((one.start + match.start(), one.start + match.end()))
    if not found or 100 * len(found) <= context.values.passive_share * len(reading.sentences):
        return
    weight = Weight.WARN if len(reading.sentences) >= _FEW_SENTENCES and len(found) > 1 else Weight.HINT
    for start, end in found:
        yield Hit("text", start, end, weight=weight)


_HARD = (
    "Die Stadtverwaltung beabsichtigt die Durchführung umfangreicher Sanierungsmaßnahmen im Bereich der Brückenstraße. "
    "Voraussetzung hierfür ist die Genehmigung des Haushaltsplanes durch die Kommunalaufsichtsbehörde des Landkreises. "
    "Anschließend erfolgt die europaweite Ausschreibung sämtlicher Ingenieurleistungen entsprechend den gesetzlichen Vorgaben. "
    "Verkehrsbeeinträchtigungen sind insbesondere während der Asphaltierungsarbeiten im Kreuzungsbereich unvermeidlich. "
    "Anwohnerinnen und Anwohner erhalten rechtzeitig ausführliche Informationen über Umleitungsstrecken und Zufahrtsmöglichkeiten. "
    "Rückfragen beantwortet die Straßenverkehrsabteilung während der allgemeinen Öffnungszeiten telefonisch oder schriftlich. "
    "Darüber hinaus veröffentlicht die Pressestelle regelmäßig aktualisierte Bauablaufpläne einschließlich aller Sperrabschnitte. "
    "Beschwerden bezüglich unzumutbarer Lärmbelästigung bearbeitet die Immissionsschutzbehörde."
)
_EASY = (
    "Ab Montag bauen wir in der Brückenstraße. Die Straße ist dann ganz gesperrt. Autos fahren über den Ring. "
    "Der Bus hält am Markt. Zu Fuß kommen Sie immer durch. Auch mit dem Rad geht es. Die Läden sind offen. "
    "Wir bauen bis Ende Mai. Dann ist die neue Brücke fertig. Sie hat einen breiten Weg für Räder. "
    "Die Arbeit beginnt um 7 Uhr. Am Abend ist Ruhe. Sie haben Fragen? Rufen Sie uns an. "
    "Wir sind von 8 bis 16 Uhr da. Alle Pläne stehen im Netz. Der Bau kostet viel Geld. Das Land zahlt die Hälfte."
)

RULES = (
    Rule(
        id="VS-SATZ-01",
        title="Kurze Sätze",
        must="Ein Gedanke je Satz.",
        source="DIN 8581-1; Zahlen: eigene Messung (Regelwerk, Abschnitt 2)",
        weight=Weight.WARN,
        moments=(Moment.DRAFT, Moment.APPROVAL),
        sentence="Der Satz ist lang.",
        way_out="Machen Sie zwei Sätze daraus, ein Gedanke je Satz.",
        language="de",
        look=_long,
        passing=example("Am 3. Juni sperren wir die Brücke. Busse fahren Umwege."),
        failing=example(
            "Aufgrund der im Zuge der Brückensanierung erforderlich werdenden Vollsperrung wird es ab dem 3. Juni zu "
            "Umleitungen der Linien kommen."
        ),
    ),
    Rule(
        id="VS-INDEX-02",
        title="Lesbarkeitswert im Zielbereich",
        must="Texte ab 5 Sätzen und 80 Wörtern erreichen den Zielwert.",
        source="LIX (Björnsson); Schwellen: eigene Messung an TextComplexityDE (Regelwerk, Abschnitt 2)",
        weight=Weight.WARN,
        moments=(Moment.DRAFT,),
        sentence="Der Text ist schwer zu lesen.",
        way_out="Kürzere Sätze und kürzere Wörter senken den Wert am schnellsten.",
        question="Stimmt der Wert mit dem Leseeindruck überein?",
        language="de",
        look=_index,
        passing=example(_EASY),
        failing=example(_HARD),
    ),
    Rule(
        id="VS-NOMINAL-04",
        title="Verben statt Nominalstil",
        must="Keine Häufung von Wörtern auf -ung, -heit, -keit, -ierung.",
        source="DIN 8581-1",
        weight=Weight.HINT,
        moments=(Moment.DRAFT,),
        sentence="Viele Hauptwörter stehen, wo Verben kürzer wären.",
        way_out="Sagen Sie mit einem Verb, wer was tut: „Wir prüfen Ihren Antrag.“",
        language="de",
        look=_nominal,
        passing=example("Wir prüfen Ihren Antrag."),
        failing=example("Die Durchführung der Prüfung der Antragstellung erfolgt."),
    ),
    Rule(
        id="VS-PASSIV-05",
        title="Sagen, wer handelt",
        must="Aktiv schreiben; Passiv nur mit Grund.",
        source="DIN 8581-1",
        weight=Weight.HINT,
        moments=(Moment.DRAFT,),
        sentence="Der Satz sagt nicht, wer handelt.",
        way_out="Nennen Sie, wer es tut: „Das Bauamt sperrt den Weg.“",
        language="de",
        look=_passive,
        passing=example("Das Bauamt sperrt den Weg."),
        failing=example("Es wird darum gebeten, dass der Weg gemieden wird."),
    ),
)
