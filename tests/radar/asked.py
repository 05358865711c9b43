# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What departments ask for, written for these tests, each with what an editor would answer.

`KNOWN` was before us while the words and weights were found; `UNSEEN` was written before they were tried on it, and
nothing was changed for it since. Today is Tuesday, 24 November 2026.
"""

from typing import NamedTuple

AS_IS, PROPOSAL, ELSEWHERE = "as_is", "proposal", "elsewhere"


class Asked(NamedTuple):
    """One request and its label."""

    verdict: str
    title: str
    text: str


KNOWN = (
    Asked(
        AS_IS,
        "Vollsperrung der Bahnhofstraße ab Montag",
        "Ab Montag, 30. November, 7 Uhr, ist die Bahnhofstraße zwischen Markt und Bahnhof bis zum 4. Dezember voll gesperrt. "
        "Die Umleitung führt über die Lindenstraße. Die Haltestelle Markt wird in dieser Zeit nicht angefahren.",
    ),
    Asked(
        AS_IS,
        "Bürgerbüro am Freitag geschlossen",
        "Das Bürgerbüro bleibt am Freitag, 27. November, wegen einer Softwareumstellung geschlossen. "
        "Reservierte Termine können bis 18. Dezember ohne neue Gebühr nachgeholt werden.",
    ),
    Asked(
        AS_IS,
        "Trinkwasser in der Nordstadt abkochen",
        "Bitte kochen Sie in der Nordstadt das Trinkwasser ab sofort ab. Bei einer Kontrolle wurden Keime gefunden. "
        "Das Gesundheitsamt informiert, sobald das Wasser wieder sauber ist.",
    ),
    Asked(
        AS_IS,
        "Müllabfuhr verschiebt sich",
        "Wegen des Feiertags kommt die Müllabfuhr in der Weihnachtswoche einen Tag später. Alle Haushalte stellen die Tonnen "
        "bitte erst am 27. Dezember an die Straße. Den neuen Kalender finden Sie auf der Internetseite der Stadt.",
    ),
    Asked(
        AS_IS,
        "Anmeldung für die Kita bis 15. Dezember",
        "Eltern können ihre Kinder noch bis 15. Dezember für das kommende Kitajahr anmelden. "
        "Das geht online im Kitaportal oder im Familienbüro. Benötigt wird nur die Geburtsurkunde.",
    ),
    Asked(
        PROPOSAL,
        "Pressemitteilung: Frühzeitige Beteiligung zum Bebauungsplan „Am Mühlgraben“",
        "Der Stadtrat hat in seiner Sitzung am 12. November die Aufstellung des Bebauungsplans Nr. 47 „Am Mühlgraben“ beschlossen. "
        "Die Unterlagen liegen vom 1. Dezember bis 15. Januar 2027 im Stadtplanungsamt, Zimmer 212, öffentlich aus. "
        "Stellungnahmen können während der Auslegungsfrist schriftlich oder zur Niederschrift abgegeben werden. Vorgesehen sind rund "
        "120 Wohnungen, eine Kindertagesstätte und ein öffentlicher Grünzug. Der Geltungsbereich umfasst gemäß § 9 BauGB rund 4,2 Hektar.",
    ),
    Asked(
        PROPOSAL,
        "Stellenausschreibung: Bauingenieurin oder Bauingenieur (m/w/d) im Tiefbauamt",
        "Die Stadt sucht zum nächstmöglichen Zeitpunkt eine Bauingenieurin oder einen Bauingenieur (m/w/d) für das Sachgebiet Straßenbau "
        "in Vollzeit, unbefristet, Entgeltgruppe 11 TVöD. Ihre Aufgaben: Planung und Überwachung von Straßenbaumaßnahmen, Vergabe nach VOB, "
        "Abstimmung mit Versorgungsträgern. Wir bieten Gleitzeit, mobiles Arbeiten und eine Zusatzversorgung. Bewerbungsschluss ist der "
        "20. Dezember 2026. Bitte breit über alle Kanäle teilen.",
    ),
    Asked(
        PROPOSAL,
        "Bericht zur kommunalen Wärmeplanung fertiggestellt",
        "Die Stadtwerke und das Umweltamt haben den Entwurf der kommunalen Wärmeplanung vorgelegt. Auf 180 Seiten wird dargestellt, welche "
        "Straßen sich für ein Wärmenetz eignen und wo künftig Wärmepumpen sinnvoll sind. Betroffen sind rund 9.000 Haushalte. Eigentümerinnen "
        "und Eigentümer können den Entwurf ab dem 7. Dezember einsehen; am 16. Dezember, 18 Uhr, gibt es in der Stadthalle einen "
        "Informationsabend mit Gelegenheit zu Fragen. Der Abteilungsleiter zeigte sich erfreut über das umfassende Werk.",
    ),
    Asked(
        PROPOSAL,
        "Neue Auszubildende begrüßt",
        "Bürgermeister Thomas Beispiel begrüßte im Rathaus acht neue Auszubildende, die am 1. September ihre Ausbildung begonnen haben. "
        "Sie durchlaufen in drei Jahren alle Ämter, vom Bauhof bis zum Standesamt. Für 2027 sind noch Ausbildungsplätze frei, Bewerbungen "
        "sind bis 31. Dezember möglich. „Wir freuen uns auf motivierten Nachwuchs“, so der Bürgermeister.",
    ),
    Asked(
        PROPOSAL,
        "Stadtbücherei stellt neues Halbjahresprogramm vor",
        "Die Stadtbücherei hat ihr Programm für das erste Halbjahr 2027 veröffentlicht. Auf 24 Seiten finden sich Lesungen, Bastelnachmittage "
        "für Kinder, ein Reparaturcafé und Sprechstunden zur Onleihe. Der Eintritt ist frei, eine Anmeldung ist nur für die Workshops nötig. "
        "Das Programmheft liegt in allen städtischen Einrichtungen aus.",
    ),
    Asked(
        PROPOSAL,
        "Satzung über die Erhebung der Hundesteuer geändert",
        "Der Rat hat die Hundesteuersatzung neu gefasst. Ab dem 1. Januar 2027 beträgt die Steuer für den ersten Hund 96 Euro, für den "
        "zweiten 144 Euro. Für Hunde aus dem Tierheim entfällt sie in den ersten zwei Jahren. Halterinnen und Halter müssen ihren Hund "
        "binnen zwei Wochen anmelden. Die Satzung tritt am Tag nach der Bekanntmachung in Kraft.",
    ),
    Asked(
        PROPOSAL,
        "Kanalsanierung Altstadt: Abschluss des zweiten Bauabschnitts",
        "Der zweite Bauabschnitt der Kanalsanierung in der Altstadt konnte plangemäß abgeschlossen werden. Insgesamt wurden 640 Meter "
        "Kanal im Inlinerverfahren saniert und 48 Hausanschlüsse erneuert. Anwohnende der Gerbergasse können ab 1. Dezember wieder vor ihren "
        "Häusern parken. Der dritte Abschnitt beginnt im März. Die Mitarbeitenden des Abwasserbetriebs zeigen auf Wunsch gern den Blick in den Kanal.",
    ),
    Asked(
        ELSEWHERE,
        "Spatenstich für den Erweiterungsbau des Verwaltungsgebäudes",
        "Mit dem symbolischen ersten Spatenstich startete am 19. November der Erweiterungsbau des Verwaltungsgebäudes. Landrat Dr. Muster, "
        "die Fraktionsvorsitzenden und Vertreter der Baufirma griffen gemeinsam zum Spaten. „Ein Meilenstein für unseren Landkreis“, betonte "
        "der Landrat in seinem Grußwort und dankte allen Beteiligten für die hervorragende Zusammenarbeit.",
    ),
    Asked(
        ELSEWHERE,
        "Scheckübergabe durch die Sparkasse",
        "Der Vorstandsvorsitzende der Sparkasse überreichte der Bürgermeisterin einen symbolischen Scheck über 500 Euro für den "
        "Förderverein. Beim gemeinsamen Foto vor dem Rathaus bedankte sich die Bürgermeisterin herzlich für das großartige Engagement.",
    ),
    Asked(
        ELSEWHERE,
        "Grußwort der Dezernentin zur Fachtagung",
        "Anbei das Grußwort unserer Dezernentin zur Fachtagung Verwaltungsmodernisierung mit der Bitte um breite Veröffentlichung. "
        "Sie hob die erfolgreiche Arbeit ihres Dezernats hervor und würdigte die vorbildliche Umsetzung der Digitalstrategie.",
    ),
    Asked(
        ELSEWHERE,
        "Neue Dienstvereinbarung zur Zeiterfassung",
        "Liebe Kolleginnen und Kollegen, zum 1. Januar tritt die neue Dienstvereinbarung zur Zeiterfassung in Kraft. Alle Beschäftigten "
        "buchen dann auch Pausen am Terminal. Schulungen für Führungskräfte bietet das Personalamt im Dezember an.",
    ),
    Asked(
        ELSEWHERE,
        "Tagesordnung der Sitzung des Rechnungsprüfungsausschusses",
        "Öffentliche Bekanntmachung: Am 3. Dezember, 17 Uhr, findet eine Sitzung des Rechnungsprüfungsausschusses statt. Tagesordnung: "
        "1. Eröffnung und Feststellung der Beschlussfähigkeit, 2. Genehmigung der Niederschrift, 3. Prüfung des Jahresabschlusses 2025, "
        "4. Mitteilungen, 5. Anfragen.",
    ),
    Asked(
        ELSEWHERE,
        "Ehrung für 40 Jahre im öffentlichen Dienst",
        "Landrätin Muster überreichte fünf Beschäftigten der Kreisverwaltung die Dankurkunde für 40 Jahre im öffentlichen Dienst. "
        "Sie würdigte deren Treue und lobte die stets zuverlässige Arbeit. Im Anschluss gab es einen kleinen Empfang.",
    ),
    Asked(
        ELSEWHERE,
        "Stellungnahme des Amtes als Träger öffentlicher Belange",
        "Das Amt hat im Verfahren zur Änderung des Regionalplans als Träger öffentlicher Belange fristgerecht Stellung genommen. "
        "Es wird darauf hingewiesen, dass die Belange der Agrarstruktur gemäß den Vorgaben des Landes berücksichtigt wurden. "
        "Hinsichtlich der Ausgleichsflächen bestehen keine Bedenken.",
    ),
    Asked(
        ELSEWHERE,
        "Delegation aus der Partnerregion zu Gast",
        "Eine Delegation aus der Partnerregion besuchte in der vergangenen Woche die Kreisverwaltung. Landrat Muster empfing die Gäste im "
        "Sitzungssaal. Beide Seiten bekräftigten die gute Zusammenarbeit und tauschten Gastgeschenke aus.",
    ),
    Asked(
        ELSEWHERE,
        "Rückblick: Seniorennachmittag war ein voller Erfolg",
        "Am 11. Oktober fand der Seniorennachmittag in der Stadthalle statt. Die Veranstaltung war ein voller Erfolg. "
        "Bürgermeisterin Beispiel begrüßte die Gäste und dankte den Organisatoren für die gelungene Ausrichtung.",
    ),
    Asked(
        ELSEWHERE,
        "Rezertifizierung des Qualitätsmanagements erfolgreich",
        "Das Vermessungsamt wurde erneut erfolgreich nach DIN EN ISO 9001 rezertifiziert. Die Auditoren bescheinigten dem Amt eine "
        "hervorragende Dokumentation. Der Amtsleiter ist stolz auf diesen Meilenstein und bedankte sich beim Team.",
    ),
    Asked(
        PROPOSAL,
        "Ehrenamtliche für die Notfallbetreuung gesucht",
        "Der Fachbereich Bevölkerungsschutz baut eine Gruppe für die Notfallbetreuung auf. Gesucht werden Menschen, die bei Stromausfall oder "
        "Hochwasser in den Gemeinden Anlaufstellen betreuen. Die Ausbildung umfasst 20 Stunden, Fahrtkosten werden erstattet. "
        "Interessierte können sich bis 10. Januar beim Landkreis melden. Zwei Helferinnen erzählen gern, wie sie dazu kamen.",
    ),
    Asked(
        PROPOSAL,
        "Umfrage zum Radverkehrskonzept gestartet",
        "Die Verkehrsplanung erarbeitet derzeit das Radverkehrskonzept 2035. Im Rahmen der Bestandsanalyse wurde eine digitale Umfrage "
        "eingerichtet, an der alle Bürgerinnen und Bürger bis zum 31. Dezember teilnehmen können. Auf einer Karte lassen sich gefährliche "
        "Stellen eintragen. Das beauftragte Planungsbüro wertet die Hinweise anschließend aus; die Ergebnisse fließen in die Vorlage für den "
        "Ausschuss ein, der im Frühjahr 2027 über die Priorisierung der Maßnahmen berät.",
    ),
)

UNSEEN = (
    Asked(
        AS_IS,
        "Wasser wird am Donnerstag abgestellt",
        "Am Donnerstag, 26. November, von 8 bis 12 Uhr, wird im Ortsteil Wiesental das Wasser abgestellt. Die Stadtwerke tauschen einen "
        "Schieber. Anwohnerinnen und Anwohner füllen bitte vorher Eimer und Töpfe.",
    ),
    Asked(
        AS_IS,
        "Hallenbad öffnet wieder",
        "Das Hallenbad ist nach der Reparatur ab Samstag, 28. November, wieder geöffnet. Kinder bis sechs Jahre baden kostenlos. "
        "Geöffnet ist täglich von 9 bis 20 Uhr.",
    ),
    Asked(
        AS_IS,
        "Grünschnitt wird kostenlos abgeholt",
        "Am 5. Dezember holt der Bauhof im ganzen Stadtgebiet kostenlos Grünschnitt ab. Bitte legen Sie Äste gebündelt bis 6 Uhr an den "
        "Straßenrand. Eine Anmeldung ist nicht nötig.",
    ),
    Asked(
        AS_IS,
        "Wohngeld: Sprechstunde am 2. Dezember",
        "Wer Fragen zum Wohngeld hat, kann am 2. Dezember von 14 bis 18 Uhr ohne Termin ins Sozialamt kommen. Wir helfen beim Antrag. "
        "Bitte Mietvertrag und Lohnabrechnung mitbringen.",
    ),
    Asked(
        PROPOSAL,
        "Förmliche Beteiligung zum Teilregionalplan Windenergie",
        "Der Regionalverband legt den Entwurf des Teilregionalplans Windenergie vom 7. Dezember bis zum 29. Januar 2027 öffentlich aus. "
        "Der Plan weist auf 1,8 Prozent der Fläche Vorranggebiete aus. Gelegenheit zur Stellungnahme besteht für die Öffentlichkeit über das "
        "Beteiligungsportal. Die Unterlagen umfassen Textteil, Umweltbericht und Karten im Maßstab 1:50 000. Rechtsgrundlage ist § 9 ROG.",
    ),
    Asked(
        PROPOSAL,
        "Stellenausschreibung Erzieherinnen und Erzieher",
        "Für unsere kommunalen Kindertagesstätten suchen wir ab sofort mehrere Erzieherinnen und Erzieher (m/w/d) in Voll- oder Teilzeit. "
        "Die Eingruppierung erfolgt nach S 8a TVöD SuE. Erwartet werden eine abgeschlossene Ausbildung sowie Freude an der Arbeit mit Kindern. "
        "Schwerbehinderte Bewerberinnen und Bewerber werden bei gleicher Eignung bevorzugt berücksichtigt. Bewerbungen bis 13. Dezember.",
    ),
    Asked(
        PROPOSAL,
        "Feuerwehr erhält neues Löschfahrzeug",
        "Die Freiwillige Feuerwehr Oberdorf hat ein neues Hilfeleistungslöschgruppenfahrzeug in Dienst gestellt. Es ersetzt ein 28 Jahre altes "
        "Fahrzeug und kann 2.000 Liter Wasser mitführen. Am Samstag, 5. Dezember, können sich Familien das Fahrzeug von 10 bis 14 Uhr am "
        "Gerätehaus ansehen. Die Ehrenamtlichen führen vor, was es kann, und freuen sich über Menschen, die mitmachen möchten. Die Kosten "
        "beliefen sich auf 480.000 Euro, davon 30 Prozent Landesförderung.",
    ),
    Asked(
        PROPOSAL,
        "Haushaltsplan 2027 beschlossen",
        "Der Gemeinderat hat den Haushaltsplan 2027 mit einem Volumen von 84 Millionen Euro verabschiedet. Die Grundsteuer steigt ab Januar auf "
        "420 Punkte, für ein Einfamilienhaus sind das im Mittel 38 Euro im Jahr mehr. Investiert wird vor allem in die Grundschule und in die "
        "Sanierung von Brücken. Die Kreisumlage belastet den Ergebnishaushalt erneut erheblich. Alle Haushalte erhalten im Januar einen Bescheid.",
    ),
    Asked(
        PROPOSAL,
        "Neue Onlinedienste im Bürgerportal",
        "Im Zuge der Umsetzung des Onlinezugangsgesetzes wurden weitere Verwaltungsleistungen in das Bürgerportal integriert. Ab sofort können "
        "Meldebescheinigung, Anwohnerparkausweis und Sperrmüll digital beantragt werden. Erforderlich ist eine Authentifizierung mittels "
        "BundID. Die IT-Abteilung hat hierfür die Schnittstellen zum Fachverfahren geschaffen und umfangreiche Tests durchgeführt. Im "
        "kommenden Jahr folgen weitere Leistungen aus dem Leistungskatalog.",
    ),
    Asked(
        PROPOSAL,
        "Renaturierung der Alten Aue geht voran",
        "Das Umweltamt lässt derzeit auf 1,2 Kilometern die Alte Aue renaturieren. Bagger legen neue Flachwasserzonen an, im Frühjahr pflanzen "
        "Schulklassen Weiden. Erste Eisvögel wurden bereits gesichtet. Der Wanderweg bleibt bis Ende März gesperrt, Spaziergänger nutzen bitte "
        "den Weg am Nordufer. Fotos vor Beginn der Arbeiten liegen vor.",
    ),
    Asked(
        ELSEWHERE,
        "Richtfest am neuen Technikzentrum",
        "Beim Richtfest des Technikzentrums würdigte Oberbürgermeister Muster die hervorragende Arbeit aller Beteiligten. In ihren Grußworten "
        "betonten Vertreter von Land und Bund die Bedeutung des Leuchtturmprojekts für die Region.",
    ),
    Asked(
        ELSEWHERE,
        "Betriebsausflug und Personalversammlung",
        "Die Personalversammlung für alle Beschäftigten findet am 10. Dezember um 9 Uhr im großen Sitzungssaal statt. Der Personalrat berichtet "
        "über das vergangene Jahr. Bitte melden Sie sich für den Betriebsausflug bei Ihrer Amtsleitung an.",
    ),
    Asked(
        ELSEWHERE,
        "Öffentliche Zustellung",
        "Öffentliche Zustellung gemäß § 10 Verwaltungszustellungsgesetz: Der Bescheid mit dem Aktenzeichen 32.1-2026/0815 kann beim Ordnungsamt, "
        "Zimmer 14, eingesehen werden. Er gilt zwei Wochen nach dem Tag dieser Bekanntmachung als zugestellt.",
    ),
    Asked(
        ELSEWHERE,
        "Minister besucht das Landesamt",
        "Der Minister informierte sich bei einem Besuch im Landesamt über die erfolgreiche Arbeit der Behörde. Präsidentin Dr. Beispiel führte "
        "durch das Haus. Der Minister zeigte sich beeindruckt und lobte die hohe Fachkompetenz.",
    ),
    Asked(
        ELSEWHERE,
        "Neuer Leiter der Abteilung Zentrale Dienste",
        "Zum 1. Dezember übernimmt Max Mustermann die Leitung der Abteilung Zentrale Dienste. Der Verwaltungsfachwirt war zuvor stellvertretender "
        "Leiter. Der Landrat gratulierte und wünschte ihm für die neue Aufgabe viel Erfolg.",
    ),
    Asked(
        ELSEWHERE,
        "Fortschreibung der Richtlinie zur Aktenführung",
        "Die Richtlinie zur Aktenführung wurde fortgeschrieben. Die Organisationseinheiten werden gebeten, die Änderungen in den Ziffern 3.2 bis "
        "3.7 zu beachten. Das neue Muster des Aktenplans steht im Intranet.",
    ),
    Asked(
        ELSEWHERE,
        "Bundesverdienstkreuz für ehemaligen Kreisrat",
        "In einer Feierstunde überreichte Landrätin Muster dem langjährigen Kreisrat Hans Beispiel das Bundesverdienstkreuz. In ihrer Laudatio "
        "würdigte sie seine Verdienste um die Kommunalpolitik. Zahlreiche Ehrengäste gratulierten.",
    ),
    Asked(
        ELSEWHERE,
        "Jahrestreffen der Archivarinnen und Archivare",
        "Am 14. und 15. November trafen sich im Kreishaus die Archivarinnen und Archivare des Landes zu ihrer Fachtagung. Themen waren die "
        "Langzeitarchivierung und neue Erschließungsstandards. Das Archiv bedankt sich bei allen Referentinnen und Referenten.",
    ),
)
