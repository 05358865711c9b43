# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.utils import translation

from nahbar.channels.errors import Reason
from nahbar.publishing.states import HouseReason, Step
from nahbar.web.publishing import sentences

UNSHOWN = {HouseReason.WORKER_STOPPED}


@pytest.mark.parametrize("reason", [one for one in [*Reason, *HouseReason] if one not in UNSHOWN])
def test_every_reason_has_a_sentence_of_its_own_in_german(reason):
    with translation.override("en"):
        english = sentences.reason(reason)
    with translation.override("de"):
        german = sentences.reason(reason)
        unknown = sentences.reason("never heard of")
    assert german not in {english, unknown}
    assert "!" not in german


@pytest.mark.parametrize("step", [one for one in Step if one != Step.DECIDED])
def test_every_step_has_a_german_sentence(step):
    with translation.override("en"):
        english = str(sentences.STEPS[step])
    with translation.override("de"):
        assert str(sentences.STEPS[step]) != english
