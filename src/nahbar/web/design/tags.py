# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page needs from the house: addresses inside the authority, states, times, minutes."""

from typing import Any

from django import template
from django.template import Context

from nahbar.web import door

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Context, name: str, *args: Any) -> str:
    """Address of a page of the same authority."""
    return door.here(context["request"], name, *args)
