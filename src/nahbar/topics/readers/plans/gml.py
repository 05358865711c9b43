# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""XPlanung's GML to the properties of its plans, without a tree: a plan of a whole town costs no more memory than a small one."""

import codecs
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from nahbar.foundation.letters import cleaned
from nahbar.topics.letters import decoded

MAX_BYTES = 30 * 1024 * 1024
MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 60
MAX_PLANS = 200
MAX_VALUE = 20_000
MAX_VALUES = 400
MAX_MEMBERS = 1000
XPLAN = re.compile(r"http://www\.xplanung\.de/xplangml/(\d)/(\d)")
PLAN = re.compile(r"(?:BP|FP|LP|RP|SO)_Plan")
DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,500}\?>")
DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
GML = re.compile(r"^\{http://www\.opengis\.net/gml")
ZIP = b"PK\x03\x04"
PIECE = 1024 * 1024


class NotReadable(Exception):
    """Not read; `why` names the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Enough(Exception):
    """More elements, or deeper, than any plan."""


@dataclass(slots=True)
class Raw:
    """One plan: its element's name, its id, its values by path ("gemeinde/XP_Gemeinde/ags"), in order; its envelope."""

    name: str
    id: str
    values: dict[str, list[str]] = field(default_factory=dict)
    reference_system: str = ""
    corners: list[str] = field(default_factory=list)


def is_xplan(data: bytes) -> bool:
    """Whether this may be one: XML that names XPlanung, or an archive."""
    return data.startswith(ZIP) or bool(XPLAN.search(decoded(data[:20_000])))


def plans(data: bytes) -> list[Raw]:
    """The plans of a file or of an archive (XPlanArchiv), at most 200.

    Raises:
        NotReadable: too_large, too_much, broken, doctype, empty_archive.
    """
    if data.startswith(ZIP):
        data = _unpacked(data)
    if len(data) > MAX_BYTES:
        raise NotReadable("too_large")
    data, encoding = _encoded(data)
    if any(word in data for word in DEFINITIONS):
        raise NotReadable("doctype")
    target = _Plans()
    parser = etree.XMLParser(
        target=cast("Any", target),
        encoding=encoding,
        no_network=True,
        resolve_entities=False,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for start in range(0, len(data), PIECE):
            parser.feed(data[start : start + PIECE])
        parser.close()
    except _Enough as error:
        raise NotReadable("too_much") from error
    except (etree.LxmlError, ValueError) as error:
        if not target.plans:
            raise NotReadable("broken") from error
    return target.plans


def _encoded(data: bytes) -> tuple[bytes, str]:
    """The file in an encoding in which its words can be looked for, whatever it says of itself."""
    if b"\0" in data[:200]:
        return DECLARATION.sub("", decoded(data), count=1).encode("utf-8"), "utf-8"
    decode = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), PIECE):
            decode.decode(data[start : start + PIECE])
        decode.decode(b"", final=True)
    except UnicodeDecodeError:
        return data, "windows-1252"
    return data, "utf-8"


def _unpacked(data: bytes) -> bytes:
    """The archive's plan file; no more of it than may be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()[:MAX_MEMBERS]
            name = next((one for one in names if one.lower().endswith((".gml", ".xml"))), "")
            if not name:
                raise NotReadable("empty_archive")
            with archive.open(name) as member:
                return member.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError) as error:
        raise NotReadable("broken") from error


class _Plans:
    """Collects the plans' values while the parser walks; of geometry nothing but the first envelope."""

    def __init__(self) -> None:
        self.plans: list[Raw] = []
        self._elements = 0
        self._depth = 0
        self._plan: Raw | None = None
        self._plan_depth = 0
        self._path: list[str] = []
        self._geometry = 0
        self._words: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise _Enough
        name = tag.rpartition("}")[2]
        self._words, self._length = [], 0
        if self._plan is None:
            if PLAN.fullmatch(name) and XPLAN.match(tag[1:]) and len(self.plans) < MAX_PLANS:
                identifier = next(
                    (str(value) for key, value in attributes.items() if key.endswith("}id")), ""
                )
                self._plan, self._plan_depth = Raw(name, cleaned(identifier)[:200]), self._depth
            return
        if self._geometry or (
            GML.match(tag) and name not in {"identifier", "boundedBy", "name", "description"}
        ):
            self._geometry = self._geometry or self._depth
            if name == "Envelope" and not self._plan.reference_system:
                self._plan.reference_system = attributes.get("srsName", "")[:100] or "?"
            return
        self._path.append(name)

    def data(self, data: str) -> None:
        if self._plan is not None and self._length < MAX_VALUE:
            self._words.append(data[: MAX_VALUE - self._length])
            self._length += len(data)

    def end(self, tag: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        words, self._words = cleaned("".join(self._words)).strip(), []
        if self._plan is None:
            return
        if depth == self._plan_depth:
            self.plans.append(self._plan)
            self._plan, self._path, self._geometry = None, [], 0
            return
        if self._geometry:
            if tag.endswith(("}lowerCorner", "}upperCorner")) and len(self._plan.corners) < 2:  # noqa: PLR2004 - of the first
                self._plan.corners.append(words[:200])
            if depth == self._geometry:
                self._geometry = 0
            return
        if words and len(self._plan.values) < MAX_VALUES:
            values = self._plan.values.setdefault("/".join(self._path), [])
            if len(values) < MAX_VALUES:
                values.append(words)
        if self._path:
            self._path.pop()

    def comment(self, text: str) -> None:
        """Comments say nothing of a plan."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Instructions are not followed."""

    def close(self) -> None:
        """Nothing is left to do."""
