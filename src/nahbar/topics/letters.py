# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes to letters: which encoding a feed or page really has."""

import codecs
import re

from nahbar.foundation.letters import cleaned

# A closed list: Python knows codecs that are no encodings (punycode takes minutes for a hostile file).
NAMES = """
utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be windows-1250 windows-1251 windows-1252
windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 iso8859-1 iso8859-2
iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10
iso8859-11 iso8859-13 iso8859-14 iso8859-15
iso8859-16 koi8-r koi8-u big5 gb2312 gbk gb18030 shift_jis euc-jp euc-kr mac-roman cp437 cp850 cp037
"""
KNOWN = frozenset(codecs.lookup(name).name for name in NAMES.split())
# What calls itself so is written with Windows letters in practice (typographic quotes).
REALLY = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]{1,40})["']""")
META = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
HEADER = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)


def decoded(data: bytes, *, content_type: str = "") -> str:
    """The text of a file: by its byte order mark, as UTF-8 if it fits, as it says of itself, as Windows."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return cleaned(data.decode(name, "replace").lstrip("\ufeff"))
    try:
        return cleaned(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    for name in _claims(data, content_type):
        try:
            return cleaned(data.decode(name))
        except UnicodeDecodeError:
            continue
    said = [name for name in _claims(data, content_type) if name == "utf-8"]
    return cleaned(data.decode(said[0] if said else "cp1252", "replace"))


def _claims(data: bytes, content_type: str) -> list[str]:
    head = data[:2000]
    found = [m.group(1).decode("ascii") for m in (DECLARED.search(head), META.search(head)) if m]
    header = HEADER.search(content_type[:200])
    if header:
        found.append(header.group(1))
    names: list[str] = []
    for claim in found:
        try:
            name = codecs.lookup(claim).name
        except (LookupError, ValueError):
            continue
        name = REALLY.get(name, name)
        if name in KNOWN:
            names.append(name)
    return names
