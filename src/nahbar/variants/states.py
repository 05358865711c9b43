# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a language model can be asked for; how its proposals stand is `topics.states.PhrasingState`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    DRAFT = "draft", _("Draft")
    SHORTEN = "shorten", _("Shorter")
    HEADLINES = "headlines", _("Three headlines")
    ALT = "alt", _("Alternative text")
