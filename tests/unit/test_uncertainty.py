"""Ranges, sliders and waiting times: published values, a small simulation, and what must hold."""

import heapq
from dataclasses import replace

import numpy as np
import pytest

from mallipaja.capacity.ranges import Percentiles, Range, percentiles
from mallipaja.capacity.supply import SupplyRow
from mallipaja.capacity.uncertain_wait import uncertain_wait
from mallipaja.capacity.uncertainty import around, uncertain_need, with_value
from mallipaja.capacity.waiting import (
    MOST,
    CoordinatorLoad,
    coordinator_load,
    erlang_b,
    erlang_c,
    pooled,
    statement,
)
from mallipaja.capacity.what_if import Step, changed, one_more, staff_step, what_if
from mallipaja.capacity.wisn import wisn
from mallipaja.errors import ProblemsError
from mallipaja.survey.given import NOT_ANSWERED, Known, Missing
from tests.unit.test_wisn import FULL

VOLUME = ("activities", 2, "per_year")


def rng(seed=1):
    return np.random.default_rng(seed)


def codes(caught):
    return [(problem.code, problem.where) for problem in caught.value.problems]


def test_a_range_of_one_point_is_the_point():
    spots = {VOLUME: Range(480, 480, 480), ("time", "sick_leave"): Range(9, 9, 9)}
    found = uncertain_need(FULL, spots, rng(), 50)
    exact = wisn(FULL)
    assert (found.draws, found.shortage_share) == (50, 0.0)
    assert found.required_htv.p10 == found.required_htv.p90 == pytest.approx(exact.required_htv)
    assert found.difference.p50 == pytest.approx(exact.difference)
    assert found.ratio.p50 == pytest.approx(exact.ratio)


def test_the_same_seed_gives_the_same_percentiles_in_any_order():
    ranges = around(FULL, volumes=0.2, unit_times=0.1)
    one = uncertain_need(FULL, ranges, rng(), 500)
    assert one == uncertain_need(FULL, dict(reversed(ranges.items())), rng(), 500)
    assert one != uncertain_need(FULL, ranges, rng(2), 500)
    assert one.required_htv.p10 < wisn(FULL).required_htv < one.required_htv.p90


def test_one_range_moves_the_need_as_its_distribution_does():
    """Required staff is linear in a volume, so its percentiles are those of the triangle."""
    found = uncertain_need(FULL, {VOLUME: Range(300, 480, 900)}, rng(), 100_000)
    low, base, high = 300, 480, 900
    width, left = high - low, base - low
    p10 = low + (0.1 * width * left) ** 0.5
    p50 = high - (0.5 * width * (high - base)) ** 0.5
    p90 = high - (0.1 * width * (high - base)) ** 0.5
    for volume, percentile in (
        (p10, found.required_htv.p10),
        (p50, found.required_htv.p50),
        (p90, found.required_htv.p90),
    ):
        assert percentile == pytest.approx(wisn(with_value(FULL, VOLUME, volume)).required_htv, rel=2e-3)


SPOTS = [
    *((group, n, name) for group, names, count in (
        ("activities", ("per_year", "minutes_each"), 3),
        ("category_allowances", ("minutes",), 3),
        ("individual_allowances", ("persons", "minutes_per_year"), 1),
    ) for n in range(count) for name in names),
    *(("time", name) for name in ("possible_days", "annual_leave", "other", "minutes_per_day", "days_per_week")),
]  # fmt: skip


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: ".".join(map(str, spot)))
def test_every_number_of_a_workload_may_be_a_range(spot):
    points = {
        ("time", "possible_days"): 250.0,
        ("time", "days_per_week"): 4.0,
        ("time", "minutes_per_day"): 420.0,
    }
    value = points.get(spot, 11.0)
    found = uncertain_need(FULL, {spot: Range(value, value, value)}, rng(), 3)
    assert found.required_htv.p50 == pytest.approx(wisn(with_value(FULL, spot, value)).required_htv)


def test_the_present_staff_may_be_a_range():
    found = uncertain_need(FULL, {("current_htv",): Range(0.5, 0.85, 1.2)}, rng(), 20_000)
    required = wisn(FULL).required_htv
    assert found.required_htv == Percentiles(*[pytest.approx(required)] * 3)
    over = 1 - (1.2 - required) ** 2 / (0.7 * 0.35)
    assert found.shortage_share == pytest.approx(over, abs=0.02)
    unknown = with_value(FULL, ("current_htv",), 1.0)
    assert uncertain_need(unknown, {}, rng(), 1).shortage_share == 0.0


