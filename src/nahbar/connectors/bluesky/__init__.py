# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How Bluesky speaks (AT Protocol).

Exactly-once rests on a record key we choose: it follows from the delivery alone, so every attempt writes to
the same place, and `swapRecord: null` lets only the first one write. Sessions live in memory: a server lets
an account sign in 30 times in 5 minutes and 300 times a day, and a session lasts for hours.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from nahbar.channels.capability import (
    Capability,
    ConnectField,
    ExactlyOnce,
    HandleForm,
    Look,
    PictureLimit,
    TextLimit,
    TextUnit,
)
from nahbar.channels.errors import ConnectorError, OutcomeUnknown, Reason, Refused, Whose
from nahbar.channels.plain import same_post
from nahbar.channels.post import Account, Comment, Figures, Post, PublicPost, Receipt, Recent
from nahbar.channels.question import Api, careful, moment, refused, said, server_address
from nahbar.channels.transport import Answer, Transport
from nahbar.connectors.bluesky import film
from nahbar.foundation.text import addresses, hashtags, mentions, utf8_bytes

NAME = r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
CAPABILITY = Capability(
    key="bluesky",
    name="Bluesky",
    icon="cloud",
    text=TextLimit(300, TextUnit.GRAPHEMES, max_bytes=3000),
    # Since 2026 the network takes 2 MB, but a town's own server often carries the older schema: 1 MB fits all.
    pictures=PictureLimit(4, 1_000_000, 50_000_000, 2000),
    films=film.LIMIT,
    exactly_once=ExactlyOnce.CHOSEN_ID,
    connect_fields=(
        ConnectField("handle", "Name des Kontos", "Zum Beispiel musterau.de oder musterau.bsky.social."),
        ConnectField(
            "password",
            "App-Passwort",
            "Bei Bluesky unter Einstellungen, App-Passwörter anlegen. Nicht das Passwort des Kontos.",
            secret=True,
        ),
        ConnectField(
            "server",
            "Server (PDS)",
            "Nur ändern, wenn Ihre Behörde einen eigenen Server betreibt.",
            initial="https://bsky.social",
        ),
    ),
    connect_by_redirect=False,
    can_withdraw=True,
    posts_per_day=11_666,  # 35,000 points a day, a post costs 3
    requests_per_window=(3000, timedelta(minutes=5)),
    thread_parts=25,
    has_first_comment=True,
    handle=HandleForm(NAME, "@kita.bsky.social"),
    # Its application shows 25 lines in a feed and text as it was written; a single picture whole, several cut.
    look=Look(links_bare=True, fold_after=25, fold_to=25, cuts_pictures=True),
    reads_comments=True,
    can_reply=True,
    figures=("replies", "likes", "shares"),
    tested_on=date(2026, 11, 21),
    notes=("Manche Server können nur veröffentlichen; Antworten und Zahlen fehlen dann.",),
)
POST, PAGES, LONGEST_TAG = "app.bsky.feed.post", 5, 65
MOST_RECORDS = 100
BASE32 = "234567abcdefghijklmnopqrstuvwxyz"
REASONS: dict[str, Reason] = {
    "ExpiredToken": Reason.SIGN_IN_AGAIN,
    "InvalidToken": Reason.SIGN_IN_AGAIN,
    "AuthMissing": Reason.SIGN_IN_AGAIN,
    "AuthenticationRequired": Reason.SIGN_IN_AGAIN,
    "AccountTakedown": Reason.ACCOUNT_RESTRICTED,
    "AccountDeactivated": Reason.ACCOUNT_RESTRICTED,
    "AccountSuspended": Reason.ACCOUNT_RESTRICTED,
    "BlobTooLarge": Reason.PICTURE_REFUSED,
    "InvalidMimeType": Reason.PICTURE_REFUSED,
    "RecordNotFound": Reason.GONE,
    "NotFound": Reason.GONE,
    "MethodNotImplemented": Reason.NOT_AVAILABLE,
}
_sessions: dict[tuple[str, str, str], str] = {}
_HANDLE = re.compile(NAME)
_DID = re.compile(r"(?!.{2049})did:[a-z]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._-]")
_POST = re.compile(
    rf"at://(?:{_DID.pattern}|{NAME[1:]})/"
    r"[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+\.[a-zA-Z][a-zA-Z0-9]{0,62}/"
    r"(?!\.{1,2}$)[A-Za-z0-9_~.:-]{1,512}"
)


