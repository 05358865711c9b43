# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from tools import connectors_page


def test_connectors_page_equals_the_capability_records():
    assert connectors_page.PAGE.read_text(encoding="utf-8") == connectors_page.text()
