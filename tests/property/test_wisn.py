"""WISN: what must hold of any workload, and the file says the same as the values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.capacity.what_if import Step, one_more, what_if
from mallipaja.capacity.wisn import (
    Activity,
    CategoryAllowance,
    IndividualAllowance,
    WorkingTime,
    Workload,
    findings,
    wisn,
)
from mallipaja.capacity.workload_file import workload_of_file

amounts = st.decimals(0, 500, places=2, allow_nan=False).map(float)
minutes = st.integers(1, 600).map(float)


@st.composite
def workloads(draw):
    """Workloads that can be calculated."""
    off = [draw(st.integers(0, 40)) for _ in range(4)]
    time = WorkingTime(
        260, *map(float, off), float(draw(st.integers(240, 600))), draw(st.sampled_from([4.0, 5.0, 6.0]))
    )
    activities = draw(st.lists(st.builds(Activity, st.just("a"), amounts, minutes), max_size=3))
    support = draw(
        st.lists(
            st.builds(
                CategoryAllowance,
                st.just("b"),
                st.integers(0, 50).map(float),
                st.sampled_from(["day", "week", "month", "year"]),
            ),
            max_size=3,
        )
    )
    extra = draw(st.lists(st.builds(IndividualAllowance, st.just("c"), amounts, minutes), max_size=2))
    current = draw(st.none() | amounts)
    return Workload(time, tuple(activities), tuple(support), tuple(extra), current)


@given(workloads())
def test_difference_and_ratio_lead_back_to_the_present_staff(workload):
    assert findings(workload) == ()
    found = wisn(workload)
    assert found.category_allowance_factor >= 1
    if workload.current_htv is None:
        assert (found.difference, found.ratio) == (None, None)
        return
    assert found.required_htv + found.difference == pytest.approx(workload.current_htv)
    if found.ratio is not None:
        assert found.ratio * found.required_htv == pytest.approx(workload.current_htv)
    assert (found.ratio is None) == (found.required_htv == 0)


@given(workloads(), st.floats(1, 3), st.integers(0, 40))
def test_more_work_or_more_absences_never_need_fewer_staff(workload, factor, days):
    today = wisn(workload)
    more = what_if(workload, Step(volumes=factor)).then
    slower = what_if(workload, Step(unit_times=factor)).then
    assert more.required_htv == pytest.approx(slower.required_htv)
    assert more.required_htv >= today.required_htv * (1 - 1e-12)
    assert what_if(workload, Step(absence_days=days)).required_htv >= -1e-12


@given(workloads())
def test_one_more_does_what_the_standards_say(workload):
    found, today = one_more(workload), wisn(workload)
    for (_, times), need in zip(found.times_per_year, today.activities, strict=True):
        assert times * today.category_allowance_factor == pytest.approx(need.standard_workload)


@given(workloads())
def test_a_file_says_the_same_as_the_values(workload):
    time = workload.time
    lines = [
        "working_days:",
        *(f"  {key}: {value:f}" for key, value in (
            ("possible", time.possible_days), ("public_holidays", time.public_holidays),
            ("annual_leave", time.annual_leave), ("sick_leave", time.sick_leave), ("other", time.other),
        )),
        f"hours_per_day: {time.minutes_per_day / 60:.12f}",
        f"days_per_week: {time.days_per_week:f}",
        "activities:" if workload.activities else "activities: []",
        *(f"  - {{name: a, per_year: {a.per_year:f}, hours_each: {a.minutes_each / 60:.12f}}}" for a in workload.activities),
        "category_allowances:" if workload.category_allowances else "category_allowances: []",
        *(f"  - {{name: b, hours: {c.minutes / 60:.12f}, per: {c.per}}}" for c in workload.category_allowances),
        "individual_allowances:" if workload.individual_allowances else "individual_allowances: []",
        *(
            f"  - {{name: c, persons: {i.persons:f}, hours_per_year: {i.minutes_per_year / 60:.12f}}}"
            for i in workload.individual_allowances
        ),
        *([f"current_fte: {workload.current_htv:f}"] if workload.current_htv is not None else []),
    ]  # fmt: skip
    read = workload_of_file("\n".join(lines).encode(), "work.yaml")
    assert wisn(read).required_htv == pytest.approx(wisn(workload).required_htv, rel=1e-9)
    assert read.current_htv == workload.current_htv
