# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which notices are of a procedure in which people can take part."""

import re

from nahbar.topics.item import Item

WORDS = re.compile(
    r"bebauungspl[aä]n|flächennutzungsplan|bauleitplan|landschaftsplan|regionalplan|raumordnung|planfeststellung"
    r"|plangenehmigung|öffentliche[rn]? auslegung|offenlage|offenlegung|öffentlichkeitsbeteiligung"
    r"|beteiligung der öffentlichkeit|frühzeitige beteiligung|\bbaugb\b|umweltverträglichkeit|\buvpg?\b"
    r"|immissionsschutzrechtlich|bimschg|lärmaktionsplan|wärmeplanung|flurbereinigung|wasserrechtlich|bürgerbeteiligung"
    r"|außenbereichssatzung|innenbereichssatzung|ergänzungssatzung|klarstellungssatzung|einbeziehungssatzung"
    r"|veränderungssperre|sanierungsgebiet|erhaltungssatzung|nahverkehrsplan|luftreinhalteplan|erörterungstermin"
    r"|einsichtnahme.{0,60}(?:plan|unterlagen|entwurf)|(?:plan|unterlagen|entwurf)\w*.{0,60}(?:auslegung|ausliegen|liegt aus)",
    re.IGNORECASE,
)
LOOKED_AT = 3000


def is_procedure(item: Item) -> bool:
    """Whether its title or the begin of its text speaks of such a procedure."""
    return bool(WORDS.search(f"{item.title}\n{item.text[:LOOKED_AT]}"))
