# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the rehearsal platform speaks: a folder on this machine, so that all can be tried without an account.

One file per post, named after the delivery and made whole or not at all: a second try makes no second post.
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from nahbar.channels.capability import (
    Capability,
    ConnectField,
    ExactlyOnce,
    FilmLimit,
    HandleForm,
    PictureLimit,
    TextLimit,
    TextUnit,
)
from nahbar.channels.errors import Reason, Refused, TryLater, Whose
from nahbar.channels.post import Account, Comment, Figures, Film, Picture, Post, PublicPost, Receipt, Recent
from nahbar.channels.question import careful
from nahbar.channels.transport import Transport

CAPABILITY = Capability(
    key="rehearsal",
    name="Übungskanal",
    icon="rehearsal",
    text=TextLimit(500, TextUnit.CODE_POINTS),
    pictures=PictureLimit(4, 16_000_000, 50_000_000, 1500, shape="1:1"),
    films=FilmLimit(
        1, 100_000_000, 8_294_400, 1500, max_seconds=600.0, captions_bytes=50_000, takes_cover=True
    ),
    exactly_once=ExactlyOnce.CHOSEN_ID,
    connect_fields=(ConnectField("name", "Name", "So heißt der Kanal bei Ihnen.", initial="Übungskanal"),),
    connect_by_redirect=False,
    can_withdraw=True,
    can_edit=True,
    reads_comments=True,
    can_reply=True,
    figures=("replies", "likes", "shares"),
    tested_on=date(2026, 11, 21),
    own_folder=True,
    thread_parts=25,
    has_first_comment=True,
    handle=HandleForm(r"@[\w.-]+", "@kita"),
    notes=("Niemand außerhalb dieses Hauses sieht die Beiträge.",),
)
ADDRESS = "/uebungskanal"
LIKE, SHARE = "likes", "shares"
_PIECE = 1024 * 1024
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class ShownFilm:
    """A film as it stands on the stage: its alternative text, and whether it has subtitles and a still."""

    alt: str
    width: int
    height: int
    has_captions: bool
    has_cover: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A post as it stands on the stage. `pictures`: alternative texts; `shown_at`: when it appeared."""

    id: str
    text: str
    language: str
    in_reply_to: str
    pictures: tuple[str, ...]
    shown_at: datetime
    likes: int
    shares: int
    films: tuple[ShownFilm, ...] = ()


class Stage:
    """The folder, as a citizen uses it."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def path(self, kind: str, name: str) -> Path:
        """Where something lies. Raises KeyError for a name that is none of ours."""
        if not _ID.fullmatch(name.partition(".")[0]):
            raise KeyError(name)
        return self.folder / kind / name

    def put(self, kind: str, name: str, data: bytes | Path) -> bool:
        """Writes a file whole or not at all; False if it is there already. What is a path is copied."""
        target = self.path(kind, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.parent / f".{secrets.token_hex(16)}"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            if isinstance(data, Path):
                with data.open("rb") as source:
                    shutil.copyfileobj(source, file, _PIECE)
            else:
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, target)
        except FileExistsError:
            return False
        finally:
            draft.unlink()
        return True

    def post(self, post_id: str) -> Shown | None:
        """One post, or None where it was never there or was taken back."""
        try:
            path = self.path("posts", f"{post_id}.json")
            row, shown = json.loads(path.read_bytes()), datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
        except (KeyError, FileNotFoundError):
            return None
        alts = tuple(picture["alt"] for picture in row["pictures"])
        counts = (self._count(post_id, LIKE), self._count(post_id, SHARE))
        films = tuple(
            ShownFilm(one["alt"], one["width"], one["height"], bool(one["captions"]), bool(one["cover"]))
            for one in row.get("films", ())
        )
        return Shown(post_id, row["text"], row["language"], row["in_reply_to"], alts, shown, *counts, films)

    def posts(self) -> list[Shown]:
        """Everything to be seen, newest first."""
        found = (self.post(path.stem) for path in (self.folder / "posts").glob("*.json"))
        return sorted((one for one in found if one), key=lambda one: (one.shown_at, one.id), reverse=True)

    def picture(self, post_id: str, number: int) -> tuple[bytes, str] | None:
        """Bytes and media type of a post's picture, counted from 0."""
        try:
            row = json.loads(self.path("posts", f"{post_id}.json").read_bytes())["pictures"][number]
            return self.path("pictures", row["file"]).read_bytes(), str(row["mime_type"])
        except (KeyError, IndexError, FileNotFoundError):
            return None

    def film(self, post_id: str, number: int, what: str = "file") -> tuple[Path, str] | None:
        """Where a post's film lies, counted from 0, and its media type; `what`: "captions" or "cover" for these of it."""
        try:
            row = json.loads(self.path("posts", f"{post_id}.json").read_bytes())["films"][number]
            found = self.path("films", row[what]) if row[what] else None
        except (KeyError, IndexError, FileNotFoundError):
            return None
        types = {"file": str(row["mime_type"]), "captions": "text/vtt", "cover": "image/jpeg"}
        return (found, types[what]) if found and found.exists() else None

    def comments(self) -> list[Comment]:
        """What citizens said, oldest first."""
        found = (self._read_comment(path) for path in (self.folder / "comments").glob("*.json"))
        return sorted(found, key=lambda one: (one.written_at, one.remote_id))

    def _read_comment(self, path: Path) -> Comment:
        row = json.loads(path.read_bytes())
        row["written_at"] = datetime.fromisoformat(row["written_at"]) if row["written_at"] else _made(path)
        return Comment(**row)

    def comment(self, parent: str, *, author: str, text: str, at: datetime | None = None) -> Comment:
        """A citizen answers a post or a comment; with `parent` "" they just speak to us. `at` None: now."""
        name = uuid.uuid4().hex
        row = {
            "remote_id": name,
            "post_remote_id": self.root(parent),
            "parent_remote_id": parent,
            "author_handle": "@" + _slug(author),
            "author_name": author,
            "text": text,
            "url": f"{ADDRESS}/{self.folder.name}/#k-{name}",
            "written_at": at.isoformat() if at else "",
        }
        self.put("comments", f"{name}.json", json.dumps(row, ensure_ascii=False).encode())
        return self._read_comment(self.path("comments", f"{name}.json"))

    def root(self, parent: str) -> str:
        """The post at the top of the thread this id belongs to, or ""."""
        said = {one.remote_id: one.parent_remote_id for one in self.comments()}
        seen: set[str] = set()
        while parent and parent not in seen:
            seen.add(parent)
            post = self.post(parent)
            above = post.in_reply_to if post else said.get(parent, "")
            if post and not above:
                return parent
            parent = above
        return ""

    def like(self, post_id: str) -> None:
        """One more person likes it."""
        self._one_more(post_id, LIKE)

    def share(self, post_id: str) -> None:
        """One more person shares it."""
        self._one_more(post_id, SHARE)

    def _one_more(self, post_id: str, kind: str) -> None:
        path = self.path("reactions", f"{post_id}.{kind}")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:  # one byte each: adding needs no lock
            file.write(b"+")

    def _count(self, post_id: str, kind: str) -> int:
        path = self.path("reactions", f"{post_id}.{kind}")
        return path.stat().st_size if path.exists() else 0


