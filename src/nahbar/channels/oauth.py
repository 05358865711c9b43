# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proof key for code exchange (RFC 7636): who began a connection must be who ends it."""

import base64
import hashlib
import secrets


def verifier() -> str:
    """A fresh secret, kept until the connection is finished."""
    return secrets.token_urlsafe(64)


def challenge(verifier: str) -> str:
    """What the platform is told of it at the start (method S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
