# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person fills in for a film: its excerpts, its shape, its words."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from nahbar.library.states import Music
from nahbar.stories.filming import Cut, Draft
from nahbar.stories.models import Film, FilmClip
from nahbar.stories.states import SubtitleWay
from nahbar.studio.film.plan import Fit
from nahbar.studio.film.shapes import Shape
from nahbar.web.films import timecode
from nahbar.web.films.timecode import TimeField

STILL_WIDTH = 240
"""How wide a still to click on is drawn, in pixels of the page: a browser says where in these."""
SHAPES = (
    (Shape.TALL.value, _("9:16 upright, as phones show it")),
    (Shape.SQUARE.value, _("1:1 square")),
    (Shape.WIDE.value, _("16:9 wide")),
)
FITS = (
    (Fit.CROP.value, _("fill the shape, cut off what stands out")),
    (Fit.PAD.value, _("show all of it, with edges")),
)
_SAME = 0.06
_THIRDS = (1 / 6, 1 / 2, 5 / 6)
FOCUS = tuple(
    (f"{x:.4f},{y:.4f}", name)
    for y, names in zip(
        _THIRDS,
        (
            (_("top left"), _("top"), _("top right")),
            (_("left"), _("middle"), _("right")),
            (_("bottom left"), _("bottom"), _("bottom right")),
        ),
        strict=True,
    )
    for x, name in zip(_THIRDS, names, strict=True)
)


