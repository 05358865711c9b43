# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person fills in for a story and its pictures."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NewForm(forms.Form):
    """A story from an idea of one's own."""

    title = forms.CharField(
        label=_("Title"), max_length=300, help_text=_("In a few words: what do you want to tell?")
    )


class DescribeForm(forms.Form):
    """Title, facts and link, with the revision they were read in."""

    title = forms.CharField(label=_("Title"), max_length=300)
    facts = forms.CharField(
        label=_("Facts"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One fact a line: what, when, where, for whom, what it costs."),
    )
    link = forms.CharField(
        label=_("Link"), required=False, max_length=2000, help_text=_("Where people can read more.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class EmbargoForm(forms.Form):
    """Until when nothing may be public, in the time zone of the authority; empty: no embargo."""

    embargo_until = forms.DateTimeField(
        label=_("Embargo until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        help_text=_("Nothing of this story goes out before. Leave it empty where there is no embargo."),
    )


class PictureWordsForm(forms.Form):
    """Alternative text and credit of a picture."""

    alt = forms.CharField(
        label=_("Alternative text"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed before publication: what can be seen, for people who cannot see the picture."),
    )
    credit = forms.CharField(
        label=_("Picture credit"), required=False, max_length=300, help_text=_("Who took the picture.")
    )


class CollectForm(PictureWordsForm):
    """A new picture."""

    picture = forms.FileField(
        error_messages={
            "required": _("No picture was added, because no file was chosen. Please choose one."),
            "empty": _("No picture was added, because the file is empty. Please choose another one."),
        },
        label=_("Picture"),
        help_text=_(
            "JPEG, PNG, WebP, AVIF or GIF, at most 40 MB. The place where it was taken is not passed on."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
    )
    field_order = ("picture", "alt", "credit")
