# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The optional language model: where it is, whether it is on, whether it answers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.authority import actions as authority
from nahbar.authority import queries
from nahbar.authority.models import LanguageModel
from nahbar.authority.permissions import ADMINISTERS, demand
from nahbar.authority.vault import KeyMissing
from nahbar.foundation import clock
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.settings.views import last_change

VERBS = ("authority.set_up_model", "authority.switch_model")


class ModelForm(forms.Form):
    """Server, model and key. An empty key leaves the present one."""

    address = forms.CharField(
        label=gettext_lazy("Address of the server"),
        max_length=500,
        help_text=gettext_lazy(
            "As its operator gives it for programs (“OpenAI-compatible”), for example https://modell.example.org/v1."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
    )
    model = forms.CharField(label=gettext_lazy("Name of the model"), max_length=200)
    key = forms.CharField(
        label=gettext_lazy("Key"),
        required=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Stored encrypted and never shown again. Leave it empty to keep the present one."
        ),
    )
    take_key_away = forms.BooleanField(label=gettext_lazy("Take the present key away"), required=False)
    is_on = forms.BooleanField(label=gettext_lazy("Switched on"), required=False)
    sees_pictures = forms.BooleanField(
        label=gettext_lazy("It may look at pictures"),
        required=False,
        help_text=gettext_lazy(
            "For proposals of alternative texts, if the model can see. A picture is sent small and without metadata, "
            "never one whose rights and consent are not cleared. People may be recognisable in it: ask data protection first."
        ),
    )

    def __init__(self, *args: Any, has_key: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_key:
            del self.fields["take_key_away"]

    def key_given(self) -> str | None:
        """The new key, "" to take it away, None to leave it."""
        if self.cleaned_data.get("take_key_away"):
            return ""
        return self.cleaned_data["key"].strip() or None


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def model_page(request: InsideRequest) -> HttpResponse:
    """Where the model is, and what it is used for."""
    row = queries.language_model(request.authority)
    is_post = request.method == "POST"
    if is_post:
        demand(request.person, request.authority, ADMINISTERS)
    form = ModelForm(request.POST if is_post else None, initial=_now(row), has_key=bool(row and row.key))
    if is_post and form.is_valid() and _saved(request, form):
        messages.success(request, _("The language model is saved."))
        return redirect(here(request, "settings:language_model"))
    page = {
        "form": form,
        "model": row,
        "may": bool(request.roles & ADMINISTERS),
        **last_change(request, *VERBS),
    }
    return render(request, "settings/language_model.html", page, status=422 if form.errors else 200)


@require_POST
@inside
def try_model(request: InsideRequest) -> HttpResponse:
    """Asks for one word, to see whether the model answers."""
    try:
        said = authority.try_model(request.authority, by=request.person, at=clock.now())
    except (authority.ModelOff, authority.ModelSilent) as complaint:
        messages.warning(request, str(complaint))
    else:
        messages.success(request, _("The language model answers: “%(said)s”") % {"said": said[:100]})
    return redirect(here(request, "settings:language_model"))


def _saved(request: InsideRequest, form: ModelForm) -> bool:
    values = {name: form.cleaned_data[name] for name in ("address", "model", "is_on", "sees_pictures")}
    try:
        authority.set_up_model(
            request.authority, **values, key=form.key_given(), by=request.person, at=clock.now()
        )
    except (authority.ModelAddressOdd, KeyMissing) as complaint:
        form.add_error(
            "address" if isinstance(complaint, authority.ModelAddressOdd) else "key", str(complaint)
        )
    except authority.ModelNameMissing as complaint:
        form.add_error("model", str(complaint))
    return not form.errors


def _now(row: LanguageModel | None) -> dict[str, Any]:
    names = ("address", "model", "is_on", "sees_pictures")
    return {name: getattr(row, name) for name in names} if row else {}
