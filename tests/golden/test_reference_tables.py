"""Municipalities and reference tables: figures as their sources give them, rules on the day they change."""

from __future__ import annotations

from datetime import date

import pytest

from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.catalogue.reference import BenefitShare, RegionFigures, ShareRule

STEPS = [
    "invited",
    "survey_open",
    "mapped",
    "model_drafted",
    "walked_through",
    "prepared",
    "management_decision",
    "team_agreed",
    "coordinator_roles_agreed",
    "responsible_named",
    "pilot_running",
    "evaluated",
    "spread",
]


@pytest.mark.parametrize(
    ("code", "name", "unemployed", "share"),
    [
        ("077", "Hankasalmi", 204, 10.5),
        ("249", "Keuruu", 309, 8.1),
        ("179", "Jyväskylä", 8319, 11.9),
        ("410", "Laukaa", 699, 8.3),
        ("931", "Viitasaari", 241, 9.9),
    ],
)
def test_the_pilot_municipalities(
    code: str, name: str, unemployed: int, share: float, catalogue: Catalogue
) -> None:
    municipality = catalogue.municipalities[code]
    assert (municipality.name.fi, municipality.region.fi) == (name, "Keski-Suomi")
    figures = {figure.key: (figure.value, figure.unit, figure.date) for figure in municipality.figures}
    assert figures["unemployed"] == (unemployed, "persons", "2022-04")
    assert figures["unemployed_share"] == (share, "percent", "2022-04")


def test_unemployed_people_of_the_pilots_sum_up(catalogue: Catalogue) -> None:
    found = [
        figure.value
        for municipality in catalogue.municipalities.values()
        for figure in municipality.figures
        if figure.key == "unemployed"
    ]
    assert (len(found), sum(found)) == (5, 9772)


def test_figures_of_a_region_stand_side_by_side(catalogue: Catalogue) -> None:
    table = catalogue.table(RegionFigures)
    assert table is not None
    found = [
        (row.key, row.value, row.precision, row.date) for row in table.figures if row.region == "paijat_hame"
    ]
    assert [row[1:] for row in found if row[0] == "unemployed"] == [
        (13690, "exact", "2021-06"),
        (12000, "about", None),
        (10600, "about", "2024-05-23"),
    ]
    assert {row.value for row in table.figures if row.region == "keski_suomi"} == {
        23,
        6,
        272682,
        13872,
        11.2,
    }
    assert all(row.note for row in table.figures if row.date is None)


@pytest.mark.parametrize(
    ("day", "employment"),
    [
        (date(2021, 10, 1), "te_office"),
        (date(2024, 12, 31), "te_office"),
        (date(2025, 1, 1), "employment_authority"),
        (date(2026, 11, 22), "employment_authority"),
    ],
)
def test_the_employment_party_changes_with_the_law(day: date, employment: str, catalogue: Catalogue) -> None:
    assert {party.key for party in catalogue.parties_on(day)} == {
        "kela",
        employment,
        "social_services",
        "health_care",
    }


def test_required_parties_fill_the_core_seats(catalogue: Catalogue) -> None:
    generic = catalogue.generic
    assert isinstance(generic, GenericModel)
    seats = {
        key
        for key, element in generic.elements.items()
        if element.role and element.role.seat and element.role.requirement == "core"
    }
    assert {party.role for party in catalogue.parties_on(date(2021, 10, 1))} == seats
    assert {party.role for party in catalogue.parties_on(date(2025, 1, 1))} == seats


def share_rule(catalogue: Catalogue, key: str) -> ShareRule:
    table = catalogue.table(BenefitShare)
    assert table is not None
    return next(rule for rule in table.rules if rule.key == key)


def percents(rule: ShareRule, day: int) -> list[float]:
    """The shares of every step that holds the day; a sound ladder gives exactly one."""
    return [
        step.percent
        for step in rule.steps
        if step.from_day <= day and (step.to_day is None or day <= step.to_day)
    ]


@pytest.mark.parametrize(
    ("key", "day", "percent"),
    [
        ("before_2025", 1, 0),
        ("before_2025", 300, 0),
        ("before_2025", 301, 50),
        ("before_2025", 1000, 50),
        ("before_2025", 1001, 70),
        ("from_2025", 1, 0),
        ("from_2025", 100, 0),
        ("from_2025", 101, 10),
        ("from_2025", 200, 10),
        ("from_2025", 201, 20),
        ("from_2025", 300, 20),
        ("from_2025", 301, 30),
        ("from_2025", 400, 30),
        ("from_2025", 401, 40),
        ("from_2025", 700, 40),
        ("from_2025", 701, 50),
    ],
)
def test_the_municipalitys_share_changes_on_its_day(
    key: str, day: int, percent: float, catalogue: Catalogue
) -> None:
    assert percents(share_rule(catalogue, key), day) == [percent]


def test_what_nobody_has_read_in_the_act_is_marked(catalogue: Catalogue) -> None:
    def unverified(key: str) -> list[float]:
        return [step.percent for step in share_rule(catalogue, key).steps if not step.verified]

    assert unverified("before_2025") == []
    assert unverified("from_2025") == [10, 20, 30, 40, 50]


def test_the_ladders_follow_one_another(catalogue: Catalogue) -> None:
    old, new = share_rule(catalogue, "before_2025"), share_rule(catalogue, "from_2025")
    assert (old.valid_from, old.valid_to) == (None, date(2024, 12, 31))
    assert (new.valid_from, new.valid_to) == (date(2025, 1, 1), None)
    assert old.benefits == ("labour_market_support",)
    assert new.benefits == ("labour_market_support", "basic_allowance", "earnings_allowance")


def test_the_process_has_thirteen_steps(catalogue: Catalogue) -> None:
    assert [step.key for step in catalogue.process_steps] == STEPS
    assert [step.order for step in catalogue.process_steps] == list(range(1, 14))


def test_the_risks_that_happened_and_those_to_secure(catalogue: Catalogue) -> None:
    risks = {flag.key: (flag.kind, flag.sources) for flag in catalogue.risk_flags}
    assert risks == {
        "supervisors_absent": ("happened", ("ks",)),
        "staff_missing": ("happened", ("ks", "ek")),
        "crisis_load": ("happened", ("ph",)),
        "no_time_to_act": ("happened", ("sk",)),
        "figures_missing": ("happened", ("ek",)),
        "multi_sector_roles_open": ("happened", ("ek",)),
        "overlapping_work": ("happened", ("sk",)),
        "mandate_missing": ("to_secure", ("ek",)),
        "induction_missing": ("to_secure", ("ss",)),
    }
