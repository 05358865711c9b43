# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks the pages of an authority as its administrator and measures each; Django must be set up before."""

import statistics
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import seed
from nahbar.approval.models import Round
from nahbar.authority.models import Authority, Person
from nahbar.cli import demo
from nahbar.dialogue.models import Inquiry
from nahbar.foundation import clock
from nahbar.planning.models import Slot
from nahbar.publishing.models import Publication
from nahbar.stories.models import Story
from nahbar.topics.models import Topic
from nahbar.variants.models import Variant

ROUNDS = 7


def measured(*, small: bool, only: str) -> dict[str, Any]:
    """The figures of all pages whose name contains `only`, and the highest of them."""
    rows = _filled(small=small)
    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(email="ada@musterau.example"))
    figures = {}
    for name, address in addresses(Authority.objects.get()):
        if only in name:
            figures[name] = _page(client, address)
            print(f"{name:26} {figures[name]}")
            if only:
                _explain(client, address)
    slowest = max(figures.values(), key=lambda one: one["ms"])
    return {
        "rows": rows,
        "p95_ms_max": max(one["p95_ms"] for one in figures.values()),
        "ms_max": slowest["ms"],
        "cpu_ms_max": max(one["cpu_ms"] for one in figures.values()),
        "queries_max": max(one["queries"] for one in figures.values()),
        "pages": figures,
    }


def _filled(*, small: bool) -> dict[str, int]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Authority.objects.exists():
        return {}
    now = clock.now()
    town = demo.fill(now)
    return {} if small else seed.fill(town, seed.channels(town, now), now, seed.Size())


def addresses(place: Authority) -> Iterator[tuple[str, str]]:
    """Every page below the slug that is read, with one object each; the one in the middle of its list."""
    slug = place.slug
    plain = (
        "today:today topics:list topics:own topics:requests topics:ask topics:sources campaigns:list stories:list stories:new approval:list planning:calendar "
        "planning:list publishing:list dialogue:list impact:overview settings:overview settings:authority "
        "settings:people settings:topic_house variants:handles settings:mail channels:list record:list"
    )
    for name in plain.split():
        yield name, reverse(name, args=(slug,))
    yield "today:search", reverse("today:search", args=(slug,)) + "?q=Brücke"
    yield "channels:connect", reverse("channels:connect", args=(slug, "rehearsal"))
    told = Story.objects.filter(authority=place, variants__isnull=False, state="opened").distinct()
    for name, rows in (
        ("topics:topic", Topic.objects.filter(authority=place)),
        ("stories:story", told),
        ("stories:design", told),
        ("approval:request", told),
        ("variants:variant", Variant.objects.filter(story__in=told)),
        ("variants:compare", Variant.objects.filter(story__in=told)),
        ("approval:round", Round.objects.filter(story__authority=place)),
        ("planning:place", Variant.objects.filter(story__in=told)),
        ("planning:slot", Slot.objects.filter(variant__story__authority=place)),
        ("publishing:publication", Publication.objects.filter(authority=place)),
        ("dialogue:inquiry", Inquiry.objects.filter(authority=place)),
    ):
        row = rows[rows.count() // 2]
        yield name, reverse(name, args=(slug, row.pk)) + ("?vorlage=step" if name == "stories:design" else "")


def _page(client: Any, address: str) -> dict[str, float]:
    begun = time.perf_counter()
    first = client.get(address)
    first_ms = (time.perf_counter() - begun) * 1000
    if first.status_code not in {200, 302}:
        raise SystemExit(f"{address}: {first.status_code}")
    wall, cpu = [], []
    for _round in range(ROUNDS):
        begun, busy = time.perf_counter(), time.process_time()
        client.get(address)
        wall.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - busy) * 1000)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return {
        "status": first.status_code,
        "ms": round(statistics.median(wall), 1),
        "p95_ms": round(max(wall), 1),
        "cpu_ms": round(statistics.median(cpu), 1),
        "first_ms": round(first_ms, 1),
        "queries": len(asked),
        "kb": round(len(first.content) / 1000, 1),
    }


def _explain(client: Any, address: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    texts = Counter(one["sql"][:260] for one in asked.captured_queries)
    for one in asked.captured_queries:
        print(f"  {float(one['time']) * 1000:6.0f} ms {texts[one['sql'][:260]]:3}x {one['sql'][:420]}")
