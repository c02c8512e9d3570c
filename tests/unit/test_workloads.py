"""Answers of Työmäärälaskelma become workloads; what is missing is a problem, never a zero."""

import pytest

from mallipaja.capacity.inflow import Inflow, InflowTotal, inflow_total, inflows
from mallipaja.capacity.wisn import Activity, CategoryAllowance, IndividualAllowance, WorkingTime, Workload
from mallipaja.capacity.workload_answers import WorkingYear
from mallipaja.capacity.workloads import ProfessionNeed, by_profession, unit_workloads
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import NOT_ANSWERED, Known, Missing, Total
from mallipaja.survey.units import UnitInfo

U1 = UnitInfo("u1", "county", "Hyvinvointialue", "health", "clinic", "Vastaanotto", ("keuruu",))
U2 = UnitInfo("u2", "county", "Hyvinvointialue", "social", "social", "Aikuissosiaalityö", ("keuruu",))


def rec(feed, value, row="", *, unit="u1", response="r1", reason=None):
    return FeedRecord(feed, response, unit, (), "", row, value, reason)


def answers(**to):
    """The synthetic example of the WISN tests, as a unit answers it."""
    return [
        rec("wisn.profession", "nurse", **to),
        rec("wisn.task", "Ensikäynti", "1", **to),
        rec("wisn.times_per_year", 120.0, "1", **to),
        rec("wisn.minutes_each", 180.0, "1", **to),
        rec("wisn.times_per_year", 96.0, "2", **to),
        rec("wisn.minutes_each", 150.0, "2", **to),
        rec("wisn.task", "Seuranta", "3", **to),
        rec("wisn.times_per_year", 480.0, "3", **to),
        rec("wisn.minutes_each", 45.0, "3", **to),
        *(
            rec(f"wisn.{feed}", value, row, **to)
            for row, name, minutes, per in (("1", "a", 90.0, "week"), ("2", "b", 60.0, "day"), ("4", "c", 480.0, "month"))
            for feed, value in (("support_task", name), ("support_minutes", minutes), ("support_per", per))
        ),
        rec("wisn.individual_task", "Opiskelijat", "1", **to),
        rec("wisn.individual_persons", 1.0, "1", **to),
        rec("wisn.individual_hours_per_year", 100.0, "1", **to),
        *(
            rec("wisn.days_off", days, kind, **to)
            for kind, days in (("annual_leave", 30.0), ("public_holidays", 10.0), ("sick_leave", 9.0), ("other", 5.0))
        ),
    ]  # fmt: skip


HTV = rec("capacity.htv", 1.0, "nurse", response="k1")


def without(records, feed, row):
    return [r for r in records if (r.feed, r.row) != (f"wisn.{feed}", row)]


def test_the_answers_of_a_unit_are_its_workload():
    (found,) = unit_workloads((U1, U2), [HTV, *answers()])
    assert found.workload == Workload(
        WorkingTime(260, 10, 30, 9, 5, 459),
        (Activity("Ensikäynti", 120, 180), Activity("2", 96, 150), Activity("Seuranta", 480, 45)),
        (CategoryAllowance("a", 90, "week"), CategoryAllowance("b", 60, "day"), CategoryAllowance("c", 480, "month")),
        (IndividualAllowance("Opiskelijat", 1, 6000),),
        1.0,
    )  # fmt: skip
    assert found.result.required_htv == pytest.approx(0.855470, abs=5e-7)
    assert found.result.ratio == pytest.approx(1.168949, abs=5e-7)
    assert (found.unit, found.profession, found.problems, found.without) == (U1, "nurse", (), ())
    assert found.given == Total(found.given.value, 18, (), 0)


def test_the_working_year_is_a_visible_assumption():
    (found,) = unit_workloads((U1,), answers(), WorkingYear(minutes_per_day=435))
    assert found.result.available_hours == pytest.approx(206 * 7.25)
    assert (found.result.difference, found.current_htv) == (None, NOT_ANSWERED)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (without(answers(), "times_per_year", "1"), [("WISN_012", "activities[0].per_year")]),
        (without(answers(), "support_per", "2"), [("WISN_012", "category_allowances[1].per")]),
        (without(answers(), "individual_persons", "1"), [("WISN_012", "individual_allowances[0].persons")]),
        (without(answers(), "days_off", "other"), [("WISN_012", "time.other")]),
        (without(answers(), "profession", ""), [("WISN_010", "profession")]),
        (
            [r for r in answers() if r.feed not in {"wisn.task", "wisn.times_per_year", "wisn.minutes_each"}],
            [("WISN_011", "activities")],
        ),
        (
            [
                *without(answers(), "minutes_each", "3"),
                rec("wisn.minutes_each", None, "3", reason="not_collected"),
            ],
            [("WISN_013", "activities[2].minutes_each")],
        ),
        (
            [*without(answers(), "days_off", "annual_leave"), rec("wisn.days_off", 300.0, "annual_leave")],
            [("WISN_002", "time.annual_leave")],
        ),
        (
            [*without(answers(), "support_minutes", "2"), rec("wisn.support_minutes", 459.0, "2")],
            [("WISN_004", "category_allowances[1]")],
        ),
    ],
)
def test_what_is_missing_or_cannot_be_is_a_problem(records, expected):
    (found,) = unit_workloads((U1,), records)
    assert (found.workload, found.result) == (None, None)
    assert [(problem.code, problem.where) for problem in found.problems] == expected
    assert {problem.path for problem in found.problems} == {"Vastaanotto"}


