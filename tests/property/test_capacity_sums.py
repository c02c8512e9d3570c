"""What must hold for any answers: pilots add up to the project, and every value is counted in one way."""

import math

from hypothesis import given
from hypothesis import strategies as st

from mallipaja.capacity.sharing import by_pilot
from mallipaja.capacity.supply import supply
from mallipaja.capacity.totals import by_organisation, by_profession, by_sector, overall
from mallipaja.catalogue.survey_template import MISSING_REASONS
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.units import UnitInfo

PILOTS = ("hankasalmi", "keuruu", "laukaa")
PROFESSIONS = ("nurse", "doctor", "social_worker")
MEASURES = ("headcount", "htv", "client_hours_per_week", "vacancies")


@st.composite
def answered(draw):
    """Units of one to three pilots, and records in which anything may be known, missing or not answered."""
    units, records = [], []
    for number in range(draw(st.integers(0, 4))):
        unit = f"u{number}"
        pilots = tuple(draw(st.lists(st.sampled_from(PILOTS), min_size=1, unique=True)))
        organisation = draw(st.sampled_from(("county", "kela")))
        units.append(UnitInfo(unit, organisation, organisation, "health", "a", unit, pilots))
        professions = draw(st.none() | st.lists(st.sampled_from(PROFESSIONS), unique=True).map(tuple))
        if professions is None:
            continue
        records.append(FeedRecord("capacity.professions", unit, unit, pilots, "", "", professions, None))
        for profession in professions:
            for measure in MEASURES:
                value = draw(st.none() | st.integers(0, 40).map(lambda n: n / 4))
                reason = draw(st.none() | st.sampled_from(MISSING_REASONS)) if value is None else None
                if value is not None or reason:
                    feed = f"capacity.{measure}"
                    records.append(FeedRecord(feed, unit, unit, pilots, "", profession, value, reason))
    return tuple(units), tuple(records)


@given(answered())
def test_the_pilots_shares_add_up_to_the_project(case):
    rows = supply(*case)
    whole = overall(rows)
    pilots = by_pilot(rows, PILOTS)
    for measure in ("htv", "client_hours_per_week", "vacancies"):
        parts = sum(getattr(pilot, measure).value or 0 for pilot in pilots)
        assert math.isclose(parts, getattr(whole, measure).value or 0, abs_tol=1e-9)


@given(answered())
def test_every_grouping_holds_every_value_once(case):
    rows = supply(*case)
    whole = overall(rows)
    for groups in (by_organisation(rows), by_sector(rows), by_profession(rows)):
        for measure in MEASURES:
            total = getattr(whole, measure)
            zeros = sum(1 for row in rows if not row.takes_part) if groups == by_profession(rows) else 0
            assert sum(getattr(group, measure).known for group in groups) == total.known - zeros
            assert sum(getattr(g, measure).missing_count for g in groups) == total.missing_count
            assert sum(getattr(g, measure).not_answered for g in groups) == total.not_answered


@given(answered())
def test_an_unknown_value_never_turns_into_zero(case):
    for group in by_profession(supply(*case)):
        for measure in MEASURES:
            total = getattr(group, measure)
            assert (total.value is None) == (total.known == 0)
