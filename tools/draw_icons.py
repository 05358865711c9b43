# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws the PNG icons of the web app from our own icon.svg, with the browser the tests use."""

from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "src" / "nahbar" / "web" / "design" / "static" / "design"
NOTE = "SPDX-FileCopyrightText: 2026 Nahbar contributors\n\nSPDX-License-Identifier: EUPL-1.2\n"


def main() -> None:
    """Writes 192, 512 and a maskable 512 with room around it."""
    svg = (STATIC / "icon.svg").read_text(encoding="utf-8").partition("?>")[2]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name, size, drawn in (("icon-192", 192, 192), ("icon-512", 512, 512), ("icon-mask", 512, 400)):
            page = browser.new_page(viewport={"width": size, "height": size})
            style = f"body{{margin:0;display:grid;place-items:center;height:{size}px;background:{'#171a2b' if drawn < size else 'transparent'}}}svg{{width:{drawn}px;height:{drawn}px}}"
            page.set_content(f"<style>{style}</style>{svg}")
            page.screenshot(path=STATIC / f"{name}.png", omit_background=True)
            (STATIC / f"{name}.png.license").write_text(NOTE, encoding="utf-8")
        browser.close()


if __name__ == "__main__":
    main()
