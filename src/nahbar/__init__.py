# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nahbar: the open-source social-media newsroom for German public authorities."""

__version__ = "0.1.0"
