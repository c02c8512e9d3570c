"""Staff, shares, offers and completeness from hand-made records: every number checked by hand."""

from dataclasses import replace

import pytest

from mallipaja.capacity.completeness import completeness
from mallipaja.capacity.offers import coordinator_offers, offered_clients, offered_hours, team_offers
from mallipaja.capacity.sharing import by_pilot, pilot_view, shares
from mallipaja.capacity.supply import beyond_htv, supply
from mallipaja.capacity.totals import (
    FEW,
    by_organisation,
    by_profession,
    by_sector,
    by_unit,
    of_more_than_one,
    overall,
    without_single_posts,
)
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import NOT_ANSWERED, Conflict, Facts, Known, Missing, Total, total
from mallipaja.survey.units import UnitInfo, pilot_units, served_pilots

CLINIC = UnitInfo("clinic", "county", "Hyvinvointialue", "health", "health_centre", "Sote-asema", ("keuruu",))
KELA = UnitInfo("kela", "kela", "Kela", "kela", "kela_service", "Asiakaspalvelu", ("keuruu", "laukaa"))
SOCIAL = UnitInfo("social", "county", "Hyvinvointialue", "social", "adult_social", "Aikuistyö", ("laukaa",))
UNITS = (CLINIC, KELA, SOCIAL)


def rec(feed, unit, value, *, pilot="", row="", reason=None, response=None):
    return FeedRecord(feed, response or f"r_{unit}", unit, (), pilot, row, value, reason)


RECORDS = (
    rec("capacity.professions", "clinic", ("nurse", "doctor")),
    rec("capacity.headcount", "clinic", 3.0, row="nurse"),
    rec("capacity.htv", "clinic", 1.25, row="nurse"),
    rec("capacity.client_hours_per_week", "clinic", 30.0, row="nurse"),
    rec("capacity.vacancies", "clinic", 1.0, row="nurse"),
    rec("capacity.vacant_since", "clinic", "2021-05-01", row="nurse"),
    rec("capacity.headcount", "clinic", 1.0, row="doctor"),
    rec("capacity.htv", "clinic", None, row="doctor", reason="not_budgeted_separately"),
    rec("capacity.professions", "kela", ("kela_expert",)),
    rec("capacity.headcount", "kela", 2.0, row="kela_expert"),
    rec("capacity.htv", "kela", 0.5, row="kela_expert"),
    rec("capacity.client_hours_per_week", "kela", None, row="kela_expert", reason="may_not_disclose"),
    rec("team.representative", "clinic", "yes", pilot="keuruu"),
    rec("team.profession", "clinic", "nurse", pilot="keuruu"),
    rec("team.hours_per_month", "clinic", 6.0, pilot="keuruu"),
    rec("team.remote", "clinic", "no", pilot="keuruu"),
    rec("team.representative", "kela", "conditionally"),
    rec("team.hours_per_month", "kela", 2.0),
    rec("team.hours_per_month", "kela", 4.0, pilot="laukaa"),
    rec("coordinator.possible", "kela", "no"),
    rec("coordinator.possible", "clinic", "yes", pilot="keuruu"),
    rec("coordinator.clients", "clinic", 10.0, pilot="keuruu"),
)
ROWS = supply(UNITS, RECORDS)


def test_a_row_for_each_unit_and_profession_with_what_was_said():
    assert [(row.unit, row.profession) for row in ROWS] == [
        ("clinic", "nurse"),
        ("clinic", "doctor"),
        ("kela", "kela_expert"),
        ("social", ""),
    ]
    nurse, doctor, kela, social = ROWS
    assert (nurse.headcount, nurse.htv, nurse.client_hours_per_week) == (Known(3.0), Known(1.25), Known(30.0))
    assert (nurse.vacancies, nurse.vacant_since) == (Known(1.0), Known("2021-05-01"))
    assert doctor.htv == Missing("not_budgeted_separately")
    assert doctor.client_hours_per_week == NOT_ANSWERED
    assert kela.client_hours_per_week == Missing("may_not_disclose")
    assert {social.headcount, social.htv, social.client_hours_per_week, social.vacancies} == {NOT_ANSWERED}


