# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may send something: whoever has the link, while it is switched on."""

from django.utils.translation import gettext_lazy as _

from nahbar.contributions.models import Link
from nahbar.foundation.complaint import Complaint
from nahbar.topics.models import Source


class LinkOff(Complaint):
    """The link is switched off, or its source was removed meanwhile."""

    sentence = _(
        "Your contribution was not taken: this page takes nothing at present. "
        "Please keep your text, and ask whoever gave you the link."
    )


def demand_open(link: Link) -> Source:
    """The link's source, locked until the transaction ends, so that two taps at once follow each other.

    Raises:
        LinkOff: if nothing is taken there now.
    """
    source = Source.objects.select_for_update(of=("self",)).select_related("authority")
    row = source.filter(pk=link.source_id, is_paused=False).first()
    # Replaced between the opening of the page and now: the old link must not work a second longer.
    if row is None or not Link.objects.filter(pk=link.pk, token_digest=link.token_digest).exists():
        raise LinkOff
    return row
