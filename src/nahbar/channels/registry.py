# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The platforms there are: one row each, loaded when first asked for."""

from importlib import import_module
from typing import cast

from nahbar.channels.capability import Capability
from nahbar.channels.connector import ConnectorModule

CONNECTORS: dict[str, str] = {
    "mastodon": "nahbar.connectors.mastodon",
    "bluesky": "nahbar.connectors.bluesky",
    "rehearsal": "nahbar.connectors.rehearsal",
}


class PlatformUnknown(LookupError):
    """No connector of this name is entered in the registry."""


def load(key: str) -> ConnectorModule:
    """The connector's module.

    Raises:
        PlatformUnknown: if no row has this key.

    """
    try:
        path = CONNECTORS[key]
    except KeyError:
        raise PlatformUnknown(key) from None
    return cast("ConnectorModule", import_module(path))


def capability(key: str) -> Capability:
    """What the platform can do, before any account's own limits."""
    return load(key).CAPABILITY


def capabilities() -> tuple[Capability, ...]:
    """All platforms, in the order of the registry."""
    return tuple(capability(key) for key in CONNECTORS)
