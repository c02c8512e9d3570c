"""What every page has around it: pilot and project on the left, language and signing in on the right."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlencode

import streamlit as st

from mallipaja.actions.access import Actor, Context
from mallipaja.actions.projects import list_pilots, list_projects
from mallipaja.i18n import LANGUAGE_NAMES, LANGUAGES, Words
from mallipaja.ui.as_typed import as_typed, in_style
from mallipaja.ui.example_mark import example_mark
from mallipaja.ui.pages import ABOUT, PAGES
from mallipaja.ui.session import (
    address_names,
    choose_pilot,
    choose_project,
    current_pilot,
    current_project,
    keep_place,
)
from mallipaja.ui.told_apart import told_apart

ASSETS = Path(__file__).with_name("assets")
ICON = ASSETS / "icon.svg"
LOGO = ASSETS / "logo.svg"
KEPT_IN_ADDRESS = (
    "view",
    "knot",
    "round",
    "survey",
    "q",
    "r",
    "w",
    "workshop",
    "part",
    "form",
    "at",
    "project",
    "pilot",
    "projector",
)


def projector() -> bool:
    """Whether the page is shown to a room: larger type, no menus."""
    return st.query_params.get("projector") == "1"


def top(_: Words, asked: Context, path: str, *, per_pilot: bool) -> None:
    """Draw the row above a page.

    Parameters
    ----------
    path : the page's own address, without the leading slash; "" for the front page.
    per_pilot : whether the page is about one pilot at a time.
    """
    st.html(ASSETS / "shell.css")
    _streamlits_words(_)
    if asked.actor.signed_in:
        _keep(asked, per_pilot=per_pilot)
    if projector():
        st.html(ASSETS / "projector.css")
        out = f"/{path}?{urlencode(_kept('projector'))}"
        st.html(
            f'<p class="mallipaja-out"><a href="{out}" target="_self">{_("Leave the projector view")}</a></p>'
        )
        if asked.actor.signed_in and (project := current_project(asked)):
            example_mark(_, project)  # the row with it is not drawn for the room
    with st.container(horizontal=True, vertical_alignment="center", key="mallipaja-top"):
        if asked.actor.signed_in:
            _choices(_, asked, per_pilot=per_pilot)
        st.html(_links(_, asked, path), width="stretch")
    if asked.actor.signed_in:
        _strays(_, asked, per_pilot=per_pilot)


def _streamlits_words(_: Words) -> None:
    """In the page's language what Streamlit says in English; put in place by ``shell.css``."""
    said = {
        "select-all": _("Select all that are listed"),
        "skip": _("Skip to the content"),
    }
    styles = " ".join(f'--{name}: "{in_style(text)}";' for name, text in said.items())
    st.html(f"<style>:root {{ {styles} }}</style>")


def _keep(asked: Context, *, per_pilot: bool) -> None:
    project = current_project(asked)
    if project is not None:
        keep_place(project, current_pilot(asked) if per_pilot else None)


def _strays(_: Words, asked: Context, *, per_pilot: bool) -> None:
    """Say so when the address names a project or pilot that is not there, and what is shown instead."""
    project = current_project(asked)
    if project is None:
        return
    if not address_names(project):
        st.warning(
            _(
                "The address names a project that is not there or not yours. Shown is {project}.",
                project=as_typed(project.name),
            )
        )
    pilot = current_pilot(asked) if per_pilot else None
    if pilot is not None and pilot.key != st.query_params.get("pilot"):
        st.warning(
            _(
                "The project {project} has no such pilot as the address names, or it is not yours. Shown is {pilot}.",
                project=as_typed(project.name),
                pilot=as_typed(pilot.name),
            )
        )


def foot(_: Words, actor: Actor) -> None:
    """Links to the pages about the service itself, under every page."""
    for row in PAGES:
        if row.section == ABOUT and row.in_menu_of(actor):
            st.page_link(str(row.source), label=_(row.title))


def projector_switch(_: Words) -> None:
    """The switch of a result page between the desk and the room."""

    def turn() -> None:
        if st.session_state["mallipaja.projector"]:
            st.query_params["projector"] = "1"
        else:
            st.query_params.pop("projector", None)

    st.toggle(_("Projector view"), value=projector(), key="mallipaja.projector", on_change=turn)


def title_with_switch(_: Words, heading: str) -> None:
    """The title of a page that can be shown to the room, with the switch at its side; in the room the title alone."""
    if projector():
        st.title(heading)
        return
    title, switch = st.columns([3, 1], vertical_alignment="bottom")
    title.title(heading)
    with switch:
        projector_switch(_)


def _choices(_: Words, asked: Context, *, per_pilot: bool) -> None:
    projects = {one.id: one for one in list_projects(asked)}
    project = current_project(asked)
    if project is None:
        return
    example_mark(_, project)
    if len(projects) > 1:
        picked = st.selectbox(
            _("Project"),
            list(projects),
            index=list(projects).index(project.id),
            width=290,
            format_func=told_apart({key: one.name for key, one in projects.items()}).__getitem__,
            key=f"mallipaja.project.{project.id}.{_.language}",
        )
        if picked != project.id:
            choose_project(projects[picked])
            st.rerun()
    pilots = {one.id: one for one in list_pilots(asked, project_id=project.id)} if per_pilot else {}
    pilot = current_pilot(asked)
    if pilot is not None and len(pilots) > 1:
        picked = st.selectbox(
            _("Pilot"),
            list(pilots),
            index=list(pilots).index(pilot.id),
            width=190,
            format_func=lambda one: pilots[one].name,
            key=f"mallipaja.pilot.{pilot.id}.{_.language}",
        )
        if picked != pilot.id:
            choose_pilot(pilots[picked])
            st.rerun()


def _links(_: Words, asked: Context, path: str) -> str:
    """Links as HTML: they reload the page in the same tab, so that its language and its user are read anew.

    Only our own words and percent-encoded addresses go in; nothing a user typed.
    """
    kept = _kept()
    here = quote(f"/{path}" + (f"?{urlencode(kept)}" if kept else ""), safe="/")
    languages = "".join(_language_link(one, here, current=one == _.language) for one in LANGUAGES)
    if asked.actor.signed_in:
        entry = f'<a href="/logout" target="_self">{_("Sign out")}</a>'
    else:
        entry = f'<a href="/login?next={here}" target="_self">{_("Sign in")}</a>'
    if (asked.actor.invitations or asked.actor.participants) and not asked.actor.signed_in:
        # on the first screen of a survey it would read like refusing to answer; the screen itself has it once begun
        first = path == "answer" and "form" not in st.query_params and not asked.actor.participants
        entry = "" if first else stop_link(_)
    label = _("Language and signing in")
    return f'<nav class="mallipaja-links" aria-label="{label}"><ul>{languages}</ul>{entry}</nav>'


def stop_link(_: Words) -> str:
    """The way to leave a shared device without leaving one's answers open on it."""
    return f'<a href="/forget" target="_self">{_("Stop on this device")}</a>'


def _kept(*without: str) -> dict[str, str]:
    """What of the page's address stays when the page is opened again."""
    names = [name for name in KEPT_IN_ADDRESS if name in st.query_params and name not in without]
    return {name: st.query_params[name] for name in names}


def _language_link(code: str, here: str, *, current: bool) -> str:
    mark = ' aria-current="true"' if current else ""
    name = LANGUAGE_NAMES[code]
    return f'<li><a href="/lang/{code}?next={here}" target="_self" lang="{code}"{mark}>{name}</a></li>'
