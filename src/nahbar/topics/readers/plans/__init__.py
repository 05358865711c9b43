# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How do planning procedures speak? XPlanung's files and pages of notices to items; nothing is concluded from words."""
