# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does a web page without a feed speak? Bytes to trees, rows, patterns and texts; pure, and never raising."""
