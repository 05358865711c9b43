# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table to take away: CSV as German spreadsheets open it, in which no cell is a formula."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

# A cell that begins so is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def download(name: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> HttpResponse:
    """The table as a file of this name, with semicolons and a byte order mark."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.write("\ufeff")
    table = csv.writer(answer, delimiter=";")
    table.writerow(head)
    table.writerows([plain(cell) for cell in row] for row in rows)
    return answer


def plain(cell: str) -> str:
    """The cell as words, whatever it begins with."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
