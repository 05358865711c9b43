# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What contributors type and choose, and what an editor says about a link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.contributions.states import QUESTIONS, Audience, Question, Shown

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
