# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What contributors and trainees type and choose, and what an editor says about a link."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.contributions.actions import SeenMissing
from nahbar.contributions.models import Link
from nahbar.contributions.states import QUESTIONS, Audience, Question, Seen, Shown

KINDS = "image/jpeg,image/png,image/webp"


class Files(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """All files of this name, an empty list where there is none."""
        del data
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class PhotosField(forms.FileField):
    """Any number of files; what they are is judged by the studio, not by their names."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files as they are."""
        del initial
        return list(data or ())


class AnswerField(forms.CharField):
    """A text of several lines, a line's end counted as one character, as the browser counts it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """The text with plain ends of lines."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class ContributeForm(forms.Form):
    """The questions of one audience, photos, and who it was. Texts come before files: see `uploads.Enough`."""

    # Seen by nobody, filled in by programs that fill in everything.
    subject = forms.CharField(
        label=_("Please leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    # Whether files came along, which a browser does not hand out a second time.
    had_files = False

    def __init__(self, *args: Any, audience: Audience, keep_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions: tuple[Question, ...] = QUESTIONS[audience]
        for number, one in enumerate(self.questions):
            self.fields[one.name] = AnswerField(
                label=str(one.words),
                help_text=str(one.hint),
                required=number == 0,
                max_length=one.most,
                widget=forms.Textarea(attrs={"rows": 4 if number == 0 else 2}),
            )
        self.fields["name"] = forms.CharField(
            label=_("Your name"),
            required=False,
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )
        self.fields["contact"] = forms.CharField(
            label=_("How we reach you with a question"),
            help_text=_("Mail or telephone; only for questions about this contribution."),
            required=False,
            max_length=200,
        )
        self.fields["shown"] = forms.ChoiceField(
            label=_("Can people be recognised in the photos?"),
            help_text=_(
                "Only needed if you choose photos below. People are shown only if they agreed, minors only if their parents did, too."
            ),
            required=False,
            choices=Shown.choices,
            widget=forms.RadioSelect,
        )
        self.fields["photos"] = PhotosField(
            label=_("Photos from the device"),
            help_text=_(
                "Up to 6 photos (JPEG, PNG, WebP), each up to 12 MB. Place and time in the file are removed."
            ),
            required=False,
            widget=Files(attrs={"accept": KINDS}),
        )
        # A field of its own: with "capture" some phones offer the camera only, without it some offer no camera.
        self.fields["camera"] = PhotosField(
            label=_("Take a photo now"),
            help_text=_("Opens the camera on the phone."),
            required=False,
            widget=Files(attrs={"accept": "image/*", "capture": "environment", "multiple": False}),
        )
        self.keep_days = keep_days

    @property
    def files_sent(self) -> list[Any]:
        """All photos, however they were chosen."""
        given = getattr(self, "cleaned_data", {})
        return [*given.get("photos", ()), *given.get("camera", ())]


FILMS = "video/mp4,video/quicktime,video/webm"


class StudioFilesForm(forms.Form):
    """The two ways to a film or photo: the camera, and what lies on the phone already."""

    camera = PhotosField(
        label=_("Shoot now"),
        required=False,
        widget=Files(attrs={"accept": "video/*,image/*", "capture": "environment"}),
    )
    chosen = PhotosField(
        label=_("Choose from the phone"),
        required=False,
        # Named one by one: then an iPhone gives a photo as JPEG and not as HEIC.
        widget=Files(attrs={"accept": f"{KINDS},{FILMS}", "multiple": True}),
    )


class SendForm(forms.Form):
    """What is said of a delivery before the editors get it; the answer only where they asked."""

    seen = forms.ChoiceField(
        label=_("Who can be seen or heard?"),
        help_text=_("Also you yourself. A voice, a tattoo or a name plate is enough to recognise somebody."),
        error_messages={"required": SeenMissing.sentence},
        choices=Seen.choices,
        widget=forms.RadioSelect,
    )
    words = AnswerField(
        label=_("Anything the editors should know?"),
        help_text=_("Who, where, what is special. No names are needed."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answer = AnswerField(
        label=_("Your answer"),
        max_length=1000,
        error_messages={"required": _("Nothing was sent yet, because there is no answer. Please write one.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["words" if is_asked else "answer"]


class AssignForm(forms.Form):
    """What trainees shall shoot."""

    link = forms.ChoiceField(label=_("Who shoots?"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("What is it about?"),
        max_length=120,
        help_text=_("Stands large on the phone: “A morning at the building yard”."),
    )
    what = AnswerField(
        label=_("What shall come of it?"),
        required=False,
        max_length=1000,
        help_text=_("Two sentences: what people shall understand, and what matters to you."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shots = AnswerField(
        label=_("What to shoot"),
        required=False,
        max_length=4000,
        help_text=_("One shot a line, up to 20; they are ticked off on the phone."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    whom = forms.CharField(
        label=_("For whom?"),
        required=False,
        max_length=120,
        help_text=_("As a group: “second year”. No names are needed."),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600)
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: until you close it."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, links: Sequence[Link], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["link"])
        field.choices = [(str(one.pk), one.source.title) for one in links]
        if len(links) == 1:
            field.initial, field.widget = str(links[0].pk), forms.HiddenInput()

    def clean_shots(self) -> list[str]:
        """One shot a line."""
        return str(self.cleaned_data["shots"]).split("\n")


class RulesForm(forms.Form):
    """The rules of the studio, one a line."""

    rules = AnswerField(
        label=_("Rules"),
        required=False,
        max_length=3200,
        help_text=_(
            "One rule a line, up to 15, each up to 200 characters. Left empty, ours stand there again."
        ),
        widget=forms.Textarea(attrs={"rows": 16}),
    )


class LinkForm(forms.Form):
    """For whom a link is, and how long names are kept."""

    title = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("From whom it comes, as it shall stand with the topics: “Building office”, “Trainees”."),
    )
    audience = forms.ChoiceField(
        label=_("Whom is the link for?"),
        help_text=_("The wording of the three questions depends on it."),
        choices=Audience.choices,
        initial=Audience.DEPARTMENT,
        widget=forms.RadioSelect,
    )
    keep_days = forms.IntegerField(
        label=_("After how many days are name and contact deleted?"),
        help_text=_(
            "Counted from the day of the contribution. The photos of topics you lay aside go after as many days."
        ),
        min_value=1,
        max_value=180,
        initial=30,
    )
