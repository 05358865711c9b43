# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import smtplib
import stat

import pytest
from django.core.mail.backends.base import BaseEmailBackend

from nahbar.approval.models import Asked
from nahbar.authority import mail
from tests import factories
from tests.approval.desk import desk

pytestmark = pytest.mark.django_db


class Refusing(BaseEmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected


def test_mail_lies_in_a_closed_folder_and_is_seen_by_its_authority_alone(
    at, settings, tmp_path, django_capture_on_commit_callbacks
) -> None:
    settings.EMAIL_BACKEND = "nahbar.authority.outbox.Outbox"
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    place, other = desk(), factories.authority()
    with django_capture_on_commit_callbacks(execute=True):
        place.request(at)

    (letter,) = mail.outbox(place.authority.pk, [])
    assert (letter.to, letter.authority) == (place.signer.email, str(place.authority.pk))
    assert mail.outbox(other.pk, [place.signer.email]) == ()
    files = list((tmp_path / "outbox").iterdir())
    assert [stat.S_IMODE(path.stat().st_mode) for path in [tmp_path / "outbox", *files]] == [0o700, 0o600]
    assert Asked.objects.get().mailed_at == at


def test_round_stays_and_says_that_nobody_was_written_to_when_the_mail_is_not_taken(
    at, settings, django_capture_on_commit_callbacks
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    place = desk()
    with django_capture_on_commit_callbacks(execute=True):
        place.request(at)

    assert Asked.objects.get().mailed_at is None
