# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person wants of a film, and the one ffmpeg call that makes it.

Every file is named by us and lies in the folder the call runs in, so that no name is ever read as an option or a filter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from nahbar.studio.film.facts import Facts
from nahbar.studio.film.shapes import SIZES, Shape

RATE = 30
GROUP_SECONDS = 2
LOUDNESS, TRUE_PEAK, LOUDNESS_RANGE = -14.0, -1.0, 11.0
"""LUFS, dBTP and LU (EBU R 128): what platforms play films at."""
SHORTEST_PIECE = 0.2
MOST_PIECES = 30
MOST_SECONDS = 900.0
QUALITY = 23
SUBTITLES, FONTS = "subtitles.ass", "fonts"


class Fit(StrEnum):
    """How a film fills a shape it does not have."""

    CROP = "crop"
    PAD = "pad"


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a film: `file` in the folder, from `start` to `end` seconds. `focus`: what must stay in the picture, 0 to 1."""

    file: str
    facts: Facts
    start: float
    end: float
    focus: tuple[float, float] = (0.5, 0.5)

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Still:
    """A picture that stands for some seconds: a title card or the credits."""

    file: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Loudness:
    """What the first pass measured, as ffmpeg's loudnorm prints it."""

    integrated: float
    true_peak: float
    range: float
    threshold: float
    offset: float


@dataclass(frozen=True, slots=True)
class Wish:
    """A film as somebody wants it. `has_subtitles`: `subtitles.ass` and a folder `fonts` lie beside it to be burned in."""

    pieces: tuple[Clip | Still, ...]
    shape: Shape
    fit: Fit = Fit.CROP
    has_subtitles: bool = False
    is_mute: bool = False
    background: str = "000000"

    @property
    def seconds(self) -> float:
        """How long the film will be."""
        return sum(piece.seconds for piece in self.pieces)

    @property
    def has_sound(self) -> bool:
        return not self.is_mute and any(
            isinstance(piece, Clip) and piece.facts.sound for piece in self.pieces
        )


