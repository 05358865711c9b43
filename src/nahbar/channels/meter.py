# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts what is asked of a platform, and hears what the platform says is left."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from nahbar.channels.question import allowance
from nahbar.channels.transport import Answer, Transport


@dataclass(slots=True)
class Meter:
    """A transport that counts. `left` and `resets_in`: as the platform last told them; None where it does not."""

    transport: Transport
    requests: int = 0
    left: int | None = None
    resets_in: timedelta | None = field(default=None)

    def request(self, method: str, url: str, **rest: Any) -> Answer:
        """As the transport's own; a request that got no answer counts too."""
        self.requests += 1
        answer = self.transport.request(method, url, **rest)
        told = allowance(answer.headers)
        if told is not None:
            self.left, self.resets_in = told
        return answer
