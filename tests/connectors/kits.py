# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each platform with the few moves the contract tests need: connect, look at what the public sees, be a citizen."""

from datetime import datetime
from pathlib import Path
from typing import Any

from nahbar.channels import registry
from nahbar.channels.plain import plain
from nahbar.channels.post import Account, Film, Picture, Post
from tests.connectors import doubles
from tests.connectors.doubles import NOW

PIXEL = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")


def picture(number: int = 1) -> Picture:
    return Picture(
        PIXEL + bytes([number]),
        "image/jpeg",
        f"Bild {number}: das Freibad, ein Mädchen springt 🏊",
        1200,
        800,
    )


VTT = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nDas Freibad öffnet.\n"


def film(folder: Path, **values: Any) -> Film:
    """A film of a few bytes: what no platform looks into here."""
    path = folder / "film.mp4"
    path.write_bytes(b"\0\0\0\x18ftypmp42" + b"film" * 5000)
    given = {"alt": "Ein Mädchen springt ins Becken 🏊", "width": 1080, "height": 1920, "seconds": 12.5}
    given |= {"mime_type": "video/mp4", "captions": VTT, "cover": PIXEL}
    return Film(path=path, size=path.stat().st_size, **{**given, **values})


def post(
    text: str = "Das Freibad öffnet am Samstag. #Freibad",
    *,
    pictures: int = 0,
    key: str = "k-1",
    **values: Any,
) -> Post:
    given = {
        "language": "de",
        "created_at": NOW,
        "pictures": tuple(picture(n) for n in range(1, pictures + 1)),
    }
    return Post(key=key, text=text, **{**given, **values})


class Kit:
    """One platform. `publish_call`: part of the path of the call that makes a post public; "": none over a network."""

    key = ""
    publish_call = ""
    fields: dict[str, str] = {}

    def __init__(self, transport: Any) -> None:
        self.transport = transport
        self.module = registry.load(self.key)
        self.account = self.connect()
        self.connector = self.module.Connector(self.transport, self.credentials())

    def credentials(self) -> dict[str, str]:
        return self.account.credentials

    def connect(self) -> Account:
        connection = self.module.Connection(self.transport)
        back = "https://amt.example/zurueck"
        _, kept = connection.begin(self.fields, redirect_uri=back, state="s-1")
        return connection.finish(self.fields, kept, code="code-1", redirect_uri=back)

    def send(self, what: Post) -> Any:
        return self.connector.publish(what, self.connector.prepare(what))

    def public(self) -> list[tuple[str, list[str]]]:
        """Text and alternative texts of all posts of ours that answer nothing, oldest first."""
        raise NotImplementedError

    def citizen(self, text: str, *, to: str = "") -> str:
        """A citizen answers, or mentions us; the id of what they said."""
        raise NotImplementedError

    def like(self, remote_id: str) -> None:
        raise NotImplementedError

    def by_hand(self, text: str) -> str:
        """Somebody posts with our account on the platform itself; its id."""
        raise NotImplementedError


class MastodonKit(Kit):
    key = "mastodon"
    publish_call = "api/v1/statuses"
    fields = {"server": "social.example"}

    def __init__(self, _folder: Path) -> None:
        super().__init__(doubles.Mastodon())

    def public(self):
        ours = [
            one
            for one in self.transport.statuses.values()
            if one["account"]["id"] == "1" and not one["in_reply_to_id"]
        ]

        return [(plain(one["content"]), [m["description"] for m in one["media_attachments"]]) for one in ours]

    def citizen(self, text, *, to=""):
        return self.transport.say("2", f"@musterau {text}", in_reply_to_id=to or None)["id"]

    def like(self, remote_id):
        self.transport.statuses[remote_id]["favourites_count"] += 1

    def by_hand(self, text):
        return self.transport.say("1", text)["id"]


class BlueskyKit(Kit):
    key = "bluesky"
    publish_call = "com.atproto.repo.putRecord"
    fields = {"handle": "@musterau.test", "password": "app-passwort", "server": "https://pds.example"}

    def __init__(self, _folder: Path) -> None:
        self.said = 0
        self.module = registry.load(self.key)
        self.module._sessions.clear()
        super().__init__(doubles.Bluesky())

    def public(self):
        rows = [
            one
            for uri, one in self.transport.records.items()
            if "did:plc:musterau" in uri and "reply" not in one["value"]
        ]
        return [
            (
                one["value"]["text"],
                [one["value"]["embed"]["alt"]]
                if one["value"].get("embed", {}).get("$type") == "app.bsky.embed.video"
                else [i["alt"] for i in one["value"].get("embed", {}).get("images", [])],
            )
            for one in rows
        ]

    def citizen(self, text, *, to=""):
        self.said += 1
        uri = f"at://did:plc:erika/app.bsky.feed.post/3kcitizen{self.said}"
        value = {"$type": "app.bsky.feed.post", "text": text, "createdAt": doubles.stamp(NOW)}
        if to:
            there = self.transport.records[to]
            place = {"uri": there["uri"], "cid": there["cid"]}
            value["reply"] = {
                "root": (there["value"].get("reply") or {"root": place})["root"],
                "parent": place,
            }
        self.transport.write(uri, value)
        self.transport.told.insert(0, (uri, "reply" if to else "mention"))
        return uri

    def like(self, remote_id):
        self.transport.records[remote_id]["likeCount"] += 1

    def by_hand(self, text):
        uri = "at://did:plc:musterau/app.bsky.feed.post/3kbyhand"
        value = {"$type": "app.bsky.feed.post", "text": text, "createdAt": doubles.stamp(NOW)}
        return self.transport.write(uri, value)["uri"]


class RehearsalKit(Kit):
    key = "rehearsal"
    fields = {"name": "Übungskanal"}

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "0192-amt"
        self.fields = {**self.fields, "folder": str(self.folder)}
        super().__init__(None)
        self.stage = self.module.stage(self.credentials())

    def credentials(self):
        return {**self.account.credentials, "folder": str(self.folder)}

    def public(self):
        return [
            (one.text, [*one.pictures, *(film.alt for film in one.films)])
            for one in reversed(self.stage.posts())
            if not one.in_reply_to
        ]

    def citizen(self, text, *, to=""):
        return self.stage.comment(
            to, author="Erika Beispiel", text=text, at=datetime.fromisoformat("2026-11-24T10:00:00+00:00")
        ).remote_id

    def like(self, remote_id):
        self.stage.like(remote_id)

    def by_hand(self, text):
        return self.connector.publish(
            post(text, key="k-hand"), self.connector.prepare(post(text, key="k-hand"))
        ).remote_id


KITS = {kit.key: kit for kit in (MastodonKit, BlueskyKit, RehearsalKit)}