def _name_of_film(film: Film) -> str:
    """Another name for every other film, and for the same with other subtitles."""
    mark = hashlib.sha256(film.captions.encode() + film.cover)
    with film.path.open("rb") as file:
        while piece := file.read(_PIECE):
            mark.update(piece)
    return f"{mark.hexdigest()[:32]}.0"


def _made(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def stage(credentials: Mapping[str, str]) -> Stage:
    """The stage of a connected channel, to play the citizens on."""
    return Stage(Path(credentials["folder"]) / credentials["stage"])


class Connection:
    """Opens a stage: the same authority and name give the same one."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def begin(
        self, fields: Mapping[str, str], *, redirect_uri: str, state: str
    ) -> tuple[str, dict[str, str]]:
        return "", {}

    def finish(
        self, fields: Mapping[str, str], kept: Mapping[str, str], *, code: str, redirect_uri: str
    ) -> Account:
        name = fields["name"].strip() or "Übungskanal"
        named = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{Path(fields['folder']).name}/{name.casefold()}"))
        folder = Path(fields["folder"]) / named
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(Reason.NOT_AVAILABLE, whose=Whose.OPERATOR, detail=str(error)) from error
        return Account(
            remote_id=named,
            handle="@" + _slug(name),
            display_name=name,
            url=f"{ADDRESS}/{named}/",
            # The house adds "folder": data may move to another machine.
            credentials={"stage": named},
            limits={},
        )


class Connector:
    """Speaks on one stage."""

    def __init__(self, transport: Transport, credentials: Mapping[str, str]) -> None:
        self.transport = transport
        self.name, self.stage = credentials["stage"], stage(credentials)

    def _receipt(self, name: str, *, adopted: bool = False) -> Receipt:
        return Receipt(name, f"{ADDRESS}/{self.name}/{name}/", adopted=adopted)

    @careful()
    def prepare(self, post: Post) -> dict[str, Any]:
        name = hashlib.sha256(post.key.encode()).hexdigest()[:32]
        pictures = []
        for number, picture in enumerate(post.pictures):
            file = f"{name}.{number}"
            self._write("pictures", file, picture.data)
            pictures.append({"file": file, "alt": picture.alt, "mime_type": picture.mime_type})
        films = [self._put_film(f"{name}.{number}", film) for number, film in enumerate(post.films)]
        return {"id": name, "pictures": pictures, "films": films}

    def _put_film(self, name: str, film: Film) -> dict[str, Any]:
        self._write("films", name, film.path)
        beside = {"captions": film.captions.encode(), "cover": film.cover}
        for what, data in beside.items():
            if data:
                self._write("films", f"{name}.{what}", data)
        row = {"file": name, "alt": film.alt, "mime_type": film.mime_type, "width": film.width}
        return {
            **row,
            "height": film.height,
            "seconds": film.seconds,
            **{what: f"{name}.{what}" if data else "" for what, data in beside.items()},
        }

    def _write(self, kind: str, name: str, data: bytes | Path) -> None:
        try:
            self.stage.put(kind, name, data)
        except OSError as error:
            raise TryLater(Reason.UNREACHABLE, whose=Whose.OPERATOR, detail=str(error)) from error

    @careful()
    def publish(self, post: Post, prepared: Mapping[str, Any]) -> Receipt:
        row = {"text": post.text, "language": post.language, "in_reply_to": post.in_reply_to}
        media = {"pictures": prepared["pictures"], "films": prepared.get("films", [])}
        data = json.dumps({**row, **media}, ensure_ascii=False).encode()
        self._write("posts", f"{prepared['id']}.json", data)
        return self._receipt(prepared["id"])

    @careful()
    def find(self, post: Post, prepared: Mapping[str, Any], *, since: datetime) -> Receipt | None:
        return self._receipt(prepared["id"], adopted=True) if self.stage.post(prepared["id"]) else None

    @careful()
    def recent(self, *, since: datetime, most: int) -> Recent:
        shown = [one for one in self.stage.posts() if one.shown_at >= since]
        posts = (
            PublicPost(
                one.id,
                self._receipt(one.id).url,
                one.text,
                one.shown_at,
                (*one.pictures, *(film.alt for film in one.films)),
                one.in_reply_to,
            )
            for one in shown[:most]
        )
        return Recent(tuple(posts), len(shown) <= most)

    @careful(public=True)
    def edit(self, remote_id: str, post: Post) -> None:
        path = self.stage.path("posts", f"{remote_id}.json")
        if not path.exists():
            raise Refused(Reason.GONE, whose=Whose.PLATFORM)
        pictures = [
            {"file": self._put_picture(picture), "alt": picture.alt, "mime_type": picture.mime_type}
            for picture in post.pictures
        ]
        row = {
            **json.loads(path.read_bytes()),
            "text": post.text,
            "language": post.language,
            "pictures": pictures,
            "films": [self._put_film(_name_of_film(film), film) for film in post.films],
        }
        draft = path.parent / f".{secrets.token_hex(16)}"
        try:
            draft.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
            draft.replace(path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise TryLater(Reason.UNREACHABLE, whose=Whose.OPERATOR, detail=str(error)) from error

    def _put_picture(self, picture: Picture) -> str:
        name = f"{hashlib.sha256(picture.data).hexdigest()[:32]}.0"
        self._write("pictures", name, picture.data)
        return name

    @careful()
    def withdraw(self, remote_id: str) -> None:
        with contextlib.suppress(KeyError):
            self.stage.path("posts", f"{remote_id}.json").unlink(missing_ok=True)

    @careful()
    def fetch_comments(self, remote_ids: Sequence[str], *, since: datetime | None) -> Sequence[Comment]:
        rows = (one for one in self.stage.comments() if since is None or one.written_at >= since)
        return [one for one in rows if not one.post_remote_id or one.post_remote_id in remote_ids]

    @careful()
    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Figures]:
        said = [one.post_remote_id for one in self.stage.comments()]
        posts = (self.stage.post(one) for one in remote_ids)
        return {one.id: Figures(said.count(one.id), one.likes, one.shares) for one in posts if one}
