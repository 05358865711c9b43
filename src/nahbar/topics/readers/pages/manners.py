# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a guest behaves on somebody's web site: asks for the house rules first, keeps them, waits between two steps."""

import time
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.topics.address import OK, AddressNotAllowed, AddressUnreachable, AnswerUnusable, host_of
from nahbar.topics.readers.pages import robots
from nahbar.topics.readers.reader import Ask
from nahbar.wire.http import Fetched

MAX_BYTES = 1024 * 1024
SERVER_FAULT = 500
TOO_MANY = 429
# All waiting of one reading together; what a slower site would need comes with the next readings.
MAX_WAITED = 60.0


class PageForbidden(Complaint):
    sentence = _(
        "%(host)s asks programs not to read this page (robots.txt), and Nahbar keeps to that. "
        "Please ask whoever runs the web site to allow “Nahbar” there, or to offer a feed."
    )


class RulesUnknown(Complaint):
    sentence = _(
        "%(host)s does not say what programs may read: its robots.txt could not be opened, so nothing was read. "
        "Usually this is mended by itself; if not, please ask whoever runs the web site."
    )


class Guest:
    """Reads pages of one site by its rules; the rules are asked for once, when the first page is wanted."""

    def __init__(self, ask: Ask, *, is_patient: bool) -> None:
        self._ask, self._is_patient = ask, is_patient
        self._rules: dict[str, robots.Rules] = {}
        self._waited = 0.0

    def rules(self, url: str) -> robots.Rules:
        """The rules of the address's site.

        Raises:
            RulesUnknown: the site is there, but its rules cannot be opened now.
            Complaint: what the window raises for a site that is not there.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._asked(f"{site}/robots.txt")
        return self._rules[site]

    def _asked(self, url: str) -> robots.Rules:
        try:
            answer = self._ask.get(url, limit_bytes=MAX_BYTES)
        except AnswerUnusable as error:
            raise RulesUnknown(host=host_of(url)) from error
        if answer.status >= SERVER_FAULT or answer.status == TOO_MANY:
            raise RulesUnknown(host=host_of(url))
        return robots.rules(answer.body) if answer.status == OK else robots.Rules()

    def demand(self, url: str) -> None:
        """Whether the page may be read.

        Raises:
            PageForbidden: the site's rules say no.
        """
        if not self.rules(url).allows(url):
            raise PageForbidden(host=host_of(url))

    def may_wait(self, url: str) -> bool:
        """Waits as long as the site asks for between two pages; False where that would take too long."""
        delay = self.rules(url).delay if self._is_patient else 0.0
        if self._waited + delay > MAX_WAITED:
            return False
        if delay:
            time.sleep(delay)
            self._waited += delay
        return True

    def page(self, url: str, *, limit_bytes: int) -> Fetched | None:
        """The page, whatever its status; None for one nobody may read or reach."""
        try:
            self.demand(url)
            return self._ask.get(url, limit_bytes=limit_bytes)
        except (PageForbidden, AddressNotAllowed, AddressUnreachable):
            return None
