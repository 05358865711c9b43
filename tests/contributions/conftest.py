# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A link of a building office, as an editor made it, and photos as phones write them."""

import pytest

from nahbar.authority.states import Role
from nahbar.contributions import actions
from nahbar.contributions.states import Audience
from tests import factories


@pytest.fixture
def place(db):
    return factories.authority()


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR, name="Rita Redlich")


@pytest.fixture
def link(place, editor, at):
    return actions.invite(place, title="Bauamt", audience=Audience.DEPARTMENT, keep_days=30, by=editor, at=at)
