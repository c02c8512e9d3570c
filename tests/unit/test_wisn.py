"""WISN against the published example and the full synthetic one."""

import pytest

from mallipaja.capacity.wisn import (
    Activity,
    CategoryAllowance,
    IndividualAllowance,
    WorkingTime,
    Workload,
    findings,
    wisn,
)
from mallipaja.errors import ProblemsError

CLINIC_TIME = WorkingTime(234, 10, 30, 15, 0, 8 * 60, 4.5)
YEAR = WorkingTime(260, 10, 30, 9, 5, 459)
ACTIVITIES = (Activity("a", 120, 180), Activity("b", 96, 150), Activity("c", 480, 45))
SUPPORT = (
    CategoryAllowance("week", 90, "week"),
    CategoryAllowance("day", 60, "day"),
    CategoryAllowance("month", 480, "month"),
)
FULL = Workload(YEAR, ACTIVITIES, SUPPORT, (IndividualAllowance("extra", 1, 6000),), 1.0)


def close(value):
    return pytest.approx(value, abs=5e-7)


def test_the_public_example_of_an_hiv_clinic():
    # Burmen et al. 2017, doi 10.1186/s12960-017-0186-3, table 3: 179 days, 17.46 persons.
    allowance = (CategoryAllowance("own", 10 * 8 * 60, "year"),)
    result = wisn(Workload(CLINIC_TIME, (Activity("visit", 100_000, 15),), allowance))
    assert CLINIC_TIME.available_days == 179
    assert result.activities[0].staff == close(3125 / 179)
    assert round(result.activities[0].staff, 2) == 17.46
    assert result.category_allowance_share == close(10 / 179)
    assert result.required_htv == close(3125 / 169)
    assert (result.difference, result.ratio) == (None, None)


def test_the_full_synthetic_example():
    result = wisn(FULL)
    assert result.available_hours == close(1575.9)
    assert [need.standard_workload for need in result.activities] == [
        close(525.3),
        close(630.36),
        close(2101.2),
    ]
    assert [need.staff for need in result.activities] == [close(0.228441), close(0.152294), close(0.228441)]
    assert sum(need.staff for need in result.activities) == close(0.609176)
    assert result.category_allowance_share == close(0.230852)
    assert result.category_allowance_factor == close(1.300140)
    assert result.individual_allowance_factor == close(0.063456)
    assert result.required_htv == close(0.855470)
    assert result.difference == close(0.144530)
    assert result.ratio == close(1.168949)


def test_half_the_staff_is_half_the_ratio():
    result = wisn(Workload(YEAR, ACTIVITIES, SUPPORT, FULL.individual_allowances, 0.5))
    assert result.ratio == close(0.584474)


def test_nothing_required_has_no_ratio():
    result = wisn(Workload(YEAR, (), current_htv=1.0))
    assert (result.required_htv, result.ratio, result.difference) == (0.0, None, 1.0)


def spot(problem):
    return (problem.code, problem.where)


@pytest.mark.parametrize(
    ("workload", "expected"),
    [
        (Workload(YEAR, (Activity("a", -1, 60),)), [("WISN_001", "activities[0].per_year")]),
        (
            Workload(WorkingTime(260, 10, 400, 9, 5, 459), ()),
            [("WISN_002", "time.annual_leave")],
        ),
        (Workload(WorkingTime(260, 100, 100, 50, 10, 459), ()), [("WISN_002", "time")]),
        (Workload(WorkingTime(0, 0, 0, 0, 0, 459), ()), [("WISN_002", "time.possible_days")]),
        (Workload(WorkingTime(260, 10, 30, 9, 5, 0), ()), [("WISN_002", "time.minutes_per_day")]),
        (Workload(WorkingTime(260, 10, 30, 9, 5, 459, 0), ()), [("WISN_002", "time.days_per_week")]),
        (Workload(YEAR, (Activity("a", 1, 0),)), [("WISN_003", "activities[0].minutes_each")]),
        (
            Workload(YEAR, (), (CategoryAllowance("b", 1, "day"), CategoryAllowance("a", 459, "day"))),
            [("WISN_004", "category_allowances[1]")],
        ),
        (
            Workload(YEAR, (), (CategoryAllowance("b", 230, "day"), CategoryAllowance("a", 230, "day"))),
            [("WISN_004", "category_allowances")],
        ),
        (Workload(WorkingTime(367, 0, 0, 0, 0, 459), ()), [("WISN_005", "time.possible_days")]),
        (Workload(WorkingTime(260, 0, 0, 0, 0, 1441), ()), [("WISN_005", "time.minutes_per_day")]),
        (Workload(WorkingTime(260, 0, 0, 0, 0, 459, 8), ()), [("WISN_005", "time.days_per_week")]),
        (
            Workload(YEAR, (), (), (IndividualAllowance("x", 1, 1576 * 60),)),
            [("WISN_005", "individual_allowances[0].minutes_per_year")],
        ),
        (
            Workload(YEAR, (Activity("a", float("nan"), float("nan")),), current_htv=-1),
            [
                ("WISN_001", "activities[0].minutes_each"),
                ("WISN_001", "activities[0].per_year"),
                ("WISN_001", "current_htv"),
            ],
        ),
    ],
)
def test_undefined_cases_are_problems_with_a_code_and_a_place(workload, expected):
    with pytest.raises(ProblemsError) as caught:
        wisn(workload)
    assert [spot(problem) for problem in caught.value.problems] == expected
    assert {found.rule.code for found in findings(workload)} == {code for code, _ in expected}


def test_what_can_be_calculated_has_no_findings():
    assert findings(FULL) == ()
    assert findings(Workload(CLINIC_TIME, (Activity("never", 0, 15),), current_htv=0)) == ()
