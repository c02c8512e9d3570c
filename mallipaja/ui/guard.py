"""The first line of every page: refuse in words whoever may not use it.

The guard spares people a page that cannot work for them. What protects the data is the check in
`mallipaja.actions`.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import streamlit as st

from mallipaja.actions.access import Actor, Context, Right, may
from mallipaja.i18n import Words
from mallipaja.store.places import Place
from mallipaja.store.projects import Pilot, Project
from mallipaja.ui import visitor
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.session import context, current_pilot, current_project, words

Needed = Right | Callable[[Actor], bool]


def guard(needed: Needed) -> Context:  # noqa: RET503 - st.stop() never returns
    """Let the page go on, or say why not and stop it.

    Parameters
    ----------
    needed : a right, checked at the current project and pilot (without a project: at any the person belongs
        to), or a function that says whether an actor may use the page.

    Returns
    -------
    The context for the page's actions.
    """
    asked = context()
    if _allowed(asked, needed):
        return asked
    _ = words()
    if asked.actor.signed_in:
        st.title(_("You cannot use this page"))
        st.write(
            _("Your role does not include this page. The administrator of the project can change roles.")
        )
        sign_in, text = "/", _("Back to the front page")
    elif visitor.source().claims.get("is_logged_in") is True:
        st.title(_("You have no account here"))
        st.write(_("Ask the administrator to add an account whose user name is your e-mail address:"))
        st.code(str(visitor.source().claims.get("email", "–")), language=None)
        sign_in, text = "/logout", _("Sign out")
    else:
        st.title(_("Sign in to use this page"))
        st.write(
            _("This page is for the people of the project. To answer a survey, open the link you were sent.")
        )
        here = st.context.url or ""
        path = "/" + here.split("://", 1)[-1].partition("/")[2]
        sign_in, text = f"/login?next={quote(path, safe='/')}", _("Sign in")
        organisation_sign_in(_)
    st.html(f'<p><a href="{sign_in}" target="_self">{text}</a></p>')
    st.stop()


def organisation_sign_in(_: Words) -> None:
    """The button of the organisation's sign-in service, when there is one."""
    if visitor.organisation_signs_in():
        st.button(_("Sign in with the organisation's account"), type="primary", on_click=st.login)


def _allowed(asked: Context, needed: Needed) -> bool:
    if not isinstance(needed, Right):
        return needed(asked.actor)
    if may(asked.actor, needed, None):
        return True
    project = current_project(asked)
    if project is None:
        return any(
            may(asked.actor, needed, Place(one.project_id, one.pilot_id)) for one in asked.actor.members
        )
    pilot = current_pilot(asked)
    return may(asked.actor, needed, Place(project.id, pilot.id if pilot else None))


def need_project(asked: Context) -> Project:
    """The current project; without one the page says what to do and stops."""
    project = current_project(asked)
    if project is None:
        _ = words()
        if asked.actor.is_admin:
            st.info(_("There is no project yet. Create the first one."))
            st.page_link(str(PAGES_FOLDER / "admin/project.py"), label=_("Project"))
        else:
            st.info(_("There is no project yet. The administrator creates one and adds its people."))
        st.stop()
    return project


def need_pilot(asked: Context) -> Pilot:
    """The current pilot; without one the page says what to do and stops."""
    need_project(asked)
    pilot = current_pilot(asked)
    if pilot is None:
        _ = words()
        st.info(_("The project has no pilot yet. Add one on the page “Process”."))
        st.stop()
    return pilot