def _refusal(answer: Answer) -> ConnectorError:
    """What an answer that is no success means (platform sheet, 9.4)."""
    body = answer.json()
    name = str(body.get("error", "")) if isinstance(body, dict) else ""
    if name == "InvalidSwap":  # something stands under our key: `find` says what
        return OutcomeUnknown(Reason.ODD_ANSWER, detail=said(answer))
    if "could not locate record" in said(answer).lower():
        return refused(answer, Reason.GONE)
    if "embed.video" in said(answer):
        return refused(answer, Reason.FILM_REFUSED)
    if "embed.images" in said(answer):  # the record is refused for what is wrong with its picture
        return refused(answer, Reason.PICTURE_REFUSED)
    return refused(answer, REASONS.get(name))


def _not_connected(answer: Answer) -> ConnectorError:
    return refused(
        answer, Reason.WRONG_CREDENTIALS if answer.status in {400, 401, 403} else Reason.WRONG_ADDRESS
    )


def record_key(post: Post) -> str:
    """A TID (microseconds, clock name): the second is the post's, the rest comes from the delivery's key."""
    digest = int.from_bytes(hashlib.sha256(post.key.encode()).digest()[:8], "big")
    number = ((int(post.created_at.timestamp()) * 1_000_000 + digest % 1_000_000) << 10) | (digest >> 54)
    return "".join(BASE32[(number >> shift) & 31] for shift in range(60, -1, -5))


def facets(text: str, find_did: Callable[[str], str]) -> list[dict[str, Any]]:
    """Links, mentions and hashtags of a text with their places in UTF-8 bytes; the text stays as it is."""
    found = [(one, "link", "uri", _with_scheme(one.text)) for one in addresses(text)]
    found += [(one, "tag", "tag", one.text[1:]) for one in hashtags(text) if len(one.text) <= LONGEST_TAG]
    names = (one for one in mentions(text) if _HANDLE.fullmatch(one.text))
    found += [(one, "mention", "did", did) for one in names if (did := find_did(one.text[1:].lower()))]
    return [
        {
            "index": {"byteStart": utf8_bytes(text[: place.start]), "byteEnd": utf8_bytes(text[: place.end])},
            "features": [{"$type": f"app.bsky.richtext.facet#{kind}", key: value}],
        }
        for place, kind, key, value in sorted(found)
    ]


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"


