# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which characters a text may hold: those every database, page and platform takes."""

import re

# Not allowed in XML, not storable in PostgreSQL, or half a character.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """The text without characters no database, page or platform takes."""
    return FORBIDDEN.sub("", text)
