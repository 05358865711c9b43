# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which colour and icon a state has: the same state looks the same on every page."""

# A value stands here once for all rooms that use it: "refused" is refused, whoever refused it.
LOOKS: dict[str, tuple[str, str]] = {
    # topics
    "noticed": ("info", "topics"),
    "kept": ("success", "keep"),
    "postponed": ("neutral", "clock"),
    "told": ("success", "done"),
    "known": ("neutral", "history"),
    "expired": ("neutral", "clock"),
    # requests of departments
    "drafted": ("neutral", "pen"),
    "came_back": ("info", "undo"),
    "overruled": ("warning", "approvals"),
    "as_is": ("success", "check"),
    "proposal": ("info", "pen"),
    "elsewhere": ("neutral", "source"),
    # stories
    "draft": ("neutral", "pen"),
    "opened": ("neutral", "pen"),
    # rounds and answers
    "requested": ("info", "approvals"),
    "signed": ("success", "approvals"),
    "noted": ("success", "approvals"),
    "objected": ("warning", "warning"),
    "returned": ("warning", "undo"),
    "recalled": ("neutral", "undo"),
    # slots
    "wished": ("info", "approvals"),
    "placed": ("info", "calendar"),
    "taken_back": ("neutral", "undo"),
    # publications
    "planned": ("info", "calendar"),
    "sending": ("info", "send"),
    "published": ("success", "done"),
    "refused": ("danger", "refused"),
    "unclear": ("warning", "question"),
    "missed": ("danger", "clock"),
    "held": ("warning", "pause"),
    "dropped": ("neutral", "undo"),
    "editing": ("info", "pen"),
    "withdrawing": ("warning", "undo"),
    "withdrawn": ("neutral", "trash"),
    # deliveries of the studio
    "arriving": ("neutral", "upload"),
    "sent": ("info", "dialogue"),
    "asked": ("warning", "question"),
    "taken": ("success", "done"),
    "discarded": ("neutral", "trash"),
    # inquiries
    "received": ("info", "dialogue"),
    "answered": ("success", "done"),
    "closed": ("neutral", "lock"),
    # channels
    "connected": ("success", "link"),
    "disconnected": ("neutral", "minus"),
    "broken": ("danger", "broken"),
}
UNKNOWN = ("neutral", "dot")


def look(value: str) -> tuple[str, str]:
    """Colour (info, success, warning, danger, neutral) and icon of a state; a value without a look is grey."""
    return LOOKS.get(value, UNKNOWN)