class WishImpossible(Exception):
    """`why`: none, many, long, piece (a stretch that is too short or lies outside the film)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def check(wish: Wish) -> None:
    """Whether the film can be made.

    Raises:
        WishImpossible: no or too many pieces, a stretch outside its film, more than fifteen minutes.
    """
    if not wish.pieces:
        raise WishImpossible("none")
    if len(wish.pieces) > MOST_PIECES:
        raise WishImpossible("many")
    for piece in wish.pieces:
        is_within = not isinstance(piece, Clip) or 0 <= piece.start < piece.end <= piece.facts.seconds + 0.1
        if piece.seconds < SHORTEST_PIECE or not is_within:
            raise WishImpossible("piece")
    if wish.seconds > MOST_SECONDS:
        raise WishImpossible("long")


def measure(wish: Wish) -> list[str]:
    """The arguments (without the program) of the first pass: how loud it is. Only where `wish.has_sound`."""
    check(wish)
    graph = ";".join([*_sounds(wish), f"[sound]{_loudnorm(None)}:print_format=json[out]"])
    return [*_before(), *_inputs(wish), "-filter_complex", graph, "-map", "[out]", "-vn", "-f", "null", "-"]


def make(wish: Wish, output: str, loudness: Loudness | None = None) -> list[str]:
    """The arguments (without the program) that write the film as MP4 for phones (platform sheet, 1.5).

    H.264 High, yuv420p, 30 pictures a second, closed groups of two seconds, AAC 48 kHz stereo, no metadata, the index first.
    Progress comes on standard output.
    """
    check(wish)
    graph = [*_pictures(wish)]
    picture, maps = "[picture]", []
    if wish.has_subtitles:
        graph.append(f"[picture]ass={SUBTITLES}:fontsdir={FONTS}[titled]")
        picture = "[titled]"
    maps += ["-map", picture]
    sound: list[str] = ["-an"]
    if wish.has_sound:
        graph += [*_sounds(wish), f"[sound]{_loudnorm(loudness)},aresample=48000[loud]"]
        maps += ["-map", "[loud]"]
        sound = ["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"]
    return [
        *_before(), "-progress", "pipe:1", *_inputs(wish), "-filter_complex", ";".join(graph), *maps,
        "-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast", "-crf", str(QUALITY), "-pix_fmt", "yuv420p",
        "-r", str(RATE), "-g", str(RATE * GROUP_SECONDS), "-flags", "+cgop", "-sc_threshold", "0",
        "-maxrate", "8M", "-bufsize", "16M", *sound,
        "-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-fflags", "+bitexact", "-movflags", "+faststart", "-use_editlist", "0",
        "-f", "mp4", "-y", output,
    ]  # fmt: skip


def cover(file: str, at: float, output: str) -> list[str]:
    """The arguments that take one picture out of a film at `at` seconds."""
    return [*_before(), "-ss", f"{at:.3f}", *_input(file), *_one_picture(output)]


def speech(file: str, start: float, end: float, output: str) -> list[str]:
    """The arguments that take the sound of a stretch for a speech model: 16 kHz, one channel."""
    stretch = ["-ss", f"{start:.3f}", "-t", f"{end - start:.3f}"]
    plain = ["-map", "0:a:0", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-map_metadata", "-1", "-fflags", "+bitexact"]  # fmt: skip
    return [*_before(), *stretch, *_input(file), *plain, "-f", "wav", "-y", output]


def _one_picture(output: str) -> list[str]:
    # As PNG: Debian's MJPEG encoder refuses some colour spaces.
    return ["-frames:v", "1", "-map_metadata", "-1", "-f", "image2", "-c:v", "png", "-compression_level", "1", "-y", output]  # fmt: skip


def still(wish: Wish, at: float, output: str) -> list[str]:
    """The arguments that make one picture as it will look at `at` seconds of the film, at half its size.

    With `wish.has_subtitles`, `subtitles.ass` shows what stands there at its own beginning.
    """
    check(wish)
    piece, within = _piece_at(wish, at)
    width, height = SIZES[wish.shape]
    where = [] if isinstance(piece, Still) else ["-ss", f"{piece.start + within:.3f}"]
    burned = f",ass={SUBTITLES}:fontsdir={FONTS}" if wish.has_subtitles else ""
    graph = f"setpts=PTS-STARTPTS,{_fitted(piece, wish)},setsar=1,format=yuv420p{burned},scale={width // 2}:{height // 2}"
    return [*_before(), *where, *_input(piece.file), "-vf", graph, *_one_picture(output)]


def _piece_at(wish: Wish, at: float) -> tuple[Clip | Still, float]:
    """The piece that is seen at this second of the film, and how far into it; the last one where the film has ended."""
    for piece in wish.pieces:
        if at < piece.seconds:
            return piece, max(0.0, at)
        at -= piece.seconds
    last = wish.pieces[-1]
    return last, max(0.0, last.seconds - 0.2)


def tell(file: str) -> list[str]:
    """The arguments that make ffmpeg tell what a file is; it ends with an error, because there is nothing to do."""
    return ["-hide_banner", "-nostdin", *_input(file)]


def _before() -> list[str]:
    return [
        "-hide_banner",
        "-nostdin",
        "-loglevel",
        "info",
        "-nostats",
        "-threads",
        "2",
        "-filter_complex_threads",
        "2",
    ]


def _input(file: str) -> list[str]:
    # Nothing of the web, and no list of other files in disguise.
    return ["-protocol_whitelist", "file,pipe", "-i", f"file:{file}"]


def _inputs(wish: Wish) -> list[str]:
    arguments: list[str] = []
    for piece in wish.pieces:
        if isinstance(piece, Still):
            arguments += [
                "-loop",
                "1",
                "-framerate",
                str(RATE),
                "-t",
                f"{piece.seconds:.3f}",
                *_input(piece.file),
            ]
        else:
            # To the nearest key picture first, which is fast; trim then cuts exactly.
            arguments += [
                "-ss",
                f"{max(0.0, piece.start):.3f}",
                "-t",
                f"{piece.seconds + 0.1:.3f}",
                *_input(piece.file),
            ]
    return arguments


def _pictures(wish: Wish) -> Iterator[str]:
    for number, piece in enumerate(wish.pieces):
        yield (
            f"[{number}:v:0]trim=duration={piece.seconds:.3f},setpts=PTS-STARTPTS,{_fitted(piece, wish)},"
            f"fps={RATE},setsar=1,format=yuv420p[p{number}]"
        )
    every = "".join(f"[p{number}]" for number in range(len(wish.pieces)))
    yield f"{every}concat=n={len(wish.pieces)}:v=1:a=0[picture]"


def _fitted(piece: Clip | Still, wish: Wish) -> str:
    width, height = SIZES[wish.shape]
    if isinstance(piece, Still) or wish.fit is Fit.PAD:
        return _padded(width, height, wish.background)
    return _cropped(piece, width, height)


def _cropped(clip: Clip, width: int, height: int) -> str:
    x, y = (min(1.0, max(0.0, value)) for value in clip.focus)
    return (
        f"scale={width}:{height}:force_original_aspect_ratio=increase:flags=bicubic,"
        f"crop={width}:{height}:min(iw-ow\\,max(0\\,iw*{x:.4f}-ow/2)):min(ih-oh\\,max(0\\,ih*{y:.4f}-oh/2))"
    )


def _padded(width: int, height: int, background: str) -> str:
    return (
        f"scale={width}:{height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic,"
        f"pad={width}:{height}:(ow-iw)/2:(oh-ih)/2:color=0x{background}"
    )


def _sounds(wish: Wish) -> Iterator[str]:
    shape = "aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo"
    for number, piece in enumerate(wish.pieces):
        if isinstance(piece, Clip) and piece.facts.sound:
            # Sound that ends early is filled up, so that the next piece begins with its own.
            yield f"[{number}:a:0]asetpts=PTS-STARTPTS,{shape},apad,atrim=duration={piece.seconds:.3f}[s{number}]"
        else:
            yield f"anullsrc=r=48000:cl=stereo,{shape},atrim=duration={piece.seconds:.3f}[s{number}]"
    every = "".join(f"[s{number}]" for number in range(len(wish.pieces)))
    yield f"{every}concat=n={len(wish.pieces)}:v=0:a=1[sound]"


def _loudnorm(known: Loudness | None) -> str:
    aim = f"loudnorm=I={LOUDNESS}:TP={TRUE_PEAK}:LRA={LOUDNESS_RANGE}"
    if known is None:
        return aim
    return (
        f"{aim}:measured_I={known.integrated}:measured_TP={known.true_peak}:measured_LRA={known.range}"
        f":measured_thresh={known.threshold}:offset={known.offset}:linear=true"
    )
