# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does what an authority has to say become a share picture in its own design?

Comes in: a card (template, size, words, colour, logo, photo) as plain data.
Goes out: a picture, its alternative text, and what was measured on it.
Never: read a person's words as Typst, use a font of the machine, cut a text, write to the disk.
"""
