# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""BF: links that say where they lead, abbreviations that say what they mean."""

from collections.abc import Iterator

import regex

from nahbar.channels.capability import Capability
from nahbar.foundation.text import Span
from nahbar.rulebook.draft import Context
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Hit, Moment, Rule, example

_SHORTENERS = frozenset(
    "bit.ly t.co goo.gl tinyurl.com ow.ly buff.ly is.gd t.ly rebrand.ly cutt.ly lnk.to lnkd.in fb.me "
    "shorturl.at tiny.cc kurzelinks.de t1p.de linktr.ee dlvr.it ift.tt rb.gy".split()
)
_HOST = regex.compile(r"(?:https?://)?(?:www\.)?([^/?#:]+)", regex.I)
_BIO = regex.compile(r"\bLink\s+in\s+(?:der\s+|unserer\s+)?(?:Bio|Profilbeschreibung|Profil)\b", regex.I)
_EMPTY_WORDS = frozenset(
    "hier link links klick klickt klicken klicke anklicken tippen dazu unter auf zu zum zur dem der die "
    "das diesem diesen folgenden folgendem sie wir ihr und mehr weiter weiterlesen geht's gehts es geht "
    "da lang in im den bitte einfach jetzt mal gibt finden seite".split()
)
_ABBREVIATION = regex.compile(r"(?<![\p{L}\p{N}-])[A-ZÄÖÜ]{2,6}(?![\p{L}\p{N}-])")
_ROMAN = regex.compile(r"[IVXLC]+")
FAMILIAR = frozenset(
    "EU UN USA UNO NATO DDR BRD LKW PKW KFZ TV CD DVD PDF USB SMS MMS WC GPS ADAC TÜV ARD ZDF WDR NDR MDR "
    "RBB SWR BR HR DRK THW DLRG ASB AWO IT KI PC QR ID OK DJ LED WLAN IBAN PIN TAN AG KG VHS WM EM FAQ "
    "HTML ICE IC RE RB UV CO NRW BW SH MV DIY AB UHR MEZ SOS FC SV TSV VFB FFP DIN ISO EN CSV ZIP GB MB "
    "TB KM MA TU FH RSS URL DNA EDV VIP HIV AIDS NS SS KZ SPD CDU CSU FDP AFD BSW MO DI MI DO FR SA SO".split()
)
_KNOWN = {
    "FNP": "Flächennutzungsplan",
    "TÖB": "Träger öffentlicher Belange",
    "ÖPNV": "öffentlicher Personennahverkehr",
    "OB": "Oberbürgermeister",
    "BM": "Bürgermeister",
    "LRA": "Landratsamt",
    "MIV": "Autoverkehr",
    "UVP": "Umweltverträglichkeitsprüfung",
    "ISEK": "Stadtentwicklungskonzept",
    "HH": "Haushalt",
    "RIS": "Ratsinformationssystem",
    "OZG": "Onlinezugangsgesetz",
    "PM": "Pressemitteilung",
    "BAB": "Autobahn",
    "ZOB": "Busbahnhof",
    "LSA": "Ampel",
    "TOP": "Tagesordnungspunkt",
}


def _blind_links(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    own = tuple(one.lower() for one in context.own_contacts)
    for address in reading.addresses:
        match = _HOST.match(address.text)
        host = match.group(1).lower() if match else ""
        if host in _SHORTENERS and not any(host in one for one in own):
            said = f"{host} ist ein Kurzlink; niemand sieht, wohin er führt."
            way = "Nehmen Sie die Adresse Ihrer eigenen Seite."
            yield Hit("text", address.start, address.end, sentence=said, way_out=way)
        elif _says_nothing(address, reading):
            yield Hit("text", address.start, address.end)
    for bio in _BIO.finditer(reading.text):
        said = "„Link in Bio“ sagt nicht, wohin der Link führt."
        way = "Nennen Sie die Adresse mit Pfad, zum Beispiel musterau.de/bad."
        if not reading.addresses:
            yield Hit("text", bio.start(), bio.end(), sentence=said, way_out=way)


def _says_nothing(address: Span, reading: Reading) -> bool:
    """The sentence around the address has words, but none that names the target."""
    sentence = reading.sentence_at(address.start)
    words = reading.words_in(sentence) if sentence else []
    return bool(words) and all(word.text.lower() in _EMPTY_WORDS for word in words)


def _abbreviations(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    seen: set[str] = set()
    for match in _ABBREVIATION.finditer(reading.prose):
        short = match.group()
        if short in seen or short in FAMILIAR or _ROMAN.fullmatch(short):
            continue
        seen.add(short)
        if _is_explained(short, reading.text) or _is_shouted(match.start(), match.end(), reading.prose):
            continue
        long = _KNOWN.get(short)
        said = f"Die Abkürzung {short} kennt nicht jeder."
        way = (
            f"Schreiben Sie beim ersten Mal „{long} ({short})“."
            if long
            else "Schreiben Sie sie beim ersten Mal aus."
        )
        yield Hit(
            "text",
            match.start(),
            match.end(),
            sentence=said,
            way_out=way,
            mend=f"{long} ({short})" if long else None,
        )


def _is_explained(short: str, text: str) -> bool:
    return f"({short})" in text or f"{short} (" in text


def _is_shouted(start: int, end: int, text: str) -> bool:
    """A word of a line in capitals is no abbreviation; the rule on capitals tells about it."""
    before = regex.search(r"(\p{L}+)\W{1,3}$", text[max(0, start - 40) : start])
    after = regex.match(r"\W{1,3}(\p{L}+)", text[end : end + 40])
    return any(
        one is not None and len(one.group(1)) > 1 and one.group(1).isupper() for one in (before, after)
    )


RULES = (
    Rule(
        id="BF-LINK-15",
        title="Links sprechend und erreichbar",
        must="Der Text nennt das Ziel des Links; keine unbekannten Kurzlinks.",
        source="WCAG 2.1, 2.4.4",
        weight=Weight.WARN,
        moments=(Moment.DRAFT, Moment.APPROVAL, Moment.PUBLICATION),
        sentence="Der Satz sagt nicht, wohin der Link führt.",
        way_out="Nennen Sie das Ziel, zum Beispiel „Öffnungszeiten: musterau.de/bad“.",
        unconfirmed=True,
        look=_blind_links,
        passing=example("Öffnungszeiten: musterau.de/bad"),
        failing=(
            *example("Klick hier: bit.ly/3xYz"),
            *example("Klicken Sie hier: https://musterau.de/a?b=17"),
        ),
    ),
    Rule(
        id="BF-ABK-16",
        title="Abkürzungen auflösen",
        must="Fachabkürzungen sind beim ersten Mal ausgeschrieben.",
        source="Bundesfachstelle Barrierefreiheit, Sprache, Hashtags, Emojis; DIN 8581-1",
        weight=Weight.HINT,
        moments=(Moment.DRAFT,),
        sentence="Diese Abkürzung kennt nicht jeder.",
        way_out="Schreiben Sie sie beim ersten Mal aus.",
        look=_abbreviations,
        passing=example("Der Flächennutzungsplan (FNP) liegt aus."),
        failing=example("TÖB zum FNP nach § 4 I BauGB"),
    ),
)
