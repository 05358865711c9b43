# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a Mastodon server speaks (and those that speak its language, such as snac2 or GoToSocial).

Its idempotency key is sent but never relied on: of three servers tried none honoured it. Exactly-once rests
on looking at our own posts. No `scheduled_at`: a server may publish at once, or lose pictures. After editing
we look: a server that lost pictures or words shows it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from nahbar.channels import oauth
from nahbar.channels.capability import (
    Capability,
    ConnectField,
    ExactlyOnce,
    FilmLimit,
    HandleForm,
    Look,
    PictureLimit,
    TextLimit,
    TextUnit,
)
from nahbar.channels.errors import ConnectorError, OutcomeUnknown, Reason, Refused, TryLater, Whose
from nahbar.channels.plain import could_be_same, plain, same_post
from nahbar.channels.post import Account, Comment, Figures, Film, Picture, Post, PublicPost, Receipt, Recent
from nahbar.channels.question import Api, careful, moment, refused, said, server_address, web_address
from nahbar.channels.transport import Answer, File, Transport

CAPABILITY = Capability(
    key="mastodon",
    name="Mastodon",
    icon="network",
    text=TextLimit(500, TextUnit.CODE_POINTS, link_cost=23, mention_local_only=True),
    pictures=PictureLimit(4, 16_777_216, 33_177_600, 1500, shape="1:1"),
    films=FilmLimit(1, 103_809_024, 8_294_400, 1500, takes_cover=True),
    exactly_once=ExactlyOnce.LOOK_UP,
    connect_fields=(
        ConnectField(
            "server", "Adresse des Servers", "Zum Beispiel social.bund.de. Dort melden Sie sich danach an."
        ),
    ),
    connect_by_redirect=True,
    can_withdraw=True,
    can_edit=True,
    requests_per_window=(300, timedelta(minutes=5)),
    thread_parts=25,
    has_first_comment=True,
    handle=HandleForm(r"@[A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?@[\w-]+(?:\.[\w-]+)+", "@kita@social.example"),
    # Its web pages: 22 px a line, folded above 706 px to 330 px; of an address 30 signs are shown.
    look=Look(link_longest=30, fold_after=32, fold_to=15, cuts_pictures=True),
    reads_comments=True,
    can_reply=True,
    figures=("replies", "likes", "shares"),
    tested_on=date(2026, 11, 21),
    notes=("Wie lang ein Beitrag sein darf, legt der Server fest; Nahbar fragt ihn beim Verbinden.",),
)
SCOPES = "read:accounts read:statuses read:notifications write:statuses write:media"
PAGES, PAGE = 5, 40
FEWEST = 20  # a server that gives fewer at once has no more
LONG_AGO = datetime.fromtimestamp(0, tz=UTC)
EARLIER = timedelta(minutes=2)  # the instance's clock may be behind ours
STATUSES, MEDIA = "/api/v1/statuses", "/api/v1/media"


def _refusal(answer: Answer) -> ConnectorError:
    """What an answer that is no success means (platform sheet, 8.4)."""
    words = said(answer).lower()
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY and "not finished processing" in words:
        return TryLater(Reason.NOT_READY, detail=words, after=timedelta(seconds=10))
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY and "video" in words:
        return refused(answer, Reason.FILM_REFUSED)
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY and any(
        word in words for word in ("media", "file", "attach", "image")
    ):
        return refused(answer, Reason.PICTURE_REFUSED)
    if answer.status == HTTPStatus.FORBIDDEN and any(
        word in words for word in ("disabled", "suspended", "pending", "limited")
    ):
        return refused(answer, Reason.ACCOUNT_RESTRICTED)
    return refused(answer)


def _of_film(refusal: Refused) -> Refused:
    """What a server objects to while it takes a film or works it through is the film."""
    if refusal.reason not in {Reason.TEXT_REFUSED, Reason.PICTURE_REFUSED}:
        return refusal
    return Refused(Reason.FILM_REFUSED, whose=Whose.PICTURE, detail=refusal.detail)


def _not_connected(answer: Answer) -> ConnectorError:
    denied = answer.status in {400, 401, 403, 422}
    return refused(answer, Reason.WRONG_CREDENTIALS if denied else Reason.WRONG_ADDRESS)


def _time(text: Any) -> datetime:
    return moment(str(text)) or LONG_AGO


