# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What points to a person, and how numbers are compared."""

import pytest

from nahbar.rulebook import contacts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DE89 3704 0044 0532 0130 00", True),
        ("DE89370400440532013000", True),
        ("DE12 3456 7890 1234 5678 90", False),
    ],
)
def test_is_iban_checks_the_digits_when_the_form_is_right(text, expected):
    assert contacts.IBAN.search(text) is not None
    assert contacts.is_iban(text) is expected


@pytest.mark.parametrize(
    "number",
    [
        "06151 13-2000",
        "+49 6151 13-2000",
        "+49 (0)6151 132000",
        "06151/13-2000",
        "0049 6151 132000",
        "(06151) 132000",
    ],
)
def test_digits_are_the_same_when_a_number_is_spelled_differently(number):
    match = contacts.TELEPHONE.search(f"Rufen Sie {number} an")
    assert match is not None
    assert contacts.digits(match.group()) == "06151132000"


@pytest.mark.parametrize(
    "text",
    ["1200 Euro", "3.500 Plätze", "2026/2027", "10-12 Uhr", "Nr. 12345678", "0,5 Prozent", "05.06.2026"],
)
def test_telephone_is_not_found_when_a_number_is_something_else(text):
    assert contacts.TELEPHONE.search(text) is None