class FilmForm(forms.Form):
    """Everything of a film but its subtitles; the fields of excerpt 2 are named "2-start"."""

    shape = forms.ChoiceField(label=_("Shape"), choices=SHAPES, widget=forms.RadioSelect)
    fit = forms.ChoiceField(
        label=_("Where the film has another shape"), choices=FITS, widget=forms.RadioSelect
    )
    is_mute = forms.BooleanField(label=_("Without sound"), required=False)
    title = forms.CharField(
        label=_("Title card"), required=False, max_length=2000, strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands for three seconds before the film, in the colour of the house. Empty: none."),
    )  # fmt: skip
    credits = forms.CharField(
        label=_("Credits"), required=False, max_length=2000, strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stand for three seconds behind the film: who filmed, whose music, where to read more."),
    )  # fmt: skip
    subtitle_way = forms.ChoiceField(label=_("Subtitles"), choices=SubtitleWay.choices)
    cover_at = TimeField(
        label=_("Cover at"),
        required=False,
        help_text=_("The picture channels show before the film plays."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, film: Film, clips: Sequence[FilmClip], *args: Any, may_settle: bool, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self._kept_cover = film.cover_at
        self.clips = list(clips)
        for number, clip in enumerate(self.clips, 1):
            self.fields[f"{number}-start"] = TimeField(label=_("From"))
            self.fields[f"{number}-end"] = TimeField(label=_("To"))
            self.fields[f"{number}-focus"] = forms.ChoiceField(
                label=_("What must stay in the picture"),
                choices=FOCUS, required=False, widget=forms.RadioSelect,
            )  # fmt: skip
            if may_settle and clip.file.has_sound and not clip.file.rights.music:
                self.fields[f"{number}-music"] = forms.ChoiceField(
                    label=_("Whose music is heard?"),
                    choices=[("", _("not stated yet")), *Music.choices],
                    required=False,
                    help_text=_(
                        "Needed before the film is made. Voices and sounds of the place without music: “no music”."
                    ),
                )
                self.fields[f"{number}-proof"] = forms.CharField(
                    label=_("Proof, where it is bought or free"), required=False, max_length=500
                )

    def excerpts(self) -> list["Excerpt"]:
        """The excerpts as the page shows them, in the order of the form."""
        return [Excerpt(number, clip, self) for number, clip in enumerate(self.clips, 1)]

    def draft(self) -> Draft:
        """What was filled in, once it is valid."""
        given = self.cleaned_data
        cuts = [
            Cut(clip.pk, given[f"{number}-start"], given[f"{number}-end"], self._focus(number, clip))
            for number, clip in enumerate(self.clips, 1)
        ]
        return Draft(
            cuts,
            Shape(given["shape"]),
            Fit(given["fit"]),
            is_mute=given["is_mute"],
            title=given["title"],
            credits=given["credits"],
            subtitle_way=SubtitleWay(given["subtitle_way"]),
            cover_at=self._cover(),
        )

    def music(self) -> list[tuple[FilmClip, str, str]]:
        """For which files was said whose music is heard, and the proof."""
        given = self.cleaned_data
        rows = [
            (clip, given.get(f"{number}-music", ""), given.get(f"{number}-proof", ""))
            for number, clip in enumerate(self.clips, 1)
        ]
        return [row for row in rows if row[1]]

    def _cover(self) -> float:
        """The second that was typed; where it is as it was, the picture that was chosen."""
        typed = float(self.cleaned_data["cover_at"] or 0.0)
        with suppress(timecode.TimeOdd):
            chosen = timecode.read(self.data.get("cover", ""))
            return chosen if abs(typed - self._kept_cover) < _SAME else typed
        return typed

    def _focus(self, number: int, clip: FilmClip) -> tuple[float, float]:
        """Where was clicked, else what was chosen, else as it was."""
        if clicked := _clicked(self.data, number, clip):
            return clicked
        chosen = self.cleaned_data[f"{number}-focus"]
        if not chosen:
            return clip.focus_x, clip.focus_y
        x, y = chosen.split(",")
        return float(x), float(y)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One excerpt with its fields."""

    number: int
    clip: FilmClip
    form: FilmForm

    @property
    def start(self) -> BoundField:
        return self.form[f"{self.number}-start"]

    @property
    def end(self) -> BoundField:
        return self.form[f"{self.number}-end"]

    @property
    def focus(self) -> BoundField:
        return self.form[f"{self.number}-focus"]

    @property
    def sound(self) -> list[BoundField]:
        """The question whose music is heard, where it is open."""
        names = (f"{self.number}-music", f"{self.number}-proof")
        return [self.form[name] for name in names if name in self.form.fields]

    @property
    def still(self) -> tuple[int, int, str]:
        """Width and height of the still to click on, and the second it shows."""
        file = self.clip.file
        height = round(STILL_WIDTH * file.height / file.width) if file.width else STILL_WIDTH
        return STILL_WIDTH, height, f"{self.clip.start + min(1.0, (self.clip.end - self.clip.start) / 2):.1f}"


def initial_of(film: Film, clips: Sequence[FilmClip]) -> dict[str, Any]:
    """A kept film as the form begins with it."""
    names = ("shape", "fit", "is_mute", "title", "credits", "subtitle_way", "revision")
    rows: dict[str, Any] = {name: getattr(film, name) for name in names}
    rows["cover_at"] = timecode.shown(film.cover_at)
    for number, clip in enumerate(clips, 1):
        rows[f"{number}-start"] = timecode.shown(clip.start)
        rows[f"{number}-end"] = timecode.shown(clip.end)
        rows[f"{number}-focus"] = f"{clip.focus_x:.4f},{clip.focus_y:.4f}"
    return rows


def ordered(data: Mapping[str, Any], clips: Sequence[FilmClip]) -> list[FilmClip]:
    """The excerpts in the order the form was sent in; one that is not named is not there any more."""
    known = {str(one.pk): one for one in clips}
    sent = [str(data.get(f"{number}-pk", "")) for number in range(1, len(clips) + 1)]
    return [known[one] for one in dict.fromkeys(sent) if one in known]


def moved(cuts: Sequence[Cut], step: str) -> list[Cut]:
    """The excerpts with one moved or taken out: `step` is "hoch-2", "runter-2" or "weg-2"."""
    found = list(cuts)
    verb, _dash, which = step.partition("-")
    at = int(which) - 1 if which.isascii() and which.isdecimal() and len(which) < len("100") else -1
    if not 0 <= at < len(found):
        return found
    if verb == "weg" and len(found) > 1:
        found.pop(at)
    elif verb in {"hoch", "runter"}:
        to = min(len(found) - 1, max(0, at + (1 if verb == "runter" else -1)))
        found.insert(to, found.pop(at))
    return found


def clicked_on(data: Mapping[str, Any]) -> int:
    """The number of the excerpt whose still was clicked; 0 for none."""
    numbers = (key.partition("-")[0] for key in data if key.endswith("-bild.x"))
    return next((int(one) for one in numbers if one.isascii() and one.isdecimal()), 0)


def _clicked(data: Mapping[str, Any], number: int, clip: FilmClip) -> tuple[float, float] | None:
    """Where on the still of this excerpt was clicked, 0 to 1; (0, 0) comes from the keyboard and means nothing."""
    place = (data.get(f"{number}-bild.x", ""), data.get(f"{number}-bild.y", ""))
    with suppress(ValueError):
        x, y = (int(one) for one in place)
        height = STILL_WIDTH * clip.file.height / max(1, clip.file.width)
        if (x, y) != (0, 0) and 0 <= x <= STILL_WIDTH and 0 <= y <= height + 1:
            return x / STILL_WIDTH, min(1.0, y / max(1.0, height))
    return None
