# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""Into which words does a run of small letters fall? A small list of the words administrations tag with.

A German compound ("Kommunalwahl") is one word; only a run with a joining word ("tag-der-offenen-tür") or an
inflected adjective is several. What the list does not know completely is left alone: silence beats a false alarm.
"""

_JOINING = frozenset(
    "der die das den dem des und für im am vom zum zur wir ihr uns euch ist sind bist mein dein unser "
    "unsere nicht ohne statt gegen mit bei auf aus von in an zu dich mich sich du ich".split()
)
_BARE = frozenset(
    "offene offenen offener offenes neue neuen neuer neues gute guten guter gutes freie freien grüne "
    "grünen grüner grünes saubere sauberer schöne schönen schönes junge jungen kleine kleinen große "
    "großen erneuerbare erneuerbaren gemeinsam willkommen stark sicher bunt lebenswert nachhaltig digital "
    "lokal wichtig aktiv machen macht mach suchen sucht such lernen lernt leben lebt arbeiten arbeitet "
    "helfen hilft bauen baut bleiben bleibt werden wird kommen kommt komm gestalten wählen gehen geht "
    "stehen feiern liebe danke dankt bewerben bewirb jetzt heute morgen hier mehr alle alles ganz immer "
    "zusammen miteinander".split()
)
_NOUNS = frozenset(
    "abend abfall abwasser aktion alter amt amtsblatt anmeldung antrag arbeit archiv ausbildung ausflug "
    "auskunft ausschuss ausstellung auto azubi azubis bad bahn bau bauamt bauen baum bäume bauhof bauplan "
    "baustelle baustellen bedarf begegnung behinderung behörde beratung beruf berufe bibliothek bild "
    "bilder bildung blut blutspende brand briefwahl brücke brücken buch bücher bücherei bühne bund "
    "bundesland bürger bürgerbüro bürgerin bürgerinnen bürgermeister bürgermeisterin büro bus chance "
    "chancen chor daten demokratie denkmal dialog digitalisierung dorf dörfer ehre ehrenamt einkauf "
    "einwohner eltern energie energien energiewende engagement entwicklung erinnerung ernährung europa "
    "fahrrad familie familien feier ferien ferienprogramm fest feuer feuerwehr film finanzen fluss flüsse "
    "flucht förderung forum frau frauen freibad freiheit freiwillige freizeit frieden frühling führung "
    "garten gärten gast geburtstag gedenken gemeinde gemeinderat gemeinden geschichte geschichten "
    "gesellschaft gesundheit gewalt gleichstellung glasfaser gruppe grün haus haushalt heimat heizung "
    "heldinnen helden herbst hilfe hitze hochschule hochwasser hund hunde idee ideen information "
    "informationen inklusion innenstadt integration jahr jahre job jobs jugend jugendliche jugendlichen "
    "jugendrat karriere kind kinder kinderbetreuung kita kitas klima klimaschutz klimawandel klima "
    "kommune kommunen kommunalwahl konzert kreis kreise kreistag krippe kultur kunst land länder "
    "landkreis landrat landschaft landtag landtagswahl lauf leben leute licht luft mädchen markt medien "
    "mehrweg mensch menschen mitarbeit mittag mobilität moor müll museum musik nacht nachbar nachbarn "
    "nachbarschaft nachhaltigkeit natur naturschutz netz notruf oberbürgermeister öffnung ordnung ort "
    "orte ostern papier park parken partnerschaft pflege plan planung platz politik polizei praktikum "
    "projekt projekte quartier rad rat rathaus raum recht rechte reise rente respekt rettung sanierung "
    "schiff schloss schnee schule schulen schulung schutz schwimmbad see senioren seniorinnen sicherheit "
    "sitzung solar sommer sommerferien sonne sonntag sozial spaß spiel spielplatz spende spenden sport "
    "sprache stadt städte stadtpark stadtrat stadtwerke stadtplanung start stelle stellen steuer steuern "
    "straße straßen strom student studentin studium sturm tag tage team technik teilhabe termin termine "
    "theater tier tiere tipp tipps tourismus tradition training trinkwasser tür türen umbau umfrage "
    "umwelt umweltschutz unterricht unwetter urlaub verantwortung verein vereine verkehr verwaltung "
    "vielfalt volk vorlesen wahl wahlen wald wälder wandel wanderung wärme wasser weg wege weihnacht "
    "weihnachten weihnachtsmarkt welt werk werkstatt wetter wettbewerb wind windenergie windkraft winter "
    "winterdienst wirtschaft wissen wissenschaft woche wochen wohnen wohnung wohnungen wunsch zahl zahlen "
    "zeit zeiten zentrum ziel ziele zoo zukunft zusammenhalt".split()
)
_PREFIXES = frozenset(["mit", "bei", "auf", "aus", "von", "in", "an", "zu", "ohne"])
"""Joining words that are also the first syllable of nouns ("Ausbildung"); they count only between two other words."""
_LONGEST_WORD = 20
_LONGEST_TAG = 100
_SHORTEST_WITH_JOINT = 4


def camel_case(tag: str) -> str | None:
    """The tag with a capital for each word ("TagDerOffenenTür"); None where it is one word or not fully known."""
    parts = _parts(tag.lower())
    if parts is None or len(parts) < 2:  # noqa: PLR2004 - one part is one word
        return None
    joined = [place for place, part in enumerate(parts) if part in _JOINING]
    several = any(
        parts[place] not in _PREFIXES or (0 < place < len(parts) - 1 and parts[place - 1] not in _JOINING)
        for place in joined
    ) or any(part in _BARE and part not in _NOUNS for part in parts)
    return "".join(part[0].upper() + part[1:] for part in parts) if several else None


def is_one_word(tag: str) -> bool:
    """Whether the run is a known noun or a compound of known nouns."""
    parts = _parts(tag.lower())
    return parts is not None and camel_case(tag) is None


def _parts(run: str) -> list[str] | None:
    """The fewest known words that make up the whole run, digits being words of their own."""
    if len(run) > _LONGEST_TAG:
        return None
    best: list[list[str] | None] = [[]] + [None] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end):
            before = best[start]
            piece = run[start:end]
            if before is None or not (_is_known(piece, last=end == len(run)) or _is_number(run, start, end)):
                continue
            current = best[end]
            if current is None or len(before) + 1 < len(current):
                best[end] = [*before, piece]
    return best[-1]


def _is_known(piece: str, *, last: bool) -> bool:
    if piece in _NOUNS or piece in _BARE or piece in _JOINING:
        return True
    joint = not last and (piece.endswith(("s", "n")))
    return (
        joint
        and len(piece) > _SHORTEST_WITH_JOINT
        and (piece[:-1] in _NOUNS or piece.removesuffix("es") in _NOUNS)
    )


def _is_number(run: str, start: int, end: int) -> bool:
    piece = run[start:end]
    return piece.isdecimal() and not (end < len(run) and run[end].isdecimal())
