# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where labelled documents come from: a plain folder, or the data sets beside the project as they lie there."""

import hashlib
import io
import json
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from lxml import etree

from nahbar.radar.matter import Kind, Matter
from nahbar.topics.plain import one_line, plain

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"
Documents = dict[str, Matter]


def documents(folder: Path) -> Documents:
    """Every document of the folder by its id: known data sets where they lie in it, else its own files."""
    known = [(name, read) for name, read in READERS.items() if (folder / name).is_dir()]
    if not known:
        return dict(_files(folder))
    return {key: matter for name, read in known for key, matter in read(folder / name)}


def _files(folder: Path) -> Iterator[tuple[str, Matter]]:
    """`<id>.json` (the fields of a Matter, or `html` for `text`), `<id>.txt` (title, then text), `<id>.html`."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            found = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                beside = path.with_suffix(".txt")
                yield path.stem, _of(found, beside.read_text("utf-8") if beside.exists() else "")
        elif path.suffix == ".txt" and not path.with_suffix(".json").exists():
            title, _, text = path.read_text(encoding="utf-8").partition("\n")
            yield path.stem, Matter(title.strip(), text)
        elif path.suffix in {".html", ".htm"}:
            yield path.stem, _page(path.read_bytes())


def _of(fields: dict[str, Any], beside: str) -> Matter:
    html = fields.get("html") or fields.get("content_html") or fields.get("description") or ""
    text = fields.get("text") or fields.get("content_text") or plain(html) or beside
    is_paper = "paperType" in fields or str(fields.get("type", "")).endswith("/Paper")
    kind = Kind(fields["kind"]) if fields.get("kind") else (Kind.PAPER if is_paper else Kind.NEWS)
    return Matter(
        title=fields.get("title") or fields.get("name") or "",
        text=text,
        kind=kind,
        link=fields.get("link") or "",
        published_on=_day(fields.get("published_on") or fields.get("published") or fields.get("date")),
        begins_at=_moment(fields.get("begins_at")),
        ends_at=_moment(fields.get("ends_at")),
        place=fields.get("place") or "",
        department=fields.get("department") or "",
    )


def _day(given: str | None) -> date | None:
    return date.fromisoformat(given[:10]) if given else None


def _moment(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given else None


def _page(raw: bytes) -> Matter:
    html = raw.decode("utf-8", "replace")
    tree = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=False))
    title = " ".join(tree.xpath("string(//title)").split()) if tree is not None else ""
    return Matter(title[:500], plain(html))


def _members(archive: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive) as opened:
        for member in opened:
            if member.isfile() and (file := opened.extractfile(member)):
                yield member.name, file.read()


def _news(folder: Path) -> Iterator[tuple[str, Matter]]:
    for line in (folder / "entries.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield (
            f"news:{one['id']}",
            Matter(
                one["title"],
                plain(one["content_html"]),
                link=one["link"],
                published_on=_day(one["published"]),
            ),
        )


def _papers(folder: Path) -> Iterator[tuple[str, Matter]]:
    found = dict(_members(folder / "papers-and-texts.tar.xz"))
    for name, raw in sorted(found.items()):
        if name.endswith(".json"):
            paper = json.loads(raw)
            text = found.get(name.removesuffix(".json") + ".txt", b"").decode("utf-8", "replace")
            yield (
                f"paper:{Path(name).stem}",
                Matter(paper.get("name", ""), text, Kind.PAPER, published_on=_day(paper.get("date"))),
            )
    for _, raw in sorted(_members(folder / "meetings.tar.xz")):
        meeting = json.loads(raw)
        for item in meeting.get("agendaItem", []):
            yield (
                f"agenda:{item['id'].rpartition('/')[2]}",
                Matter(item.get("name", ""), "", Kind.PAPER, published_on=_day(item.get("created"))),
            )


def _small_council(folder: Path) -> Iterator[tuple[str, Matter]]:
    packed = (folder / "test-data" / "cache_huertgenwald.tar.zst").read_bytes()
    raw = subprocess.run(["zstd", "-dc"], input=packed, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(raw)) as opened:
        for member in opened:
            if "paper" in member.name and (file := opened.extractfile(member)):
                for paper in json.load(file)["data"]:
                    yield (
                        f"hg:{paper['id'].rpartition('/')[2]}",
                        Matter(paper.get("name", ""), "", Kind.PAPER, published_on=_day(paper.get("date"))),
                    )


def _jobs(folder: Path) -> Iterator[tuple[str, Matter]]:
    for item in etree.parse(folder / "job_feed.xml").iter("item"):
        yield f"job:{item.findtext('guid')}", _item(item, Kind.JOB)


def _town_feed(folder: Path) -> Iterator[tuple[str, Matter]]:
    for item in etree.parse(folder / "latest-in-this-part.xml").iter("item"):
        key = hashlib.sha256((item.findtext("link") or "").encode()).hexdigest()[:12]
        yield f"town:{key}", _item(item, Kind.NEWS)


def _item(item: "etree._Element", kind: Kind) -> Matter:
    published = item.findtext("pubDate")
    return Matter(
        one_line(item.findtext("title") or ""),
        plain((item.findtext("description") or "").partition("<hr>")[0]),
        kind,
        published_on=parsedate_to_datetime(published).date() if published else None,
    )


def _police(folder: Path) -> Iterator[tuple[str, Matter]]:
    for path in sorted(folder.glob("*.rss")):
        for place, item in enumerate(etree.parse(path).iter("item")):
            yield f"police:{path.stem}-{place}", _item(item, Kind.NEWS)


def _pages(folder: Path) -> Iterator[tuple[str, Matter]]:
    for name, raw in _members(folder / "html-pages-german.tar.xz"):
        yield f"page:{Path(name).name.removesuffix('.html')}", _page(raw)


def _plans(folder: Path) -> Iterator[tuple[str, Matter]]:
    for path in sorted(folder.glob("*.gml")):
        tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        names = {
            etree.QName(one).localname: one.text or "" for one in tree.iter("{*}name", "{*}beschreibung")
        }
        yield (
            f"plan:{path.stem}",
            Matter(names.get("name", ""), names.get("beschreibung", ""), Kind.PROCEDURE),
        )


READERS: dict[str, Callable[[Path], Iterator[tuple[str, Matter]]]] = {
    "news-karlsruhe-fulltext": _news,
    "oparl-karlsruhe-papers": _papers,
    "oparl-huertgenwald-dump": _small_council,
    "jobs-torgau": _jobs,
    "feed-salzkotten-history": _town_feed,
    "feeds-presseportal-police": _police,
    "html-pages-german": _pages,
    "xplanung-gml": _plans,
}
