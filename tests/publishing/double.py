# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A platform in a folder: every post that reaches it is a file of its own, so that a double is seen.

One key for each way of telling a repeat.
"""

import json
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from nahbar.channels import registry
from nahbar.channels.capability import Capability, ExactlyOnce, FilmLimit, TextLimit, TextUnit
from nahbar.channels.errors import OutcomeUnknown, Reason, Refused, TryLater, Whose
from nahbar.channels.post import Comment, Figures, Post, PublicPost, Receipt, Recent

CAPABILITY = Capability(
    key="double",
    name="Doppel",
    icon="question",
    text=TextLimit(limit=500, unit=TextUnit.CODE_POINTS),
    pictures=None,
    exactly_once=ExactlyOnce.LOOK_UP,
    connect_fields=(),
    connect_by_redirect=False,
    can_withdraw=True,
    can_edit=True,
    reads_comments=True,
    can_reply=True,
    figures=("replies", "likes"),
    tested_on=date(2026, 11, 24),
    thread_parts=25,
    has_first_comment=True,
    films=FilmLimit(1, 50_000_000, 1920 * 1080, 1500, captions_bytes=20_000),
)


class Stage:
    """The folder: posts, comments and figures there, what to do wrong next, and what was asked."""

    folder: Path

    def open_in(self, folder: Path) -> None:
        self.folder = folder
        (folder / "posts").mkdir(parents=True, exist_ok=True)

    def posts(self) -> list[dict[str, Any]]:
        return [json.loads(path.read_text()) for path in sorted((self.folder / "posts").glob("*.json"))]

    def add(self, post: Post, remote_id: str) -> None:
        written = {"id": remote_id, "key": post.key, "text": post.text, "in_reply_to": post.in_reply_to}
        written |= {"films": [one.alt for one in post.films]} if post.films else {}
        temporary = self.folder / f"{uuid.uuid4().hex}.tmp"
        temporary.write_text(json.dumps(written))
        temporary.rename(self.folder / "posts" / f"{remote_id}.json")

    def snapshot(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def restore(self, snapshot: dict[Path, bytes]) -> None:
        for path in self.snapshot():
            if path not in snapshot:
                path.unlink()
        for path, content in snapshot.items():
            path.write_bytes(content)

    def next(self, call: str) -> str:
        """The fault ordered for this call, taken off the list."""
        path = self.folder / f"{call}.faults"
        faults = path.read_text().split() if path.exists() else []
        if not faults:
            return ""
        path.write_text(" ".join(faults[1:]))
        return faults[0]

    def order(self, call: str, *faults: str) -> None:
        (self.folder / f"{call}.faults").write_text(" ".join(faults))

    def works_on(self, key: str) -> bool:
        """A film is worked through after it came: the first time somebody asks, it is not done."""
        path = self.folder / f"{key}.film"
        is_first = not path.exists()
        path.touch()
        return is_first

    def log(self, call: str) -> None:
        with (self.folder / "calls.log").open("a") as file:
            file.write(call + "\n")

    def calls(self) -> list[str]:
        path = self.folder / "calls.log"
        return path.read_text().split() if path.exists() else []


STAGE = Stage()
comments: list[Comment] = []
figures: dict[str, Figures] = {}
by_hand: list[PublicPost] = []


def fail(fault: str) -> None:
    """Raises what the fault's name says."""
    name, _, value = fault.partition(":")
    if name == "later":
        raise TryLater(Reason.RATE_LIMITED, after=timedelta(seconds=int(value)), detail="slow down")
    if name == "not_ready":
        raise TryLater(Reason.NOT_READY)
    if name == "refused":
        raise Refused(Reason.TEXT_REFUSED, whose=Whose.TEXT, detail="no such word")
    if name == "sign_in":
        raise Refused(Reason.SIGN_IN_AGAIN, whose=Whose.ACCOUNT)
    if name in {"lost", "lost_before"}:
        raise OutcomeUnknown(Reason.ANSWER_LOST, detail="no answer")
    if name == "broken":
        raise ZeroDivisionError


