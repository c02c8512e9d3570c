"""Requests and names: how far a seat is, what has happened to it, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.requests import paste_names, set_seat, view_requests
from mallipaja.actions.teams import draft_team, view_team
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.store.teams import SeatRow
from mallipaja.team.names import PastedName, SeatName, read_names
from tests.small_project import Clock, SmallProject
from tests.store.test_thread import CAPACITY
from tests.survey_round import start

ContextFor = Callable[[str], Context]


@pytest.fixture
def asked(context_for: ContextFor, small_project: SmallProject) -> Context:
    """A pilot with one offer and a draft made of it."""
    rounds = start(context_for, small_project)
    rounds.answer(small_project.health_unit, "capacity_basic", CAPACITY)
    found = context_for("facilitator")
    draft_team(found, pilot_id=small_project.keuruu)
    return found


def _seat(asked: Context, pilot: str, role: str) -> SeatRow:
    return next(one for one in view_team(asked, pilot_id=pilot).seats if one.role == role)


def test_a_seat_is_asked_for_named_and_its_history_is_seen_through_the_drafts(
    asked: Context, small_project: SmallProject, clock: Clock
) -> None:
    pilot, role = small_project.keuruu, "roles.health_care"
    seat = _seat(asked, pilot, role)
    assert [one.state for one in view_requests(asked, pilot_id=pilot).events[seat.id]] == ["proposed"]
    request = {"state": "requested", "requested_on": date(2026, 11, 20), "requested_of": "Palvelupäällikkö"}
    set_seat(asked, seat_id=seat.id, **request)
    (waits,) = view_requests(asked, pilot_id=pilot).waiting
    assert (waits.seat, waits.days, waits.is_late) == (seat.id, 2, False)
    clock.advance(days=12)
    assert view_requests(asked, pilot_id=pilot).waiting[0].is_late
    draft_team(asked, pilot_id=pilot)  # the request stays with the seat
    seat = _seat(asked, pilot, role)
    set_seat(asked, seat_id=seat.id, state="declined", why_declined="Ei työaikaa")
    set_seat(asked, seat_id=seat.id, state="named", name="Testi Henkilö", deputy="Toinen", contact="040 000")
    view = view_requests(asked, pilot_id=pilot)
    assert view.waiting == ()
    assert [(one.state, one.requested_of, one.why) for one in view.events[seat.id]] == [
        ("proposed", "", ""),
        ("requested", "Palvelupäällikkö", ""),
        ("declined", "Palvelupäällikkö", "Ei työaikaa"),
        ("deputy_named", "Palvelupäällikkö", ""),  # the deputy was named with the person
    ]
    person = view_team(asked, pilot_id=pilot).people[seat.id]
    assert (person.name, person.deputy, person.contact) == ("Testi Henkilö", "Toinen", "040 000")
    set_seat(asked, seat_id=seat.id, state="declined")
    assert seat.id not in view_team(asked, pilot_id=pilot).people


def test_a_vacant_seat_can_be_asked_for_but_nobody_named_to_it(
    asked: Context, small_project: SmallProject
) -> None:
    pilot, role = small_project.keuruu, "roles.kela"
    seat = _seat(asked, pilot, role)
    assert seat.post is None
    set_seat(asked, seat_id=seat.id, state="requested", requested_of="Palvelupäällikkö")
    assert [one.seat for one in view_requests(asked, pilot_id=pilot).waiting] == [seat.id]
    with pytest.raises(ActionError) as refused:
        set_seat(asked, seat_id=seat.id, state="named", name="Testi Henkilö")
    assert refused.value.code == "SEAT_VACANT"
    draft_team(asked, pilot_id=pilot)
    assert _seat(asked, pilot, role).state == "requested"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"state": "requested"}, "SEAT_OF_WHOM"),
        ({"state": "requested", "requested_of": "x", "requested_on": date(2026, 12, 1)}, "DAY_LATER"),
        ({"state": "named"}, "SEAT_NAME"),
        ({"state": "deputy_named", "name": "Testi"}, "SEAT_DEPUTY"),
        ({"state": "gone"}, "CHOICE_UNKNOWN"),
    ],
)
def test_what_cannot_be_is_refused(
    asked: Context, small_project: SmallProject, values: dict[str, object], code: str
) -> None:
    seat = _seat(asked, small_project.keuruu, "roles.health_care")
    with pytest.raises(ActionError) as refused:
        set_seat(asked, seat_id=seat.id, **values)
    assert refused.value.code == code


def test_names_from_a_table_are_written_to_their_seats(asked: Context, small_project: SmallProject) -> None:
    pilot, role = small_project.keuruu, "roles.health_care"
    unit = next(one.unit_name for one in view_team(asked, pilot_id=pilot).posts)
    pasted = (  # the page's own table, filled in
        "Paikka tiimissä\tYksikkö\tTila\tHenkilö\tVarahenkilö\n"
        f"Terveydenhuollon jäsen\t{unit}\t◌ ehdotettu\tAino Esimerkki\tEero Esimerkki\n"
        "Kelan jäsen\tavoin\t○ avoin\t\t\n"
    )
    assert paste_names(asked, pilot_id=pilot, text=pasted) == 1
    view = view_team(asked, pilot_id=pilot)
    seat = _seat(asked, pilot, role)
    person = view.people[seat.id]
    assert (seat.state, person.name, person.deputy) == ("deputy_named", "Aino Esimerkki", "Eero Esimerkki")
    again = f"Health care member;{unit};Aili Esimerkki;;040 000"
    assert paste_names(asked, pilot_id=pilot, text=again) == 1
    person = view_team(asked, pilot_id=pilot).people[seat.id]
    assert (person.name, person.deputy, person.contact) == ("Aili Esimerkki", "Eero Esimerkki", "040 000")
    bad = f"Taivas;;X\nKelan jäsen;;X\nTerveydenhuollon jäsen;{unit};;Y\nKela\n" + "x" * 121 + ";;"
    with pytest.raises(ProblemsError) as refused:
        paste_names(asked, pilot_id=pilot, text=bad)
    codes = [one.code for one in refused.value.problems]
    assert codes == ["NAMES_002", "NAMES_006", "NAMES_004", "NAMES_001", "NAMES_007"]
    with pytest.raises(ProblemsError) as refused:
        paste_names(asked, pilot_id=pilot, text=f"{again}\n{again}")
    assert [one.code for one in refused.value.problems] == ["NAMES_005"]
    with pytest.raises(ActionError, match="names nobody"):
        paste_names(asked, pilot_id=pilot, text="Rooli\tYksikkö\tHenkilö\nKelan jäsen\tavoin\t")
    assert view_team(asked, pilot_id=pilot).people[seat.id].name == "Aili Esimerkki"


def test_of_several_seats_of_a_role_the_unit_tells_which() -> None:
    seats = [SeatName(one, ("Jäsen",), one.upper()) for one in ("a", "b")]
    assert read_names("jäsen;B;Nimi", seats) == (PastedName("b", "Nimi", "", ""),)
    with pytest.raises(ProblemsError) as refused:
        read_names("Jäsen;;Nimi", seats)
    assert [one.code for one in refused.value.problems] == ["NAMES_003"]


def test_a_unit_that_does_not_sit_in_the_role_is_never_taken_for_the_one_that_does() -> None:
    seats = [SeatName("a", ("Jäsen",), "Kuntoutus", "Kuntoutus (Laukaa)"), SeatName("b", ("Jäsen",), "")]
    assert read_names("Jäsen;;Nimi", seats) == (PastedName("a", "Nimi", "", ""),)
    assert read_names("Jäsen;Kuntoutus (Laukaa);Nimi", seats)[0].seat == "a"
    for unit in ("Aivan toinen", "avoin"):
        with pytest.raises(ProblemsError) as refused:
            read_names(f"Jäsen;{unit};Nimi", seats)
        assert [one.code for one in refused.value.problems] == ["NAMES_002"]


def test_seats_of_one_unit_are_named_in_their_order() -> None:
    seats = [SeatName(one, ("Jäsen",), "Yksikkö") for one in ("a", "b")]
    found = read_names("Rooli;Henkilö\nJäsen;Aino\nJäsen;Eero", seats)  # a heading row may have two columns
    assert [(one.seat, one.person) for one in found] == [("a", "Aino"), ("b", "Eero")]
    with pytest.raises(ProblemsError) as refused:
        read_names("Rooli;Henkilö\nJäsen;Aino\nJäsen;Eero\nJäsen;Aili", seats)
    assert [one.code for one in refused.value.problems] == ["NAMES_005"]
