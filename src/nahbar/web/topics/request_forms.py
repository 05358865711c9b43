# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is typed about a department's request and its answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.topics.actions import AnswerMissing, Asked, Given
from nahbar.topics.actions.requesting import MAX_ANSWER, MAX_TEXT
from nahbar.topics.readers import pdf
from nahbar.topics.request_states import RequestPlace, RequestVerdict


class SuggestedInput(forms.TextInput):
    """A line with the words of a list offered while typing; anything else may be written."""

    def __init__(self, list_id: str) -> None:
        super().__init__(attrs={"list": list_id, "autocomplete": "off"})


class AskForm(forms.Form):
    """What the department sent. Where a topic is asked for, only who asked and to whom the answer goes."""

    department = forms.CharField(
        label=_("Which department asks?"), max_length=200, widget=SuggestedInput("fachbereiche")
    )
    title = forms.CharField(
        label=_("Headline"),
        max_length=500,
        required=False,
        help_text=_("Without one, the first line of the text is taken."),
    )
    text = forms.CharField(
        label=_("What did the department send?"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Paste the press release or the mail. Leave out names and numbers nobody needs."),
    )
    file = forms.FileField(
        label=_("Or its PDF"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
        help_text=_("Only its text is taken; the file is not kept."),
    )
    link = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )
    answer_to = forms.CharField(
        label=_("To which mail address does the answer go?"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Only needed when Nahbar is to send it."),
    )

    def __init__(self, *args: Any, has_topic: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_topic:
            for name in ("title", "text", "file", "link"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Reads the PDF, so that its text stands where the pasted one would."""
        data = super().clean() or {}
        if file := data.pop("file", None):
            document = pdf.read(file.read(pdf.MAX_BYTES + 1))
            if document.why:
                self.add_error("file", document.sentence)
            data["text"] = "\n\n".join(part for part in (data.get("text", ""), document.text) if part)
        return data

    def asked(self) -> Asked:
        """As the action takes it."""
        return Asked(**{name: value or "" for name, value in self.cleaned_data.items()})


class AnswerForm(forms.Form):
    """What a person decides and answers."""

    verdict = forms.ChoiceField(
        label=_("What do you decide?"), choices=RequestVerdict.choices, widget=forms.RadioSelect
    )
    place = forms.ChoiceField(
        label=_("Where does it belong otherwise?"),
        choices=RequestPlace.choices,
        help_text=_("Only matters when it is not for social media."),
    )
    answer = forms.CharField(
        label=_("Answer to the department"),
        max_length=MAX_ANSWER,
        widget=forms.Textarea(attrs={"rows": 24, "class": "tp-letter"}),
        error_messages={"required": AnswerMissing.sentence},
    )
    answer_to = forms.CharField(
        label=_("To which mail address does the answer go?"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, is_rewritten: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_rewritten:
            # What stands there is replaced anyway, whatever it is.
            self.fields["answer"] = forms.CharField(required=False)

    def given(self) -> Given:
        """As the actions take it."""
        return Given(**self.cleaned_data)


class OverruleForm(forms.Form):
    """Why it is told all the same."""

    reason = forms.CharField(
        label=_("Why is it told all the same?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your name and the reason stand in the record."),
    )


class RegisterForm(forms.Form):
    """Which answered requests are shown; odd values mean all."""

    amt = forms.ChoiceField(label=_("Department"), required=False)
    jahr = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args: Any, departments: Sequence[str], years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [("", _("All departments")), *((name, name) for name in departments)]
        self.fields["amt"].choices = offices  # type: ignore[attr-defined]
        spans = [("", _("All years")), *((str(year), str(year)) for year in years)]
        self.fields["jahr"].choices = spans  # type: ignore[attr-defined]
