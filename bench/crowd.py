"""Many invited units in the example project, each with a fresh link."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.serving import ROOT
from mallipaja.actions.access import Actor, Context, cli_actor
from mallipaja.actions.answering import save_answer, start_form, welcome
from mallipaja.actions.invitations import invite_units
from mallipaja.actions.parties import add_unit, list_actors, list_organisations
from mallipaja.actions.projects import list_pilots, list_projects
from mallipaja.actions.surveys import list_rounds
from mallipaja.settings import Settings
from mallipaja.survey.steps import steps
from mallipaja.ui.installation import open_installation


@dataclass(frozen=True, slots=True)
class Invited:
    """A link's token and the addresses of the screens behind it, each as many times as it has questions."""

    token: str
    screens: tuple[str, ...]


def invite(data: Path, count: int) -> list[Invited]:
    """So many new units, invited to the example's open round; each has said which professions it has."""
    place = open_installation(Settings(f"sqlite:///{data / 'mallipaja.sqlite3'}", data, ROOT, ""))
    context = Context(place.store, cli_actor("bench"), place.catalogue(), place.clock)
    project = next(one for one in list_projects(context) if one.is_example)
    organisation = list_organisations(context, project_id=project.id)[0]
    actor = next(
        one for one in list_actors(context, project_id=project.id) if one.organisation_id == organisation.id
    )
    pilot = list_pilots(context, project_id=project.id)[0]
    round_id = list_rounds(context, project_id=project.id)[0].round.id
    units = tuple(
        add_unit(
            context, project_id=project.id, name=f"Yksikkö {number:03d}", organisation_id=organisation.id,
            actor_id=actor.id, pilot_ids=(pilot.id,),
        )
        for number in range(count)
    )  # fmt: skip
    links = invite_units(context, round_id=round_id, unit_ids=units)
    found = []
    for link in links:
        respondent = Actor(f"invitation:{link.invitation_id}", invitations=(link.invitation_id,))
        asked = Context(place.store, respondent, place.catalogue(), place.clock)
        found.append(Invited(link.token, _screens(asked, link.invitation_id)))
    place.store.close()
    return found


def _screens(asked: Context, invitation_id: str) -> tuple[str, ...]:
    screens: list[str] = []
    for number, form in enumerate(welcome(asked, invitation_id=invitation_id).forms, 1):
        opened = start_form(asked, invitation_id=invitation_id, document_id=form.document_id)
        rosters = {block.for_each: block for block in form.template.blocks() if block.is_roster}
        for question in rosters:
            codes = [one.code for one in opened.form.choices(form.template.question(question), "")][:4]
            save_answer(asked, response_id=opened.response_id, question=question, value=tuple(codes))
        again = start_form(asked, invitation_id=invitation_id, document_id=form.document_id)
        for step in steps(again.form):  # a screen with more questions is met by more people at a time
            screens += [f"form={number}&at={step.id}"] * sum(len(card.fields) for card in step.cards)
    return tuple(screens)


def open_link(address: str, token: str) -> tuple[str, str]:
    """The device cookie that a link gives, and the handle in the address it leads to."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", f"/i/{token}")
    answer = connection.getresponse()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    handle = (answer.getheader("Location") or "").partition("r=")[2]
    connection.close()
    if not cookie or not handle:
        raise SystemExit(f"the invitation link did not open: {answer.status}")
    return cookie, handle
