# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes docs/developer/connectors.md from the capability records: what each platform can do, and how it counts."""

from pathlib import Path

from nahbar.channels import registry
from nahbar.channels.capability import Capability, FilmLimit

PAGE = Path(__file__).resolve().parent.parent / "docs" / "developer" / "connectors.md"
HEAD = """<!-- SPDX-FileCopyrightText: 2026 Nahbar contributors -->
<!-- SPDX-License-Identifier: EUPL-1.2 -->
# Connectors

Made from the capability records by `python -m tools.connectors_page`; do not edit. Values a server gives when an
account is connected go before these. How to add one: [writing-a-connector.md](writing-a-connector.md).
"""


def rows(one: Capability) -> list[tuple[str, str]]:
    """What there is to say of a platform, in the order of the table."""
    text, pictures = one.text, one.pictures
    length = f"{text.limit} {text.unit.replace('_', ' ')}"
    length += f", at most {text.max_bytes} bytes" if text.max_bytes else ""
    length += f", a link counts {text.link_cost}" if text.link_cost is not None else ""
    length += ", of a mention only the local name" if text.mention_local_only else ""
    shown = "none"
    if pictures:
        shown = f"{pictures.max_count}, each up to {pictures.max_bytes / 1_000_000:.1f} MB and "
        shown += f"{pictures.max_pixels / 1_000_000:.1f} megapixels, alternative text {pictures.alt_limit}, best shown {pictures.shape}"
    return [
        ("Key", f"`{one.key}`"),
        ("Text", length),
        ("Pictures", shown),
        ("Films", _films(one.films)),
        ("Threads", f"up to {one.thread_parts} posts" if one.thread_parts > 1 else "no"),
        ("First comment", _word(one.has_first_comment)),
        ("Most hashtags", str(one.most_hashtags or "not limited")),
        ("Accounts named", f"`{one.handle.example}`" if one.handle else "no"),
        ("Exactly once by", one.exactly_once.replace("_", " ")),
        ("Connected by", "sign-in on the platform" if one.connect_by_redirect else "typed access"),
        ("Asked for", ", ".join(f"`{asked.key}`" for asked in one.connect_fields) or "nothing"),
        ("Takes back", _word(one.can_withdraw)),
        ("Corrects in place", _word(one.can_edit)),
        ("Posts a day", str(one.posts_per_day or "not known")),
        ("Requests", _requests(one)),
        ("Reads comments", _word(one.reads_comments)),
        ("Answers", _word(one.can_reply)),
        ("Figures", ", ".join(one.figures) or "none"),
        ("Tested on", one.tested_on.isoformat()),
    ]


def _films(films: FilmLimit | None) -> str:
    if films is None:
        return "none"
    length = f" to {films.max_seconds:.0f} s" if films.max_seconds else " s or more"
    beside = [f"WebVTT up to {films.captions_bytes} bytes"] if films.captions_bytes else ["no subtitle file"]
    beside += ["a still"] if films.takes_cover else []
    return (
        f"{films.max_count}, up to {films.max_bytes / 1_000_000:.0f} MB, {films.min_seconds:.0f}{length}, "
        f"{' + '.join(films.codecs)}, alternative text {films.alt_limit}; beside it: {', '.join(beside)}"
    )


def _requests(one: Capability) -> str:
    if one.requests_per_window is None:
        return "not known"
    return f"{one.requests_per_window[0]} in {one.requests_per_window[1].total_seconds() / 60:.0f} min"


def _word(can: bool) -> str:  # noqa: FBT001 - a value of the record
    return "yes" if can else "no"


def text() -> str:
    """The whole page."""
    platforms = registry.capabilities()
    table = [rows(one) for one in platforms]
    lines = ["| | " + " | ".join(one.name for one in platforms) + " |", "|---" * (len(platforms) + 1) + "|"]
    columns = zip(*table, strict=True)
    lines += [f"| {one[0][0]} | " + " | ".join(value for _, value in one) + " |" for one in columns]
    return HEAD + "\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
    print(f"{PAGE.name} is written")
