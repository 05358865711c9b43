# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.studio.film.subtitles import (
    LONGEST_CUE,
    Cue,
    Hint,
    SubtitlesUnreadable,
    Why,
    hints,
    moved,
    read,
    to_ass,
    to_srt,
    to_vtt,
)

SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Grüß Gott</i>\r\nim Rathaus\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nDanke.\r\n"
VTT = "WEBVTT\n\nNOTE nichts\n\neins\n00:01.000 --> 00:02.500 align:start\n<v Mia>Grüß Gott\nim Rathaus\n\n00:03.000 --> 00:04.000\nDanke.\n"
CUES = (Cue(1.0, 2.5, "Grüß Gott\nim Rathaus"), Cue(3.0, 4.0, "Danke."))
LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"], exclude_characters="<>{}&"),
    min_size=1,
    max_size=20,
)
TIMES = st.integers(0, 3_600_000)


@pytest.mark.parametrize(
    "data", [SRT.encode(), VTT.encode(), SRT.encode("utf-8-sig"), SRT.encode("cp1252"), SRT.encode("utf-16")]
)
def test_subtitles_are_read_as_they_are_written(data):
    assert read(data) == CUES


@pytest.mark.parametrize(
    ("data", "why", "line"),
    [
        (b"", Why.EMPTY, 0),
        (b"Nur Text", Why.EMPTY, 0),
        (b"1\n00:00:04,000 --> 00:00:02,000\nA\n", Why.TIMES, 2),
        (b"x" * 1_000_001, Why.TOO_LARGE, 0),
        (b"00:01.000 --> 00:02.000\nA\n\n" * 5_001, Why.TOO_MANY, 0),
    ],
)
def test_subtitles_that_cannot_be_read_say_why(data, why, line):
    with pytest.raises(SubtitlesUnreadable) as refused:
        read(data)
    assert (refused.value.why, refused.value.line) == (why, line)


@given(
    st.lists(
        st.builds(
            lambda start, length, text: Cue(start / 1000, (start + length) / 1000, text),
            TIMES,
            st.integers(1, 9000),
            LINES,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_subtitles_are_the_same_when_written_and_read_again(cues):
    wanted = tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))
    assert read(to_srt(wanted).encode()) == wanted
    assert [(one.start, one.end) for one in read(to_vtt(wanted).encode())] == [
        (one.start, one.end) for one in wanted
    ]


@given(st.binary(max_size=400))
def test_any_bytes_are_subtitles_or_say_why(data):
    try:
        cues = read(data)
    except SubtitlesUnreadable:
        return
    assert all(cue.end > cue.start and cue.text for cue in cues)


def test_words_are_never_commands_when_burned_in():
    last = to_ass((Cue(0, 1, "{\\fs300}\\N böse\nzwei"),), width=1080, height=1920).splitlines()[-1]
    words = last.split(",,0,0,0,,", 1)[1]
    assert words == "(\\\u2060fs300)\\\u2060N böse\\Nzwei"


def test_hints_name_what_is_hard_to_read():
    cues = (
        Cue(0, 0.5, "Kurz"),
        Cue(0.4, 1.4, "a" * 43),
        Cue(2, 9, "eins\nzwei\ndrei"),
    )
    assert hints(cues, seconds=8) == [
        (0, Hint.SHORT),
        (1, Hint.LONG),
        (1, Hint.FAST),
        (1, Hint.OVERLAP),
        (2, Hint.LINES),
        (2, Hint.AFTER_END),
    ]


def test_subtitles_go_with_the_cut():
    assert moved(CUES, cut_from=2.0, cut_to=3.5, by=1.0) == (
        Cue(1.0, 1.5, "Grüß Gott\nim Rathaus"),
        Cue(2.0, 2.5, "Danke."),
    )


@pytest.mark.parametrize("data", [b"<" * 900_000, b"0" * 900_000, b"1:" * 400_000, b"{\\" * 400_000])
def test_hostile_file_is_refused_at_once(data):
    began = time.process_time()
    with pytest.raises(SubtitlesUnreadable):
        read(data)
    assert time.process_time() - began < 1


def test_hostile_cue_is_refused_at_once():
    began = time.process_time()
    with pytest.raises(SubtitlesUnreadable, match="long 2"):
        read(b"00:01.000 --> 00:02.000\n" + b"<a" * 400_000)
    assert time.process_time() - began < 1


def test_cue_of_the_most_letters_is_kept_whole_and_a_longer_one_is_named_by_its_line():
    [cue] = read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"a" * LONGEST_CUE)
    assert len(cue.text) == LONGEST_CUE
    with pytest.raises(SubtitlesUnreadable, match="long 4"):
        read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"a" * (LONGEST_CUE + 1))


def test_times_that_cannot_be_read_are_named_and_not_left_out():
    with pytest.raises(SubtitlesUnreadable, match="times 5"):
        read(b"00:01.000 --> 00:02.000\nHallo\n\n2\neins --> zwei\nWelt\n")