class Connector:
    capability = CAPABILITY

    def __init__(self, transport: Any, credentials: Mapping[str, str]) -> None:
        """Needs neither."""

    def prepare(self, post: Post) -> dict[str, Any]:
        STAGE.log("prepare")
        fail(STAGE.next("prepare"))
        return {"id": uuid.uuid4().hex}

    def publish(self, post: Post, prepared: Mapping[str, Any]) -> Receipt:
        STAGE.log("publish")
        if post.films and STAGE.works_on(post.key):
            raise TryLater(Reason.NOT_READY, after=timedelta(seconds=5))
        fault = STAGE.next("publish")
        if fault == "lost":
            self._send(post, prepared)
        fail(fault)
        return self._send(post, prepared)

    def _send(self, post: Post, prepared: Mapping[str, Any]) -> Receipt:
        chosen = self.capability.exactly_once is ExactlyOnce.CHOSEN_ID
        remote_id = prepared["id"] if chosen else uuid.uuid4().hex
        STAGE.add(post, remote_id)
        return Receipt(remote_id, f"https://double.example/{remote_id}")

    def find(self, post: Post, prepared: Mapping[str, Any], *, since: datetime) -> Receipt | None:
        STAGE.log("find")
        fault = STAGE.next("find")
        fail(fault)
        if fault == "behind":
            return None
        for there in STAGE.posts():
            if there["text"] == post.text and there["in_reply_to"] == post.in_reply_to:
                return Receipt(there["id"], f"https://double.example/{there['id']}")
        return None

    def recent(self, *, since: datetime, most: int) -> Recent:
        """What is in the folder, and what a test put up by hand."""
        STAGE.log("recent")
        fail(STAGE.next("recent"))
        sent = [self._shown(path) for path in (STAGE.folder / "posts").glob("*.json")]
        posts = sorted([*sent, *by_hand], key=lambda one: one.created_at, reverse=True)
        found = [one for one in posts if one.created_at >= since]
        return Recent(tuple(found[:most]), is_whole=len(found) <= most)

    def _shown(self, path: Path) -> PublicPost:
        row, at = json.loads(path.read_text()), datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
        url = f"https://double.example/{row['id']}"
        return PublicPost(row["id"], url, row["text"], at, in_reply_to=row["in_reply_to"])

    def edit(self, remote_id: str, post: Post) -> None:
        STAGE.log("edit")
        fault = STAGE.next("edit")
        if fault in {"", "lost"}:
            path = STAGE.folder / "posts" / f"{remote_id}.json"
            path.write_text(json.dumps({**json.loads(path.read_text()), "text": post.text}))
        fail(fault)

    def withdraw(self, remote_id: str) -> None:
        STAGE.log("withdraw")
        fail(STAGE.next("withdraw"))
        (STAGE.folder / "posts" / f"{remote_id}.json").unlink(missing_ok=True)

    def fetch_comments(self, remote_ids: Sequence[str], *, since: datetime | None) -> Sequence[Comment]:
        STAGE.log("fetch_comments")
        fail(STAGE.next("fetch_comments"))
        return [one for one in comments if not one.post_remote_id or one.post_remote_id in remote_ids]

    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Figures]:
        STAGE.log("measure")
        fail(STAGE.next("measure"))
        return {remote_id: figures[remote_id] for remote_id in remote_ids if remote_id in figures}


def comment(remote_id: str = "c1", **values: Any) -> Comment:
    given: dict[str, Any] = {
        "post_remote_id": "p1",
        "parent_remote_id": "p1",
        "author_handle": "@erika@social.example",
        "author_name": "Erika",
        "text": "Ist das Freibad auch sonntags offen?",
        "url": f"https://double.example/{remote_id}",
        "written_at": datetime(2026, 11, 24, 8, 0, tzinfo=UTC),
    }
    return Comment(remote_id=remote_id, **{**given, **values})


def register() -> None:
    """Enters one platform for each mechanism: "double_look_up", "double_chosen_id", ..."""
    for mechanism in ExactlyOnce:
        key = f"double_{mechanism}"
        capability = replace(CAPABILITY, key=key, exactly_once=mechanism)
        module = ModuleType(f"nahbar_test_{key}")
        module.CAPABILITY = capability  # type: ignore[attr-defined]
        module.Connector = type("Connector", (Connector,), {"capability": capability})  # type: ignore[attr-defined]
        sys.modules[module.__name__] = module
        registry.CONNECTORS[key] = module.__name__


@contextmanager
def fresh(folder: Path) -> Iterator[Stage]:
    """An empty platform in this folder, in the registry for as long as the block lasts."""
    before = dict(registry.CONNECTORS)
    register()
    STAGE.open_in(folder)
    comments.clear()
    by_hand.clear()
    figures.clear()
    try:
        yield STAGE
    finally:
        registry.CONNECTORS.clear()
        registry.CONNECTORS.update(before)