def test_an_unknown_staff_has_no_difference():
    found = uncertain_need(replace(FULL, current_htv=None), {VOLUME: Range(1, 2, 3)}, rng(), 10)
    assert (found.difference, found.ratio, found.shortage_share) == (None, None, None)
    nothing = replace(FULL, activities=(), individual_allowances=())
    assert uncertain_need(nothing, {}, rng(), 10).ratio is None


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ({VOLUME: Range(3, 2, 4)}, [("CAPACITY_001", "activities[2].per_year")]),
        ({VOLUME: Range(1, 2, float("nan"))}, [("CAPACITY_001", "activities[2].per_year")]),
        ({VOLUME: Range(-1, 2, 4)}, [("WISN_001", "activities[2].per_year")]),
        ({("activities", 0, "minutes_each"): Range(0, 2, 4)}, [("WISN_003", "activities[0].minutes_each")]),
        ({("time", "sick_leave"): Range(0, 9, 300)}, [("WISN_002", "time.sick_leave")]),
        (
            {("category_allowances", 1, "minutes"): Range(60, 60, 459)},
            [("WISN_004", "category_allowances[1]")],
        ),
    ],
)
def test_ranges_whose_ends_cannot_be(ranges, expected):
    with pytest.raises(ProblemsError) as caught:
        uncertain_need(FULL, ranges, rng())
    assert codes(caught) == expected


def test_what_is_not_in_the_workload_is_refused():
    for spot in (("activities", 9, "per_year"), ("time", "x"), ("x",), ("activities", 0, "name")):
        with pytest.raises(ValueError, match="no number"):
            with_value(FULL, spot, 1)
    with pytest.raises(ValueError, match="one draw"):
        uncertain_need(FULL, {}, rng(), 0)


def test_percentiles_lie_between_the_draws():
    assert percentiles(np.arange(11.0)) == Percentiles(1.0, 5.0, 9.0)


def test_what_if_nothing_changes():
    found = what_if(FULL, Step())
    assert (found.today, found.required_htv) == (found.then, 0)


def test_more_clients_shorter_meetings_more_absences_fewer_staff():
    plain = wisn(FULL)
    work = plain.required_htv - plain.individual_allowance_factor
    assert what_if(FULL, Step(volumes=1.5)).required_htv == pytest.approx(work / 2)
    assert what_if(FULL, Step(unit_times=0.5)).required_htv == pytest.approx(-work / 2)
    absent = what_if(FULL, Step(absence_days=6)).then
    assert absent.available_hours == pytest.approx(200 * 7.65)
    lost = what_if(FULL, Step(staff_htv=-0.5)).then
    assert (lost.current_htv, lost.ratio) == (0.5, pytest.approx(0.584474, abs=5e-7))


@pytest.mark.parametrize(
    ("step", "where"),
    [
        (Step(volumes=-1), "volumes"),
        (Step(unit_times=float("nan")), "unit_times"),
        (Step(absence_days=-10), "absence_days"),
        (Step(staff_htv=-2), "staff_htv"),
    ],
)
def test_steps_that_cannot_be(step, where):
    with pytest.raises(ProblemsError) as caught:
        changed(FULL, step)
    assert codes(caught) == [("CAPACITY_003", where)]


def test_what_one_more_nurse_brings():
    found = one_more(FULL)
    assert found.client_hours_per_year == pytest.approx(1575.9 / 1.3001402524, rel=1e-9)
    assert found.times_per_year[0] == ("a", pytest.approx(found.client_hours_per_year / 3))
    assert found.then.difference == pytest.approx(wisn(FULL).difference + 1)
    # as many times of every activity as one person's staff share: n persons do n × standard / factor
    assert one_more(FULL, 0.5).times_per_year[2][1] == pytest.approx(2101.2 / 1.3001402524 / 2)


def row(hours, heads):
    nothing = [NOT_ANSWERED] * 5
    return SupplyRow("u", "U", "o", "O", "health", "a", ("p",), "nurse", heads, NOT_ANSWERED, hours, *nothing)


def test_hours_of_a_site_without_volumes():
    assert staff_step(row(Known(30.0), Known(3.0)), 1).hours_then == Known(40.0)
    assert staff_step(row(Known(30.0), Known(3.0)), -1).hours_then == Known(20.0)
    secret = Missing("may_not_disclose")
    assert staff_step(row(secret, Known(3.0)), 1).hours_then == secret
    assert staff_step(row(Known(30.0), NOT_ANSWERED), 1).hours_then == NOT_ANSWERED
    assert staff_step(row(Known(0.0), Known(0.0)), 1).hours_then == NOT_ANSWERED
    with pytest.raises(ProblemsError):
        staff_step(row(Known(30.0), Known(3.0)), -4)


@pytest.mark.parametrize(
    ("slots", "load", "b", "c"),
    [
        (10, 7, 0.0787, 0.2217),
        (12, 10, 0.1197, 0.4494),
        (50, 42, None, 0.1641),
        (5, 3.5, None, 0.378),
        (25, 17.5, None, 0.064),
    ],
)
def test_erlang_s_published_tables(slots, load, b, c):
    assert b is None or erlang_b(slots, load) == pytest.approx(b, abs=5e-5)
    assert erlang_c(slots, load) == pytest.approx(c, abs=5e-4 if c in {0.378, 0.064} else 5e-5)


def test_one_slot_is_the_queue_of_one_server():
    assert erlang_c(1, 0.6) == pytest.approx(0.6)
    assert CoordinatorLoad(1, 0.6, 1).mean_wait_months == pytest.approx(0.6 / 0.4)


