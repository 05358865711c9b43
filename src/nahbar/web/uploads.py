# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much one request may bring: counted while it arrives, before anything is kept or anybody is known."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.request import UnreadablePostError

# Above the 40 MB of a picture, so that a file slightly too large still gets the sentence beside its field.
MOST_BYTES = 45_000_000
DRAINED_BYTES = 100_000_000
PIECE = 256 * 1024


class FilesTooLarge(RequestDataTooBig):
    """The files of one request are larger together than anything here needs."""


class Limited(FileUploadHandler):
    """Stands before the handlers that keep files, and stops the reading where it becomes too much."""

    most = MOST_BYTES

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The same bytes, for the next handler.

        Raises:
            StopUpload: Django closes and removes what was kept so far, then asks `upload_complete`.

        """
        del start
        self._seen += len(raw_data)
        if self._seen > self.most:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """Nothing: the next handler has the file."""
        del file_size

    def upload_complete(self) -> None:
        """Says why the reading was stopped; otherwise nothing.

        Raises:
            FilesTooLarge.

        """
        if self._seen > self.most:
            raise FilesTooLarge


class Generous(Limited):
    """For the material without JavaScript: several files at once, as long as a browser shows no progress anyway."""

    most = 105_000_000


def drain(request: HttpRequest) -> None:
    """Throws away what is still to come: a browser shows the answer only once its sending has ended."""
    seen = 0
    try:
        while seen < DRAINED_BYTES and (piece := request.read(PIECE)):
            seen += len(piece)
    except (UnreadablePostError, OSError):
        return
