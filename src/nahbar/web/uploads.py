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


class Enough(FileUploadHandler):
    """For a form that must not lose its texts: stops the reading, keeps what came before, and lets the page say why.

    Texts stand before files in a form, so they have been read when the files become too much.
    """

    def __init__(self, request: HttpRequest, *, most_bytes: int, most_files: int) -> None:
        super().__init__(request)
        self._most_bytes, self._most_files = most_bytes, most_files
        self._seen = self._files = 0
        self.is_over = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Counts the file.

        Raises:
            StopUpload: it is one too many.

        """
        super().new_file(*args, **kwargs)
        self._files += 1
        self._stop_if(self._files > self._most_files)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The same bytes, for the next handler.

        Raises:
            StopUpload: it is too much.

        """
        del start
        self._seen += len(raw_data)
        self._stop_if(self._seen > self._most_bytes)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """Nothing: the next handler has the file."""
        del file_size

    def _stop_if(self, is_over: bool) -> None:  # noqa: FBT001
        if is_over:
            self.is_over = True
            raise StopUpload(connection_reset=True)


def drain(request: HttpRequest) -> None:
    """Throws away what is still to come: a browser shows the answer only once its sending has ended."""
    seen = 0
    try:
        while seen < DRAINED_BYTES and (piece := request.read(PIECE)):
            seen += len(piece)
    except (UnreadablePostError, OSError):
        return
