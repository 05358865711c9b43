# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/betrieb/einstellungen.md from the table of settings."""

from pathlib import Path

from nahbar.site.options import OPTIONS, REMOVED

PAGE = Path(__file__).resolve().parent.parent / "docs" / "betrieb" / "einstellungen.md"


def text() -> str:
    """The page as it must be."""
    rows = [
        f"| `{o.name}` | {o.kind} | {f'`{o.default}`' if o.default else 'leer'} | {o.sentence} |"
        for o in OPTIONS
    ]
    gone = [f"- `{name}`: {why}" for name, why in REMOVED.items()] or ["Bisher keine."]
    return "\n".join(
        [
            "# Einstellungen",
            "",
            "Nahbar liest seine Einstellungen aus Umgebungsvariablen. Jede hat eine brauchbare Vorgabe: Für einen",
            "Rechner mit einer Behörde muss nichts gesetzt werden. Ein Wert, den eine Einstellung nicht haben kann,",
            "hält den Start mit einem Satz an. Werte der Art `secret` können auch in einer Datei stehen: dann nennt",
            "`NAME_FILE` diese Datei. `switch` kennt `on` und `off`, `list` trennt mit Kommas.",
            "",
            "| Name | Art | Vorgabe | Bedeutung |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            "## Entfernte Einstellungen",
            "",
            *gone,
            "",
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
