# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How offices write from when to when people can take part: headline, text, first and last day. Read on 20 January 2026."""

from datetime import date

PUBLISHED = date(2026, 1, 20)

NOTICES: tuple[tuple[str, str, str | None, str | None], ...] = (
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Auslegung",
        "Der Planentwurf liegt vom 09.02.2026 (Montag) bis einschließlich 13.03.2026 (Freitag) aus.",
        "2026-02-09",
        "2026-03-13",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Auslegung",
        "Die Auslegung erfolgt für die Dauer eines Monats vom Montag, 02. Februar 2026 bis Mittwoch, 04. März 2026.",
        "2026-02-02",
        "2026-03-04",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Offenlage",
        "Veröffentlichung im Internet und öffentliche Auslegung: 02.02. bis 06.03.2026",
        "2026-02-02",
        "2026-03-06",
    ),
    (
        "Beteiligung zum Radverkehrskonzept",
        "Zeitraum der Beteiligung: 1. bis 28. Februar 2026",
        "2026-02-01",
        "2026-02-28",
    ),
    (
        "Öffentlichkeitsbeteiligung Spielplatz",
        "Beteiligungsfrist: 16.02.2026 - 20.03.2026",
        "2026-02-16",
        "2026-03-20",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Offenlage",
        "Frist zur Abgabe von Stellungnahmen: 20. März 2026, 24:00 Uhr",
        None,
        "2026-03-20",
    ),
    (
        "Umfrage zum Wochenmarkt",
        "Die Umfrage startet am 1. Februar und läuft bis zum 1. März.",
        "2026-02-01",
        "2026-03-01",
    ),
    (
        "Bürgerbefragung Sicherheit",
        "Die Befragung beginnt am Montag, 2. Februar 2026. Sie endet am Sonntag, 1. März 2026.",
        "2026-02-02",
        "2026-03-01",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Bekanntmachung",
        "Der Entwurf liegt in der Zeit vom 2. Februar 2026 bis zum 6. März 2026 (einschließlich) während folgender Zeiten: montags 8-12 Uhr, im Rathaus aus.",
        "2026-02-02",
        "2026-03-06",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Offenlage",
        "Die frühzeitige Beteiligung der Öffentlichkeit fand vom 03.03.2025 bis 04.04.2025 statt. Die öffentliche Auslegung erfolgt nun vom 02.02.2026 bis 06.03.2026.",
        "2026-02-02",
        "2026-03-06",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Bekanntmachung",
        "Gemäß § 3 Abs. 2 BauGB in der Fassung der Bekanntmachung vom 03.11.2017 (BGBl. I S. 3634), zuletzt geändert durch Artikel 3 des Gesetzes vom 20.12.2023, wird der Entwurf vom 02.02.2026 bis 06.03.2026 veröffentlicht.",
        "2026-02-02",
        "2026-03-06",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Entwurf",
        "Der Entwurf kann ab dem 02.02.2026 bis zum 06.03.2026 eingesehen werden.",
        "2026-02-02",
        "2026-03-06",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Entwurf",
        "Die Öffentlichkeit kann sich bis spätestens zum 06.03.2026 äußern.",
        None,
        "2026-03-06",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: öffentliche Auslegung vom 2. Februar bis einschließlich 6. März 2026",
        "",
        "2026-02-02",
        "2026-03-06",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Auslegung",
        "Beginn der Auslegung: 02.02.2026\nEnde der Auslegung: 06.03.2026",
        "2026-02-02",
        "2026-03-06",
    ),
    (
        "Bürgerwerkstatt Innenstadt",
        "Die Werkstatt findet am Samstag, den 21.02.2026 von 10.00 - 15.00 Uhr im Bürgerhaus statt.",
        "2026-02-21",
        "2026-02-21",
    ),
    ("Umfrage zur Innenstadt", "Noch bis Ende Februar können alle mitmachen.", None, "2026-02-28"),
    ("Umfrage zur Innenstadt", "Vom 1. bis zum 28.2. können alle mitmachen.", "2026-02-01", "2026-02-28"),
    (
        "Online-Beteiligung Stadtpark",
        "Von Donnerstag, 5. Februar, 8 Uhr, bis Donnerstag, 5. März, 18 Uhr, können Sie Ideen eintragen.",
        "2026-02-05",
        "2026-03-05",
    ),
    ("Bebauungsplan Nr. 7 „Nordfeld“: Auslegung", "Auslegung: 2.2.26 – 6.3.26", "2026-02-02", "2026-03-06"),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Auslegung",
        "wird in der Zeit vom\n02.02.2026 bis einschl. 06.03.2026\nöffentlich ausgelegt.",
        "2026-02-02",
        "2026-03-06",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Auslegung",
        "Der Entwurf wird vom 2. Februar bis einschließlich Freitag, 6. März 2026, ausgelegt.",
        "2026-02-02",
        "2026-03-06",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Verlängerung",
        "Die Frist für Stellungnahmen wird bis zum 20. März 2026 verlängert. Ursprünglich sollte sie am 6. März enden.",
        None,
        "2026-03-20",
    ),
    (
        "Stellungnahmen zum Nahverkehrsplan",
        "Veröffentlicht am 15.01.2026. Bis 20.02.2026 können Sie Stellung nehmen.",
        None,
        "2026-02-20",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Bekanntmachung",
        "Die Unterlagen liegen vom 26.01.2026 bis 27.02.2026 zu jedermanns Einsicht aus.\n\nMusterau, den 15. Januar 2026\nMuster, Bürgermeister",
        "2026-01-26",
        "2026-02-27",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Bekanntmachung",
        "Der Ausschuss für Stadtentwicklung hat am 04.12.2025 den Entwurf gebilligt. Der Aufstellungsbeschluss wurde am 12.05.2024 gefasst. Der Entwurf wird in der Zeit vom 26.01.2026 bis zum 27.02.2026 im Internet veröffentlicht.",
        "2026-01-26",
        "2026-02-27",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Bekanntmachung",
        "Die Auslegung findet statt vom 26. Januar 2026 bis einschließlich zum 27. Februar 2026.",
        "2026-01-26",
        "2026-02-27",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Bekanntmachung",
        "Der Planentwurf ist in der Zeit\nvom 26. Januar 2026 (Beginn) bis 27. Februar 2026 (Ende)\neinzusehen.",
        "2026-01-26",
        "2026-02-27",
    ),
    (
        "Beteiligung der Öffentlichkeit am Hochwasserrisikomanagementplan",
        "Die Beteiligung läuft seit dem 12. Januar und noch bis 12. Februar.",
        "2026-01-12",
        "2026-02-12",
    ),
    (
        "Erörterungstermin zum Steinbruch Hohe Wand",
        "Der Erörterungstermin für die Einwendungen beginnt am 24. Februar 2026, 10 Uhr, in der Stadthalle.",
        "2026-02-24",
        None,
    ),
    (
        "Bürgerbegehren zum Freibad",
        "Bis zum 30. April müssen 1.500 Unterschriften vorliegen.",
        None,
        "2026-04-30",
    ),
    ("Jugendforum am 7. März", "Das Jugendforum findet von 14 bis 18 Uhr statt.", "2026-03-07", "2026-03-07"),
    (
        "Bürgerdialog Windenergie: Termine",
        "Die Bürgerdialoge finden am 10., 17. und 24. Februar statt.",
        "2026-02-10",
        "2026-02-10",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Auslegung",
        "in der Zeit vom 26. 01. 2026 bis einschließlich 27. 02. 2026 im Bauamt, Zimmer 3.12, öffentlich aus",
        "2026-01-26",
        "2026-02-27",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Auslegung",
        "Auslegungsfrist 26. Jan. bis 27. Febr. 2026",
        "2026-01-26",
        "2026-02-27",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Auslegung",
        "liegt ab Montag, dem 26.01.2026, für die Dauer von 30 Tagen, also bis einschließlich Dienstag, dem 24.02.2026, öffentlich aus",
        "2026-01-26",
        "2026-02-24",
    ),
    (
        "Bebauungsplan Nr. 7 „Nordfeld“: Auslegung",
        "Die Unterlagen können Sie vom 26.01. bis einschließlich 27.02.2026, Mo - Fr 8.00 - 12.00 Uhr und Do 14.00 - 18.00 Uhr, einsehen.",
        "2026-01-26",
        "2026-02-27",
    ),
    (
        "Haushaltsplan-Entwurf 2026: Einwendungen",
        "Der Entwurf der Haushaltssatzung liegt ab 26.01.2026 bis zum 10.02.2026 öffentlich aus. Gegen den Entwurf können Einwohner bis zum 10.02.2026 Einwendungen erheben.",
        "2026-01-26",
        "2026-02-10",
    ),
    (
        "UVP-Vorhaben Kiesgrube: Beteiligung",
        "Der Antrag wird in der Zeit vom 02.02.2026 bis 02.03.2026 ausgelegt. Einwendungen sind bis einschließlich 02.04.2026 möglich.",
        "2026-02-02",
        "2026-03-02",
    ),
)
