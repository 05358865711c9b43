# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loaded before everything else (`-p tests.early`): a data folder of its own, before Django reads its settings.

A conftest comes too late for that: pytest-django reads the settings before the first one. Whatever the shell had
set for a real installation is forgotten; only NAHBAR_DATABASE_URL counts, for the run on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="nahbar-tests-")
_OURS = os.getpid()


@atexit.register
def _remove() -> None:
    # Processes forked by a test end too, and must leave the folder to the others.
    if os.getpid() == _OURS:
        shutil.rmtree(FOLDER, ignore_errors=True)


for _name in [name for name in os.environ if name.startswith("NAHBAR_") and name != "NAHBAR_DATABASE_URL"]:
    del os.environ[_name]
os.environ["NAHBAR_DATA_DIR"] = FOLDER
