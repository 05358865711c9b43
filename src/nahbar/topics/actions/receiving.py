# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is handed in by itself, not read from somewhere, becomes a topic of its source."""

from datetime import datetime

from nahbar.topics.actions.reading import new_topic
from nahbar.topics.identity import keys
from nahbar.topics.item import Item
from nahbar.topics.models import Source, Topic


def receive(source: Source, item: Item, *, at: datetime) -> Topic:
    """Files one item under a locked source, in the caller's transaction; always a topic of its own.

    Whoever calls has checked who may, writes the record's line, and has `understand` read it afterwards.
    """
    topic = new_topic(source, item, keys(item), at, is_news=True)
    topic.save(force_insert=True)
    return topic
