# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What do people without an account see who have something to tell, and what does the editor hand to them?"""
