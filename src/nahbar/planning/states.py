# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a slot stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SlotState(TextChoices):
    WISHED = "wished", _("waits for the signature")
    PLACED = "placed", _("planned")
    MISSED = "missed", _("missed")
    TAKEN_BACK = "taken_back", _("taken back")


NEXT: dict[SlotState, frozenset[SlotState]] = {
    SlotState.WISHED: frozenset({SlotState.PLACED, SlotState.MISSED, SlotState.TAKEN_BACK}),
    SlotState.PLACED: frozenset({SlotState.TAKEN_BACK, SlotState.WISHED}),
    SlotState.MISSED: frozenset({SlotState.WISHED, SlotState.TAKEN_BACK}),
    SlotState.TAKEN_BACK: frozenset(),
}
OPEN = frozenset({SlotState.WISHED, SlotState.PLACED, SlotState.MISSED})
