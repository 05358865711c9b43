# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a channel must be connected again, as a sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahbar.channels.errors import Reason

_SENTENCES: dict[str, Promise] = {
    Reason.SIGN_IN_AGAIN: _("The platform no longer accepts the access. Please connect the account again."),
    Reason.WRONG_CREDENTIALS: _(
        "The platform no longer accepts the access. Please connect the account again."
    ),
    Reason.RIGHT_MISSING: _(
        "The access lacks a right that is needed. Please connect the account again and allow everything asked for."
    ),
    Reason.ACCOUNT_RESTRICTED: _(
        "The platform restricts the account. Please sign in on the platform itself, where it says what to do."
    ),
}
_OTHER: Promise = _("The platform no longer lets Nahbar in. Please connect the account again.")


def reason_sentence(reason: str) -> str:
    """What happened and what to do now; "" where there is no reason."""
    return str(_SENTENCES.get(reason, _OTHER)) if reason else ""
