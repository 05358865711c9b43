# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file turned out to be: plain, frozen measures, whatever it was called."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Measures:
    """A file by its content.

    Attributes:
        kind: "picture", "film", "audio" or "document".
        mime: its media type.
        width: in pixels as people see it (turned upright); 0 where nothing is seen. The same for `height`.
        seconds: how long it plays; 0 where nothing plays.
        has_sound: whether anything is heard.
        codecs: of a film or sound, as "h264 aac".
        look: what it looks like, in 16 hexadecimal digits; "" where nothing is seen.
    """

    kind: str
    mime: str
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    has_sound: bool = False
    codecs: str = ""
    look: str = ""

    def seen_as(self, look: str) -> "Measures":
        """The same with the look of its cover."""
        return replace(self, look=look)
