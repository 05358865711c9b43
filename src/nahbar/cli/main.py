# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `nahbar`: sets the house up, then hands over to the commands."""

import os
import sys
from importlib import import_module

import django

from nahbar.foundation.complaint import Complaint


def main(argv: list[str] | None = None) -> int:
    """The exit code: 0 done, 1 a refusal said in a sentence, 2 words that were not understood."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nahbar.site.settings")
    try:
        django.setup()
        # Loaded only now, because the rooms' tables need the settings.
        commands = import_module("nahbar.cli.commands")
        code: int = commands.run(sys.argv[1:] if argv is None else argv)
    except Complaint as complaint:
        print(complaint, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code