def test_completeness_counts_what_the_calculation_needs():
    records = [
        *without(without(answers(), "minutes_each", "3"), "support_per", "2"),
        rec("wisn.minutes_each", None, "3", reason="not_collected"),
    ]
    (found,) = unit_workloads((U1,), records)
    assert (found.given.known, found.given.missing, found.given.not_answered) == (
        16,
        (("not_collected", 1),),
        1,
    )


def test_no_other_work_is_an_assumption_that_is_shown():
    records = [r for r in answers() if not r.feed.startswith(("wisn.support", "wisn.individual"))]
    (found,) = unit_workloads((U1,), records)
    assert found.without == ("support", "additional")
    assert found.result.category_allowance_factor == 1
    assert found.result.required_htv == pytest.approx(0.609176, abs=5e-7)


def test_a_unit_that_skipped_the_form_is_not_here():
    assert unit_workloads((U1, U2), [HTV]) == ()


def test_one_unit_may_answer_for_several_professions():
    other = [r for r in answers(response="r2") if r.feed != "wisn.profession"]
    records = [*answers(), *other, rec("wisn.profession", "doctor", response="r2"), HTV]
    found = unit_workloads((U1,), records)
    assert [(one.profession, one.contradicts) for one in found] == [("nurse", False), ("doctor", False)]
    assert [one.result.current_htv for one in found] == [1.0, None]


def test_two_answers_for_one_profession_contradict_and_the_last_counts():
    again = [
        *without(answers(response="r2"), "times_per_year", "1"),
        rec("wisn.times_per_year", 60.0, "1", response="r2"),
    ]
    (found,) = unit_workloads((U1,), [*answers(), *again])
    assert found.contradicts
    assert {activity.per_year for activity in found.workload.activities} == {60.0, 96.0, 480.0}
    (same,) = unit_workloads((U1,), [*answers(), *answers(response="r2")])
    assert not same.contradicts


def test_the_need_of_a_profession_sums_what_could_be_calculated():
    records = [
        HTV,
        *answers(),
        *answers(unit="u2", response="r2"),
        *without(answers(unit="u3", response="r3"), "minutes_each", "1"),
    ]
    u3 = UnitInfo("u3", "county", "Hyvinvointialue", "social", "social", "Muu", ("keuruu",))
    (need,) = by_profession(unit_workloads((U1, U2, u3), records))
    required = pytest.approx(0.855470, abs=5e-7)
    assert need == ProfessionNeed(
        "nurse",
        units=3,
        calculated=2,
        compared=1,
        required_htv=pytest.approx(2 * 0.8554696632757419),
        current_htv=1.0,
        difference=pytest.approx(0.144530, abs=5e-7),
        ratio=pytest.approx(1.168949, abs=5e-7),
    )
    assert need.current_htv - need.difference == required
    unknown = by_profession(unit_workloads((U2,), without(answers(unit="u2"), "profession", "")))
    assert unknown == (ProfessionNeed("", 1, 0, 0, None, None, None, None),)


def test_inflow_and_waiting_keep_their_reasons():
    records = [
        rec("capacity.inflow_per_year", 40.0),
        rec("capacity.waiting", "weeks_2_4"),
        rec("capacity.inflow_per_year", None, unit="u2", reason="not_collected"),
    ]
    rows = inflows((U1, U2), records)
    assert rows == (
        Inflow(U1, Known(40.0), Known("weeks_2_4")),
        Inflow(U2, Missing("not_collected"), NOT_ANSWERED),
    )
    waits = (("under_2_weeks", 0), ("weeks_2_4", 1), ("weeks_5_8", 0), ("over_8_weeks", 0))
    assert inflow_total(rows) == InflowTotal(Total(40.0, 1, (("not_collected", 1),), 0), waits, 1, 2)
