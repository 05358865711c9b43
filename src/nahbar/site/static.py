# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Static files with their digest in the name, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise comes without types
    """Falls back to the plain name where `collectstatic` has not run (tests, development)."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with its digest, or the plain one where the file was not collected."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
