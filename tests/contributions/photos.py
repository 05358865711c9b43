# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Photos as phones write them, and files that only call themselves photos."""

import io
import struct
import zlib
from functools import cache

from PIL import Image

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200
GPS, MAKE, ARTIST = 0x8825, 0x010F, 0x013B


@cache
def photo(*, width: int = 40, height: int = 30, shade: int = 90, kind: str = "JPEG") -> bytes:
    """A photo with the place, the camera and the owner's name in it, held sideways."""
    exif = Image.Exif()
    exif[MAKE], exif[ARTIST] = "Fernsprecher GmbH", "Petra Privat"
    exif[0x0112] = 6
    exif.get_ifd(GPS)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (width, height), (shade, shade, 40)).save(out, kind, exif=exif)
    return out.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it has 900 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = zlib.compress(b"\x00" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def polyglot() -> bytes:
    """A real JPEG that is a web page and an archive as well."""
    return photo() + b"<script>alert(document.cookie)</script>PK\x03\x04boese.exe"
