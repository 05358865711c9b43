# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that opens a stranger's PDF: limits first, then the file from its input, the text to its output.

Run as `python -I -m nahbar.topics.readers.pdf_child`. Knows no Django, no settings, no network.
"""

import io
import json
import logging
import resource
import sys

from pypdf import PasswordType, PdfReader

MEMORY = 280 * 1024 * 1024
CPU_SECONDS = 20
FILES = 16
MAX_BYTES = 10 * 1024 * 1024
MAX_PAGES = 40
MAX_LETTERS = 120_000


def main() -> int:
    """Writes {"pages": [text], "count": n, "is_cut": bool, "why": ""}; a file too heavy ends the process."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    logging.disable(logging.CRITICAL)
    try:
        told = _told(sys.stdin.buffer.read(MAX_BYTES + 1))
    except (MemoryError, RecursionError):
        return 2
    except Exception:  # noqa: BLE001 - a broken PDF raises whatever its break leads to
        told = {"pages": [], "count": 0, "why": "broken"}
    sys.stdout.write(json.dumps(told))
    return 0


def _told(data: bytes) -> dict[str, object]:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        return {"pages": [], "count": 0, "why": "encrypted"}
    count, letters = len(reader.pages), 0
    pages: list[str] = []
    faults = 0
    for number in range(min(count, MAX_PAGES)):
        text = _page(reader, number)
        faults += text is None
        text = text or ""
        pages.append(text[: MAX_LETTERS - letters])
        letters += len(pages[-1])
        if letters >= MAX_LETTERS:
            break
    why = "broken" if count == 0 or (faults and not any(pages)) else ""
    return {"pages": pages, "count": count, "is_cut": len(pages) < count, "why": why}


def _page(reader: PdfReader, number: int) -> str | None:
    """One page's text, or None; a broken page loses only itself."""
    try:
        return reader.pages[number].extract_text()
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - a broken page raises whatever its break leads to
        return None


if __name__ == "__main__":
    sys.exit(main())
