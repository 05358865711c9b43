# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compiles the translations; `nahbar run` does the same at its start."""

from nahbar.cli.messages import compile_all

if __name__ == "__main__":
    print(f"{compile_all()} translations compiled")
