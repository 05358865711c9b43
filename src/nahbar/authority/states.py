# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names for levels, Länder, roles and channel states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    FEDERATION = "bund", _("Federation")
    STATE = "land", _("State (Land)")
    DISTRICT = "kreis", _("District")
    MUNICIPALITY = "kommune", _("Municipality")
    UNIVERSITY = "hochschule", _("University")
    OTHER = "other", _("Other public body")


class Land(TextChoices):
    """The Länder by their ISO 3166-2 codes."""

    NONE = "", _("No Land (federal)")
    BW = "DE-BW", "Baden-Württemberg"
    BY = "DE-BY", "Bayern"
    BE = "DE-BE", "Berlin"
    BB = "DE-BB", "Brandenburg"
    HB = "DE-HB", "Bremen"
    HH = "DE-HH", "Hamburg"
    HE = "DE-HE", "Hessen"
    MV = "DE-MV", "Mecklenburg-Vorpommern"
    NI = "DE-NI", "Niedersachsen"
    NW = "DE-NW", "Nordrhein-Westfalen"
    RP = "DE-RP", "Rheinland-Pfalz"
    SL = "DE-SL", "Saarland"
    SN = "DE-SN", "Sachsen"
    ST = "DE-ST", "Sachsen-Anhalt"
    SH = "DE-SH", "Schleswig-Holstein"
    TH = "DE-TH", "Thüringen"


class Role(TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    EDITOR = "editor", _("Editor")
    CONTRIBUTOR = "contributor", _("Contributor")
    COSIGNER = "cosigner", _("Co-signer")
    APPROVER = "approver", _("Approver")
    COMMUNITY_MANAGER = "community_manager", _("Community manager")
    OFFICER = "officer", _("Officer (reads everything, changes nothing)")
    LEADERSHIP = "leadership", _("Leadership")


class ChannelState(TextChoices):
    CONNECTED = "connected", _("connected")
    DISCONNECTED = "disconnected", _("disconnected")
    BROKEN = "broken", _("must be connected again")
