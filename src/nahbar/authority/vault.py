# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where secrets lie: each value under a key of its own, that key under the key file outside the database.

Form of a sealed value, version 1: b"NV1", nonce (12), wrapped key (48), nonce (12), sealed bytes, tag (16).
"""

import os
import secrets
import stat
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint

VERSION = b"NV1"
NONCE, KEY, TAG = 12, 32, 16
HEAD = len(VERSION) + NONCE + KEY + TAG + NONCE


class SealBroken(Complaint):
    """A sealed value cannot be opened: other key, other place, or changed bytes."""

    sentence = _(
        "A stored access cannot be opened, because it was sealed with another key or was changed. "
        "Please connect the channel again, or put back the key file that belongs to these data."
    )


class KeyUnsafe(Complaint):
    """The key file cannot be used as it lies there."""

    sentence = _(
        "The key file %(path)s is not used, because other users of this machine can read it. "
        "Please give it to the user Nahbar runs as, and take all rights from others: chmod 600 %(path)s"
    )


class KeyOdd(Complaint):
    """The key file cannot be read, or is not a key."""

    sentence = _(
        "The key file %(path)s cannot be used, because it cannot be read or does not hold exactly 32 bytes. "
        "Please put back the file from its backup; without it the channels must be connected again."
    )


class KeyMissing(Complaint):
    """There are sealed values, but not the key they were sealed with; one made anew would not open them."""

    sentence = _(
        "Nothing was sealed, because the key file %(path)s is missing although stored accesses need it. "
        "Please put it back; if it is lost, disconnect all channels, and connect them anew afterwards."
    )


def place(row: Model, field: str) -> str:
    """Where a sealed value stands: a value moved to another row or field does not open there."""
    return f"{row._meta.db_table}:{row.pk}:{field}"


def demand_key(*, is_anything_sealed: bool) -> None:
    """Asked before something new is sealed: a lost key is put back, never silently replaced.

    Raises:
        KeyMissing: if there is no key file although something is sealed already.

    """
    path = Path(settings.VAULT_KEY_FILE)
    if is_anything_sealed and not path.exists():
        raise KeyMissing(path=path)


def seal(plain: bytes, *, place: str) -> bytes:
    """The value, sealed for this place ("table:pk:field"). Makes the key file on first use.

    Raises:
        KeyUnsafe, KeyOdd: if the key file must not or cannot be used.

    """
    key = _key(make=True)
    own = AESGCM.generate_key(bit_length=KEY * 8)
    wrap_nonce, nonce = os.urandom(NONCE), os.urandom(NONCE)
    wrapped = AESGCM(key).encrypt(wrap_nonce, own, _bound(place, "key"))
    return VERSION + wrap_nonce + wrapped + nonce + AESGCM(own).encrypt(nonce, plain, _bound(place, "value"))


def open_sealed(sealed: bytes, *, place: str) -> bytes:
    """The value that was sealed for this place.

    Raises:
        SealBroken: if key, place or bytes are not the ones it was sealed with, or there is no key file.
        KeyUnsafe, KeyOdd: if the key file must not or cannot be used.

    """
    data = bytes(sealed)
    if not data.startswith(VERSION) or len(data) < HEAD + TAG:
        raise SealBroken
    key = _key(make=False)
    wrap_nonce, rest = data[len(VERSION) :][:NONCE], data[len(VERSION) + NONCE :]
    wrapped, nonce, value = rest[: KEY + TAG], rest[KEY + TAG :][:NONCE], rest[KEY + TAG + NONCE :]
    try:
        own = AESGCM(key).decrypt(wrap_nonce, wrapped, _bound(place, "key"))
        return AESGCM(own).decrypt(nonce, value, _bound(place, "value"))
    except InvalidTag as error:
        raise SealBroken from error


def _bound(place: str, part: str) -> bytes:
    return f"nahbar.vault.1\0{part}\0{place}".encode()


def _key(*, make: bool) -> bytes:
    path = Path(settings.VAULT_KEY_FILE)
    if make and not path.exists():
        _make(path)
    try:
        mode = path.stat().st_mode
        key = path.read_bytes()
    except FileNotFoundError as error:
        raise SealBroken from error
    except OSError as error:
        raise KeyOdd(path=path) from error
    if stat.S_IMODE(mode) & 0o077:
        raise KeyUnsafe(path=path)
    if len(key) != KEY:
        raise KeyOdd(path=path)
    return key


def _make(path: Path) -> None:
    """Makes the key file whole or not at all: two processes starting at once must not seal with two keys."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY))
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was first; its key is the one
    finally:
        draft.unlink()
