"""Which forms of a round an invitation holds."""

from __future__ import annotations

import pytest

from mallipaja.catalogue.load import Catalogue
from mallipaja.survey.audience import forms_for

EVERYTHING = ("capacity_basic", "network_basic", "partner_short", "practices_joint", "practices_own")


@pytest.mark.parametrize(
    ("kind", "sector", "expected"),
    [
        ("unit", "health", ("capacity_basic", "network_basic")),
        ("unit", "kela", ("partner_short",)),
        ("unit", "employment", ("partner_short",)),
        ("joint", "", ("practices_joint",)),
        ("personal", "", ("practices_own",)),
    ],
)
def test_the_shipped_forms(catalogue: Catalogue, kind: str, sector: str, expected: tuple[str, ...]) -> None:
    templates = [catalogue.templates[key] for key in EVERYTHING]
    assert forms_for(templates, kind, sector) == expected


def test_without_a_short_form_everybody_gets_the_general_ones(catalogue: Catalogue) -> None:
    templates = [catalogue.templates[key] for key in ("capacity_basic", "network_basic")]
    assert forms_for(templates, "unit", "kela") == ("capacity_basic", "network_basic")
