# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What XPlanung's numbers mean, as one says it in a town hall. Words of the item, so German; see events.occurrence."""

PLANS = {
    "BP_Plan": "Bebauungsplan",
    "FP_Plan": "Flächennutzungsplan",
    "LP_Plan": "Landschaftsplan",
    "RP_Plan": "Regionalplan",
    "SO_Plan": "Sonstiger Plan",
}
KINDS = {
    "BP_Plan": {
        "1000": "Bebauungsplan",
        "10000": "Einfacher Bebauungsplan",
        "10001": "Qualifizierter Bebauungsplan",
        "3000": "Vorhabenbezogener Bebauungsplan",
        "3100": "Vorhaben- und Erschließungsplan",
        "4000": "Innenbereichssatzung",
        "40000": "Klarstellungssatzung",
        "40001": "Entwicklungssatzung",
        "40002": "Ergänzungssatzung",
        "5000": "Außenbereichssatzung",
        "7000": "Örtliche Bauvorschrift",
    },
    "FP_Plan": {
        "1000": "Flächennutzungsplan",
        "2000": "Gemeinsamer Flächennutzungsplan",
        "3000": "Regionaler Flächennutzungsplan",
        "5000": "Sachlicher Teilplan",
    },
}
STANDS = {
    "BP_Plan": {
        "1000": "Aufstellung beschlossen",
        "2000": "Entwurf, im Verfahren",
        "2100": "Frühzeitige Beteiligung der Behörden",
        "2200": "Frühzeitige Beteiligung der Öffentlichkeit",
        "2250": "Entwurf beschlossen",
        "2300": "Beteiligung der Behörden",
        "2400": "Öffentliche Auslegung",
        "3000": "Satzung beschlossen",
        "4000": "In Kraft",
        "4500": "Teilweise untergegangen",
        "45000": "Teilweise aufgehoben",
        "45001": "Teilweise außer Kraft",
        "5000": "Untergegangen",
        "50000": "Aufgehoben",
        "50001": "Außer Kraft",
    },
    "FP_Plan": {
        "1000": "Aufstellung beschlossen",
        "2000": "Entwurf, im Verfahren",
        "2100": "Frühzeitige Beteiligung der Behörden",
        "2200": "Frühzeitige Beteiligung der Öffentlichkeit",
        "2250": "Entwurf beschlossen",
        "2300": "Beteiligung der Behörden",
        "2400": "Öffentliche Auslegung",
        "3000": "Plan beschlossen",
        "4000": "Wirksam",
        "5000": "Untergegangen",
    },
}
PROCEDURES = {
    "1000": "Normalverfahren",
    "2000": "Vereinfachtes Verfahren (§ 13 BauGB)",
    "3000": "Beschleunigtes Verfahren (§ 13a BauGB)",
    "4000": "Beschleunigtes Verfahren (§ 13b BauGB)",
}
# What runs, by the properties that hold its first and its last day; the public's part before the authorities'.
PERIODS = (
    (
        "Öffentliche Auslegung",
        ("auslegungsStartDatum", "auslegungStartDatum"),
        ("auslegungsEndDatum", "auslegungEndDatum"),
    ),
    (
        "Frühzeitige Beteiligung der Öffentlichkeit",
        ("fruehzeitigeOeffentlichkeitsbeteiligungsStartDatum",),
        ("fruehzeitigeOeffentlichkeitsbeteiligungsEndDatum",),
    ),
    (
        "Beteiligung der Träger öffentlicher Belange",
        ("traegerbeteiligungsStartDatum", "fruehzeitigeTraegerbeteiligungsStartDatum"),
        ("traegerbeteiligungsEndDatum", "fruehzeitigeTraegerbeteiligungsEndDatum"),
    ),
)
DAYS = {
    "aufstellungsbeschlussDatum": "Aufstellung beschlossen am",
    "aufstellungsbechlussDatum": "Aufstellung beschlossen am",
    "entwurfsbeschlussDatum": "Entwurf beschlossen am",
    "satzungsbeschlussDatum": "Satzung beschlossen am",
    "planbeschlussDatum": "Plan beschlossen am",
    "inkrafttretensDatum": "In Kraft seit",
    "inkrafttretenDatum": "In Kraft seit",
    "wirksamkeitsDatum": "Wirksam seit",
}
