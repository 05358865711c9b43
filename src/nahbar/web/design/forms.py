# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    """Draws every form the same way."""
