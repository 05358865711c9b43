# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the .mo files Django reads from every .po of the house; no gettext package is needed for it."""

from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def compile_all() -> int:
    """Compiles what is newer than its result; the number of files written."""
    written = 0
    for po in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            # Whole or not at all: a page may be drawn while this runs.
            partial = mo.with_suffix(".partial")
            polib.pofile(str(po)).save_as_mofile(str(partial))
            partial.replace(mo)
            written += 1
    return written
