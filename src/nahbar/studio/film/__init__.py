# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does a film become what the channel wants?

Comes in: what a film is (as ffmpeg tells), what a person wants of it, subtitles as text.
Goes out: the arguments of one ffmpeg call, subtitles in the form it needs, sentences on what will not fit.
Never: start a process, open a file, believe a name or a length somebody else wrote.
"""
