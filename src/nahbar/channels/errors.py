# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three ways to fail. Exactly-once depends on the third."""

from datetime import timedelta
from enum import StrEnum


class Whose(StrEnum):
    """Who has to do something about it."""

    TEXT = "text"
    PICTURE = "picture"
    ACCOUNT = "account"
    PLATFORM = "platform"
    OPERATOR = "operator"


class Reason(StrEnum):
    """Why, as a word the pages translate into a sentence."""

    TEXT_REFUSED = "text_refused"
    PICTURE_REFUSED = "picture_refused"
    FILM_REFUSED = "film_refused"
    SIGN_IN_AGAIN = "sign_in_again"
    RIGHT_MISSING = "right_missing"
    ACCOUNT_RESTRICTED = "account_restricted"
    GONE = "gone"
    NOT_AVAILABLE = "not_available"
    RATE_LIMITED = "rate_limited"
    DAY_BUDGET_SPENT = "day_budget_spent"
    UNREACHABLE = "unreachable"
    NOT_READY = "not_ready"
    ODD_ANSWER = "odd_answer"
    ANSWER_LOST = "answer_lost"
    ADDRESS_REFUSED = "address_refused"
    WRONG_CREDENTIALS = "wrong_credentials"
    WRONG_ADDRESS = "wrong_address"


WHOSE: dict[Reason, Whose] = {
    Reason.TEXT_REFUSED: Whose.TEXT,
    Reason.PICTURE_REFUSED: Whose.PICTURE,
    Reason.FILM_REFUSED: Whose.PICTURE,
    Reason.SIGN_IN_AGAIN: Whose.ACCOUNT,
    Reason.RIGHT_MISSING: Whose.ACCOUNT,
    Reason.ACCOUNT_RESTRICTED: Whose.ACCOUNT,
    Reason.WRONG_CREDENTIALS: Whose.ACCOUNT,
    Reason.WRONG_ADDRESS: Whose.ACCOUNT,
    Reason.ADDRESS_REFUSED: Whose.OPERATOR,
}


class ConnectorError(Exception):
    """One of the three below. `detail` is what the platform said, cut to 500 characters, for the journal."""

    def __init__(self, reason: Reason, *, whose: Whose, detail: str = "") -> None:
        self.reason = reason
        self.whose = whose
        self.detail = detail[:500]
        super().__init__(f"{reason}: {self.detail}" if self.detail else str(reason))


class Refused(ConnectorError):
    """Will never work as it is; surely not published. Says whose problem it is."""


class TryLater(ConnectorError):
    """Surely not published; may work `after` this time (None: the engine's own back-off)."""

    def __init__(
        self,
        reason: Reason,
        *,
        whose: Whose = Whose.PLATFORM,
        detail: str = "",
        after: timedelta | None = None,
    ) -> None:
        super().__init__(reason, whose=whose, detail=detail)
        self.after = after


class OutcomeUnknown(ConnectorError):
    """May have been published. Nobody sends again before `find` has looked."""

    def __init__(self, reason: Reason = Reason.ANSWER_LOST, *, detail: str = "") -> None:
        super().__init__(reason, whose=Whose.PLATFORM, detail=detail)
