# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Short texts of the invented town Musterau and the facts a press officer would underline; read on 20 November 2026.

Each fact is "kind: value". Of `EXACT` kinds the list is complete, of the others (who, where) it names what must be found.
"""

EXACT = frozenset({"when", "until", "cost", "telephone", "mail", "room", "hours", "link"})
TOLD: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Ab Montag, 30. November, ist die Brückenstraße gesperrt.",
        ("when: 2026-11-30", "where: Brückenstraße"),
    ),
    ("Das Bürgerbüro bleibt am Freitag, 27. November, geschlossen.", ("who: Bürgerbüro", "when: 2026-11-27")),
    ("Anmeldung bis 15. Dezember 2026 unter 06151 13-2000.", ("until: 2026-12-15", "telephone: 06151132000")),
    (
        "Bewerben Sie sich bis zum 31. Januar 2027: karriere@musterau.de",
        ("until: 2027-01-31", "mail: karriere@musterau.de"),
    ),
    ("Der Kurs kostet 12,50 Euro, für Kinder ist er kostenlos.", ("cost: 12.50", "cost: 0.00")),
    ("Der Eintritt ist frei.", ("cost: 0.00",)),
    ("Die neue Feuerwache kostet 4,8 Millionen Euro.", ("cost: 4800000.00",)),
    ("Das Land zahlt 1.250.000 Euro dazu.", ("cost: 1250000.00",)),
    ("Eine Karte kostet 8 €, ermäßigt 5 €.", ("cost: 8.00", "cost: 5.00")),
    ("Die Gebühr steigt auf 37,00 EUR.", ("cost: 37.00",)),
    (
        "Bürgermeisterin Anna Muster eröffnet am 5. Dezember um 11 Uhr die Stadthalle.",
        ("who: Anna Muster", "when: 2026-12-05T11:00", "where: Stadthalle"),
    ),
    ("Fragen beantwortet Frau Beispiel in Zimmer 12.", ("who: Beispiel", "room: Zimmer 12")),
    ("Die Beratung ist in Raum 2.14 im Rathaus.", ("room: Raum 2.14", "where: Rathaus")),
    ("Geöffnet: Mo–Fr 8–12 Uhr, Do 14–18 Uhr.", ("hours: Mo–Fr 8–12 Uhr", "hours: Do 14–18 Uhr")),
    (
        "Öffnungszeiten: Montag bis Freitag von 8:00 bis 16:00 Uhr",
        ("hours: Montag bis Freitag von 8:00 bis 16:00 Uhr",),
    ),
    ("Alle Pläne stehen auf www.musterau.de/radweg.", ("link: www.musterau.de/radweg",)),
    ("Mehr dazu: https://www.musterau.de/bad?seite=2", ("link: https://www.musterau.de/bad?seite=2",)),
    (
        "Schreiben Sie an bauamt@musterau.de oder rufen Sie an: (06151) 13-2044.",
        ("mail: bauamt@musterau.de", "telephone: 06151132044"),
    ),
    ("Telefon +49 6151 132000", ("telephone: 06151132000",)),
    (
        "Der Plan liegt vom 1. Dezember 2026 bis 8. Januar 2027 im Bauamt aus.",
        ("when: 2026-12-01/2027-01-08", "who: Bauamt"),
    ),
    ("Stellungnahmen sind bis einschließlich 8. Januar 2027 möglich.", ("until: 2027-01-08",)),
    ("Die Anmeldefrist endet am 18. Dezember.", ("until: 2026-12-18",)),
    (
        "Der Weihnachtsmarkt ist vom 4. bis 6. Dezember auf dem Marktplatz.",
        ("when: 2026-12-04/2026-12-06", "where: Marktplatz"),
    ),
    (
        "Der Stadtrat tagt am 3. Dezember 2026, 18.30 Uhr, im Bürgerhaus.",
        ("who: Stadtrat", "when: 2026-12-03T18:30", "where: Bürgerhaus"),
    ),
    ("Die Freiwillige Feuerwehr Musterau sucht Nachwuchs.", ("who: Freiwillige Feuerwehr Musterau",)),
    ("Das Amt für Stadtplanung und Umwelt erklärt den Entwurf.", ("who: Amt für Stadtplanung und Umwelt",)),
    ("Landrat Karl Beispiel dankt den Helferinnen und Helfern.", ("who: Karl Beispiel",)),
    (
        "Schulleiterin Dr. Eva Muster-Klein stellt die Grundschule Am Anger vor.",
        ("who: Dr. Eva Muster-Klein", "where: Grundschule Am Anger"),
    ),
    (
        "Die Stadt Musterau pflanzt 120 Bäume in der Lindenallee.",
        ("who: Stadt Musterau", "where: Lindenallee"),
    ),
    ("In der Schillerstraße 14 zieht im Februar eine Kita ein.", ("where: Schillerstraße 14",)),
    (
        "Baubeginn ist der 11. Januar 2027, die Arbeiten dauern bis Ende März.",
        ("when: 2027-01-11", "until: 2027-03-31"),
    ),
    ("Wir haben 40 Plätze und 3 Gruppen.", ()),
    ("Nach § 3 Abs. 2 BauGB in der Fassung vom 3. November 2017 gilt das nicht.", ()),
    ("Es regnet seit Tagen.", ()),
    (
        "Die Volkshochschule bietet ab 12. Januar 2027 einen Kurs an. Er kostet 45 Euro.",
        ("who: Volkshochschule", "when: 2027-01-12", "cost: 45.00"),
    ),
    ("Der Bescheid kommt im Januar. Bitte zahlen Sie bis 15. Februar 2027.", ("until: 2027-02-15",)),
    ("Die Stadtbibliothek öffnet samstags von 10 bis 13 Uhr.", ("who: Stadtbibliothek",)),
    ("Parken kostet 50 Cent je halbe Stunde.", ("cost: 0.50",)),
    (
        "Die Teilnahme ist gebührenfrei, Anmeldung: sport@musterau.de",
        ("cost: 0.00", "mail: sport@musterau.de"),
    ),
    (
        "Der Winterdienst räumt zuerst die Hauptstraße und den Kirchweg.",
        ("where: Hauptstraße", "where: Kirchweg"),
    ),
    (
        "Am 24. und 31. Dezember ist das Standesamt geschlossen.",
        ("when: 2026-12-24", "when: 2026-12-31", "who: Standesamt"),
    ),
    ("Spätestens am 4. Dezember müssen die Unterlagen da sein.", ("until: 2026-12-04",)),
    (
        "Herr Klaus Muster, Telefon 06151 13-4711, Mail klaus.muster@musterau.de",
        ("who: Klaus Muster", "telephone: 06151134711", "mail: klaus.muster@musterau.de"),
    ),
    (
        "Die Umfrage läuft bis 20. Dezember: musterau.de/umfrage",
        ("until: 2026-12-20", "link: musterau.de/umfrage"),
    ),
)
