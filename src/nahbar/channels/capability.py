# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one platform can do: a typed, frozen record; the house asks the record, never the platform's name."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum


class TextUnit(StrEnum):
    """In what a platform counts text."""

    CODE_POINTS = "code_points"
    GRAPHEMES = "graphemes"
    UTF16_UNITS = "utf16_units"
    UTF8_BYTES = "utf8_bytes"
    WEIGHTED = "weighted"  # Latin signs one, others and emojis two (twitter-text, version 3)


class ExactlyOnce(StrEnum):
    """By which means a repeat can be told from a first try (platform sheet, section 2)."""

    IDEMPOTENCY_KEY = "idempotency_key"
    CHOSEN_ID = "chosen_id"
    TWO_PHASE = "two_phase"
    LOOK_UP = "look_up"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class TextLimit:
    """How long a text may be, and how it is counted.

    Attributes:
        limit: most units of `unit`.
        unit: in what the platform counts.
        link_cost: what every link counts, whatever its length; None: as it stands.
        mention_local_only: of @name@server only @name counts.
        max_bytes: a second limit in UTF-8 bytes, or None.

    """

    limit: int
    unit: TextUnit
    link_cost: int | None = None
    mention_local_only: bool = False
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class PictureLimit:
    """How many pictures of which kind; sizes in bytes and pixels, alt text in code points.

    `shape`: width to height ("4:5") that its readers see whole and large.
    """

    max_count: int
    max_bytes: int
    max_pixels: int
    alt_limit: int
    mime_types: tuple[str, ...] = ("image/jpeg", "image/png", "image/webp")
    shape: str = "4:5"


@dataclass(frozen=True, slots=True)
class FilmLimit:
    """What films a platform takes; sizes in bytes and pixels of a frame, lengths in seconds, alternative text in code points.

    Attributes:
        min_seconds, max_seconds: how long a film may be; `max_seconds` None: only its bytes are counted.
        mime_types: of the file as it goes out.
        codecs: of picture and sound, as ffmpeg names them; what is written otherwise is not sent.
        shapes: width to height ("9:16") that its readers see large, the best first; a recommendation, nothing is refused.
        captions_bytes: most bytes of a WebVTT file beside the film; 0: it takes none, subtitles must be in the picture.
        takes_cover: a still of our choice can be sent along.
        takes_pictures: pictures may stand beside the film in the same post.

    """

    max_count: int
    max_bytes: int
    max_pixels: int
    alt_limit: int
    min_seconds: float = 1.0
    max_seconds: float | None = None
    mime_types: tuple[str, ...] = ("video/mp4",)
    codecs: tuple[str, ...] = ("h264", "aac")
    shapes: tuple[str, ...] = ("9:16", "1:1", "16:9")
    captions_bytes: int = 0
    takes_cover: bool = False
    takes_pictures: bool = False


@dataclass(frozen=True, slots=True)
class HandleForm:
    """How other accounts are written in a text: a pattern for the whole of it, with its @, and an example."""

    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class Look:
    """How readers see a post there, for the preview; limits nothing that is sent.

    Attributes:
        link_longest: of an address so many signs are shown, without https:// and www.; None: as it was written.
        links_bare: an address without https:// is a link, too.
        fold_after: lines after which readers must open the rest; None: never.
        fold_to: lines that are shown then.
        cuts_pictures: several pictures are cut to fill one frame; False: each is shown whole.

    """

    link_longest: int | None = None
    links_bare: bool = False
    fold_after: int | None = None
    fold_to: int = 0
    cuts_pictures: bool = False


@dataclass(frozen=True, slots=True)
class ConnectField:
    """One thing a person must type to connect an account. `key` names it for the connector."""

    key: str
    label: str
    help: str = ""
    secret: bool = False
    required: bool = True
    initial: str = ""


@dataclass(frozen=True, slots=True)
class Capability:
    """What a platform can do. `key` is the connector's file name; labels are German, as people see them.

    `posts_per_day` and `requests_per_window` (most requests, and in how long) are what one account may; None: nothing
    is known. `can_edit`: a published post can be corrected in its place. `own_folder`: it speaks through a folder on this machine, which the house adds to fields and credentials
    as "folder".

    `thread_parts`: how many posts of one thread the house sends at most; 1: the platform has no threads.
    `has_first_comment`: our own comment can follow under a post. `most_hashtags`: the platform takes no more in a post.
    `handle`: how accounts are written there; None: names cannot be turned into accounts.
    `films`: None: it shows no films.
    """

    key: str
    name: str
    icon: str
    text: TextLimit
    pictures: PictureLimit | None
    exactly_once: ExactlyOnce
    connect_fields: tuple[ConnectField, ...]
    connect_by_redirect: bool
    can_withdraw: bool
    reads_comments: bool
    can_reply: bool
    figures: tuple[str, ...]
    tested_on: date
    concurrency: int = 1
    posts_per_day: int | None = None
    requests_per_window: tuple[int, timedelta] | None = None
    can_edit: bool = False
    own_folder: bool = False
    thread_parts: int = 1
    has_first_comment: bool = False
    most_hashtags: int | None = None
    handle: HandleForm | None = None
    look: Look = Look()
    films: FilmLimit | None = None
    notes: tuple[str, ...] = field(default=())

    def with_limits(
        self,
        *,
        text_limit: int | None = None,
        link_cost: int | None = None,
        max_pictures: int | None = None,
        alt_limit: int | None = None,
        picture_bytes: int | None = None,
        picture_pixels: int | None = None,
        film_bytes: int | None = None,
        film_pixels: int | None = None,
    ) -> "Capability":
        """The same platform with the values one server gave at connect time."""
        text = replace(
            self.text,
            limit=text_limit or self.text.limit,
            link_cost=self.text.link_cost if link_cost is None else link_cost,
        )
        pictures = self.pictures and replace(
            self.pictures,
            max_count=max_pictures or self.pictures.max_count,
            alt_limit=alt_limit or self.pictures.alt_limit,
            max_bytes=picture_bytes or self.pictures.max_bytes,
            max_pixels=picture_pixels or self.pictures.max_pixels,
        )
        films = self.films and replace(
            self.films,
            alt_limit=alt_limit or self.films.alt_limit,
            max_bytes=film_bytes or self.films.max_bytes,
            max_pixels=film_pixels or self.films.max_pixels,
        )
        return replace(self, text=text, pictures=pictures, films=films)
