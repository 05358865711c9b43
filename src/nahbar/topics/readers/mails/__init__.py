# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What does a mail tell? Bytes of a mail in, the sender's own words out.

Comes in: headers and whole mails, as strangers may have made them.
Goes out: a title, a text, numbers of what came with it; or why it is no topic.
Never: believe a length, keep what a stranger wrote, store an address in a text.
"""
