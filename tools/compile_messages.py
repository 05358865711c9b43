# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the .mo files Django reads from every .po of the project; no gettext package is needed for it."""

from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parent.parent / "src" / "nahbar"


def main() -> int:
    """Compiles what is newer than its result; the number of files written."""
    written = 0
    for po in sorted(SOURCE.rglob("locale/*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            polib.pofile(str(po)).save_as_mofile(str(mo))
            written += 1
    return written


if __name__ == "__main__":
    print(f"{main()} translations compiled")
