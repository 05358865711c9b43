# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the whole project promises: complete German, one migration a room, no address of a registry, no loose ends."""

import re
import subprocess
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = sorted((ROOT / "src").rglob("locale/de/LC_MESSAGES/django.po"))
MARKED = re.compile(r"""(?:gettext_lazy|gettext|ngettext|\b_)\(\s*f?["']|{%\s*(?:translate|blocktranslate)""")


def tracked(*patterns: str) -> list[Path]:
    out = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [ROOT / name for name in out.split("\0") if name]


@pytest.mark.parametrize(
    "path", TRANSLATIONS, ids=lambda path: path.relative_to(ROOT / "src/nahbar").parts[:2]
)
def test_german_is_complete_when_a_room_speaks(path: Path) -> None:
    entries = polib.pofile(str(path))

    assert [e.msgid for e in entries if not e.obsolete and (not e.translated() or e.fuzzy)] == []


def test_every_room_that_marks_texts_has_a_german_translation() -> None:
    rooms = [*(ROOT / "src/nahbar").glob("*"), *(ROOT / "src/nahbar/web").glob("*")]
    silent = []
    for room in rooms:
        if not room.is_dir() or room.name in {"web", "locale"} or (room / "locale").exists():
            continue
        files = [*room.rglob("*.py"), *room.rglob("*.html")]
        if any(MARKED.search(f.read_text(encoding="utf-8")) for f in files):
            silent.append(str(room.relative_to(ROOT)))

    assert silent == []


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_lock_files_are_hash_pinned_and_name_no_address() -> None:
    for path in tracked("requirements/*.txt"):
        text = path.read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][\w.\-\[\]]*==", text, re.MULTILINE)
        hashed = re.findall(r"^[a-z0-9][^\n]*\\\n\s+--hash=sha256:", text, re.MULTILINE)

        assert "://" not in text
        assert len(pinned) == len(hashed)


def test_npm_lock_files_name_no_address() -> None:
    named = [
        path for path in tracked("*package-lock.json") if '"resolved"' in path.read_text(encoding="utf-8")
    ]

    assert named == []


def test_no_loose_ends_are_left_in_the_code() -> None:
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK|coming soon|NotImplementedError)\b")
    loose = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked("src/*.py", "src/*.html", "src/*.js", "tools/*.py")
        if "/vendor/" not in str(path)
        for match in words.finditer(path.read_text(encoding="utf-8"))
    ]

    assert loose == []


def test_templates_hold_no_inline_script_style_or_foreign_address() -> None:
    forbidden = re.compile(
        r"""<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|hx-on|(?:src|href)=["']https?://"""
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked("src/*.html")
        for match in forbidden.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []
