# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tokens in mail links: long enough not to be guessed; only their digest is kept."""

import secrets

from nahbar.foundation.fingerprint import digest


def new_token() -> str:
    """A token for an address: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token, 64 hexadecimal digits."""
    return digest(token.encode("utf-8", "replace"))
