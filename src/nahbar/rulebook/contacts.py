# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Patterns for what points to a person or an account (catalogue, 1.3, P1 to P6), and which of them are nobody's secret."""

import regex

from nahbar.foundation.reach import MAIL, TELEPHONE, digits

__all__ = ["BIRTH", "FILE_NUMBER", "IBAN", "MAIL", "PLATE", "TELEPHONE", "digits", "is_iban"]

IBAN = regex.compile(r"\bDE\d{2}(?:[ ]?\d{4}){4}[ ]?\d{2}\b")
PLATE = regex.compile(r"(?<![\w-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ ]?[1-9]\d{0,3}[EH]?\b(?![-/])")
FILE_NUMBER = regex.compile(
    r"\b(?:Az\.?|Aktenzeichen|Gz\.?|Geschäftszeichen)[: ]+(?:\p{L}{1,4}[ -])?[\w./-]*\d[\w./-]*(?<![.])"
)
BIRTH = regex.compile(
    r"(?:\b(?:geb\.?|geboren(?:\s+am)?)|\*)[ :]*\d{1,2}\.\s?(?:\d{1,2}\.|(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{Ll}*)\s?(?:19|20)\d{2}\b"
)
_IBAN_REMAINDER = 97


def is_iban(text: str) -> bool:
    """Whether the check digits are right (ISO 13616, remainder 1 modulo 97); a file number's are not."""
    packed = text.replace(" ", "").upper()
    moved = packed[4:] + packed[:4]
    return int("".join(str(int(one, 36)) for one in moved)) % _IBAN_REMAINDER == 1
