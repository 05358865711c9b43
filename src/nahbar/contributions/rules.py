# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ten rules for whoever shoots for the house without being an editor, in plain words; a house may write its own."""

from django.utils.translation import gettext_lazy as _

# Each one stands for findings of the rulebook (people, data, music, accessibility), said before anything is shot.
RULES = (
    _("Ask everybody first who can be recognised. A no is fine, and nobody has to say why."),
    _("No children and nobody under 18 unless the parents have agreed too."),
    _("No screens, files, forms, name plates or notes in the picture. Look behind you before you shoot."),
    _("No number plates, no front doors with names, no keys."),
    _("Nobody who is in need, ill, upset or waiting at the counter."),
    _("No music in the background, no radio, and no music from an app."),
    _("Record no conversations. Who speaks into the camera knows that it is running."),
    _("Stay safe: not while driving, not on a ladder, not behind a barrier."),
    _("Wipe the lens, stand with the light behind you, and hold still for ten seconds."),
    _("Hold the phone upright for a short film. For an overview, take it once more sideways."),
)
MOST = 15
LONGEST = 200
