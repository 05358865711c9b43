# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import logging
import sys

import pytest

from nahbar.publishing.tasks import deliver_due
from nahbar.site.logs import Json, Lines
from tests.publishing import double, world


def record(**extra):
    made = logging.LogRecord("nahbar.publishing", logging.INFO, "x.py", 1, "journal", (), None)
    made.__dict__.update(extra)
    return made


def fault():
    try:
        int("Das Freibad öffnet am Samstag.")
    except ValueError:
        return sys.exc_info()


def test_line_carries_the_publication_and_not_the_words_of_a_fault():
    made = record(publication="p1", step="receipt", reason="")
    made.exc_info = fault()
    text = Lines().format(made)
    assert "journal publication=p1 step=receipt fault=ValueError at=test_logs.py:" in text
    assert "Freibad" not in text
    assert "\n" not in text


def test_json_is_one_object_a_line():
    made = record(publication="p1", step="receipt")
    made.exc_info = fault()
    told = json.loads(Json().format(made))
    assert {name: told[name] for name in ("level", "logger", "message", "publication", "step", "fault")} == {
        "level": "info",
        "logger": "nahbar.publishing",
        "message": "journal",
        "publication": "p1",
        "step": "receipt",
        "fault": "ValueError",
    }
    assert "Freibad" not in json.dumps(told, ensure_ascii=False)


@pytest.mark.django_db(transaction=True)
def test_delivery_says_its_outcome_with_the_publication_and_without_its_text(at, tmp_path, caplog):
    with double.fresh(tmp_path / "stage"), caplog.at_level(logging.INFO, "nahbar.publishing"):
        row = world.planned(world.town(), at, "Das steht nicht im Protokoll.")
        deliver_due(at)
    lines = [Lines().format(one) for one in caplog.records]
    assert [line.split("journal ")[1].split(" channel=")[0] for line in lines] == [f"publication={row.pk}"]
    assert "step=receipt" in lines[0]
    assert not any("Protokoll" in line for line in lines)


@pytest.mark.parametrize("kind", [Lines, Json])
def test_secret_of_an_address_stays_out_of_the_log(kind):
    token, pk = "a-_" + "x" * 40, "01a21d67-885a-77a7-bb2a-3f2a6f2aff9c"
    path = f"/musterau/studio/{token}/{token}/{pk}/?auftrag={pk}"
    made = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, "Not Found: %s", (path,), None)

    assert f"Not Found: /musterau/studio/…/…/{pk}/?auftrag={pk}" in kind().format(made)
    assert token not in kind().format(made)
