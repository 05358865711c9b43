# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something did not happen to a consent."""

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint


class ConsentOver(Complaint):
    sentence = _(
        "Nothing was changed, because this consent was withdrawn or has ended. Please ask for a new one."
    )


class TooOften(Complaint):
    sentence = _(
        "Nothing was saved yet: very much was sent from here within the last hour. "
        "Your details still stand below; please send them again later."
    )
