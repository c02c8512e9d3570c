"""Caseloads against places, hours in words of what is known, parties, requests: small values, exact results."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mallipaja.capacity.offers import CoordinatorOffer
from mallipaja.capacity.waiting import erlang_c
from mallipaja.charts.caseload import Gauge, caseload_bars, said
from mallipaja.i18n import Words
from mallipaja.survey.given import NOT_ANSWERED, Known, Missing
from mallipaja.team.caseload import Caseloads, Count, Figure, loads, unheard
from mallipaja.team.considered import Considered, as_stored, from_stored
from mallipaja.team.hours import team_hours
from mallipaja.team.parties import SeatOfParty, required_parties
from mallipaja.team.posts import Post
from mallipaja.team.requests import SeatLine, seat_events, waiting
from mallipaja.team.roles import Role
from tests.drawing import spec_of

DAY = date(2026, 11, 1)


def _offer(unit: str, possible: object, clients: object) -> CoordinatorOffer:
    return CoordinatorOffer(
        unit, unit.upper(), "", "", "health", "", "keuruu", possible, clients, NOT_ANSWERED
    )  # type: ignore[arg-type]


def _caseloads(*counts: int | None) -> Caseloads:
    offers = [_offer(f"u{n}", Known("yes"), Known(10.0)) for n in range(len(counts))]
    known = {f"u{n}": Count(one, DAY) for n, one in enumerate(counts) if one is not None}
    return Caseloads(loads(offers, (), (), known), (), Figure(2.0, "agreed"), Figure(6.0, "assumed"))


def test_what_nobody_has_said_is_left_out_and_counted() -> None:
    offers = [
        _offer("a", Known("yes"), Known(10.0)),
        _offer("b", Known("conditionally"), Missing("do_not_know")),
        _offer("c", Known("no"), NOT_ANSWERED),
        _offer("d", NOT_ANSWERED, NOT_ANSWERED),
        _offer("e", Known("yes"), Known(5.0)),
    ]
    found = loads(offers, (), ("e",), {"a": Count(0, DAY), "b": Count(4, DAY)})
    assert [(one.post, one.standing) for one in found] == [("a", "room"), ("b", "not_known")]
    assert unheard(offers, found) == ("D",)
    every = Caseloads(found, (), None, Figure(6.0, "assumed"))
    assert (every.most.value, every.most.known, every.most.expected) == (10.0, 1, 2)
    assert (every.now.value, every.now.is_complete, every.free, every.wait) == (4.0, True, 10, None)


def test_a_post_corrected_by_hand_goes_before_the_answer() -> None:
    post = Post("a", "a", "A", "", "", "health", coordinator_clients=Known(3.0), coordinates=Known(True))
    own = replace(post, id="hand", unit_name="Oma", coordinator_clients=NOT_ANSWERED)
    found = loads([_offer("a", Known("yes"), Known(10.0))], [post, own], (), {"a": Count(4, DAY)})
    assert [(one.post, one.most, one.standing) for one in found] == [
        ("a", Known(3.0), "over"),
        ("hand", NOT_ANSWERED, "not_known"),
    ]
    refused = replace(post, coordinator_clients=Known(0.0), coordinates=Known(False))
    assert loads([_offer("a", Known("yes"), Known(10.0))], [refused], (), {}) == ()


def test_the_wait_is_erlang_c_over_the_known_places() -> None:
    every = _caseloads(10, 12, None)
    assert ([one.standing for one in every.loads], every.free) == (["full", "over", "not_known"], 0)
    wait = every.wait
    assert wait is not None
    assert (wait.load.slots, wait.load.load, wait.months) == (30, 12.0, 1.0)
    assert wait.load.wait_probability == pytest.approx(erlang_c(30, 12.0))
    assert wait.verdict == "unlikely"
    assert replace(every, arrivals=Figure(6.0, "agreed")).wait.verdict == "grows"  # type: ignore[union-attr]
    assert replace(every, arrivals=Figure(0.0, "agreed")).wait.probability == 0.0  # type: ignore[union-attr]


def test_a_gauge_says_what_it_draws() -> None:
    _ = Words("en")
    gauges = [
        Gauge("A", 12, 10.0),
        Gauge("B", None, 5.0),
        Gauge("C", 5, 5.0),
        Gauge("D", 0, None),
        Gauge("E", None, None),
    ]
    assert [said(one, _) for one in gauges] == [
        "12 of 10: 2 over",
        "not counted; at most 5",
        "5 of 5: full",
        "0; the most is not known",
        "neither is known",
    ]
    chart = caseload_bars(gauges, _)
    assert chart is not None
    assert [row["end"] for row in next(iter(spec_of(chart)["datasets"].values()))] == [
        12.0,
        5.0,
        5.0,
        0.0,
        0.0,
    ]
    assert caseload_bars([], _) is None


def test_hours_nobody_has_said_are_not_zero() -> None:
    roles = [
        Role("r", "health", 1, 12.0, True, ("nurse",)),
        Role("s", "kela", 1, None, True, ()),
        Role("t", "social", 1, 10.0, True, ()),
    ]
    posts = [
        Post("a", "a", "A", "", "", "health", hours_per_month=Known(14.0)),
        Post("b", "b", "B", "", "", "kela", hours_per_month=Missing("may_not_disclose")),
    ]
    seats = [("r", "a", 14.0), ("t", "b", 0.0), ("t", "gone", 2.5)]
    found = team_hours(roles, seats, posts)
    assert (found.needed, found.roles_unsaid, found.missing) == (
        22.0,
        1,
        7.5,
    )  # too much in one role helps no other
    assert (found.given.value, found.seats_unsaid) == (16.5, 1)
    assert team_hours(roles, [("t", "b", 0.0)], posts).given.value is None


def test_a_party_is_as_far_as_its_furthest_organisation() -> None:
    seats = [
        SeatOfParty("health", "Hyvinvointialue", "proposed"),
        SeatOfParty("health", "Kunta", "requested"),
        SeatOfParty("social", "Hyvinvointialue", "declined"),
        SeatOfParty("employment", "TE", "declined"),
    ]
    sectors = ("health", "social", "kela", "employment")

    def states(**mandates: str) -> list[str]:
        return [one.state for one in required_parties(sectors, seats, mandates)]

    assert states() == ["asked", "declined", "no_seat", "declined"]
    assert states(Hyvinvointialue="to_be_confirmed") == [
        "to_be_confirmed",
        "to_be_confirmed",
        "no_seat",
        "declined",
    ]
    assert states(Kunta="present", TE="confirmed") == ["agreed", "declined", "no_seat", "agreed"]
    unasked = [SeatOfParty("kela", "Kela", "deputy_named", requested=False)]  # named, though nobody has asked
    assert required_parties(("kela",), unasked, {})[0].state == "not_asked"
    assert required_parties(sectors, seats, {})[0].organisations == ("Hyvinvointialue", "Kunta")


def test_what_changes_neither_state_nor_request_is_no_event() -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    blank = {"state": "vacant", "requested_on": None, "requested_of": "", "why_declined": ""}
    asked = {"state": "requested", "requested_on": "2026-11-02", "requested_of": "Päällikkö"}
    lines = [
        SeatLine(at, "Anna", blank),
        SeatLine(at, "Anna", {"hours_per_month": 4.0}),
        SeatLine(at, "Anna", asked),
        SeatLine(at, "Bo", {**blank, **asked}),  # the next draft
        SeatLine(at, "Bo", {"state": "declined", "why_declined": "Ei ehdi"}),
    ]
    assert [(one.state, one.requested_on, one.why, one.who) for one in seat_events(lines)] == [
        ("requested", date(2026, 11, 2), "", "Anna"),
        ("declined", date(2026, 11, 2), "Ei ehdi", "Bo"),
    ]
    found = waiting(
        [("a", "requested", date(2026, 11, 10)), ("b", "requested", None), ("c", "named", DAY)],
        date(2026, 11, 20),
    )
    assert [(one.seat, one.days, one.is_late) for one in found] == [("b", None, True), ("a", 10, False)]


def test_what_was_considered_comes_back_as_it_was_kept() -> None:
    one = Considered(("A",), (), (("B", ("roles.kela",)),), 12.5, 3.0, 2, 4, 1.5)
    assert from_stored(as_stored(one)) == one
