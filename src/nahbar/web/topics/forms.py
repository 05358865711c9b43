# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type: filters, an own idea, an address, a file."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.topics.states import TopicState

STATES = {
    "neu": frozenset({TopicState.NOTICED}),
    "behalten": frozenset({TopicState.KEPT}),
    "spaeter": frozenset({TopicState.POSTPONED}),
    "erzaehlt": frozenset({TopicState.TOLD}),
    "weggelegt": frozenset({TopicState.DROPPED}),
    "archiv": frozenset({TopicState.KNOWN}),
    "alle": frozenset(TopicState),
}
OWN = "eigene"


class FilterForm(forms.Form):
    """Source and words of the list; odd values mean no filter."""

    q = forms.CharField(label=_("Search words"), required=False, max_length=200)
    quelle = forms.ChoiceField(label=_("Source"), required=False)

    def __init__(self, *args: object, sources: list[tuple[uuid.UUID, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [
            ("", _("All sources")),
            (OWN, _("Own ideas")),
            *((str(pk), title) for pk, title in sources),
        ]
        self.fields["quelle"].choices = choices  # type: ignore[attr-defined]


class OwnForm(forms.Form):
    """An idea somebody has."""

    title = forms.CharField(
        label=_("Headline"), max_length=500, help_text=_("A few words by which you find the idea again.")
    )
    text = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you know so far; you can add the facts in the story."),
    )
    link = forms.CharField(label=_("Link to the evidence"), required=False, max_length=2000)


class AddressForm(forms.Form):
    """Where a source is."""

    address = forms.CharField(
        label=_("Address of the web site or feed"),
        max_length=2000,
        help_text=_(
            "For example the page with your press releases. Nahbar looks for RSS, Atom and JSON Feed there."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "spellcheck": "false"}),
    )


class ChoiceForm(forms.Form):
    """Which of the feeds that were found, and what it is called here."""

    url = forms.CharField(max_length=2000)


class UploadForm(forms.Form):
    """A feed file."""

    file = forms.FileField(
        label=_("Feed file"),
        help_text=_("RSS, Atom or JSON Feed, up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xml,.rss,.atom,.rdf,.json"}),
    )