def _receipt(status: Any, *, adopted: bool = False) -> Receipt:
    url = web_address(status.get("url"), status.get("uri"))
    return Receipt(str(status["id"]), url, moment(str(status.get("created_at"))), adopted)


def _public(status: Any) -> PublicPost:
    return PublicPost(
        remote_id=str(status["id"]),
        url=web_address(status.get("url"), status.get("uri")),
        text=plain(status["content"]),
        created_at=_time(status["created_at"]),
        pictures=tuple(str(one.get("description") or "") for one in status["media_attachments"]),
        in_reply_to=str(status.get("in_reply_to_id") or ""),
    )


class Connection:
    """Registers an application on the instance and lets the person allow it (OAuth code flow, PKCE)."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    @careful()
    def begin(
        self, fields: Mapping[str, str], *, redirect_uri: str, state: str
    ) -> tuple[str, dict[str, str]]:
        server, verifier = server_address(fields["server"]), oauth.verifier()
        form = {"client_name": "Nahbar", "redirect_uris": redirect_uri, "scopes": SCOPES}
        app = Api(self.transport, server, _not_connected).call("POST", "/api/v1/apps", form=form)
        keys = {"client_id": str(app["client_id"]), "client_secret": str(app["client_secret"])}
        query = {
            "response_type": "code",
            "client_id": keys["client_id"],
            "redirect_uri": redirect_uri,
            "scope": SCOPES,
        }
        query |= {
            "state": state,
            "code_challenge": oauth.challenge(verifier),
            "code_challenge_method": "S256",
        }
        return f"{server}/oauth/authorize?{urlencode(query)}", {
            "server": server,
            "verifier": verifier,
            **keys,
        }

    @careful()
    def finish(
        self, fields: Mapping[str, str], kept: Mapping[str, str], *, code: str, redirect_uri: str
    ) -> Account:
        api = Api(self.transport, kept["server"], _not_connected)
        form = {"grant_type": "authorization_code", "redirect_uri": redirect_uri, "code": code}
        form |= {"client_id": kept["client_id"], "client_secret": kept["client_secret"]}
        token = api.call("POST", "/oauth/token", form=form | {"code_verifier": kept["verifier"]})[
            "access_token"
        ]
        who = api.call(
            "GET", "/api/v1/accounts/verify_credentials", headers={"Authorization": f"Bearer {token}"}
        )
        domain, limits = _instance(api)
        return Account(
            remote_id=f"{who['id']}@{urlsplit(api.server).netloc}",
            handle=f"@{who['username']}@{domain}",
            display_name=who.get("display_name") or who["username"],
            url=web_address(who.get("url"), api.server),
            credentials={"server": api.server, "token": str(token), "account_id": str(who["id"])},
            limits=limits,
        )


def _instance(api: Api) -> tuple[str, dict[str, int]]:
    """Name and limits; a server without version 2 gives the same block in version 1."""
    body = api.call("GET", "/api/v2/instance", gone_is_none=True) or api.call("GET", "/api/v1/instance")
    posts = (body.get("configuration") or {}).get("statuses") or {}
    media = (body.get("configuration") or {}).get("media_attachments") or {}
    limits = {
        "text_limit": posts.get("max_characters"),
        "link_cost": posts.get("characters_reserved_per_url"),
        "max_pictures": posts.get("max_media_attachments"),
        "alt_limit": media.get("description_limit"),
        "picture_bytes": media.get("image_size_limit"),
        "picture_pixels": media.get("image_matrix_limit"),
        "film_bytes": media.get("video_size_limit"),
        "film_pixels": media.get("video_matrix_limit"),
    }
    name = str(body.get("domain") or body.get("uri") or api.server).rpartition("//")[2].partition("/")[0]
    return name, {key: value for key, value in limits.items() if isinstance(value, int) and value > 0}


class Connector:
    """Speaks for one account."""

    def __init__(self, transport: Transport, credentials: Mapping[str, str]) -> None:
        self.me = credentials["account_id"]
        self.api = Api(
            transport, credentials["server"], _refusal, {"Authorization": f"Bearer {credentials['token']}"}
        )

    @careful()
    def prepare(self, post: Post) -> dict[str, Any]:
        text, visibility = post.text, "public"
        if post.in_reply_to:
            parent = self.api.call("GET", f"{STATUSES}/{post.in_reply_to}")
            name = "@" + parent["account"]["acct"]
            # Without the name in the text nobody is told; what was asked in private is answered in private.
            if parent["account"]["id"] != self.me and name.lower() not in text.lower():
                text = f"{name} {text}"
            visibility = str(parent.get("visibility") or "public")
        media = [self._upload(number, picture) for number, picture in enumerate(post.pictures, 1)]
        media += [self._upload_film(number, film) for number, film in enumerate(post.films, 1)]
        # What has no address is still being worked on: `publish` looks again.
        waiting = [item["id"] for item in media if not item.get("url")]
        return {
            "text": text,
            "visibility": visibility,
            "media": [item["id"] for item in media],
            "waiting": waiting,
        }

    def _upload(self, number: int, picture: Picture) -> Any:
        file = File(f"bild-{number}.{picture.mime_type.partition('/')[2]}", picture.data, picture.mime_type)
        return self.api.call("POST", "/api/v2/media", form={"description": picture.alt}, files={"file": file})

    def _upload_film(self, number: int, film: Film) -> Any:
        """The server works a film through after it has taken it: the answer has no address yet."""
        files = {"file": File(f"film-{number}.mp4", film.path, film.mime_type)}
        if film.cover:
            files["thumbnail"] = File(f"standbild-{number}.jpg", film.cover, "image/jpeg")
        try:
            return self.api.call("POST", "/api/v2/media", form={"description": film.alt}, files=files)
        except Refused as refusal:
            raise _of_film(refusal) from refusal

    @careful(public=True)
    def publish(self, post: Post, prepared: Mapping[str, Any]) -> Receipt:
        for media in prepared["waiting"]:
            if not self._is_ready(media, is_film=bool(post.films)):
                raise TryLater(Reason.NOT_READY, after=timedelta(seconds=10))
        body = {"status": prepared["text"], "visibility": prepared["visibility"], "language": post.language}
        body |= {"media_ids": prepared["media"]} if prepared["media"] else {}
        body |= {"in_reply_to_id": post.in_reply_to} if post.in_reply_to else {}
        headers = {"Idempotency-Key": post.key}
        return _receipt(self.api.call("POST", STATUSES, public=True, json=body, headers=headers))

    @careful()
    def find(self, post: Post, prepared: Mapping[str, Any], *, since: datetime) -> Receipt | None:
        same, alike = [], False
        for status in self._pages(
            f"/api/v1/accounts/{self.me}/statuses", since - EARLIER, whole=True, exclude_reblogs="true"
        ):
            if str(status.get("in_reply_to_id") or "") != post.in_reply_to:
                continue
            media, text = [item["id"] for item in status["media_attachments"]], plain(status["content"])
            is_text = same_post(prepared["text"], text) and len(media) == len(post.pictures) + len(post.films)
            if is_text or (media and media == prepared["media"]):
                same.append(status)
            alike = alike or could_be_same(prepared["text"], text)
        if len(same) > 1 or (alike and not same):
            raise OutcomeUnknown(
                Reason.ODD_ANSWER, detail=f"{len(same)} posts are the same, others begin alike"
            )
        return _receipt(same[0], adopted=True) if same else None

    @careful()
    def recent(self, *, since: datetime, most: int) -> Recent:
        query = {"limit": str(min(most, PAGE)), "exclude_reblogs": "true"}
        page = self.api.call("GET", f"/api/v1/accounts/{self.me}/statuses", query=query)
        posts = sorted((_public(one) for one in page), key=lambda one: one.created_at, reverse=True)
        reaches_back = len(posts) < min(most, FEWEST) or posts[-1].created_at < since
        found = [one for one in posts if one.created_at >= since]
        return Recent(tuple(found[:most]), reaches_back and len(found) <= most)

    def _pages(self, path: str, begin: datetime, *, whole: bool, **query: str) -> Iterator[Any]:
        """Everything not older than `begin`, newest first; `whole`: OutcomeUnknown where that is too much."""
        query |= {"limit": str(PAGE)}
        seen: set[str] = set()
        for _ in range(PAGES):
            page = self.api.call("GET", path, query=query)
            new = [one for one in page if one["id"] not in seen]
            yield from (one for one in new if _time(one["created_at"]) >= begin)
            # A server that knows no pages gives the same again: a short one is everything there is.
            if not page or _time(page[-1]["created_at"]) < begin or (not new and len(page) < PAGE):
                return
            seen |= {one["id"] for one in new}
            query["max_id"] = page[-1]["id"]
        if whole:
            raise OutcomeUnknown(Reason.ODD_ANSWER, detail=f"more than {PAGES * PAGE} entries since {begin}")

    @careful(public=True)
    def edit(self, remote_id: str, post: Post) -> None:
        # Pictures are uploaded anew: which of them stand there already is not asked, their words go along.
        media = [self._upload(number, picture) for number, picture in enumerate(post.pictures, 1)]
        if any(not item.get("url") and not self._is_ready(item["id"]) for item in media):
            raise TryLater(Reason.NOT_READY, after=timedelta(seconds=10))
        body: dict[str, Any] = {"status": post.text, "language": post.language}
        body["media_ids"] = [item["id"] for item in media]
        if post.films:
            body |= self._films_that_stay(remote_id, post)
        self.api.call("PUT", f"{STATUSES}/{remote_id}", public=True, json=body)
        there = self.api.call("GET", f"{STATUSES}/{remote_id}")
        words = [str(item.get("description") or "") for item in there["media_attachments"]]
        meant = [one.alt for one in post.pictures] + [one.alt for one in post.films]
        if not same_post(post.text, plain(there["content"])) or words != meant:
            raise OutcomeUnknown(Reason.ODD_ANSWER, detail="the post stands there otherwise than it was sent")

    def _films_that_stay(self, remote_id: str, post: Post) -> dict[str, Any]:
        """A film stays the one that stands there, only its words are new: another would have to be worked through first."""
        there = self.api.call("GET", f"{STATUSES}/{remote_id}")["media_attachments"]
        kept = [str(item["id"]) for item in there if item.get("type") in {"video", "gifv"}]
        if len(kept) != len(post.films) or post.pictures:
            raise Refused(Reason.NOT_AVAILABLE, whose=Whose.PLATFORM, detail="another film")
        words = [{"id": pk, "description": one.alt} for pk, one in zip(kept, post.films, strict=True)]
        return {"media_ids": kept, "media_attributes": words}

    def _is_ready(self, media: str, *, is_film: bool = False) -> bool:
        try:
            return bool(self.api.call("GET", f"{MEDIA}/{media}").get("url"))
        except Refused as refusal:
            if is_film:
                raise _of_film(refusal) from refusal
            raise

    @careful(public=True)
    def withdraw(self, remote_id: str) -> None:
        deleted = self.api.call("DELETE", f"{STATUSES}/{remote_id}", public=True, gone_is_none=True)
        if self.api.call("GET", f"{STATUSES}/{remote_id}", gone_is_none=True) is not None:
            if deleted is None:
                # Some servers answer 404 because they know no deleting, not because the post is gone.
                raise Refused(
                    Reason.NOT_AVAILABLE, whose=Whose.PLATFORM, detail="the server deletes no posts"
                )
            raise OutcomeUnknown(Reason.ODD_ANSWER, detail="the post still stands there")

    @careful()
    def fetch_comments(self, remote_ids: Sequence[str], *, since: datetime | None) -> Sequence[Comment]:
        found: dict[str, Comment] = {}
        for post in remote_ids:
            context = self.api.call("GET", f"{STATUSES}/{post}/context", gone_is_none=True) or {}
            found |= {one["id"]: self._comment(one, post) for one in context.get("descendants", ())}
        # Replies come whole: one that travelled long is older than our last look. The house knows what it has.
        mentions = {"types[]": "mention"}
        for told in self._pages("/api/v1/notifications", since or LONG_AGO, whole=False, **mentions):
            if told["type"] == "mention" and told.get("status"):
                found.setdefault(told["status"]["id"], self._comment(told["status"], ""))
        return sorted(found.values(), key=lambda comment: comment.written_at)

    def _comment(self, status: Any, post: str) -> Comment:
        who = status["account"]
        return Comment(
            remote_id=status["id"],
            post_remote_id=post,
            parent_remote_id=str(status.get("in_reply_to_id") or ""),
            author_handle="@" + who["acct"],
            author_name=who.get("display_name") or who["username"],
            text=plain(status["content"]),
            url=web_address(status.get("url"), status.get("uri")),
            written_at=_time(status["created_at"]),
            is_ours=who["id"] == self.me,
        )

    @careful()
    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Figures]:
        posts = {one: self.api.call("GET", f"{STATUSES}/{one}", gone_is_none=True) for one in remote_ids}
        return {
            one: Figures(
                status.get("replies_count"), status.get("favourites_count"), status.get("reblogs_count")
            )
            for one, status in posts.items()
            if status is not None
        }
