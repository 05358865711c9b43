# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.http import HttpResponse
from django.shortcuts import render

from nahbar.web.door import InsideRequest, inside


@inside
def list_page(request: InsideRequest) -> HttpResponse:
    return render(request, "design/base.html")
