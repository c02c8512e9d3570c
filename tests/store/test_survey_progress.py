"""The monitoring of a round, counted on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mallipaja.actions.access import Context
from mallipaja.actions.survey_progress import round_progress
from mallipaja.store import schema
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.progress import wholly_missing
from tests.small_project import SmallProject
from tests.store.test_survey_results import personal_round, respond
from tests.survey_round import start

ContextFor = Callable[[str], Context]


def test_rates_by_municipality_organisation_and_profession(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    round_ = start(context_for, small_project, templates=("capacity_basic", "network_basic"))
    figures = {("K3", "", ""): ("social_counsellor",), ("K6", "", "social_counsellor"): 12.5}
    round_.answer(small_project.health_unit, "capacity_basic", figures)
    with round_.facilitator.store.writing("cli:test", round_.facilitator.clock()) as work:
        sent = schema.response.update().values(submitted_at=round_.facilitator.clock())
        work.connection.execute(sent)
    round_.answer(small_project.employment_unit, "capacity_basic", {})
    found = round_progress(round_.facilitator, round_id=round_.round_id)
    assert [(one.name, one.expected, one.sent, one.under_way, one.untouched) for one in found.pilots] == [
        ("Keuruu", 4, 1, 1, 2), ("Laukaa", 2, 1, 0, 1),
    ]  # fmt: skip
    by_name = {one.name: (one.expected, one.sent, one.share) for one in found.organisations}
    assert by_name == {"Hyvinvointialue": (2, 1, 0.5), "Työllisyysalue": (2, 0, 0.0)}
    assert [(one.key, one.expected, one.sent) for one in found.professions] == [("social_counsellor", 2, 1)]
    assert (found.overall.expected, found.overall.sent) == (4, 1)
    last = [one for one in found.days if not one.key][-1]
    assert (last.day, last.started, last.sent) == (date(2026, 11, 22), 2, 1)


def test_what_is_lacking_is_told_by_organisation(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    round_ = start(context_for, small_project, templates=("capacity_basic",))
    figures = {("K3", "", ""): ("social_counsellor",), ("K6", "", "social_counsellor"): 12.5}
    round_.answer(small_project.health_unit, "capacity_basic", figures)
    found = round_progress(round_.facilitator, round_id=round_.round_id)
    needs = {(one.feed, one.organisation): (one.expected, one.known, one.missing) for one in found.needs}
    assert needs["capacity.client_hours_per_week", "Hyvinvointialue"] == (1, 1, 0)
    assert needs["capacity.client_hours_per_week", "Työllisyysalue"] == (1, 0, 1)
    gaps = {(one.feed, one.organisation) for one in wholly_missing(found.needs)}
    assert ("team.hours_per_month", "Työllisyysalue") in gaps
    assert ("capacity.client_hours_per_week", "Hyvinvointialue") not in gaps


def test_minutes_and_where_people_stop(context_for: ContextFor, small_project: SmallProject) -> None:
    asked = context_for("facilitator")
    round_id = personal_round(context_for, small_project)
    keuruu = small_project.keuruu
    for minutes in (3, 5, 40):
        response = respond(asked, round_id, {"T3a": Cleaned("1")}, keuruu)
        with asked.store.writing("cli:test", asked.clock()) as work:
            here = schema.response.c.id == response
            sent = asked.clock() + timedelta(minutes=minutes)
            work.connection.execute(schema.response.update().where(here).values(submitted_at=sent))
    respond(asked, round_id, {}, keuruu, sent=False)
    respond(asked, round_id, {"T3a": Cleaned("1")}, keuruu, sent=False)
    respond(asked, round_id, {"T3a": Cleaned("1"), "T21": Cleaned("Hyvin")}, keuruu, sent=False)
    (form,) = round_progress(asked, round_id=round_id).forms
    assert (form.sent, form.under_way, form.median_minutes) == (3, 3, 5.0)
    assert [(one.question, one.count) for one in form.stops] == [("", 1), ("T3a", 1), ("T21", 1)]
    assert form.stops[1].page is not None
    assert form.stops[1].page.fi == "Väittämät"


def test_an_anonymous_round_tells_only_what_was_sent(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    round_ = start(context_for, small_project, templates=("capacity_basic",))
    with round_.facilitator.store.writing("cli:test", round_.facilitator.clock()) as work:
        work.connection.execute(schema.round_.update().values(anonymity="anonymous"))
        here = schema.invitation.c.id == round_.invitations[small_project.health_unit]
        sent = schema.invitation.update().where(here).values(sent_forms=["capacity_basic"])
        work.connection.execute(sent)
    found = round_progress(round_.facilitator, round_id=round_.round_id)
    assert (found.overall.expected, found.overall.sent, found.overall.under_way) == (2, 1, 0)
    assert (found.days, found.needs, found.professions) == ((), (), ())
