"""Expressions mean here what they mean in ODK: the same values, relevance and violations as ODK's own engine.

``python -m bench.odk_oracle`` compares 2,000 cases and more.
"""

from __future__ import annotations

from tests.odk_engine.comparing import compared

FORMS = 75
"""Each is answered four times: 300 cases."""


def test_generated_forms_are_as_in_the_engine_of_odk() -> None:
    outcome = compared(FORMS, seed=2026)
    assert outcome.differences == []
    assert outcome.cases == 4 * FORMS
    assert outcome.not_relevant > outcome.nodes / 20
    assert outcome.violations > outcome.nodes / 50