class Connection:
    """Signs in with handle and app password, and learns on which server the account lives."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def begin(
        self, fields: Mapping[str, str], *, redirect_uri: str, state: str
    ) -> tuple[str, dict[str, str]]:
        server_address(fields["server"])
        return "", {}

    @careful()
    def finish(
        self, fields: Mapping[str, str], kept: Mapping[str, str], *, code: str, redirect_uri: str
    ) -> Account:
        server = server_address(fields["server"])
        handle = fields["handle"].strip().lstrip("@").lower()
        login = {"identifier": handle, "password": fields["password"]}
        who = Api(self.transport, server, _not_connected).call(
            "POST", "/xrpc/com.atproto.server.createSession", json=login
        )
        services = (who.get("didDoc") or {}).get("service") or []
        home = [one["serviceEndpoint"] for one in services if str(one.get("id", "")).endswith("#atproto_pds")]
        lives_on = server_address(home[0]) if home else server
        return Account(
            remote_id=who["did"],
            handle=f"@{who['handle']}",
            display_name=who["handle"],
            url=f"https://bsky.app/profile/{who['did']}",
            credentials={
                "server": lives_on,
                "did": who["did"],
                "password": fields["password"],
            },
            limits=film.limits(lives_on),
        )


class Connector:
    """Speaks for one account."""

    def __init__(self, transport: Transport, credentials: Mapping[str, str]) -> None:
        self.transport, self.server, self.did = transport, credentials["server"], credentials["did"]
        self.password = credentials["password"]
        digest = hashlib.sha256(self.password.encode()).hexdigest()
        self.session = (self.server, self.did, digest)

    def _call(self, method: str, name: str, **rest: Any) -> Any:
        """One call with a session; an ended session is renewed once, for a refused token did nothing."""
        fresh = self.session not in _sessions
        token = self._sign_in() if fresh else _sessions[self.session]
        try:
            return self._with(token, method, name, **rest)
        except Refused as refusal:
            if refusal.reason is not Reason.SIGN_IN_AGAIN or fresh:
                raise
        return self._with(self._sign_in(), method, name, **rest)

    def _with(self, token: str, method: str, name: str, **rest: Any) -> Any:
        api = Api(self.transport, self.server, _refusal, {"Authorization": f"Bearer {token}"})
        return api.call(method, f"/xrpc/{name}", **rest)

    def _sign_in(self) -> str:
        _sessions.pop(self.session, None)
        login = {"identifier": self.did, "password": self.password}
        api = Api(self.transport, self.server, _refusal)
        token = str(api.call("POST", "/xrpc/com.atproto.server.createSession", json=login)["accessJwt"])
        _sessions[self.session] = token
        return token

    @careful()
    def prepare(self, post: Post) -> dict[str, Any]:
        record: dict[str, Any] = {
            "$type": POST,
            "text": post.text,
            "langs": [post.language],
            "createdAt": post.created_at.astimezone(UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
        }
        marks = facets(post.text, self._did_of)
        record |= {"facets": marks} if marks else {}
        if post.in_reply_to:
            record["reply"] = self._thread(post.in_reply_to)
        if post.pictures:
            images = [
                {
                    "alt": one.alt,
                    "aspectRatio": {"width": one.width, "height": one.height},
                    "image": self._upload(one),
                }
                for one in post.pictures
            ]
            record["embed"] = {"$type": "app.bsky.embed.images", "images": images}
        prepared: dict[str, Any] = {"rkey": record_key(post), "record": record}
        if post.films:
            # A post has one embed: more than one film, or pictures beside it, the rules have stopped long before.
            (only,) = post.films
            brought = film.uploaded(self._call, self.transport, self.server, self.did, only)
            record["embed"] = film.embed(self._call, only, post.language)
            if "job" in brought:
                prepared["job"] = brought["job"]
            else:
                record["embed"]["video"] = brought["blob"]
        return prepared

    def _upload(self, picture: Any) -> Any:
        headers = {"Content-Type": picture.mime_type}
        return self._call("POST", "com.atproto.repo.uploadBlob", content=picture.data, headers=headers)[
            "blob"
        ]

    def _did_of(self, handle: str) -> str:
        """The account of this name; nobody: "", and the text stays plain."""
        try:
            found = self._call("GET", "com.atproto.identity.resolveHandle", query={"handle": handle})["did"]
        except Refused:
            return ""
        # What is no name of an account would make the server refuse the whole post.
        return found if isinstance(found, str) and _DID.fullmatch(found) else ""

    def _thread(self, uri: str) -> dict[str, Any]:
        """Root and parent of an answer to this post."""
        if not _POST.fullmatch(uri):
            raise Refused(Reason.GONE, whose=Whose.PLATFORM, detail=uri)
        repo, collection, rkey = uri.removeprefix("at://").split("/")
        query = {"repo": repo, "collection": collection, "rkey": rkey}
        parent = self._call("GET", "com.atproto.repo.getRecord", query=query)
        place = {"uri": parent["uri"], "cid": parent["cid"]}
        root = (parent["value"].get("reply") or {}).get("root") or place
        return {"root": {"uri": root["uri"], "cid": root["cid"]}, "parent": place}

    def _place(self, rkey: str) -> dict[str, str]:
        return {"repo": self.did, "collection": POST, "rkey": rkey}

    def _receipt(self, made: Any, *, adopted: bool = False) -> Receipt:
        url = f"https://bsky.app/profile/{self.did}/post/{str(made['uri']).rpartition('/')[2]}"
        return Receipt(str(made["uri"]), url, adopted=adopted)

    @careful(public=True)
    def publish(self, post: Post, prepared: Mapping[str, Any]) -> Receipt:
        record = prepared["record"]
        if "job" in prepared:
            made = film.worked_through(self.transport, prepared["job"])
            record = {**record, "embed": {**record["embed"], "video": made}}
        body = {**self._place(prepared["rkey"]), "record": record, "swapRecord": None}
        return self._receipt(self._call("POST", "com.atproto.repo.putRecord", public=True, json=body))

    def _there(self, place: Mapping[str, str]) -> Any:
        """The record that stands in this place, or None."""
        try:
            return self._call("GET", "com.atproto.repo.getRecord", query=place)
        except Refused as refusal:
            if refusal.reason is Reason.GONE:
                return None
            raise

    @careful()
    def find(self, post: Post, prepared: Mapping[str, Any], *, since: datetime) -> Receipt | None:
        there = self._there(self._place(prepared["rkey"]))
        if there is None:
            return None
        if not same_post(post.text, str(there["value"].get("text", ""))):
            raise OutcomeUnknown(Reason.ODD_ANSWER, detail="another text stands under our key")
        return self._receipt(there, adopted=True)

    @careful()
    def recent(self, *, since: datetime, most: int) -> Recent:
        # Anybody may read a repository: this works without a session too, where the app password is gone.
        api = Api(self.transport, self.server, _refusal)
        limit = min(most, MOST_RECORDS)
        query = {"repo": self.did, "collection": POST, "limit": str(limit)}
        rows = api.call("GET", "/xrpc/com.atproto.repo.listRecords", query=query)["records"]
        posts = [self._public(one) for one in rows]
        found = sorted((one for one in posts if one.created_at >= since), key=lambda one: one.created_at)
        reaches_back = len(posts) < limit or posts[-1].created_at < since
        return Recent(tuple(reversed(found[-most:])), reaches_back)

    def _public(self, row: Any) -> PublicPost:
        record = row["value"]
        embed = record.get("embed") or {}
        media = embed.get("media") or embed
        images = [media] if "video" in media else media.get("images") or []
        return PublicPost(
            remote_id=str(row["uri"]),
            url=self._receipt(row).url,
            text=unicodedata.normalize("NFC", str(record.get("text", ""))),
            created_at=_time(record.get("createdAt")),
            pictures=tuple(str(one.get("alt", "")) for one in images),
            in_reply_to=str(((record.get("reply") or {}).get("parent") or {}).get("uri", "")),
        )

    def edit(self, remote_id: str, post: Post) -> None:
        # Its readers are shown the old text for as long as they like, and nobody sees that it was changed.
        raise Refused(Reason.NOT_AVAILABLE, whose=Whose.PLATFORM)

    @careful(public=True)
    def withdraw(self, remote_id: str) -> None:
        body = self._place(remote_id.rpartition("/")[2])
        self._call("POST", "com.atproto.repo.deleteRecord", public=True, json=body)
        if self._there(body) is not None:
            raise OutcomeUnknown(Reason.ODD_ANSWER, detail="the record still stands there")

    @careful()
    def fetch_comments(self, remote_ids: Sequence[str], *, since: datetime | None) -> Sequence[Comment]:
        found: dict[str, Comment] = {}
        # Notifications alone are not enough: a reply within milliseconds of its post never gets one.
        for uri in remote_ids:
            try:
                thread = self._call(
                    "GET",
                    "app.bsky.feed.getPostThread",
                    query={"uri": uri, "depth": "20", "parentHeight": "0"},
                )
            except Refused as refusal:
                if refusal.reason is Reason.GONE:
                    continue
                raise
            found |= {view["uri"]: self._comment(view, uri) for view in _replies(thread["thread"])}
        for told in self._notifications(since):
            found.setdefault(told["uri"], self._comment(told, ""))
        new = (one for one in found.values() if since is None or one.written_at >= since)
        return sorted(new, key=lambda comment: comment.written_at)

    def _notifications(self, since: datetime | None) -> Iterator[Any]:
        """Replies and mentions, newest first, back to `since`."""
        query = {"limit": "50"}
        for _ in range(PAGES if since else 1):
            page = self._call("GET", "app.bsky.notification.listNotifications", query=query)
            rows = page["notifications"]
            yield from (one for one in rows if one["reason"] in {"reply", "mention"})
            if not page.get("cursor") or not rows or (since and _time(rows[-1]["indexedAt"]) < since):
                return
            query["cursor"] = page["cursor"]

    def _comment(self, view: Any, post: str) -> Comment:
        who, record = view["author"], view["record"]
        reply = record.get("reply") or {}
        root, ours = (reply.get("root") or {}).get("uri", ""), f"at://{self.did}/"
        return Comment(
            remote_id=view["uri"],
            post_remote_id=post or (root if root.startswith(ours) else ""),
            parent_remote_id=(reply.get("parent") or {}).get("uri", ""),
            author_handle="@" + who["handle"],
            author_name=who.get("displayName") or who["handle"],
            text=unicodedata.normalize("NFC", str(record.get("text", ""))),
            url=f"https://bsky.app/profile/{who['did']}/post/{view['uri'].rpartition('/')[2]}",
            written_at=_time(view["indexedAt"]),
            is_ours=who["did"] == self.did,
        )

    @careful()
    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Figures]:
        figures: dict[str, Figures] = {}
        for begin in range(0, len(remote_ids), 25):
            query = urlencode([("uris", one) for one in remote_ids[begin : begin + 25]])
            for post in self._call("GET", f"app.bsky.feed.getPosts?{query}")["posts"]:
                counts = (post.get("replyCount"), post.get("likeCount"), post.get("repostCount"))
                figures[post["uri"]] = Figures(*counts)
        return figures


def _time(text: Any) -> datetime:
    return moment(str(text)) or datetime.fromtimestamp(0, tz=UTC)


def _replies(thread: Any) -> Iterator[Any]:
    """All posts below, without recursion: who nests deep does not stop us."""
    waiting = list(thread.get("replies") or ())
    while waiting:
        node = waiting.pop()
        if "post" in node:
            yield node["post"]
        waiting.extend(node.get("replies") or ())
