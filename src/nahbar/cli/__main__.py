# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m nahbar.cli` is `nahbar`."""

import sys

from nahbar.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
