# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of mail folders as IMAP writes them: umlauts in a UTF-7 of its own (RFC 3501, 5.1.3)."""

import base64
import binascii
import re

FOREIGN = re.compile(r"[^\x20-\x7e]+")
SHIFTED = re.compile(r"&([A-Za-z0-9+,]*)-")


def encoded(name: str) -> str:
    """The name as it is sent."""
    return FOREIGN.sub(_shifted, name.replace("&", "&-"))


def decoded(name: str) -> str:
    """The name as people read it; what is not written by the rule stays as it is."""
    return SHIFTED.sub(_unshifted, name)


def _shifted(found: re.Match[str]) -> str:
    code = base64.b64encode(found.group().encode("utf-16-be", "surrogatepass")).rstrip(b"=")
    return f"&{code.decode().replace('/', ',')}-"


def _unshifted(found: re.Match[str]) -> str:
    code = found.group(1).replace(",", "/")
    if not code:
        return "&"
    try:
        return base64.b64decode(code + "=" * (-len(code) % 4), validate=True).decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return found.group()
