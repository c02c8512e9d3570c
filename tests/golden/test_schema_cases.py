"""What real models need to say, each in a test model of its own under ``tests/cases``: as values, never as free text."""

from __future__ import annotations

from pathlib import Path

import pytest

from mallipaja.actions.catalogue import check_paths
from mallipaja.catalogue.load import Catalogue, read_document
from mallipaja.catalogue.operating_model import AdoptedModel, DescribedModel
from mallipaja.model.comparison import Comparison, compare
from mallipaja.model.region import regional_model, variant_of
from mallipaja.settings import ROOT

CASES = ROOT / "tests" / "cases"


def described(name: str) -> DescribedModel:
    found = read_document(CASES / f"{name}.yaml")
    assert isinstance(found, DescribedModel)
    return found


def adopted(name: str) -> AdoptedModel:
    found = read_document(CASES / f"{name}.yaml")
    assert isinstance(found, AdoptedModel)
    return found


def compared(catalogue: Catalogue, name: str) -> Comparison:
    assert catalogue.generic is not None
    found = read_document(CASES / f"{name}.yaml")
    if isinstance(found, AdoptedModel):
        return compare(catalogue.generic, [variant_of(found, (), catalogue.generic)])
    assert isinstance(found, DescribedModel)
    return compare(catalogue.generic, described=[found])


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_case_is_a_model_without_problems(path: Path) -> None:
    assert [str(one) for one in check_paths([path], ROOT)] == []


def test_there_is_a_model_for_every_case() -> None:
    assert len(list(CASES.glob("*.yaml"))) == 12


def test_two_coordinators_at_once(catalogue: Catalogue) -> None:
    assert catalogue.generic is not None
    role = (
        regional_model(catalogue.generic, [adopted("two_coordinators")])
        .elements["roles.client_coordinator"]
        .role
    )
    assert role is not None
    assert role.minimum_count == 2


def test_a_coordinator_that_changes_along_the_path(catalogue: Catalogue) -> None:
    assert catalogue.generic is not None
    elements = regional_model(catalogue.generic, [adopted("coordinator_changes")]).elements
    owners = [elements[f"phases.{key}"].phase for key in ("plan", "services", "follow_up")]
    assert len({one.owner for one in owners if one}) == 3


def test_members_that_differ_by_site() -> None:
    facts = described("members_by_site").elements["roles.third_sector"].facts
    assert [(one.part, one.sites) for one in facts] == [
        ("member", ("Pohjoinen",)),
        ("partner", ("Eteläinen", "Läntinen")),
    ]


def test_a_close_partner_who_is_no_member() -> None:
    (fact,) = described("partner_not_member").elements["roles.occupational_health"].facts
    assert fact.part == "partner"


def test_a_seat_with_alternatives() -> None:
    (fact,) = described("seat_with_alternatives").elements["roles.social_services"].facts
    assert fact.professions == ("social_worker", "social_counsellor")


def test_parallel_statutory_roles(catalogue: Catalogue) -> None:
    found = compared(catalogue, "parallel_roles")
    assert found.cell("roles.own_worker", "parallel_roles").status == "same"
    assert found.cell("roles.client_coordinator", "parallel_roles").status == "same"


def test_several_teams_in_one_and_one_for_several() -> None:
    facts = described("number_of_teams").elements["governance.number_of_teams"].facts
    assert [(one.codes, one.value, len(one.sites)) for one in facts] == [
        (("several_in_municipality",), 3, 1),
        (("shared",), 1, 3),
    ]


def test_figures_that_conflict_stand_side_by_side() -> None:
    facts = described("conflicting_figures").elements["context.unemployed"].facts
    assert [(one.value, one.date, one.source) for one in facts] == [
        (13690, "2021-06", "page"),
        (10600, "2024-12", "later"),
    ]


def test_a_name_of_its_own_is_no_change(catalogue: Catalogue) -> None:
    cell = compared(catalogue, "local_name").cell("roles.client_coordinator", "local_name")
    assert (cell.status, cell.modality, cell.adaptations[0].value) == ("same", "in_use", "vastuutyöntekijä")
    assert catalogue.generic is not None
    named = regional_model(catalogue.generic, [adopted("local_name")])
    assert named.elements["roles.client_coordinator"].label.fi == "vastuutyöntekijä"


def test_interfaces_rehabilitation_and_information_back(catalogue: Catalogue) -> None:
    said = {}
    for name in ("interfaces", "rehabilitation", "information_back"):
        for row, cell in compared(catalogue, name).cells(name):
            if cell.status != "not_stated":
                said[row.key] = (cell.status, cell.is_practice)
    assert said == {
        "interfaces.multi_sector_service": ("same", True),
        "interfaces.occupational_health": ("same", True),
        "interfaces.health_checks": ("same", False),
        "rehabilitation.vocational": ("same", True),
        "rehabilitation.medical": ("missing", True),
        "information.flow_back": ("same", False),
    }
