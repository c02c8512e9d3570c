"""Who is using the page, in which language, on which project and pilot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from mallipaja.actions.access import ANONYMOUS, Actor, Context
from mallipaja.actions.projects import list_pilots, list_projects
from mallipaja.actions.sign_in import (
    actor_for_claims,
    actor_for_device,
    actor_for_session,
    also_on_device,
    as_respondent,
)
from mallipaja.i18n import Words
from mallipaja.store.projects import Pilot, Project
from mallipaja.ui import installation, visitor
from mallipaja.ui.visitor import (
    DEVICE_COOKIE,
    LANGUAGE_COOKIE,
    PROJECT_COOKIE,
    SESSION_COOKIE,
    pick_language,
)

HANDLE_LENGTH = 8
"""Characters of an id in a page's address: enough to tell one's own things apart, worth nothing to others."""
_PROJECT = "mallipaja.project"
_PILOT = "mallipaja.pilot"


def current_actor() -> Actor:
    """Who is using the page: a signed-in person, a device with invitations, both, or nobody.

    Asked from the database each time, so that a deactivated account or an ended session stops at once.
    """
    place, seen = installation.current(), visitor.source()
    at = place.clock()
    person = actor_for_session(place.store, seen.cookies.get(SESSION_COOKIE), at)
    if not person.signed_in and seen.claims:
        person = actor_for_claims(place.store, seen.claims, at)
    return also_on_device(person, actor_for_device(place.store, seen.cookies.get(DEVICE_COOKIE), at))


def context() -> Context:
    """What actions need, for whoever is using the page."""
    place = installation.current()
    return Context(place.store, current_actor(), place.catalogue(), place.clock)


def nobodys_context() -> Context:
    """What actions need where what is asked says itself who asks, by the secret of the device."""
    place = installation.current()
    return Context(place.store, ANONYMOUS, place.catalogue(), place.clock)


def respondent_context(invitation_id: str) -> Context:
    """The context for answering on an invitation: the history says the invitation, not the person's
    account.
    """
    asked = context()
    return replace(asked, actor=as_respondent(asked.actor, invitation_id))


def language() -> str:
    """The language of the page."""
    seen = visitor.source()
    return pick_language(st.query_params.get("lang"), seen.cookies.get(LANGUAGE_COOKIE), seen.accept_language)


def words() -> Words:
    """Words, numbers and dates in the language of the page."""
    return Words(language())


def current_invitation() -> str | None:
    """The invitation the page's address names by its handle (``?r=``), or the only one the device has."""
    mine = current_actor().invitations
    handle = st.query_params.get("r", "")
    if handle:
        return next((one for one in mine if one.startswith(handle) and len(handle) >= HANDLE_LENGTH), None)
    return mine[0] if len(mine) == 1 else None


def current_project(asked: Context | None = None) -> Project | None:
    """The project chosen among those the person may open.

    By the page's address, else as before in this tab, else as last on this device, else the newest.
    """
    asked = asked or context()
    mine = list_projects(asked) if asked.actor.signed_in else []
    return (
        _by_handle(mine, st.query_params.get("project", ""))
        or next((one for one in mine if one.id == st.session_state.get(_PROJECT)), None)
        or _by_handle(mine, _shown_last()[0])
        or next(iter(mine), None)
    )


def _shown_last() -> tuple[str, str]:
    """The handle of the project shown last on this device, and the key of the pilot shown last in it; "" when none."""
    project, _dot, pilot = visitor.source().cookies.get(PROJECT_COOKIE, "").partition(".")
    return project, pilot


def _by_handle(projects: Sequence[Project], handle: str) -> Project | None:
    if len(handle) < HANDLE_LENGTH:
        return None
    return next((one for one in projects if one.id.startswith(handle)), None)


def address_names(project: Project) -> bool:
    """Whether the address names this project, or none at all."""
    handle = st.query_params.get("project", "")
    return not handle or _by_handle([project], handle) is not None


def keep_place(project: Project, pilot: Pilot | None) -> None:
    """Have the page's address name the project it shows, and the pilot when it is about one.

    The address stays as it is where it names something else: the page says then what is shown instead. The
    browser's `project.js` remembers the project for tabs that are opened without an address of their own.
    """
    st.session_state[_PROJECT] = project.id
    named = {"project": project.id[:HANDLE_LENGTH]} | ({"pilot": pilot.key} if pilot else {})
    missing = {name: value for name, value in named.items() if not st.query_params.get(name)}
    if missing:
        st.query_params.update(missing)


def with_project(**query: str) -> dict[str, str]:
    """What a link of this page carries: its own, and the project, so that it works in a tab of its own."""
    project = st.session_state.get(_PROJECT)
    return {**query, "project": project[:HANDLE_LENGTH]} if project else query


def current_pilot(asked: Context | None = None) -> Pilot | None:
    """The pilot chosen in the current project: by the address, else as before, else as on this device, else the first."""
    asked = asked or context()
    project = current_project(asked)
    mine = list_pilots(asked, project_id=project.id) if project else []
    named = next((one for one in mine if one.key == st.query_params.get("pilot", "")), None)
    if named is not None:
        st.session_state[_PILOT] = named.id  # a link within the service goes on with the same pilot
    return (
        named
        or next((one for one in mine if one.id == st.session_state.get(_PILOT)), None)
        or _pilot_shown_last(project, mine)
        or next(iter(mine), None)
    )


def _pilot_shown_last(project: Project | None, pilots: Sequence[Pilot]) -> Pilot | None:
    handle, key = _shown_last()
    if project is None or _by_handle([project], handle) is None:
        return None
    return next((one for one in pilots if one.key == key), None)


def choose_project(project: Project) -> None:
    """Make this the current project; the address then names it too."""
    st.session_state[_PROJECT] = project.id
    st.session_state.pop(_PILOT, None)
    st.query_params["project"] = project.id[:HANDLE_LENGTH]
    st.query_params.pop("pilot", None)


def choose_pilot(pilot: Pilot) -> None:
    """Make this the current pilot; the address then names it too."""
    st.session_state[_PILOT] = pilot.id
    st.query_params["pilot"] = pilot.key
