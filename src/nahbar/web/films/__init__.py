# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does what somebody filmed become a film for our channels?

Comes in: films of the material, where they are cut, what is said in them, what stands before and after.
Goes out: a page to cut, one to subtitle, pictures of how it will look, how far its making is.
Never: make a film while somebody waits for a page, change what was filmed.
"""
