# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is judged, and for whom: plain, frozen values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureRights:
    """What is known of the rights in a picture, on the day and for the channel it is judged for.

    Attributes:
        is_stated: somebody said on what the use rests.
        ended_on: the last day of the rights, as people read it, where that day is over; "" otherwise.
        is_for_channel: the rights allow this channel.
        must_name: whom the licence asks to be named; "" where it does not, or where the name is not known.
        is_uncredited: the licence asks for a name, and beside the picture stands none.
        music: of a film with sound, whose music is heard: "none", "own", "free", "platform"; "" while nobody has said,
            None where nothing is heard.
        is_music_proven: where it says "free", the proof is noted.
    """

    is_stated: bool = True
    ended_on: str = ""
    is_for_channel: bool = True
    must_name: str = ""
    is_uncredited: bool = False
    music: str | None = None
    is_music_proven: bool = False


@dataclass(frozen=True, slots=True)
class PictureDraft:
    """A picture as the rules see it.

    Attributes:
        alt: the alternative text, "" while it is missing.
        words: what is written in the picture, where somebody typed it or a machine read it.
        rights: what is known of them; None where nobody keeps account.
        is_uncleared: somebody sent it in, and nobody has settled rights and consent yet.
    """

    alt: str
    words: str = ""
    rights: PictureRights | None = None
    is_uncleared: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with its pictures, before it is frozen.

    Attributes:
        language: BCP 47; rules that know only German are silent for other languages.
    """

    text: str
    pictures: tuple[PictureDraft, ...] = ()
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Values:
    """The house's own figures where no norm gives one; every authority may set others.

    Lengths in code points, sentences in words, shares in per cent.
    """

    alt_shortest: int = 20
    alt_longest: int = 250
    hashtags_warn: int = 5
    hashtags_stop: int = 10
    emojis_warn: int = 3
    emojis_stop: int = 6
    picture_words: int = 20
    sentence_mean: int = 15
    sentence_warn: int = 20
    sentence_stop: int = 25
    index_from_words: int = 80
    lix_hint: int = 50
    lix_warn: int = 55
    lix_stop: int = 60
    nominal_hint: int = 8
    nominal_warn: int = 12
    passive_share: int = 30
    word_hint: int = 20
    word_warn: int = 28


@dataclass(frozen=True, slots=True)
class Context:
    """Whose text it is and what for.

    Attributes:
        level: "bund", "land", "kreis", "kommune", "hochschule" or "other".
        land: ISO 3166-2, e.g. "DE-BY", or "".
        own_contacts: telephone numbers, mail addresses and domains of the authority, which may stand in every post.
        post_kind: "service", "event", "notice" (Bekanntmachung), "job", "participation", "image".
        gender_profile: "forbidden", "allowed" or "open" (the rule known for this Land and level, if there is one).
        address: "du", "sie" or "" (not laid down).
        leicht_checked: who checked a text in Leichte Sprache, and when; "" means nobody.
    """

    level: str = ""
    land: str = ""
    own_contacts: tuple[str, ...] = ()
    post_kind: str = "service"
    gender_profile: str = "open"
    address: str = ""
    leicht_checked: str = ""
    values: Values = Values()