@pytest.mark.parametrize(
    ("htv", "hours", "odd"), [(1.25, 50.0, False), (1.25, 50.25, True), (0.0, 1.0, True)]
)
def test_hours_that_do_not_fit_into_the_person_years_are_told(htv: float, hours: float, odd: bool):
    row = replace(ROWS[0], htv=Known(htv), client_hours_per_week=Known(hours))
    assert beyond_htv((row, *ROWS[1:])) == ((row,) if odd else ())


def test_the_project_counts_every_unit_once_and_says_what_is_unknown():
    whole = overall(ROWS)
    assert whole.units == ("clinic", "kela", "social")
    assert whole.headcount == Total(6.0, 3, (), 1)
    assert whole.htv == Total(1.75, 2, (("not_budgeted_separately", 1),), 1)
    assert whole.client_hours_per_week == Total(30.0, 1, (("may_not_disclose", 1),), 2)
    assert whole.htv.completeness == 0.5
    assert whole.htv.expected == 4
    assert not whole.htv.is_complete


def test_groups_by_organisation_profession_sector_and_unit():
    assert [(g.key, g.label, g.headcount.value) for g in by_organisation(ROWS)] == [
        ("county", "Hyvinvointialue", 4.0),
        ("kela", "Kela", 2.0),
    ]
    assert [(g.key, g.htv.value) for g in by_profession(ROWS)] == [
        ("nurse", 1.25),
        ("doctor", None),
        ("kela_expert", 0.5),
        ("", None),
    ]
    assert [(g.key, g.headcount.value) for g in by_sector(ROWS)] == [
        ("health", 4.0),
        ("kela", 2.0),
        ("social", None),
    ]
    assert [(g.key, g.label) for g in by_unit(ROWS)][1] == ("kela", "Asiakaspalvelu")


def test_nobody_in_the_room_reads_the_hours_of_one_person():
    def rows(units, **people):
        found = [one for one in RECORDS if one.feed == "capacity.professions"]
        for unit, row in (("clinic", "nurse"), ("clinic", "doctor"), ("kela", "kela_expert")):
            if row in people:
                found += [
                    rec("capacity.headcount", unit, people[row], row=row),
                    rec("capacity.htv", unit, 0.5, row=row),
                ]
        return supply(units, found)

    def told(**people):
        rest = without_single_posts(rows((CLINIC, KELA), **people))
        return [(one.key, one.headcount.value, one.htv.value) for one in rest]

    assert told(nurse=3.0, doctor=2.0, kela_expert=2.0) == [
        ("nurse", 3.0, 0.5), ("doctor", 2.0, 0.5), ("kela_expert", 2.0, 0.5),
    ]  # fmt: skip
    assert told(nurse=3.0, doctor=1.0, kela_expert=1.0) == [("nurse", 3.0, 0.5), (FEW, 2.0, 1.0)]
    # one alone would be all less the others
    assert told(nurse=3.0, doctor=1.0, kela_expert=2.0) == [("nurse", 3.0, 0.5), (FEW, 3.0, 1.0)]
    (nurse, _doctor) = rows((CLINIC,), nurse=1.0)
    assert without_single_posts([nurse]) == ()
    assert of_more_than_one([nurse]) is None
    assert of_more_than_one(()) == overall(())
    both = rows((CLINIC, KELA), nurse=3.0, doctor=1.0)
    assert of_more_than_one(both) == overall(both)


def test_a_unit_of_two_pilots_is_halved_in_each_and_its_people_are_counted_whole():
    keuruu = pilot_view(ROWS, "keuruu")
    assert [(row.unit, row.htv, row.headcount) for row in keuruu] == [
        ("clinic", Known(1.25), Known(3.0)),
        ("clinic", Missing("not_budgeted_separately"), Known(1.0)),
        ("kela", Known(0.25), Known(2.0)),
    ]
    assert [(s.unit, s.part, s.pilots) for s in shares(ROWS, "keuruu")] == [
        ("clinic", 1.0, ("keuruu",)),
        ("kela", 0.5, ("keuruu", "laukaa")),
    ]
    assert [(g.key, g.htv.value) for g in by_pilot(ROWS, ("keuruu", "laukaa"))] == [
        ("keuruu", 1.5),
        ("laukaa", 0.25),
    ]


