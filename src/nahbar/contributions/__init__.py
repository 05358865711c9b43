# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What do departments and trainees want told, who have no account here?

Comes in: what somebody writes behind a secret link, and photos and films from their phone; what editors ask trainees to shoot.
Goes out: a topic with the answers, photos and films without anything hidden in them, and an end for every name and file.
Never: show that a link exists to who does not have it, keep a file as it came, keep an address longer than an hour.
"""
