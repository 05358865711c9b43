# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film on Bluesky: to the account's own server, or through the network's video service, which works it through first.

Accounts on the network's own servers use the service, as it asks them to: only so is the film there when the post is. A
town's own server takes the film itself; the network works it through once it has seen the post.
"""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from nahbar.channels.capability import FilmLimit
from nahbar.channels.errors import ConnectorError, Reason, Refused, TryLater, Whose
from nahbar.channels.post import Film
from nahbar.channels.question import Api, ask, moment, refused, said
from nahbar.channels.transport import Answer, Transport

SERVICE, SERVICE_DID = "https://video.bsky.app", "did:web:video.bsky.app"
# A server of one's own takes 50 MiB a file unless its operator says otherwise.
OWN_SERVER_BYTES, SERVICE_BYTES = 50_000_000, 100_000_000
LIMIT = FilmLimit(
    max_count=1,
    max_bytes=OWN_SERVER_BYTES,
    max_pixels=3840 * 2160,
    alt_limit=2000,
    max_seconds=180.0,
    captions_bytes=20_000,
)
WORKS_ON_IT = timedelta(seconds=5)
LETTER_LASTS = timedelta(minutes=30)
ANOTHER_DAY = timedelta(hours=6)
UPLOAD = "com.atproto.repo.uploadBlob"


class Ask(Protocol):
    """One call to the account's server, signed in."""

    def __call__(self, method: str, name: str, **rest: Any) -> Any: ...


def uses_service(server: str) -> bool:
    """Whether accounts of this server send films to the network's video service."""
    host = urlsplit(server).hostname or ""
    return host == "bsky.social" or host.endswith(".bsky.network")


def limits(server: str) -> dict[str, int]:
    """What an account of this server may send, where that is not what the capability says."""
    return {"film_bytes": SERVICE_BYTES} if uses_service(server) else {}


def refusal_of(answer: Answer) -> ConnectorError:
    """What a refusal of the video service means."""
    meant: dict[int, Reason] = {
        HTTPStatus.UNAUTHORIZED: Reason.SIGN_IN_AGAIN,
        HTTPStatus.FORBIDDEN: Reason.ACCOUNT_RESTRICTED,
    }
    return refused(answer, meant.get(answer.status, Reason.FILM_REFUSED))


def uploaded(call: Ask, transport: Transport, server: str, did: str, film: Film) -> dict[str, Any]:
    """Brings the film there: `blob`, or `job` where the service works on it."""
    if uses_service(server):
        return _sent_to_service(call, transport, server, did, film)
    return {"blob": blob(call, film)}


def blob(call: Ask, film: Film) -> Any:
    """The film as a blob of the account's own server."""
    try:
        return call("POST", UPLOAD, content=film.path, headers={"Content-Type": film.mime_type})["blob"]
    except Refused as refusal:
        if refusal.reason is Reason.PICTURE_REFUSED:
            raise Refused(Reason.FILM_REFUSED, whose=Whose.PICTURE, detail=refusal.detail) from refusal
        raise


def embed(call: Ask, film: Film, language: str) -> dict[str, Any]:
    """The film as it stands in a post, but for its blob; its subtitles are brought there."""
    made: dict[str, Any] = {
        "$type": "app.bsky.embed.video",
        "alt": film.alt,
        "aspectRatio": {"width": film.width, "height": film.height},
    }
    if film.captions:
        headers = {"Content-Type": "text/vtt"}
        file = call("POST", UPLOAD, content=film.captions.encode(), headers=headers)["blob"]
        made["captions"] = [{"lang": language, "file": file}]
    return made


def worked_through(transport: Transport, job: str) -> Any:
    """The blob the service made of the film.

    Raises:
        TryLater: it still works on it.
        Refused: it could not make anything of it.
    """
    path = f"/xrpc/app.bsky.video.getJobStatus?jobId={quote(job, safe='')}"
    status = Api(transport, SERVICE, refusal_of).call("GET", path)["jobStatus"]
    if status.get("blob"):
        return status["blob"]
    if status["state"] == "JOB_STATE_FAILED":
        words = f"{status.get('error') or ''} {status.get('message') or ''}".strip()
        raise Refused(Reason.FILM_REFUSED, whose=Whose.PICTURE, detail=words)
    raise TryLater(Reason.NOT_READY, after=WORKS_ON_IT, detail=f"{status['state']} {status.get('progress')}")


def _sent_to_service(call: Ask, transport: Transport, server: str, did: str, film: Film) -> dict[str, Any]:
    now = _time_where_there_is_room(call, transport, film)
    host = urlsplit(server).netloc.replace(":", "%3A")
    headers = {**_letter(call, f"did:web:{host}", UPLOAD, now), "Content-Type": film.mime_type}
    path = f"/xrpc/app.bsky.video.uploadVideo?did={quote(did, safe='')}&name={film.path.stem[:32]}.mp4"
    answer = ask(transport, "POST", SERVICE + path, content=film.path, headers=headers)
    body = answer.json()
    status = (body.get("jobStatus") or body) if isinstance(body, dict) else {}
    # 409: it has worked on this film before, and says under which number.
    if status.get("jobId"):
        return {"job": str(status["jobId"])}
    if answer.status in {200, 202}:
        raise TryLater(Reason.ODD_ANSWER, detail=said(answer))
    raise refusal_of(answer)


def _time_where_there_is_room(call: Ask, transport: Transport, film: Film) -> datetime | None:
    """What the service's clock says, if the account may send a film now: a confirmed mail address, and a day has its limits."""
    letter = _letter(call, SERVICE_DID, "app.bsky.video.getUploadLimits", None)
    answer = ask(transport, "GET", SERVICE + "/xrpc/app.bsky.video.getUploadLimits", headers=letter)
    if answer.status != HTTPStatus.OK:
        raise refusal_of(answer)
    room = answer.json()
    if room["canUpload"]:
        return moment(answer.headers.get("date", ""))
    words = f"{room.get('error') or ''} {room.get('message') or ''}".strip()
    if room.get("remainingDailyVideos") == 0 or (room.get("remainingDailyBytes") or film.size) < film.size:
        raise TryLater(Reason.DAY_BUDGET_SPENT, detail=words, after=ANOTHER_DAY)
    raise Refused(Reason.ACCOUNT_RESTRICTED, whose=Whose.ACCOUNT, detail=words)


def _letter(call: Ask, to: str, purpose: str, now: datetime | None) -> dict[str, str]:
    """A letter of the account's server with which the service may act for the account, for this alone.

    A letter without `now` is good for a minute; the service still uses the one for a film when it has worked it through.
    """
    query = {"aud": to, "lxm": purpose}
    query |= {"exp": str(int((now + LETTER_LASTS).timestamp()))} if now else {}
    token = call("GET", "com.atproto.server.getServiceAuth", query=query)["token"]
    return {"Authorization": f"Bearer {token}"}
