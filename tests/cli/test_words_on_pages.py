# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import argparse
import re
from pathlib import Path

import nahbar
from nahbar.cli import commands

CALLED = re.compile(r"„nahbar ([a-z-]+)")


def words() -> set[str]:
    made = commands.parser()
    subparsers = next(one for one in made._actions if isinstance(one, argparse._SubParsersAction))
    return set(subparsers.choices)


def test_pages_name_only_commands_that_exist():
    named = {
        word
        for file in Path(nahbar.__file__).parent.rglob("django.po")
        for word in CALLED.findall(file.read_text(encoding="utf-8"))
    }
    assert "run" in named
    assert named - words() == set()
