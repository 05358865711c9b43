# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs by itself: workers that take up what is due and carry it out."""

from nahbar.publishing.tasks.worker import Worker, deliver_due

__all__ = ["Worker", "deliver_due"]
