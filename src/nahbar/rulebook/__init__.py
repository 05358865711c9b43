# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""May an administration say it like this?

Comes in: a Draft, a Capability and a Context.
Goes out: findings: place, weight, plain sentence, source, way out; none means "keine bekannten Verstöße gefunden".
Never: import Django, remember anything, forbid in silence, call a text lawful.
"""
