# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import io
import random

from PIL import Image

from nahbar.studio import look, picture


def scene(seed: int, size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """Soft shapes, as photos have them."""
    rng = random.Random(seed)
    small = Image.frombytes("RGB", (16, 12), rng.randbytes(16 * 12 * 3))
    return small.resize(size, Image.Resampling.BICUBIC)


def jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def test_same_picture_looks_the_same_when_smaller_or_poorer() -> None:
    whole = picture.survey(jpeg(scene(1), 95))[0].look
    for other in (
        jpeg(scene(1).resize((320, 240)), 90),
        jpeg(scene(1), 30),
        jpeg(scene(1, (2400, 1800)), 80),
    ):
        assert look.difference(whole, picture.survey(other)[0].look) <= look.NEAR


def test_different_pictures_look_different() -> None:
    looks = [look.look_of(scene(seed)) for seed in range(60)]
    near = [
        (one, other)
        for one in range(60)
        for other in range(one)
        if look.difference(looks[one], looks[other]) <= look.NEAR
    ]
    assert near == []


def test_flat_pictures_have_no_look_and_resemble_nothing() -> None:
    assert look.look_of(Image.new("RGB", (50, 50), "white")) == ""
    assert look.difference("", "") == look.difference("", look.look_of(scene(1))) == 64
