# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where pictures may be shown, as a person ticks it: own website, print, and each kind of platform the house speaks on."""

from contextlib import suppress

from django.utils.translation import gettext as _

from nahbar.authority import queries as authorities
from nahbar.authority.models import Authority
from nahbar.channels import registry


def places(authority: Authority) -> dict[str, str]:
    """Key and name of each place; a stage that shows nothing to the public is none."""
    found = {"web": _("own website"), "print": _("print (leaflets, official gazette)")}
    for channel in authorities.channels(authority):
        with suppress(registry.PlatformUnknown):
            # A channel whose connector is no longer there speaks nowhere, so there is nothing to agree to.
            one = registry.capability(channel.platform)
            if not one.own_folder:
                found[one.key] = one.name
    return found
