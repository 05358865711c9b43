# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file is, by its first bytes and never by its name: a list of what is taken, everything else is refused."""

from dataclasses import dataclass

from nahbar.studio.refusals import FileEmpty, FileIsHeif, FileKindUnknown, FileTooHeavy

HEAD = 4096
"""So many bytes are enough to tell."""
_MB, _GB = 1_000_000, 1_000_000_000
MOST_BYTES = {"picture": 40_000_000, "film": 2_000_000_000, "audio": 200_000_000, "document": 50_000_000}
_NAMES = {"picture": "ein Bild", "film": "ein Film", "audio": "eine Tonaufnahme", "document": "ein Dokument"}

# ISO/IEC 14496-12: a file names its major brand in its first box; QuickTime before it begins with another box.
_AVIF = frozenset({b"avif", b"avis"})
_HEIF = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_SOUND = frozenset({b"M4A ", b"M4B "})
_OLD_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_EBML = b"\x1a\x45\xdf\xa3"
# MPEG-1 and MPEG-2 layer III, with and without checksum.
_MP3 = frozenset({b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2"})


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What the first bytes say. `demuxer`: how ffmpeg calls the container, so that it guesses at no other; "" if none."""

    kind: str
    mime: str
    demuxer: str = ""


def sniff(head: bytes) -> Sniffed:
    """The kind of the file that begins like this.

    Raises:
        FileEmpty, FileIsHeif, FileKindUnknown: as they say.
    """
    if not head:
        raise FileEmpty
    found = _picture(head) or _boxes(head) or _clip(head)
    if found is None and b"%PDF-" in head[:1024]:
        return Sniffed("document", "application/pdf")
    if found is None:
        raise FileKindUnknown
    return found


def demand_size(kind: str, size: int) -> None:
    """Refuses what is heavier than its kind may be.

    Raises:
        FileTooHeavy: says how heavy it may be.
    """
    most = MOST_BYTES[kind]
    if size > most:
        said = f"{most // _GB} GB" if most >= _GB else f"{most // _MB} MB"
        raise FileTooHeavy(what=_NAMES[kind], most=said)


def _picture(head: bytes) -> Sniffed | None:
    if head.startswith(b"\xff\xd8\xff"):
        return Sniffed("picture", "image/jpeg")
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Sniffed("picture", "image/png")
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Sniffed("picture", "image/gif")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Sniffed("picture", "image/webp")
    return None


def _boxes(head: bytes) -> Sniffed | None:
    """Everything made of boxes: AVIF, HEIF, MP4, M4A, QuickTime."""
    if head[4:8] in _OLD_QUICKTIME:
        return Sniffed("film", "video/quicktime", "mov")
    if head[4:8] != b"ftyp":
        return None
    brand = head[8:12]
    others = {head[place : place + 4] for place in range(16, min(len(head), _length(head)), 4)}
    if brand in _AVIF or (brand in _HEIF and others & _AVIF):
        return Sniffed("picture", "image/avif")
    if brand in _HEIF:
        raise FileIsHeif
    if brand in _SOUND:
        return Sniffed("audio", "audio/mp4", "mov")
    return Sniffed("film", "video/quicktime" if brand == b"qt  " else "video/mp4", "mov")


def _length(head: bytes) -> int:
    return int.from_bytes(head[:4], "big")


def _clip(head: bytes) -> Sniffed | None:
    if head.startswith(_EBML) and b"webm" in head[:64]:
        return Sniffed("film", "video/webm", "matroska")
    if head.startswith(b"OggS"):
        return Sniffed("audio", "audio/ogg", "ogg")
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return Sniffed("audio", "audio/wav", "wav")
    if head.startswith(b"ID3") or head[:2] in _MP3:
        return Sniffed("audio", "audio/mpeg", "mp3")
    return None
