# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""Of which words is a German compound made? Found by how usual the words are, with the letters that join them.

The way of Koehn and Knight (Empirical Methods for Compound Splitting, EACL 2003): a word falls apart where its parts
are on the mean more usual than the whole, so that "Feuerwehr" stays one and "Lichtsignalanlage" is three.
"""

from functools import lru_cache
from typing import NamedTuple

from nahbar.language.frequency import zipf

_LONGEST = 60
_LONGEST_PART = 24
_MOST_PARTS = 6
_SHORTEST_WORD = 7
_SHORTEST_PART = 4
_SHORTEST_LAST = 2
_JOINTS = ("s", "es", "n", "en", "er", "e")
"""Letters behind a part; plurals that join ("straßen") stand in the list themselves."""
SHORT_PARTS = frozenset(
    "abi amt arm bad bau bio bus eid eis ehe hof hut job not ohr öko ort rad rat rot see tag tal tee tod tor tür uhr "
    "weg zoo zug öl ei fuß".split()
)
NO_PARTS = frozenset(
    # What stands before and behind words without being one.
    "schaft schaften haft lich liche lichen keit heit sam bar los lose losen weise ismus tion tionen ator ität iert "
    "ieren isch ische ischen ling linge nis nisse chen lein ende enden ung ungen tum voll volle ver zer ent miss "
    "über unter gegen durch wider wieder nach zwischen nicht dass eine einen einer eines einem oder aber auch beim "
    "sich sind wird werden wurde wenn dann noch mein dein sein ihre ihren ihrer unser euch diese diesen dieser kein "
    "ange abge aufge ausge einge inter trans kon tele hier dort herr rung stel stell ster sten eren ungs liche ation ational "
    "lung tung dung sche schen cher rich erin rinnen innen ionen ente igen iger igkeit igkeiten heiten keiten tral minder anti teuer".split()
)
_USUAL_PART = 2.5
_A_JOINT = 0.25
_A_PART = 0.12


class Part(NamedTuple):
    """A part of a word at `start` to `end` of it, the joining letters with it; `word` is the part without them."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def parts(word: str) -> tuple[Part, ...]:
    """The parts in order, together the whole word; one part where the word is surely no compound or not known.

    Works on any string in a time bounded by its 60 letters; a longer one is one part.

    >>> [part.word for part in parts("Bebauungsplan")]
    ['Bebauung', 'plan']
    """
    lower = word.lower()
    whole = (Part(word, 0, len(word)),)
    if not _SHORTEST_WORD <= len(word) <= _LONGEST or len(lower) != len(word) or not word.isalpha():
        return whole
    found = _most_usual(lower)
    if found is None or found[0] <= zipf(lower):
        return whole
    made, start = [], 0
    for end, joint in found[1]:
        made.append(Part(word[start : end - joint], start, end))
        start = end
    return tuple(made)


def _most_usual(word: str) -> tuple[float, list[tuple[int, int]]] | None:
    """The mean figure and the parts (end, letters of the joint) of the most usual way to cut the word in two or more."""
    pieces: dict[int, list[tuple[int, int, float]]] = {}
    # With as many parts as rounds so far: the best sum up to each place, and how one came there.
    sums: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    best: tuple[float, list[tuple[int, int]]] | None = None
    for number in range(1, _MOST_PARTS + 1):
        following: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (total, way) in sums.items():
            if start not in pieces:
                pieces[start] = _pieces(word, start)
            for end, joint, figure in pieces[start]:
                if end not in following or total + figure > following[end][0]:
                    following[end] = (total + figure, [*way, (end, joint)])
        whole = following.pop(len(word), None)
        if whole and number > 1:
            mean = whole[0] / number - _A_PART * number
            if best is None or mean > best[0]:
                best = (mean, whole[1])
        sums = following
    return best


def _pieces(word: str, start: int) -> list[tuple[int, int, float]]:
    """Every known part that begins here: where it ends, how many of its letters only join, how usual it is."""
    found = []
    for end in range(start + 2, min(len(word), start + _LONGEST_PART) + 1):
        if 0 < len(word) - end < _SHORTEST_LAST:
            continue
        figure, joint = _part(word[start:end], is_last=end == len(word))
        if figure:
            found.append((end, joint, figure))
    return found


def _part(piece: str, *, is_last: bool) -> tuple[float, int]:
    """How usual the piece is as a part (0: it is none) and how many of its letters only join."""
    figure = _known(piece)
    joint = 0
    if not is_last:
        for letters in _JOINTS:
            if piece.endswith(letters) and _known(piece[: -len(letters)]) - _A_JOINT > figure:
                figure, joint = _known(piece[: -len(letters)]) - _A_JOINT, len(letters)
    return figure, joint


def _known(piece: str) -> float:
    if len(piece) < _SHORTEST_PART:
        return zipf(piece) if piece in SHORT_PARTS else 0.0
    if piece in NO_PARTS:
        return 0.0
    figure = zipf(piece)
    return figure if figure >= _USUAL_PART else 0.0
