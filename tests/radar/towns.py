# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What offices write, retold about the invented town Musterau: headline, text, and what it is about.

Flags: r recruiting, b participation, p plan. Dates: from and until of the participation, where there is one.
"""

from dataclasses import dataclass
from datetime import date

from nahbar.radar.matter import Kind, Pillar

PUBLISHED = date(2026, 1, 20)


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    pillar: Pillar
    flags: str = ""
    dates: tuple[str | None, str | None] | None = None
    kind: Kind = Kind.NEWS


B, R, S, I, K = Pillar.PARTICIPATION, Pillar.RECRUITING, Pillar.SERVICE, Pillar.IMAGE, Pillar.CRISIS  # noqa: E741

CASES = (
    Case(
        "Bekanntmachung der Stadt Musterau: Bebauungsplan Nr. 42 „Am Mühlbach“, öffentliche Auslegung",
        "Der Rat der Stadt Musterau hat in seiner Sitzung am 11.12.2025 den Entwurf des Bebauungsplans Nr. 42 „Am Mühlbach“ gebilligt und "
        "beschlossen, ihn gemäß § 3 Abs. 2 BauGB öffentlich auszulegen. Der Entwurf mit Begründung liegt in der Zeit vom 02.02.2026 bis "
        "einschließlich 06.03.2026 im Rathaus, Fachdienst Stadtplanung, Zimmer 214, während der Dienststunden öffentlich aus. Stellungnahmen "
        "können bis zum 06.03.2026 schriftlich oder per E-Mail an bauleitplanung@musterau.de abgegeben werden.",
        B,
        "bp",
        ("2026-02-02", "2026-03-06"),
    ),
    Case(
        "12. Änderung des Flächennutzungsplans der Gemeinde Musterau",
        "Frühzeitige Beteiligung der Öffentlichkeit gemäß § 3 Absatz 1 BauGB. Die Planunterlagen können vom 26. Januar bis zum 27. Februar 2026 "
        "auf der Internetseite der Gemeinde eingesehen werden. Während dieser Zeit besteht Gelegenheit zur Äußerung und Erörterung.",
        B,
        "bp",
        ("2026-01-26", "2026-02-27"),
        Kind.NOTICE,
    ),
    Case(
        "Amtliche Bekanntmachung",
        "Aufstellung der Innenbereichssatzung „Dorfstraße“ im Ortsteil Oberau. Der Gemeinderat hat die Aufstellung der Satzung beschlossen. Der Entwurf "
        "wird für die Dauer eines Monats, und zwar von Montag, dem 9. Februar 2026, bis Dienstag, dem 10. März 2026 (je einschließlich), im Internet "
        "unter www.musterau.de/bauleitplanung veröffentlicht.",
        B,
        "bp",
        ("2026-02-09", "2026-03-10"),
        Kind.NOTICE,
    ),
    Case(
        "Wie mobil ist Musterau? Jetzt an der Online-Umfrage teilnehmen",
        "Die Stadt erarbeitet ein Mobilitätskonzept. Bis Sonntag, 15. März, können Bürgerinnen und Bürger online sagen, wie sie unterwegs sind.",
        B,
        "b",
        (None, "2026-03-15"),
    ),
    Case(
        "Ihre Meinung ist gefragt: Was soll aus dem Bahnhofsvorplatz werden?",
        "Ab sofort und noch bis 28. Februar können alle ihre Ideen auf der Plattform mitreden.musterau.de einbringen. Die Stadtplanung wertet alle Beiträge aus.",
        B,
        "b",
        (None, "2026-02-28"),
    ),
    Case(
        "Einladung zur Einwohnerversammlung in Unterau",
        "Bürgermeisterin Erika Muster lädt für Donnerstag, 5. Februar 2026, 19 Uhr, in die Mehrzweckhalle ein. Thema ist der Hochwasserschutz am Mühlbach. "
        "Alle können Fragen stellen und Anregungen geben.",
        B,
        "b",
        ("2026-02-05", "2026-02-05"),
    ),
    Case(
        "Bürgerhaushalt 2027: Vorschläge bis Ende März",
        "Vom 1. Februar bis 31. März 2026 können alle Einwohnerinnen und Einwohner Vorschläge zum Haushalt einreichen und über sie abstimmen.",
        B,
        "b",
        ("2026-02-01", "2026-03-31"),
    ),
    Case(
        "Neugestaltung des Stadtparks: Kinder und Jugendliche planen mit",
        "Beim Workshop am 14. Februar von 10 bis 14 Uhr im Jugendzentrum können Kinder und Jugendliche ihre Wünsche für den neuen Spielplatz einbringen. "
        "Die Ergebnisse der Beteiligung fließen in die Planung ein.",
        B,
        "b",
        ("2026-02-14", "2026-02-14"),
    ),
    Case(
        "Planfeststellung für den Neubau der Ortsumgehung Musterau (B 99)",
        "Der Plan (Zeichnungen und Erläuterungen) liegt in der Zeit vom 19.01.2026 bis 18.02.2026 in der Stadtverwaltung zur allgemeinen Einsicht aus. Jeder, dessen "
        "Belange durch das Vorhaben berührt werden, kann bis spätestens zwei Wochen nach Ablauf der Auslegungsfrist, das ist bis zum 04.03.2026, Einwendungen erheben.",
        B,
        "bp",
        ("2026-01-19", "2026-02-18"),
        Kind.NOTICE,
    ),
    Case(
        "Lärmaktionsplan der vierten Runde: Öffentlichkeit wird beteiligt",
        "Der Entwurf steht vom 2. bis 27. Februar auf www.musterau.de/laerm. Hinweise nimmt das Umweltamt unter laerm@musterau.de entgegen.",
        B,
        "bp",
        ("2026-02-02", "2026-02-27"),
    ),
    Case(
        "Kommunale Wärmeplanung: Entwurf liegt aus",
        "Von Montag, 19. Januar, bis Freitag, 20. Februar, kann der Entwurf des Wärmeplans im Rathaus und im Internet eingesehen werden. Stellungnahmen nehmen die "
        "Stadtwerke entgegen.",
        B,
        "bp",
        ("2026-01-19", "2026-02-20"),
    ),
    Case(
        "Teilregionalplan Energie: neue Vorranggebiete für Windenergie",
        "Die Regionalversammlung hat den Entwurf beschlossen. Die Unterlagen werden vom 15. Dezember bis 15. Februar öffentlich ausgelegt; Stellungnahmen sind bis "
        "einschließlich 15. Februar möglich.",
        B,
        "bp",
        ("2025-12-15", "2026-02-15"),
    ),
    Case(
        "Bürgerentscheid am 8. März: So können Sie abstimmen",
        "Soll das Hallenbad in der Südstadt gebaut werden? Darüber stimmen die Bürgerinnen und Bürger am Sonntag, 8. März 2026, ab. Die Abstimmungslokale haben von 8 "
        "bis 18 Uhr geöffnet.",
        B,
        "b",
        ("2026-03-08", "2026-03-08"),
    ),
    Case(
        "Satzung der Stadt Musterau über die Veränderungssperre für den Bereich „Alte Gärtnerei“",
        "",
        B,
        "p",
        None,
        Kind.PAPER,
    ),
    Case(
        "Vorhabenbezogener Bebauungsplan „Solarpark Hohe Wand“: Satzungsbeschluss",
        "",
        B,
        "p",
        None,
        Kind.PAPER,
    ),
    Case(
        "Ausweisung von Windenergiegebieten, Stellungnahme der Stadt zum Regionalplan",
        "",
        B,
        "p",
        None,
        Kind.PAPER,
    ),
    Case(
        "Behandlung der im Rahmen der Offenlage eingegangenen Stellungnahmen zum Bebauungsplan „Weststadt II“",
        "",
        B,
        "bp",
        None,
        Kind.PAPER,
    ),
    Case(
        "Jugendgemeinderat gewählt: 15 junge Leute reden mit",
        "Der neue Jugendgemeinderat kommt erstmals zusammen.",
        B,
        "b",
    ),
    Case(
        "Sachbearbeiter/in (m/w/d) im Einwohnermeldeamt",
        "Die Stadt Musterau sucht zum nächstmöglichen Zeitpunkt eine Sachbearbeitung (m/w/d) in Teilzeit. Die Eingruppierung erfolgt nach TVöD. Bewerbungsfrist: 15.02.2026.",
        R,
        "r",
    ),
    Case(
        "Dein Start bei uns: Ausbildungsplätze 2026 noch frei",
        "Verwaltungsfachangestellte, Fachinformatiker, Straßenwärter: Bewirb dich bis 31. Januar.",
        R,
        "r",
    ),
    Case(
        "Sechs neue Azubis im Rathaus begrüßt",
        "Am 1. September haben sechs junge Menschen ihre Ausbildung bei der Stadt begonnen.",
        R,
        "r",
    ),
    Case(
        "FSJ im Waldkindergarten: Stelle frei ab September",
        "Du hast Lust auf ein Freiwilliges Soziales Jahr? Melde dich.",
        R,
        "r",
    ),
    Case(
        "Girls’Day bei der Feuerwehr Musterau",
        "Am 23. April können Mädchen ab der 7. Klasse einen Tag lang hinter die Kulissen schauen.",
        R,
        "r",
    ),
    Case(
        "Stadt Musterau auf der Ausbildungsmesse „Zukunft jetzt“",
        "Am Samstag, 7. Februar, stellt die Personalabteilung in der Stadthalle die Berufe der Verwaltung vor.",
        R,
        "r",
    ),
    Case(
        "Erzieherinnen und Erzieher gesucht",
        "Für unsere drei Kitas suchen wir pädagogische Fachkräfte in Voll- und Teilzeit. Wir bieten Vergütung nach TVöD SuE.",
        R,
        "r",
    ),
    Case(
        "Rettungsschwimmer für die Freibadsaison gesucht",
        "Für Mai bis September sucht der Bäderbetrieb Aushilfen.",
        R,
        "r",
    ),
    Case("Duales Studium Public Management: Bewerbung ab jetzt möglich", "", R, "r"),
    Case("Schülerpraktikum beim Bauhof", "Zwei Wochen lang hat Paul den Bauhof kennengelernt.", R, "r"),
    Case(
        "Wir suchen Verstärkung für unser Team im Bürgerbüro",
        "Sie haben Freude am Umgang mit Menschen? Dann freuen wir uns auf Ihre Bewerbung.",
        R,
        "r",
    ),
    Case("Konzept zur Personalgewinnung und Mitarbeiterbindung", "", R, "r", None, Kind.PAPER),
    Case("Ferienjobs im Grünflächenamt", "", R, "r"),
    Case(
        "Leiter/-in des Fachbereichs Finanzen",
        "Aufgaben: Aufstellung des Haushalts. Wir bieten eine unbefristete Stelle.",
        R,
        "r",
        None,
        Kind.JOB,
    ),
    Case(
        "Beteiligungsbericht 2025 der Stadt Musterau",
        "Der Bericht zeigt die Unternehmen, an denen die Stadt beteiligt ist.",
        S,
    ),
    Case(
        "Öffentliche Ausschreibung: Kanalbau in der Lindenstraße",
        "Die Stadt schreibt Tiefbauarbeiten nach VOB aus. Angebotsfrist: 12.02.2026.",
        S,
    ),
    Case("Stellenplan 2026", "Der Stellenplan weist 212 Stellen aus.", S, "", None, Kind.PAPER),
    Case("Haushaltssatzung mit Haushaltsplan und Stellenplan 2026", "", S, "", None, Kind.PAPER),
    Case(
        "Wahlhelferinnen und Wahlhelfer gesucht",
        "Für die Wahl am 8. März sucht die Stadt noch Helfer. Melden Sie sich bis 10. Februar.",
        S,
    ),
    Case(
        "Auslegung von Teppichen im Bürgersaal abgeschlossen",
        "Der Saal kann ab Montag wieder gebucht werden.",
        S,
    ),
    Case("Hohe Wahlbeteiligung bei der Bürgermeisterwahl", "62 Prozent gingen zur Wahl.", S),
    Case(
        "Bauantrag Lindenweg 7: Befreiung von den Festsetzungen des Bebauungsplans",
        "",
        S,
        "",
        None,
        Kind.PAPER,
    ),
    Case("Widmung der Straße „Am Anger“ im Baugebiet Süd", "", S, "", None, Kind.PAPER),
    Case("Planung der CDU-Fraktion: Klausur im Februar", "", S),
    Case("Rathaus am Rosenmontag geschlossen", "Das Bürgerbüro ist am 16. Februar nicht geöffnet.", S),
    Case(
        "Vollsperrung der Bahnhofstraße ab Montag",
        "Wegen Bauarbeiten ist die Straße vom 26. Januar bis 6. Februar gesperrt. Eine Umleitung ist ausgeschildert.",
        S,
    ),
    Case("Müllabfuhr verschiebt sich", "Die Biotonne wird wegen des Feiertags einen Tag später geleert.", S),
    Case(
        "Anmeldung der Schulanfänger",
        "Die Anmeldung findet vom 2. bis 6. Februar in den Grundschulen statt.",
        S,
    ),
    Case("Neue Gebühren für Kitas ab August", "Der Rat hat die Beiträge angepasst.", S),
    Case(
        "Sitzung des Bau- und Planungsausschusses am 3. Februar",
        "Auf der Tagesordnung stehen der Bebauungsplan „Am Mühlbach“ und die Spielplatzplanung.",
        S,
    ),
    Case(
        "Kurs: Erste Hilfe am Kind",
        "Die Volkshochschule bietet einen Kurs an. Die Ausbildung der Kursleiter entspricht den Richtlinien.",
        S,
    ),
    Case(
        "Energieberatung im Rathaus",
        "Jeden ersten Dienstag berät die Verbraucherzentrale. Termine unter 06151 13-0.",
        S,
    ),
    Case("Hundesteuer: Bescheide werden verschickt", "", S),
    Case(
        "Bundesweiter Warntag: Sirenen heulen am Donnerstag",
        "Um 11 Uhr werden die Sirenen getestet. Es besteht keine Gefahr.",
        S,
    ),
    Case("Stadtbücherei mit neuen Öffnungszeiten", "", S),
    Case(
        "Weltkriegsbombe in der Nordstadt gefunden: Evakuierung ab 16 Uhr",
        "Bitte verlassen Sie das Sperrgebiet. Ein Bürgertelefon ist eingerichtet.",
        K,
    ),
    Case(
        "Trinkwasser in Oberau abkochen",
        "Bei einer Probe wurden Keime gefunden. Das Gesundheitsamt hat ein Abkochgebot erlassen.",
        K,
    ),
    Case(
        "Hochwasserlage am Mühlbach: Pegel steigt",
        "Die Feuerwehr ist im Einsatz. Meiden Sie die Uferwege.",
        K,
    ),
    Case(
        "Stromausfall in der Südstadt",
        "Seit 6 Uhr sind 3.000 Haushalte ohne Strom. Die Notrufnummern sind erreichbar.",
        K,
    ),
    Case(
        "Warnung vor orkanartigen Böen: Friedhöfe und Parks gesperrt",
        "Der Deutsche Wetterdienst warnt vor Sturm. Es besteht Lebensgefahr durch herabfallende Äste.",
        K,
    ),
    Case("Großbrand im Industriegebiet: Fenster und Türen geschlossen halten", "", K),
    Case("Entwarnung: Bombe entschärft", "Die Anwohner können in ihre Wohnungen zurück.", K),
    Case(
        "100 Jahre Stadtbibliothek: Großes Jubiläumsfest",
        "Am Samstag wird gefeiert, mit Musik und Lesungen.",
        I,
    ),
    Case(
        "Heimatpreis geht an die Dorfgemeinschaft Oberau",
        "Der Bürgermeister überreichte die Auszeichnung und dankte für das Engagement.",
        I,
    ),
    Case(
        "Hinter den Kulissen: Ein Tag in der Kläranlage",
        "Klärwärter Max Muster zeigt, was nach dem Spülen geschieht.",
        I,
    ),
    Case("Bürgermeisterin gratuliert zur Goldenen Hochzeit", "", I),
    Case("Neue Ausstellung im Stadtmuseum eröffnet", "Gezeigt werden Fotografien aus 50 Jahren.", I),
    Case(
        "Feuerwehr ehrt langjährige Mitglieder", "Für 50 Jahre Dienst wurden drei Kameraden ausgezeichnet.", I
    ),
    Case("Delegation aus der Partnerstadt zu Gast", "", I),
    Case("Stadtfest: Drei Tage Musik auf dem Marktplatz", "", I),
    Case("Nach 40 Jahren: Hausmeister Karl Muster geht in den Ruhestand", "", I),
    Case(
        "Weihnachtsgrüße des Landrats",
        "Liebe Mitbürgerinnen und Mitbürger, ich wünsche Ihnen frohe Festtage.",
        I,
    ),
    Case("Storchenpaar brütet wieder auf dem Rathausdach", "", I),
)
