# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can a platform do, and what is a post?

Comes in: nothing.
Goes out: the contract: Capability, Post, Receipt, Comment, Figures, Transport, three errors, the registry.
Never: speak to a platform, import Django, remember anything.
"""
