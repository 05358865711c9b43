# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures the radar promises, on the labelled documents beside the project."""

import json
from pathlib import Path

import pytest

from benchmarks.radar import documents, scores
from tests.corpus import SHARED, corpus

LABELS = Path(documents.__file__).with_name("labels.jsonl")

pytestmark = pytest.mark.corpus


def test_radar_recognises_what_people_saw_when_documents_were_held_out():
    for name in documents.READERS:
        corpus(name)
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    read = scores.read([label for label in labels if label["half"] == "held"], documents.documents(SHARED))
    figures = scores.figures(read)
    assert len(read) > 200
    assert min(figures[f"{question}_recall"] for question in scores.QUESTIONS) >= 0.9
    assert figures["precision_min"] >= 0.7
    assert figures["pillar_accuracy"] >= 0.85
    assert figures["participation_dates_exact"] >= 0.9
