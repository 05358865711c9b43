# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What travels to a platform and back: plain, frozen values."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as it goes out: bytes without metadata, alternative text, size in pixels."""

    data: bytes
    mime_type: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Film:
    """One film as it goes out: a file without metadata that lies on this machine until the post is out.

    It is a path and not bytes, so that no more of it than a piece is ever in memory. `size` in bytes; `seconds`: how
    long it plays. `captions`: its subtitles as WebVTT, "" where none go along; `cover`: a still as JPEG, b"" where none
    does.
    """

    path: Path
    size: int
    mime_type: str
    alt: str
    width: int
    height: int
    seconds: float
    captions: str = ""
    cover: bytes = b""


@dataclass(frozen=True, slots=True)
class Post:
    """One post as it goes out.

    Attributes:
        key: our own name of this delivery, stable over all attempts; basis of exactly-once.
        text: as the reader sees it.
        language: BCP 47, e.g. "de".
        created_at: fixed when the delivery was planned, so that a repeat is byte-equal.
        in_reply_to: the comment or post this answers (its `remote_id`), or "".

    """

    key: str
    text: str
    language: str
    created_at: datetime
    pictures: tuple[Picture, ...] = ()
    in_reply_to: str = ""
    films: tuple[Film, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The platform's proof. `adopted`: found there after an unknown outcome, not sent by this attempt."""

    remote_id: str
    url: str
    published_at: datetime | None = None
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What a connector learned when an account was connected.

    Attributes:
        remote_id: the platform's id of the account; connecting it again finds the same channel.
        handle: as people write it, e.g. "@musterau@social.example".
        credentials: what the connector needs to speak for it; secret; JSON values only.
        limits: keyword arguments for `Capability.with_limits`, as this server gave them.

    """

    remote_id: str
    handle: str
    display_name: str
    url: str
    credentials: dict[str, str]
    limits: dict[str, int]


@dataclass(frozen=True, slots=True)
class Comment:
    """Something somebody said to us on a platform; plain text, never HTML."""

    remote_id: str
    post_remote_id: str
    parent_remote_id: str
    author_handle: str
    author_name: str
    text: str
    url: str
    written_at: datetime
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class PublicPost:
    """A post of the account itself as its platform shows it, whoever made it; plain text.

    `pictures`: the alternative text of each picture and film. `in_reply_to`: what it answers, or "".
    """

    remote_id: str
    url: str
    text: str
    created_at: datetime
    pictures: tuple[str, ...] = ()
    in_reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Recent:
    """The account's own posts, newest first. `is_whole`: everything since the time that was asked for is in it."""

    posts: tuple[PublicPost, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What the platform counts for one post; None: the platform does not say."""

    replies: int | None
    likes: int | None
    shares: int | None
