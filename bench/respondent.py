"""A respondent of the example project: a fresh link, opened, on the screen with the most choices to make."""

from __future__ import annotations

from pathlib import Path

from bench.crowd import open_link
from bench.serving import ROOT
from bench.visiting import Tab
from mallipaja.actions.access import Actor, Context, cli_actor
from mallipaja.actions.answering import welcome
from mallipaja.actions.invitations import renew_link
from mallipaja.actions.projects import list_projects
from mallipaja.actions.surveys import list_rounds
from mallipaja.settings import Settings
from mallipaja.ui.installation import open_installation


def answering(address: str, data: Path) -> Tab:
    """The tab of a unit that has answered before, so that there is much to show and to change."""
    token, screens = _invited(data)
    cookie, handle = open_link(address, token)
    best = Tab(address, "answer", f"r={handle}&{screens[0]}", cookie)
    for screen in screens[1:]:
        tab = Tab(address, "answer", f"r={handle}&{screen}", cookie)
        best, other = (tab, best) if len(tab.radios) > len(best.radios) else (best, tab)
        other.close()
    return best


def _invited(data: Path) -> tuple[str, list[str]]:
    """A fresh link and the addresses of all its screens."""
    place = open_installation(Settings(f"sqlite:///{data / 'mallipaja.sqlite3'}", data, ROOT, ""))
    context = Context(place.store, cli_actor("bench"), place.catalogue(), place.clock)
    project = next(one for one in list_projects(context) if one.is_example)
    found = list_rounds(context, project_id=project.id)[0].invited
    unit = next(one for one in found if one.kind == "unit" and one.state == "submitted")
    link = renew_link(context, invitation_id=unit.invitation_id)
    respondent = Actor(f"invitation:{link.invitation_id}", invitations=(link.invitation_id,))
    asked = Context(place.store, respondent, place.catalogue(), place.clock)
    forms = welcome(asked, invitation_id=link.invitation_id).forms
    place.store.close()
    pages = [(n, page.id) for n, form in enumerate(forms, 1) for page in form.template.pages]
    return link.token, [f"form={number}&at={page}" for number, page in pages]
