# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strict stand-ins for platforms, as transports: they answer what was documented and nothing else, and can fail."""

import hashlib
import html
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from nahbar.channels.transport import Answer, AnswerLost, NotSent

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DATE = "Tue, 24 Nov 2026 09:00:00 GMT"


@dataclass
class Exchange:
    """One question and its answer, for tests that hold them against a published contract."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    headers: dict[str, str]
    status: int
    answer: Any


class UnknownCall(AssertionError):
    """The connector asked for something the platform's documentation does not have."""


@dataclass
class Platform:
    """What both doubles share: the journal of exchanges, and faults to come."""

    exchanges: list[Exchange] = field(default_factory=list)
    faults: list[tuple[str, Any, bool]] = field(default_factory=list)

    def fail(self, path: str, fault: Any, *, done: bool = False) -> None:
        """The next call whose path contains `path` fails: an Answer or exception; `done`: after doing its work."""
        self.faults.append((path, fault, done))

    def request(
        self, method, url, *, headers=None, query=None, json=None, form=None, files=None, content=None
    ):
        path = url.partition("://")[2].partition("/")[2]
        path, _, in_address = path.partition("?")
        rest = {"query": {**dict(query or {}), "": in_address}, "headers": dict(headers or {})}
        body = json if json is not None else {**(form or {}), **(files or {})}
        given = content if content is not None else body
        for fault in self.faults:
            if fault[0] in path:
                self.faults.remove(fault)
                if fault[2]:
                    self.answer(method, "/" + path, given, **rest)
                if isinstance(fault[1], Exception):
                    raise fault[1]
                return fault[1]
        status, answer = self.answer(method, "/" + path, given, **rest)
        self.exchanges.append(
            Exchange(method, "/" + path, rest["query"], given, rest["headers"], status, answer)
        )
        return reply(status, answer)


def reply(status: int, body: Any = None, **headers: str) -> Answer:
    data = b"" if body is None else json.dumps(body).encode()
    return Answer(status, {"date": DATE, **{k.replace("_", "-"): v for k, v in headers.items()}}, data)


def lost() -> AnswerLost:
    return AnswerLost("the answer is lost")


def not_sent() -> NotSent:
    return NotSent("no connection")


def stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Mastodon(Platform):
    """A Mastodon server with two accounts. It ignores the idempotency key, as every server tried did."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: dict[str, dict[str, Any]] = {}
        self.media: dict[str, dict[str, Any]] = {}
        self.notifications: list[dict[str, Any]] = []
        self.processing = 0
        self.tick = NOW
        self.version_two = True
        self.pages = True
        self.app: dict[str, str] = {}
        self.tokens = {"token-1": "1", "token-2": "2"}

    def account(self, number: str) -> dict[str, Any]:
        name = {"1": "musterau", "2": "erika"}[number]
        base = f"https://social.example/@{name}"
        return {
            "id": number, "username": name, "acct": name, "display_name": name.title(), "locked": False, "bot": False,
            "created_at": stamp(NOW), "note": "", "url": base, "uri": base, "avatar": base + ".png", "group": False,
            "avatar_static": base + ".png", "header": base + ".png", "header_static": base + ".png", "emojis": [],
            "fields": [], "followers_count": 0, "following_count": 0, "statuses_count": 0, "indexable": False,
        }  # fmt: skip

    def answer(self, method, path, body, *, query, headers):
        for pattern, verb, handler in (
            (r"/api/v1/apps", "POST", self._app),
            (r"/oauth/token", "POST", self._token),
            (r"/api/v2/instance", "GET", self._instance),
            (r"/api/v1/instance", "GET", self._old_instance),
            (r"/api/v1/accounts/verify_credentials", "GET", self._me),
            (r"/api/v2/media", "POST", self._upload),
            (r"/api/v1/media/(\w+)", "GET", self._media),
            (r"/api/v1/statuses", "POST", self._publish),
            (r"/api/v1/statuses/(\w+)", "GET", self._status),
            (r"/api/v1/statuses/(\w+)", "PUT", self._edit),
            (r"/api/v1/statuses/(\w+)", "DELETE", self._delete),
            (r"/api/v1/statuses/(\w+)/context", "GET", self._context),
            (r"/api/v1/accounts/(\w+)/statuses", "GET", self._own),
            (r"/api/v1/notifications", "GET", self._notifications),
        ):
            match = re.fullmatch(pattern, path)
            if match and method == verb:
                who = self.tokens.get(headers.get("Authorization", "").removeprefix("Bearer "), "")
                open_to_all = {"/api/v1/apps", "/oauth/token", "/api/v1/instance", "/api/v2/instance"}
                if not who and path not in open_to_all:
                    return 401, {"error": "The access token is invalid"}
                return handler(*match.groups(), body=body, query=query, headers=headers, who=who)
        raise UnknownCall(f"{method} {path}")

    def _app(self, *, body, **_):
        assert set(body) == {"client_name", "redirect_uris", "scopes"}
        self.app = {**body, "client_id": "app-1", "client_secret": "geheim-1"}
        uri = body["redirect_uris"]
        return 200, {
            "id": "7", "name": body["client_name"], "scopes": body["scopes"].split(), "redirect_uri": uri,
            "redirect_uris": [uri], "vapid_key": "", "client_id": "app-1", "client_secret": "geheim-1",
        }  # fmt: skip

    def _token(self, *, body, **_):
        wanted = {
            "client_id": "app-1",
            "client_secret": "geheim-1",
            "code": "code-1",
            "grant_type": "authorization_code",
        }
        if {key: body.get(key) for key in wanted} != wanted or body["redirect_uri"] != self.app[
            "redirect_uris"
        ]:
            return 400, {
                "error": "invalid_grant",
                "error_description": "The provided authorization grant is invalid",
            }
        self.verifier = body["code_verifier"]
        return 200, {
            "access_token": "token-1",
            "token_type": "Bearer",
            "scope": self.app["scopes"],
            "created_at": 1,
        }

    def _me(self, *, who, **_):
        source = {"note": "", "fields": [], "privacy": "public", "sensitive": False, "language": "de"}
        return 200, {**self.account(who), "source": source}

    def _limits(self) -> dict[str, Any]:
        posts = {"max_characters": 1000, "max_media_attachments": 6, "characters_reserved_per_url": 23}
        media = {"description_limit": 2000, "image_size_limit": 9_000_000, "image_matrix_limit": 20_000_000}
        media |= {
            "video_size_limit": 40_000_000,
            "video_matrix_limit": 8_294_400,
            "video_frame_rate_limit": 120,
        }
        return {"statuses": posts, "media_attachments": media}

    def _instance(self, **_):
        if not self.version_two:
            return 404, {"error": "Record not found"}
        return 200, {"domain": "social.example", "configuration": self._limits()}

    def _old_instance(self, **_):
        return 200, {"uri": "social.example", "configuration": self._limits()}

    def _upload(self, *, body, **_):
        is_film = body["file"].mime_type.startswith("video/")
        assert set(body) - ({"thumbnail"} if is_film else set()) == {"file", "description"}
        # A film is worked through after the answer; a path was sent piece by piece.
        data, waits = body["file"].data, max(self.processing, 2) if is_film else self.processing
        number = str(len(self.media) + 100)
        self.media[number] = {
            "description": body["description"],
            "data": data.read_bytes() if isinstance(data, Path) else data,
            "waits": waits,
            "type": "video" if is_film else "image",
        }
        return (202 if waits else 200), self._attachment(number)

    def _attachment(self, number: str) -> dict[str, Any]:
        one = self.media[number]
        url = None if one["waits"] else f"https://social.example/media/{number}.jpg"
        made = {"id": number, "type": one["type"], "description": one["description"], "remote_url": None}
        return {**made, "url": url, "preview_url": url or f"https://social.example/media/{number}"}

    def _media(self, number, **_):
        if self.media[number].get("broken"):
            return 422, {"error": "Error processing media"}
        self.media[number]["waits"] = max(0, self.media[number]["waits"] - 1)
        return (206 if self.media[number]["waits"] else 200), self._attachment(number)

    def _publish(self, *, body, who, **_):
        assert set(body) <= {"status", "visibility", "language", "media_ids", "in_reply_to_id"}
        kinds = [self.media[one]["type"] for one in body.get("media_ids", ())]
        if "video" in kinds and len(kinds) > 1:
            return 422, {"error": "Cannot attach a video to a post that already contains images"}
        if any(self.media[one]["waits"] for one in body.get("media_ids", ())):
            return 422, {
                "error": "Cannot attach files that have not finished processing. Try again in a moment!"
            }
        return 200, self.say(who, body["status"], **{k: v for k, v in body.items() if k != "status"})

    def say(
        self, who: str, text: str, *, media_ids=(), in_reply_to_id=None, visibility="public", language="de"
    ):
        """A status of account `who`, as the server would keep it."""
        self.tick += timedelta(seconds=1)
        number = str(1000 + len(self.statuses))
        url = f"{self.account(who)['url']}/{number}"
        status = {
            "id": number, "created_at": stamp(self.tick), "content": as_html(text), "account": self.account(who),
            "in_reply_to_id": in_reply_to_id, "media_attachments": [self._attachment(one) for one in media_ids],
            "url": url, "uri": url, "visibility": visibility, "language": language, "replies_count": 0,
            "favourites_count": 0, "reblogs_count": 0, "sensitive": False, "spoiler_text": "", "emojis": [],
            "mentions": [], "tags": [],
        }  # fmt: skip
        if in_reply_to_id in self.statuses:
            self.statuses[in_reply_to_id]["replies_count"] += 1
        if who != "1" and "@musterau" in text:
            note = {
                "id": number,
                "type": "mention",
                "created_at": status["created_at"],
                "group_key": "ungrouped-" + number,
            }
            self.notifications.insert(0, {**note, "account": status["account"], "status": status})
        self.statuses[number] = status
        return status

    def _status(self, number, **_):
        return (
            (200, self.statuses[number]) if number in self.statuses else (404, {"error": "Record not found"})
        )

    def _edit(self, number, *, body, **_):
        assert set(body) <= {"status", "language", "media_ids", "media_attributes"}
        if number not in self.statuses:
            return 404, {"error": "Record not found"}
        for one in body.get("media_attributes", ()):
            assert set(one) == {"id", "description"}
            self.media[one["id"]]["description"] = one["description"]
        media = [self._attachment(one) for one in body["media_ids"]]
        self.statuses[number] |= {"content": as_html(body["status"]), "media_attachments": media}
        return 200, self.statuses[number]

    def _delete(self, number, **_):
        found = self.statuses.pop(number, None)
        return (200, {**found, "text": ""}) if found else (404, {"error": "Record not found"})

    def _context(self, number, **_):
        if number not in self.statuses:
            return 404, {"error": "Record not found"}
        below, wanted = [], {number}
        for one in self.statuses.values():
            if one["in_reply_to_id"] in wanted:
                below.append(one)
                wanted.add(one["id"])
        return 200, {"ancestors": [], "descendants": below}

    def _own(self, number, *, query, **_):
        before = query.get("max_id", "999999") if self.pages else "999999"
        rows = [
            one for one in self.statuses.values() if one["account"]["id"] == number and one["id"] < before
        ]
        return 200, sorted(rows, key=lambda one: one["id"], reverse=True)[: int(query["limit"])]

    def _notifications(self, *, query, **_):
        assert query["types[]"] == "mention"
        return 200, [one for one in self.notifications if one["id"] < query.get("max_id", "999999")]


def as_html(text: str) -> str:
    """As Mastodon writes text: paragraphs, links with a hidden scheme, mentions without their server, hashtags."""
    out = html.escape(text, quote=False)
    out = re.sub(
        r"(https?://)(\S+)",
        r'<a href="\1\2" rel="nofollow"><span class="invisible">\1</span><span class="">\2</span></a>',
        out,
    )
    out = re.sub(
        r"(?<!\S)@(\w+)(?:@[\w.]+)?",
        r'<span class="h-card"><a href="https://x.example/@\1">@<span>\1</span></a></span>',
        out,
    )
    out = re.sub(
        r"(?<!\S)#(\w+)", r'<a href="https://social.example/tags/\1" rel="tag">#<span>\1</span></a>', out
    )
    return "".join(f"<p>{part.replace(chr(10), '<br />')}</p>" for part in out.split("\n\n"))


class VideoService:
    """The network's service for films: takes one with a letter of the account's server, and works on it for a while."""

    def __init__(self, pds: "Bluesky") -> None:
        self.pds, self.jobs, self.room = pds, {}, {"canUpload": True, "remainingDailyVideos": 25}
        self.works, self.fails = 2, ""

    def answer(self, method, name, body, *, query, headers):
        letter = headers.get("Authorization", "").removeprefix("Bearer letter ").split()
        if name == "app.bsky.video.getUploadLimits":
            assert (method, letter) == ("GET", ["did:web:video.bsky.app", name])
            return 200, self.room
        if name == "app.bsky.video.uploadVideo":
            host = self.pds.home.partition("://")[2]
            assert (method, letter) == ("POST", [f"did:web:{host}", "com.atproto.repo.uploadBlob"])
            assert set(query) == {"did", "name"}
            assert headers["Content-Type"] == "video/mp4"
            return self._upload(body.read_bytes(), query["did"])
        assert (method, name, set(query)) == ("GET", "app.bsky.video.getJobStatus", {"jobId"})
        return 200, {"jobStatus": self._worked(query["jobId"])}

    def _upload(self, data, did):
        job = "job-" + hashlib.sha256(data).hexdigest()[:12]
        is_known = job in self.jobs
        self.jobs.setdefault(job, {"data": data, "did": did, "left": self.works})
        status = {"jobId": job, "did": did, "state": "JOB_STATE_CREATED"}
        if is_known:
            return 409, {**status, "error": "already_exists", "message": "Video already processed"}
        return 200, status

    def _worked(self, number):
        job = self.jobs[number]
        said = {"jobId": number, "did": job["did"]}
        if self.fails:
            return {**said, "state": "JOB_STATE_FAILED", "error": self.fails, "message": "failed to process"}
        if job["left"]:
            job["left"] -= 1
            return {**said, "state": "JOB_STATE_ENCODING", "progress": 50}
        return {**said, "state": "JOB_STATE_COMPLETED", "blob": self.pds.keep(job["data"], "video/mp4")}


class Bluesky(Platform):
    """A server with two accounts and an appview; putRecord knows swapRecord as the real one does."""

    DIDS = {"musterau.test": "did:plc:musterau", "erika.test": "did:plc:erika"}

    def __init__(self) -> None:
        super().__init__()
        self.records: dict[str, dict[str, Any]] = {}
        self.blobs: dict[str, bytes] = {}
        self.told: list[dict[str, Any]] = []
        self.tick = NOW
        self.tokens: set[str] = set()
        self.appview = True
        self.home = "https://pds.example"
        self.video = VideoService(self)

    def answer(self, method, path, body, *, query, headers):
        name = path.removeprefix("/xrpc/")
        if name.startswith("app.bsky.video."):
            return self.video.answer(method, name, body, query=dict(parse_qsl(query[""])), headers=headers)
        handler = getattr(self, "_" + re.sub(r"([A-Z])", r"_\1", name.replace(".", "_")).lower(), None)
        if handler is None or method != ("GET" if "body" not in handler.__code__.co_varnames else "POST"):
            raise UnknownCall(f"{method} {path}")
        if name not in {"com.atproto.server.createSession", "com.atproto.repo.listRecords"}:
            if headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
                return 400, {"error": "ExpiredToken", "message": "Token has expired"}
            if name.startswith("app.bsky.") and not self.appview:
                return 502, {"error": "UpstreamFailure", "message": "Upstream Failure"}
        return handler(body=body, query=query, headers=headers) if method == "POST" else handler(query=query)

    def _com_atproto_server_create_session(self, *, body, **_):
        who = body["identifier"]
        handle = next((h for h, did in self.DIDS.items() if who in {h, did}), "")
        if not handle or body["password"] != "app-passwort":
            return 401, {"error": "AuthenticationRequired", "message": "Invalid identifier or password"}
        token = f"jwt-{len(self.tokens)}"
        self.tokens.add(token)
        document = {"service": [{"id": "#atproto_pds", "serviceEndpoint": self.home}]}
        return 200, {
            "did": self.DIDS[handle],
            "handle": handle,
            "accessJwt": token,
            "refreshJwt": "r",
            "didDoc": document,
        }

    def _com_atproto_identity_resolve_handle(self, *, query):
        did = self.DIDS.get(query["handle"])
        return (
            (200, {"did": did})
            if did
            else (400, {"error": "InvalidRequest", "message": "Unable to resolve handle"})
        )

    def _com_atproto_repo_upload_blob(self, *, body, headers, **_):
        assert isinstance(body, Path if headers["Content-Type"] == "video/mp4" else bytes)
        assert headers["Content-Type"].startswith("image/") or headers["Content-Type"] in {
            "video/mp4",
            "text/vtt",
        }
        return 200, {
            "blob": self.keep(body.read_bytes() if isinstance(body, Path) else body, headers["Content-Type"])
        }

    def _com_atproto_server_get_service_auth(self, *, query):
        until = int(NOW.timestamp()) + 1800 if query["lxm"] == "com.atproto.repo.uploadBlob" else None
        assert query == {
            "aud": query["aud"],
            "lxm": query["lxm"],
            **({"exp": str(until)} if until else {}),
            "": "",
        }
        return 200, {"token": f"letter {query['aud']} {query['lxm']}"}

    def keep(self, body: bytes, mime_type: str) -> dict[str, Any]:
        link = "bafkrei" + hashlib.sha256(body).hexdigest()[:40]
        self.blobs[link] = body
        return {"$type": "blob", "ref": {"$link": link}, "mimeType": mime_type, "size": len(body)}

    def _com_atproto_repo_put_record(self, *, body, **_):
        uri = f"at://{body['repo']}/{body['collection']}/{body['rkey']}"
        there = self.records.get(uri)
        if there and there["value"] != body["record"] and "swapRecord" in body and body["swapRecord"] is None:
            return 400, {"error": "InvalidSwap", "message": "Record was at another place"}
        return 200, self.write(uri, body["record"])

    def write(self, uri: str, value: dict[str, Any]) -> dict[str, str]:
        self.tick += timedelta(seconds=1)
        cid = "bafyrei" + hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:40]
        known = self.records.get(uri, {"indexedAt": stamp(self.tick), "likeCount": 0, "repostCount": 0})
        self.records[uri] = {**known, "uri": uri, "cid": cid, "value": value}
        return {"uri": uri, "cid": cid}

    def _com_atproto_repo_get_record(self, *, query):
        found = self.records.get(f"at://{query['repo']}/{query['collection']}/{query['rkey']}")
        if not found:
            return 400, {"error": "RecordNotFound", "message": "Could not locate record"}
        return 200, {key: found[key] for key in ("uri", "cid", "value")}

    def _com_atproto_repo_list_records(self, *, query):
        assert set(query) <= {"repo", "collection", "limit", ""}
        assert 1 <= int(query["limit"]) <= 100
        below = f"at://{query['repo']}/{query['collection']}/"
        found = sorted(
            (one for one in self.records.values() if one["uri"].startswith(below)),
            key=lambda one: one["uri"],
            reverse=True,
        )
        page = [{key: one[key] for key in ("uri", "cid", "value")} for one in found[: int(query["limit"])]]
        return 200, {"records": page, **({"cursor": page[-1]["uri"].rpartition("/")[2]} if page else {})}

    def _com_atproto_repo_delete_record(self, *, body, **_):
        self.records.pop(f"at://{body['repo']}/{body['collection']}/{body['rkey']}", None)
        return 200, {}

    def view(self, uri: str) -> dict[str, Any]:
        one = self.records[uri]
        did = uri.split("/")[2]
        handle = next(handle for handle, known in self.DIDS.items() if known == did)
        replies = [
            r
            for r in self.records.values()
            if (r["value"].get("reply") or {}).get("parent", {}).get("uri") == uri
        ]
        author = {"did": did, "handle": handle, "displayName": handle.partition(".")[0].title()}
        counts = {
            "replyCount": len(replies),
            "likeCount": one["likeCount"],
            "repostCount": one["repostCount"],
        }
        return {
            "uri": uri,
            "cid": one["cid"],
            "author": author,
            "record": one["value"],
            "indexedAt": one["indexedAt"],
            **counts,
        }

    def _thread(self, uri: str) -> dict[str, Any]:
        below = [
            r["uri"]
            for r in self.records.values()
            if (r["value"].get("reply") or {}).get("parent", {}).get("uri") == uri
        ]
        return {
            "$type": "app.bsky.feed.defs#threadViewPost",
            "post": self.view(uri),
            "replies": [self._thread(u) for u in below],
        }

    def _app_bsky_feed_get_post_thread(self, *, query):
        if query["uri"] not in self.records:
            return 400, {"error": "NotFound", "message": "Post not found: " + query["uri"]}
        return 200, {"thread": self._thread(query["uri"])}

    def _app_bsky_notification_list_notifications(self, *, query):
        return 200, {
            "notifications": [
                {**self.view(uri), "reason": reason, "isRead": False} for uri, reason in self.told
            ]
        }

    def _app_bsky_feed_get_posts(self, *, query):
        wanted = [value for key, value in parse_qsl(query[""]) if key == "uris"]
        assert len(wanted) <= 25
        return 200, {"posts": [self.view(uri) for uri in wanted if uri in self.records]}
