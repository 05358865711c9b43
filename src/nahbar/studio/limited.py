# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process between us and ffmpeg: sets the limits on itself, then becomes the program.

Run as `python -I -m nahbar.studio.limited MEMORY CPU_SECONDS FILE_BYTES PROGRAM ARGUMENTS…`. Not a preexec function: that
would run our own threads' locks in the child.
"""

import os
import resource
import sys

_OPEN_FILES = 32
_FIRST_ARGUMENT = 4


def main() -> None:
    """Never returns: the program takes the place of this one."""
    memory, cpu, file_bytes = (int(one) for one in sys.argv[1:_FIRST_ARGUMENT])
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # The program and its arguments are ours alone: no shell, no stranger's word among the options.
    os.execv(sys.argv[_FIRST_ARGUMENT], sys.argv[_FIRST_ARGUMENT:])  # noqa: S606


if __name__ == "__main__":
    main()
