# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""How long does a search in 10,000 topics take? The topics are made of own words; the median of several searches."""

import importlib
import os
import random
import statistics
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

TOPICS = 10_000
ROUNDS = 5
PAGE = 50
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
FRONTS = (
    "Straßen Bürger Kinder Schul Abfall Grünflächen Wasser Sport Kultur Feuerwehr Jugend Senioren Verkehrs Klima Haushalts "
    "Wohnungs Bau Brücken Markt Fluss Bahnhofs Rathaus Garten Energie Gesundheits Gemeinde Wald Spielplatz Radweg Müll"
).split()
BACKS = (
    "planung amt beratung fest sperrung sanierung förderung gebühr satzung ausschuss beteiligung erneuerung führung anmeldung verordnung "
    "bericht konzept gruppe projekt prüfung"
).split()
REST = (
    "der die das neue im ab für und mit bis wird werden können Stadt Musterau Termin öffnet beginnt Straße Größe möglich früh "
    "Donnerstag März Bürgerinnen Bürger Gebäude Übergang ändert Prüfung schließt Fläche"
).split()
ASKED = (
    "Grünflächenamt",
    "Straßensperrung März",
    "größe",
    "überg",
    "Radwegsanierung Musterau",
    "Bürgerbeteiligung",
    "brücken prüfung",
    "gibtesnicht",
)


def milliseconds(folder: Path) -> float:
    """The median over all questions, each the fastest of some rounds; the first fifty answers are fetched."""
    os.environ["NAHBAR_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "nahbar.site.settings"
    importlib.import_module("django").setup()
    importlib.import_module("django.core.management").call_command("migrate", interactive=False, verbosity=0)
    place = _filled()
    # The models can be imported only now that Django knows its data folder.
    queries = importlib.import_module("nahbar.topics.queries")
    fastest = [min(_once(queries, place, words) for _ in range(ROUNDS)) for words in ASKED]
    for words, taken in zip(ASKED, fastest, strict=True):
        print(f"{words}: {taken:.1f} ms")
    return round(statistics.median(fastest), 1)


def _once(queries: Any, place: Any, words: str) -> float:
    begun = time.perf_counter()
    found = queries.topics(place, words=words)
    found.count()
    list(found[:PAGE])
    return (time.perf_counter() - begun) * 1000


def _filled() -> Any:
    models = importlib.import_module("nahbar.topics.models")
    authorities = importlib.import_module("nahbar.authority.models")
    place = authorities.Authority.objects.create(
        name="Stadt Musterau", slug="musterau", level="kommune", land="DE-HE", created_at=AT
    )
    chosen = random.Random(20260302)
    topics = models.Topic.objects.bulk_create(
        [
            models.Topic(
                authority=place,
                title=_words(chosen, 9),
                text=_words(chosen, 180),
                published_at=AT - timedelta(minutes=number),
                noticed_at=AT,
                changed_at=AT,
            )
            for number in range(TOPICS)
        ],
        batch_size=500,
    )
    importlib.import_module("nahbar.topics.actions.recognising").index(topics)
    return place


def _words(chosen: random.Random, number: int) -> str:
    compounds = (chosen.choice(FRONTS) + chosen.choice(BACKS) for _ in range(number // 3))
    return " ".join(chosen.sample([*compounds, *chosen.choices(REST, k=number - number // 3)], number))
