# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would be the same in a bakery?

Comes in: plain values.
Goes out: plain values: ids, clock readings, text measures, fingerprints.
Never: know anything about authorities, platforms, Django or the network.
"""
