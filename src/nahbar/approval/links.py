# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The secret in a mail link: made once, mailed, and kept only as a digest."""

import secrets
from datetime import timedelta

from nahbar.foundation.fingerprint import digest

LIFETIME = timedelta(days=7)


def make() -> tuple[str, str]:
    """A new token (256 random bits, safe in addresses) and the digest that is kept of it."""
    token = secrets.token_urlsafe(32)
    return token, digest_of(token)


def digest_of(token: str) -> str:
    """What is kept of a token, 64 hexadecimal digits."""
    return digest(token.encode("utf-8"))
