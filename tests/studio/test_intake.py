# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stranger's photo: nothing hidden in the file is kept, and nothing hostile is decoded."""

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nahbar.studio import intake
from nahbar.studio.picture import PictureRefused, PictureTooLarge
from tests.contributions.photos import HEIC, bomb, photo, polyglot


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photo_keeps_its_pixels_and_nothing_else(kind):
    assert b"Petra Privat" in photo(kind=kind)

    taken = intake.take_in(photo(kind=kind))

    assert (taken.width, taken.height) == (30, 40)  # it was held sideways
    with Image.open(io.BytesIO(taken.data)) as image:
        assert (image.format, dict(image.getexif()), image.info.get("comment")) == ("JPEG", {}, None)
    assert b"Petra" not in taken.data
    assert b"Fernsprecher" not in taken.data


def test_polyglot_keeps_its_picture_only():
    taken = intake.take_in(polyglot())

    assert b"script" not in taken.data
    assert b"PK\x03\x04" not in taken.data


def test_large_photo_is_drawn_smaller():
    taken = intake.take_in(photo(width=6000, height=4000))

    assert taken.width * taken.height <= intake.KEPT_PIXELS
    assert taken.width / taken.height == pytest.approx(4000 / 6000, abs=0.01)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (HEIC, intake.PhotoIsHeif),
        (bomb(), PictureTooLarge),
        (bomb(4001, 3000), intake.PhotoUnfolds),
        (b"%PDF-1.7", intake.PhotoKindUnknown),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", intake.PhotoKindUnknown),
        (b"GIF89a" + b"\x00" * 30, intake.PhotoKindUnknown),
        (b"", intake.PhotoKindUnknown),
        (b"\xff\xd8\xff" * 5_000_000, intake.PhotoTooHeavy),
    ],
    ids=["heic", "bomb", "just-too-large", "pdf", "svg", "gif", "empty", "heavy"],
)
def test_what_is_no_photo_is_refused_with_a_sentence_and_without_memory(data, refusal):
    tracemalloc.start()
    with pytest.raises(refusal) as said:
        intake.take_in(data)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert str(said.value).startswith("Das Bild wurde nicht übernommen, weil ")
    assert most < 5_000_000


@given(st.integers(0, len(photo()) - 1), st.binary(max_size=40))
def test_damaged_photo_is_taken_or_refused_and_never_breaks(place, noise):
    data = photo()[:place] + noise + photo()[place + len(noise) :]

    try:
        taken = intake.take_in(data)
    except PictureRefused:
        return
    assert taken.data.startswith(b"\xff\xd8")
