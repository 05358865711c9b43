# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person fills in about files: to find them, to bring them, and what their rights are."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nahbar.authority import queries as authorities
from nahbar.authority.models import Authority
from nahbar.library.actions import Said
from nahbar.library.models import MediaFile, Rights
from nahbar.library.queries import Wanted
from nahbar.library.states import Kind, Licence, Music, RightsState

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_ANY = [("", _("all"))]
_NOT_SAID = [("", _("not stated yet"))]
TAKEN = (
    "image/jpeg,image/png,image/webp,image/avif,image/gif,video/mp4,video/quicktime,video/webm,"
    "audio/mpeg,audio/mp4,audio/wav,audio/ogg,application/pdf"
)
"""What phones offer. Named one by one: then an iPhone gives a photo as JPEG and not as HEIC."""


class FilterForm(forms.Form):
    """Which files somebody wants to see."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*_ANY, *Kind.choices])
    rights = forms.ChoiceField(label=_("Rights"), required=False, choices=[*_ANY, *RightsState.choices])
    unused = forms.BooleanField(label=_("Only what no story uses"), required=False)

    def wanted(self) -> Wanted:
        """The wish; what is odd in an address somebody typed counts as no wish."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Wanted(
            words=said.get("q", ""),
            kind=said.get("kind", ""),
            rights=said.get("rights", ""),
            is_unused=said.get("unused", False),
        )


class _Several(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every one as Django checks one."""
        several = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several or [None]]


class UploadForm(forms.Form):
    """Files with what holds for all of them."""

    chosen = FilesField(
        label=_("Files"),
        help_text=_(
            "Pictures up to 40 MB, films up to 2 GB, sound up to 200 MB, PDF up to 50 MB. Choose as many as you like."
        ),
        widget=_Several(attrs={"accept": TAKEN, "multiple": True}),
        error_messages={
            "required": _("Nothing was added, because no file was chosen. Please choose one."),
            "empty": _("Nothing was added, because a file is empty. Please choose another one."),
        },
    )
    author = forms.CharField(
        label=_("Who took or made it?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"data-word": ""}),
    )
    licence = forms.ChoiceField(
        label=_("On what does the use rest?"), required=False, choices=[*_NOT_SAID, *Licence.choices],
        widget=forms.Select(attrs={"data-word": ""}),
    )  # fmt: skip


class WordsForm(forms.Form):
    """What people call the file, and what stories begin with."""

    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What can be seen or heard. Stories begin with it as alternative text and may say it differently."
        ),
    )


class RightsForm(forms.Form):
    """What is known of the rights, with the revision they were read in."""

    licence = forms.ChoiceField(
        label=_("On what does the use rest?"), required=False, choices=[*_NOT_SAID, *Licence.choices]
    )
    author = forms.CharField(label=_("Who took or made it?"), required=False, max_length=200)
    credit_line = forms.CharField(
        label=_("Credit line"),
        required=False,
        max_length=300,
        help_text=_("As it shall stand beside the picture, for example: “Photo: Erika Muster”."),
    )
    source = forms.CharField(
        label=_("Where is it from?"),
        required=False,
        max_length=300,
        help_text=_("Address, agency, or person."),
    )
    channels = forms.MultipleChoiceField(
        label=_("Only on these channels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick nothing where all channels are allowed."),
    )
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=_DAY, help_text=_("Empty where the rights do not end.")
    )
    music = forms.ChoiceField(
        label=_("Whose music is heard?"), required=False, choices=[*_NOT_SAID, *Music.choices]
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was agreed, where the paper lies."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, place: Authority, file: MediaFile, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        rows = authorities.channels(place)
        names = [(str(one.pk), one.display_name or one.handle) for one in rows]
        cast("forms.MultipleChoiceField", self.fields["channels"]).choices = names
        if not names:
            del self.fields["channels"]
        if not file.has_sound:
            del self.fields["music"]

    def said(self) -> Said:
        """What was filled in, as the action takes it."""
        said = dict(self.cleaned_data)
        del said["revision"]
        return Said(**{**said, "channels": tuple(UUID(one) for one in said.get("channels", ()))})


def initial(rights: Rights) -> dict[str, Any]:
    """Rights as the form shows them."""
    names = ("licence", "author", "credit_line", "source", "channels", "ends_on", "music", "note", "revision")
    return {name: getattr(rights, name) for name in names}
