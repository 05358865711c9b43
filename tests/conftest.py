# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every test gets: a fast hasher, folders of its own, no network but loopback, a frozen moment."""

import os
import socket
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def _fast_and_local(settings: Any, tmp_path: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.UPLOAD_DIR = tmp_path / "uploads"
    settings.PREVIEW_DIR = tmp_path / "previews"
    settings.FILM_DIR = tmp_path / "films"
    settings.REHEARSAL_DIR = tmp_path / "rehearsal"
    settings.VAULT_KEY_FILE = tmp_path / "keys" / "vault.key"
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture(autouse=True, scope="session")
def _static_folder(tmp_path_factory: Any) -> Any:
    """A folder for collected files: the web server warns where there is none, and warnings are errors."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Any:
    """Any connection that leaves this machine is a defect of the test."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise RuntimeError(f"a test tried to reach {address[0]}")
        real(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = real  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: Any
) -> None:
    """SQLite in a file, as in real life: in memory, threads meet locks at once that in a file they wait for."""
    if connection.vendor == "sqlite":
        made = connection.settings_dict
        made["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        # No test cuts the power.
        made["OPTIONS"]["init_command"] = made["OPTIONS"]["init_command"].replace("=FULL", "=OFF")


@pytest.fixture
def at() -> datetime:
    """The moment of the test: Tuesday, 24 November 2026, 10:00 in Berlin."""
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI nothing is skipped in silence: a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
