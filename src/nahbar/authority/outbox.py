# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where mails go as long as there is no mail server: files that only the user Nahbar runs as may read."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class Outbox(EmailBackend):
    """Django's backend of files, in a folder of mode 0700, each file 0600: mails hold links that open accounts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        Path(settings.EMAIL_FILE_PATH).mkdir(mode=0o700, parents=True, exist_ok=True)
        super().__init__(*args, **kwargs)

    def open(self) -> bool:
        """Whether a new file was begun."""
        if self.stream is not None:
            return False
        path = Path(self._get_filename())
        path.touch(mode=0o600)
        self.stream = path.open("ab")
        return True
