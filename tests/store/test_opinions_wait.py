"""Opinions of an open round are nowhere: not in the network's means, not in anything else that is worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from mallipaja.actions.access import Context, Job
from mallipaja.actions.beside import network_opinions
from mallipaja.actions.evidence import evidence
from mallipaja.actions.surveys import close_round, open_round
from mallipaja.network.opinions import InformationExchange
from mallipaja.store import record, schema
from mallipaja.survey.clean import Cleaned
from tests.small_project import SmallProject
from tests.store.test_survey_results import respond

ContextFor = Callable[[str], Context]
RATING = {"V1": Cleaned(("health",)), "V13/health": Cleaned("4"), "V14": Cleaned("Päihdepalvelut")}
OPINIONS = {"network.information_exchange", "network.missing"}


def rated(context_for: ContextFor, project: SmallProject) -> tuple[Context, str]:
    """An open round in which five units have rated and sent, and a sixth has rated and not sent."""
    asked = context_for("facilitator")
    round_id = open_round(
        asked,
        project_id=project.project_id,
        title="Verkosto",
        templates=("network_basic",),
        pilot_ids=(project.keuruu,),
    )
    for number in range(6):
        with asked.store.writing("cli:test", asked.clock()) as work:
            values = {"name": f"Yksikkö {number}", "key": f"y{number}", "project_id": project.project_id}
            whose = {"organisation_id": project.employment, "actor_id": project.employment_actor}
            unit = record.add(work, schema.unit, values | whose, project_id=project.project_id)
            served = {"unit_id": unit, "pilot_id": project.keuruu}
            record.add(work, schema.unit_pilot, served, project_id=project.project_id)
        respond(asked, round_id, RATING, project.keuruu, unit_id=unit, sent=number < 5)
    return asked, round_id


def feeds(asked: Context, project_id: str) -> set[str]:
    with asked.store.reading("cli:test", asked.clock()) as work:
        job = Job(work.connection, work.who, work.at, asked.actor, asked.catalogue, None)
        return {one.feed for one in evidence(job, project_id).records}


def test_means_wait_until_the_round_is_closed(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, round_id = rated(context_for, small_project)
    assert network_opinions(asked, pilot_id=small_project.keuruu).information == InformationExchange(None, 0)
    assert feeds(asked, small_project.project_id) == {"network.ties"}
    close_round(asked, round_id=round_id)
    # what was never sent stays out, and so does what becomes no mean
    assert network_opinions(asked, pilot_id=small_project.keuruu).information == InformationExchange(4.0, 5)
    assert feeds(asked, small_project.project_id) == {"network.ties", "network.information_exchange"}


def test_means_come_when_the_last_day_has_passed(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, round_id = rated(context_for, small_project)
    with asked.store.writing("cli:test", asked.clock()) as work:
        ends = schema.round_.update().where(schema.round_.c.id == round_id)
        work.connection.execute(ends.values(closes_on=asked.clock().date()))
    assert network_opinions(asked, pilot_id=small_project.keuruu).information.raters == 0
    later = Context(
        asked.store, asked.actor, asked.catalogue, clock=lambda: asked.clock() + timedelta(days=2)
    )
    assert network_opinions(later, pilot_id=small_project.keuruu).information == InformationExchange(4.0, 5)


def test_opinions_of_an_anonymous_round_stay_with_its_results(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, round_id = rated(context_for, small_project)
    close_round(asked, round_id=round_id)
    with asked.store.writing("cli:test", asked.clock()) as work:
        here = schema.round_.c.id == round_id
        work.connection.execute(schema.round_.update().where(here).values(anonymity="anonymous"))
    assert not feeds(asked, small_project.project_id) & OPINIONS
