# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws every form the same way: plain Django forms, KERN markup."""

from typing import Any

from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.forms.widgets import Widget


class KernField(BoundField):
    """A field whose widget wears KERN's classes and looks like an error where there is one."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Adds the class to what Django gives."""
        attrs = super().build_widget_attrs(attrs, widget)
        drawn = widget or self.field.widget
        if drawn.is_hidden:
            return attrs
        kind = getattr(drawn, "input_type", "")
        base = {
            "checkbox": "kern-form-check__checkbox",
            "radio": "kern-form-check__radio",
            "select": "kern-form-input__select",
            "file": "kern-form-input__input nb-file",
        }.get(kind, "kern-form-input__input")
        classes = [str(drawn.attrs.get("class", "")), base]
        if self.errors:
            classes.append(f"{base.split()[0]}--error")
        attrs["class"] = " ".join(part for part in classes if part)
        return attrs


class KernRenderer(TemplatesSetting):
    """Labels with hint, error and required mark around Django's own widgets."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
    bound_field_class = KernField

    def __init__(self) -> None:
        self._widgets = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """Ours from the pages' folders, Django's widgets from Django."""
        if template_name.startswith("django/"):
            return self._widgets.get_template(template_name)
        return super().get_template(template_name)