def test_a_unit_that_says_no_profession_takes_part_is_a_known_zero():
    (row,) = supply((SOCIAL,), (rec("capacity.professions", "social", ()),))
    assert (row.htv, row.headcount, row.takes_part) == (Known(0.0), Known(0.0), False)
    assert by_organisation((row,))[0].htv == Total(0.0, 1, (), 0)
    assert by_profession((row,)) == ()


def test_a_unit_that_cannot_name_its_professions_keeps_the_reason():
    (row,) = supply((SOCIAL,), (rec("capacity.professions", "social", None, reason="not_collected"),))
    assert (row.htv, row.caseload, row.vacant_since) == (Missing("not_collected"),) * 3
    assert row.takes_part


def test_offers_are_per_pilot_and_a_special_answer_goes_before_the_common_one():
    offers = {(o.unit, o.pilot): o for o in team_offers(UNITS, RECORDS)}
    assert set(offers) == {("clinic", "keuruu"), ("kela", "keuruu"), ("kela", "laukaa"), ("social", "laukaa")}
    assert offers["clinic", "keuruu"].remote == Known(False)
    assert offers["clinic", "keuruu"].convenes == NOT_ANSWERED
    assert offers["kela", "keuruu"].hours_per_month == Known(2.0)
    assert offers["kela", "laukaa"].hours_per_month == Known(4.0)
    assert offers["kela", "laukaa"].representative == Known("conditionally")
    assert offers["social", "laukaa"].representative == NOT_ANSWERED
    assert offered_hours(offers.values(), "keuruu") == Total(8.0, 2, (), 0)
    assert offered_hours(offers.values(), "laukaa") == Total(4.0, 1, (), 1)


def test_coordinator_offers_leave_out_those_that_said_no():
    offers = coordinator_offers(UNITS, RECORDS)
    assert offered_clients(offers, "keuruu") == Total(10.0, 1, (), 0)
    assert offered_clients(offers, "laukaa") == Total(None, 0, (), 1)


def test_completeness_counts_values_and_names_the_silent():
    found = completeness(UNITS, RECORDS)
    assert (found.units, found.answered, found.silent) == (3, 2, ("social",))
    assert (found.staff.known, found.staff.missing_count, found.staff.not_answered) == (6, 2, 4)
    assert (found.team.known, found.team.not_answered) == (6, 2)
    assert found.share == 12 / 20
    keuruu = completeness(UNITS, RECORDS, "keuruu")
    assert (keuruu.units, keuruu.silent, keuruu.team.known, keuruu.team.expected) == (2, (), 4, 4)
    assert completeness((), ()).share is None


def test_the_answer_on_served_pilots_goes_before_the_setting():
    said = served_pilots(UNITS, (rec("unit.pilots", "social", ("viitasaari", "laukaa")),))
    assert [unit.pilots for unit in said] == [("keuruu",), ("keuruu", "laukaa"), ("laukaa", "viitasaari")]
    assert served_pilots((SOCIAL,), (rec("unit.pilots", "social", ()),)) == (SOCIAL,)
    assert pilot_units(said, "viitasaari") == (said[2],)


def test_contradicting_responses_are_listed_and_the_last_one_counts():
    twice = (
        rec("capacity.htv", "clinic", 1.0, row="nurse", response="first"),
        rec("capacity.htv", "clinic", 2.0, row="nurse", response="second"),
        rec("capacity.htv", "clinic", None, row="nurse", response="third", reason="do_not_know"),
    )
    facts = Facts(twice)
    assert facts.number("capacity.htv", "clinic", row="nurse") == Known(2.0)
    assert facts.conflicts("capacity.") == (Conflict("capacity.htv", "clinic", "", "nurse", (1.0, 2.0)),)
    assert facts.conflicts("team.") == ()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], Total(None, 0, (), 0)),
        ([NOT_ANSWERED], Total(None, 0, (), 1)),
        ([Known(0.0)], Total(0.0, 1, (), 0)),
        ([Known(1.0), Missing("do_not_know"), Known(2.5)], Total(3.5, 2, (("do_not_know", 1),), 0)),
    ],
)
def test_a_total_is_never_a_silent_zero(values, expected):
    assert total(values) == expected
