# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The desk of an editor who is signed in, and a web site beside it that may be read."""

import pytest

from nahbar.authority.states import Role
from tests import factories
from tests.servers.pages import pages


@pytest.fixture
def desk(client):
    place = factories.authority()
    client.force_login(factories.person(place, Role.EDITOR))
    return place


@pytest.fixture
def site(settings):
    with pages() as running:
        settings.ALLOW_PRIVATE = (running.host,)
        yield running
