# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is this the only window to the network?

Comes in: addresses and requests; mail servers and the user of a mailbox.
Goes out: answers and mails, limited in size and time; or NotSent, AnswerLost, NoMailbox.
Never: reach a private address the operator did not allow, follow a redirect unchecked, believe a length.
"""
