# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that sets cards: limits first, then one order after the other from its input, until that ends.

Run as `python -I -m nahbar.studio.cards.typesetter_child`. Knows no Django, no settings, no network. An order is a
length and JSON; an answer a length and JSON, a length and PNG. It is kept, because a warm compiler is three times as fast.
"""

import json
import resource
import struct
import sys
import time
from pathlib import Path
from typing import BinaryIO

import typst

HERE = Path(__file__).resolve().parent
MEMORY = 1024 * 1024 * 1024  # address space; what is really used is measured by the benchmark
CPU_SECONDS = 5
FILES = 32
MAX_ORDER = 200_000
LENGTH = struct.Struct(">I")


def main() -> int:
    """Answers orders until the input ends."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
    templates = HERE / "templates"
    compiler = typst.Compiler(
        str(templates / "main.typ"), root=str(templates), font_paths=fonts, ignore_system_fonts=True
    )
    while order := _order(sys.stdin.buffer):
        _one_order_only()
        _answer(sys.stdout.buffer, *_set(compiler, order))
    return 0


def _one_order_only() -> None:
    """Processor time for one order, whatever was used before; more ends the process."""
    most = int(time.process_time()) + CPU_SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _order(source: BinaryIO) -> bytes:
    """The next order; nothing when the input ended."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return b""
    (length,) = LENGTH.unpack(head)
    return source.read(length) if length <= MAX_ORDER else b""


def _set(compiler: typst.Compiler, order: bytes) -> tuple[bytes, bytes]:
    began = time.process_time()
    try:
        page = compiler.compile(format="png", ppi=72.0, sys_inputs={"card": order.decode()})
        boxes = json.loads(compiler.query("<box>", field="value"))
        fits = json.loads(compiler.query("<fit>", field="value"))
    except (typst.TypstError, ValueError) as error:
        return json.dumps({"broken": str(error)}).encode(), b""
    spent = time.process_time() - began
    told = {"boxes": boxes, "fits": fits, "cpu_ms": spent * 1000}
    return json.dumps(told).encode(), page if isinstance(page, bytes) else b""


def _answer(target: BinaryIO, told: bytes, page: bytes) -> None:
    target.writelines(LENGTH.pack(len(part)) + part for part in (told, page))
    target.flush()


if __name__ == "__main__":
    sys.exit(main())
