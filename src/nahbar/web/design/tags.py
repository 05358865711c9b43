# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page needs from the house: addresses inside the authority, states, icons, times, minutes."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from nahbar.authority.models import Authority, Person
from nahbar.foundation import clock
from nahbar.web import door
from nahbar.web.design import frame
from nahbar.web.design.icons import FALLBACK, ICONS
from nahbar.web.design.states import look

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Context, name: str, *args: Any, **kwargs: Any) -> str:
    """Address of a page of the same authority."""
    return door.here(context["request"], name, *args, **kwargs)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: str = "") -> SafeString:
    """An icon beside a word; hidden from screen readers because the word says it. `size`: "", "small", "large"."""
    return format_html(
        '<svg class="nb-icon{}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"'
        ' fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        '<path d="{}"/></svg>',
        f" nb-icon--{size}" if size else "",
        ICONS.get(name, ICONS[FALLBACK]),
    )


@register.simple_tag
def state(value: str, label: object = "") -> SafeString:
    """A state as word, icon and colour. `label` is the word; without it the value stands there."""
    return _badge(f"{value}", f"{label or value}")


@lru_cache(maxsize=512)
def _badge(value: str, label: str) -> SafeString:
    kind, name = look(value)
    return format_html(
        '<span class="nb-state nb-state--{}" data-state="{}">{}<span>{}</span></span>',
        kind,
        value,
        icon(name, "small"),
        label,
    )


@register.filter
def moment(value: datetime | None) -> str:
    """A time as people say it: "Di, 24. November, 17:30 Uhr"; the year stands there when it is another one."""
    if not value:
        return ""
    local = timezone.localtime(value)
    if local.year == timezone.localtime(clock.now()).year:
        return date_format(local, pgettext("moment", "D, j F, H:i"))
    return date_format(local, pgettext("moment with year", "D, j F Y, H:i"))


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as people say it: "Di, 24. November"; the year stands there when it is another one."""
    if not value:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    if local.year == timezone.localtime(clock.now()).year:
        return date_format(local, pgettext("day", "D, j F"))
    return date_format(local, pgettext("day with year", "D, j F Y"))


@register.filter
def clocktime(value: datetime | None) -> str:
    """The time of day: "17:30 Uhr"."""
    return date_format(timezone.localtime(value), pgettext("time of day", "H:i")) if value else ""


@register.filter
def minutes(value: int | None) -> str:
    """A number of minutes with its unit."""
    if value is None:
        return ""
    if not value:
        return _("less than a minute")
    return ngettext("%(count)s minute", "%(count)s minutes", value) % {"count": value}


@register.simple_tag(takes_context=True)
def menu(context: Context) -> list[frame.Entry]:
    """The entries of the menu; asked for by the frame only."""
    return frame.menu(context["request"])


@register.simple_tag(takes_context=True)
def bars(context: Context) -> list[frame.Bar]:
    """What is wrong right now; asked for by the frame only."""
    return frame.bars(context["request"], clock.now())


@register.simple_tag
def other_authorities(person: Person, authority: Authority) -> list[Authority]:
    """The authorities to switch to; asked for by the frame only."""
    return frame.others(person, authority)


@register.filter
def playing(value: float) -> str:
    """How long something plays: "1:05 min"."""
    whole = max(1, round(value))
    return f"{whole // 60}:{whole % 60:02} min"
