# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Patterns for how somebody is reached: mail and telephone as Germans write them."""

import regex

MAIL = regex.compile(r"(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\b")
TELEPHONE = regex.compile(
    r"(?<![\w./-])(?:\+49[ ]?(?:\(0\)[ ]?)?|0049[ ]?|\(0|0)[1-9]\d{1,4}\)?[ ]?[/–-]?[ ]?\d{2,}+(?:[ -]?+\d++){0,6}\b(?![./]\d)"
)
_NOT_A_DIGIT = regex.compile(r"\D")


def digits(text: str) -> str:
    """A telephone number as it is dialled inside Germany: digits only, +49 as 0."""
    only = _NOT_A_DIGIT.sub("", text.replace("(0)", ""))
    if text.strip().startswith("+49"):
        return "0" + only[2:]
    return "0" + only[4:] if only.startswith("0049") else only
