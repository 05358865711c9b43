# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Odd settings stop the start with a sentence."""

import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from nahbar.site.options import Options, SettingOdd


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"NAHBAR_PORT": "eighty"}, "NAHBAR_PORT ist 'eighty'; erlaubt ist eine ganze Zahl ab 1."),
        ({"NAHBAR_PORT": "0"}, "NAHBAR_PORT ist '0'; erlaubt ist eine ganze Zahl ab 1."),
        ({"NAHBAR_DEBUG": "True"}, "NAHBAR_DEBUG ist 'True'; erlaubt ist on oder off."),
        (
            {"NAHBAR_PROT": "80"},
            "NAHBAR_PROT ist keine Einstellung von Nahbar. Alle stehen in docs/betrieb/einstellungen.md.",
        ),
    ],
)
def test_start_is_refused_when_a_setting_is_odd(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingOdd) as refusal:
        Options(environment)

    assert str(refusal.value) == sentence


def test_secret_is_read_from_a_file_when_its_name_ends_with_file(tmp_path: Path) -> None:
    (tmp_path / "smtp").write_text("smtp://mail.example\n", encoding="utf-8")

    assert (
        Options({"NAHBAR_SMTP_URL_FILE": str(tmp_path / "smtp")}).text("NAHBAR_SMTP_URL")
        == "smtp://mail.example"
    )


def test_secret_file_that_cannot_be_read_is_named_in_a_sentence(tmp_path: Path) -> None:
    options = Options({"NAHBAR_SMTP_URL_FILE": str(tmp_path / "nowhere")})

    with pytest.raises(SettingOdd, match="nowhere; diese Datei ist nicht lesbar"):
        options.text("NAHBAR_SMTP_URL")


def test_every_setting_has_a_default_it_accepts() -> None:
    assert Options({}).number("NAHBAR_PORT") == 8000
    assert Options({}).switch("NAHBAR_DEBUG") is False
    assert Options({}).list("NAHBAR_ALLOW_PRIVATE") == ()


def test_tests_never_touch_the_data_of_a_real_installation() -> None:
    folders = [settings.DATA_DIR, Path(settings.EMAIL_FILE_PATH), Path(settings.STATIC_ROOT)]

    outside = [folder for folder in folders if not folder.is_relative_to(tempfile.gettempdir())]
    assert outside == []
    assert settings.DATA_DIR.name.startswith("nahbar-tests-")
