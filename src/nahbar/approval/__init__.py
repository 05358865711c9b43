# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who must agree, who has?

Comes in: frozen versions.
Goes out: rounds, and signatures bound to a fingerprint.
Never: let a person sign what they wrote, let a link sign by being opened.

A round asks one or more people for the same yes. The first answer settles it: an agreeing one signs the
round, an objection or a refusal returns it. Only people who were asked answer, only with a role that signs,
and never those who wrote, described a picture, froze the text or asked for the signature.
Nothing is cancelled when the text changes: the signature no longer matches.
"""
