# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long does the server take for each page of an authority? The last line is JSON; the target is 50 ms a page.

Wall time and processor time stand side by side, because the machine may be shared. `--small` measures the demo town
alone; `--keep FOLDER` fills the folder (once) and leaves it, so that `nahbar worker` can be watched with it; `--only
PART` measures the pages whose name contains the part and prints their queries.
"""

import argparse
import importlib
import json
import os
import tempfile
from pathlib import Path

import django


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--small", action="store_true")
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--only", default="")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="nahbar-bench-") as passing:
        os.environ["NAHBAR_DATA_DIR"] = str(given.keep or passing)
        os.environ["DJANGO_SETTINGS_MODULE"] = "nahbar.site.settings"
        django.setup()
        # The models can be imported only now that Django knows its data folder.
        walk = importlib.import_module("benchmarks.walk")
        print(json.dumps(walk.measured(small=given.small, only=given.only), ensure_ascii=False))


if __name__ == "__main__":
    main()
