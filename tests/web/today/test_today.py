# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.test import Client

from nahbar.authority.states import Role
from tests import factories


@pytest.mark.django_db
def test_today_says_done_when_nothing_waits(client: Client) -> None:
    place = factories.authority()
    person = factories.person(place, Role.OFFICER)
    client.force_login(person)
    answer = client.get(f"/{place.slug}/")
    assert answer.status_code == 200
    assert "Für heute ist alles getan." in answer.content.decode()
