# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about the files of an authority."""

from django.db.models import QuerySet

from nahbar.authority.models import Authority
from nahbar.library.models import MediaFile


def files(authority: Authority) -> QuerySet[MediaFile]:
    """All files of the authority with their rights, the newest first."""
    return MediaFile.objects.filter(authority=authority).select_related("rights")


def file_of(authority: Authority, digest: str) -> MediaFile | None:
    """The authority's file with these bytes, if it has it."""
    return files(authority).filter(digest=digest).first()
