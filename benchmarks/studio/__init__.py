# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the studio costs; each part has a file of its own and answers a few keys of the last line."""