def waits(slots, arrivals, months_each, clients, generator):
    """First come, first served, one client after the other: how long each waits."""
    coming = np.cumsum(generator.exponential(1 / arrivals, clients))
    staying = generator.exponential(months_each, clients)
    free = [0.0] * slots
    found = []
    for at, stay in zip(coming.tolist(), staying.tolist(), strict=True):
        start = max(at, heapq.heappop(free))
        heapq.heappush(free, start + stay)
        found.append(start - at)
    return np.array(found[clients // 10 :])


@pytest.mark.parametrize(("slots", "arrivals", "months_each"), [(5, 0.875, 4.0), (20, 2.9, 6.0)])
def test_a_small_simulation_waits_as_long(slots, arrivals, months_each):
    found = waits(slots, arrivals, months_each, 300_000, rng(11))
    load = CoordinatorLoad(slots, arrivals, months_each)
    assert (found > 0).mean() == pytest.approx(load.wait_probability, abs=0.01)
    assert (found > 1).mean() == pytest.approx(load.wait_over(1), abs=0.01)
    assert found.mean() == pytest.approx(load.mean_wait_months, rel=0.05)


def test_five_sites_with_one_queue():
    site = CoordinatorLoad(5, 0.875, 4.0)
    together = pooled([site] * 5)
    assert (together.slots, together.load, together.months_each) == (25, 17.5, 4.0)
    assert (round(site.wait_probability, 3), round(together.wait_probability, 3)) == (0.378, 0.064)
    mixed = pooled([CoordinatorLoad(2, 1.0, 1.0), CoordinatorLoad(2, 3.0, 0.5), CoordinatorLoad(0, 0.0, 9.0)])
    assert (mixed.arrivals_per_month, mixed.load) == (4.0, 2.5)
    assert pooled([CoordinatorLoad(1, 0, 3), CoordinatorLoad(1, 0, 5)]).months_each == 5


def test_a_statement_says_from_when_the_wait_is_likely():
    said = statement(coordinator_load(20, 2.9, 6), months=1)
    assert said.verdict == "possible"
    at_limit = CoordinatorLoad(20, said.arrivals_likely, 6)
    assert at_limit.wait_over(1) == pytest.approx(0.5)
    assert statement(CoordinatorLoad(20, said.arrivals_likely + 0.01, 6)).verdict == "likely"
    assert CoordinatorLoad(said.slots_enough, 2.9, 6).wait_over(1) <= 0.1
    assert CoordinatorLoad(said.slots_enough - 1, 2.9, 6).wait_over(1) > 0.1
    assert statement(CoordinatorLoad(said.slots_enough, 2.9, 6)).verdict == "unlikely"


def test_more_clients_than_can_leave():
    said = statement(coordinator_load(3.9, 1, 4))
    assert (said.load.slots, said.verdict, said.probability) == (3, "grows", 1.0)
    assert (said.load.mean_wait_months, said.load.wait_probability) == (None, 1.0)
    assert statement(coordinator_load(0, 1, 1)).arrivals_likely == 0.0


def test_nobody_comes():
    said = statement(coordinator_load(0, 0, 4))
    assert (said.probability, said.verdict, said.load.mean_wait_months, said.slots_enough) == (
        0.0,
        "unlikely",
        0.0,
        1,
    )
    assert coordinator_load(2, 0, 4).wait_over(0) == 0.0


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((-1, 1, 1), [("CAPACITY_003", "slots")]),
        ((1, float("nan"), 0), [("CAPACITY_003", "arrivals_per_month"), ("CAPACITY_002", "months_each")]),
        ((MOST + 1, 1, 1), [("WISN_005", "slots")]),
        ((1, 1e9, 1), [("WISN_005", "arrivals_per_month")]),
        ((1, 0, float("inf")), [("WISN_005", "months_each")]),
    ],
)
def test_loads_that_cannot_be(given, expected):
    with pytest.raises(ProblemsError) as caught:
        coordinator_load(*given)
    assert codes(caught) == sorted(expected, key=lambda one: one[1])


def test_an_uncertain_wait():
    point = uncertain_wait(20, Range(2.9, 2.9, 2.9), Range(6, 6, 6), rng(), draws=5)
    exact = CoordinatorLoad(20, 2.9, 6).wait_over(1)
    assert point.probability == Percentiles(*[pytest.approx(exact)] * 3)
    wide = uncertain_wait(20, Range(2, 2.9, 5), Range(4, 6, 9), rng(), draws=2_000)
    assert wide == uncertain_wait(20, Range(2, 2.9, 5), Range(4, 6, 9), rng(), draws=2_000)
    assert 0 < wide.grows_share < 1
    assert wide.probability.p10 < exact < wide.probability.p90 == 1.0
    none = uncertain_wait(0, Range(0, 0, 0), Range(1, 1, 1), rng(), draws=2)
    assert (none.probability.p90, none.grows_share) == (0.0, 0.0)
    with pytest.raises(ProblemsError):
        uncertain_wait(20, Range(3, 2, 5), Range(4, 6, 9), rng())
    with pytest.raises(ProblemsError):
        uncertain_wait(20, Range(2, 2, 5), Range(0, 6, 9), rng())
