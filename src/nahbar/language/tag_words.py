# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""Words administrations tag with, by what they do in a tag: join, stand alone, or make compounds."""

JOINING = frozenset(
    "der die das den dem des und für im am vom zum zur wir ihr uns euch ist sind bist mein dein unser "
    "unsere unseres unserem als nur ins euer eure nicht ohne statt gegen mit bei auf aus von in an zu dich mich sich du ich".split()
)
BARE = frozenset(
    "offene offenen offener offenes neue neuen neuer neues gute guten guter gutes freie freien grüne "
    "grünen grüner grünes saubere sauberer schöne schönen schönes junge jungen kleine kleinen große "
    "großen erneuerbare erneuerbaren gemeinsam willkommen stark sicher bunt lebenswert nachhaltig digital "
    "lokal wichtig aktiv machen macht mach suchen sucht such lernen lernt leben lebt arbeiten arbeitet "
    "helfen hilft bauen baut bleiben bleibt werden wird kommen kommt komm gestalten wählen gehen geht "
    "stehen feiern liebe danke dankt bewerben bewirb jetzt heute morgen hier mehr alle alles ganz immer "
    "zusammen miteinander gesucht gefragt gemacht gebraucht willkommen duales digitales neu sauber".split()
)
NOUNS = frozenset(
    "abend abfall abwasser aktion alter amt amtsblatt anmeldung antrag arbeit archiv ausbildung ausflug "
    "auskunft ausschuss ausstellung auto azubi azubis bad bahn bau bauamt bauen baum bäume bauhof bauplan "
    "baustelle baustellen bedarf begegnung behinderung behörde beratung beruf berufe bibliothek bild "
    "bilder bildung blut blutspende brand briefwahl brücke brücken buch bücher bücherei bühne bund "
    "bundesland bürger bürgerbüro bürgerin bürgerinnen bürgermeister bürgermeisterin büro bus chance "
    "chancen chor daten demokratie denkmal dialog digitalisierung dorf dörfer ehre ehrenamt einkauf "
    "einwohner eltern energie energien energiewende engagement entwicklung erinnerung ernährung europa "
    "fahrrad familie familien feier ferien ferienprogramm fest feuer feuerwehr film finanzen fluss flüsse "
    "flucht förderung forum frau frauen freibad freiheit freizeit frieden frühling führung "
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
