# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does ONE kind of source speak? One file a kind, each with one `READER`; `registry` names them.

Comes in: an address or a file, and an `Ask` that counts and limits every request.
Goes out: items, with what the next reading needs to know.
Never: open the network itself, touch the database, believe what it reads.
"""
