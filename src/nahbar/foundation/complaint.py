# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The base of every expected refusal: the exception is the sentence a person reads."""


class Complaint(Exception):
    """Something a person asked for cannot be done.

    `sentence` says what happened, why, and what to do now; it is shown as it stands. Subclasses are named
    after what is wrong and give `sentence` (a translated, possibly lazy text); `values` fill its %(name)s places.
    """

    sentence: object = ""  # a str, or a lazy translation: this room knows no Django

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(values)

    def __str__(self) -> str:
        return str(self.sentence) % self.values if self.values else str(self.sentence)
