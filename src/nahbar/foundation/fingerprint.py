# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What makes two contents the same: a digest over everything that goes out."""

import hashlib
import json
import unicodedata
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no blanks and NFC text: equal contents give equal bytes.

    Raises:
        TypeError: for a value JSON does not know.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode("utf-8")


def fingerprint(value: Any) -> str:
    """SHA-256 over :func:`canonical`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def digest(data: bytes) -> str:
    """SHA-256 of bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
