# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An address as a code for cameras, drawn here, dark on white in every theme."""

import io

import segno
from django.http import HttpResponse


def code(address: str) -> HttpResponse:
    """The code as a picture that no cache keeps: who may see the address may change."""
    drawn = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    made.save(drawn, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False)
    response = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "no-store"
    return response
