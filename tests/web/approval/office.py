# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests of pages share: reading a page as words, and a picture in a story."""

import io
import re
from datetime import datetime
from typing import Any

from PIL import Image

from nahbar.stories import actions as stories
from nahbar.stories.models import Material
from nahbar.variants import actions as variants
from tests.approval.desk import Desk


def words(answer: Any) -> str:
    """The page as it is read, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def add_picture(place: Desk, at: datetime, colour: str = "red") -> Material:
    """A picture that goes along with the desk's variant."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    made = stories.collect(
        place.story,
        data=out.getvalue(),
        file_name="bad.jpg",
        alt=f"Becken in {colour}",
        by=place.author,
        at=at,
    )
    variants.choose_pictures(place.variant, material_ids=[made.pk], by=place.author, at=at)
    return made
