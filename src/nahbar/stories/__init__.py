# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What do we tell, to whom, with which material?

Comes in: a topic, facts, pictures.
Goes out: a story with facts and material.
Never: publish, judge, count characters.
"""
