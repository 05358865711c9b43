# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/developer/rooms.md from the door signs of the rooms, in the order of the river."""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "developer" / "rooms.md"


def river() -> list[str]:
    """The rooms from the spring to the mouth, as the import contract has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers: list[str] = next(c["layers"] for c in contracts if c["id"] == "river")
    return [room.strip() for layer in reversed(layers) for room in layer.split("|")]


def sign(room: str) -> str:
    """The door sign: the docstring of the room's `__init__.py`."""
    tree = ast.parse((ROOT / "src" / "nahbar" / room / "__init__.py").read_text(encoding="utf-8"))
    return ast.get_docstring(tree) or ""


def text() -> str:
    """The page as it must be."""
    parts = [
        "# The rooms",
        "",
        "Made from the door signs (`tools/rooms_page.py`), in the order of the river: a room may import those above it.",
        "",
    ]
    for room in ["connectors", *river()]:
        question, _, rest = sign(room).partition("\n")
        lines = [f"- {line}" if ": " in line else line for line in rest.strip().splitlines()]
        parts += [f"## `{room}`", "", f"*{question}*", "", *lines, ""]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
