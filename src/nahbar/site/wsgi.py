# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from nahbar.rulebook.check import check
from nahbar.rulebook.draft import Context, Draft
from nahbar.rulebook.rule import EXAMPLE_CHANNEL

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nahbar.site.settings")
application = get_wsgi_application()
# Loaded now, so that nobody's first page waits for it: all pages, and the rules with their patterns.
get_resolver().url_patterns  # noqa: B018 - asking loads them
check(Draft("Das Freibad öffnet am Samstag."), EXAMPLE_CHANNEL, Context(level="kommune"))
