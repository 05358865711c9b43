# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker with a chosen executor, to compare the two: `python -m benchmarks.worker hands|jobs`."""

import signal
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402

from nahbar.publishing.tasks import Worker  # noqa: E402

if __name__ == "__main__":
    worker = Worker(settings.WORKER_THREADS, executor=sys.argv[1])
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    worker.run()
