# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that sets cards: limited, ended when it hangs, begun anew, and knowing nothing it need not know."""

import os
import signal
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import typst

from nahbar.studio.cards.render import render
from nahbar.studio.cards.typesetter import TemplateBroken, Typesetter, TypesetterStopped
from nahbar.studio.cards.words import unknown_letters
from tests.studio.cards.examples import card


@pytest.fixture
def own() -> Iterator[Typesetter]:
    typesetter = Typesetter()
    yield typesetter
    typesetter.close()


def test_a_card_that_takes_too_long_is_given_up_with_a_sentence_and_its_process_ended() -> None:
    hasty = Typesetter(seconds=0.005)
    with pytest.raises(TypesetterStopped) as stopped:
        render(card(), typesetter=hasty)
    assert "bitte kürzen Sie die Texte" in str(stopped.value)
    assert hasty.pid is None


def test_a_process_that_died_is_begun_anew(own: Typesetter) -> None:
    first = render(card(), typesetter=own)
    pid = own.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert render(card(), typesetter=own).data == first.data
    assert own.pid != pid


def test_a_broken_template_is_our_mistake_and_does_not_end_the_process(own: Typesetter) -> None:
    with pytest.raises(TemplateBroken):
        own.set({"template": "gibt-es-nicht", "fields": {}})
    pid = own.pid
    render(card(), typesetter=own)
    assert own.pid == pid


def test_no_secret_of_the_house_reaches_the_process(own: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAHBAR_SECRET_KEY", "streng-geheim")
    render(card(), typesetter=own)
    environment = Path(f"/proc/{own.pid}/environ").read_bytes()
    assert b"RAYON_NUM_THREADS" in environment
    assert b"geheim" not in environment


def test_the_process_may_take_little_of_everything(own: Typesetter) -> None:
    render(card(), typesetter=own)
    limits = Path(f"/proc/{own.pid}/limits").read_text(encoding="ascii")
    rows = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    assert rows["Max address space"] == str(1024**3)
    assert rows["Max file size"] == "0"
    assert rows["Max open files"] == "32"
    assert int(rows["Max cpu time"]) <= 10


def test_only_the_house_font_is_known_and_its_list_of_letters_is_true() -> None:
    folder = resources.files("nahbar.studio.cards").joinpath("fonts")
    with resources.as_file(folder) as path:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path)])
    assert [(font.family, font.weight) for font in fonts.fonts()] == [("Fira Sans", 400), ("Fira Sans", 600)]
    assert unknown_letters("Größe ÄÖÜ ẞ 1.250 € § „so“ – ²") == []
    assert unknown_letters("✓ 🎉 ✓") == ["✓", "🎉"]
