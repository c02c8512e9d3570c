"""What state a survey is in, and what is done to it as a whole: use, try, Excel, away."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.survey_files import ReadForm
from mallipaja.actions.template_editing import (
    EditedTemplate,
    remove_survey,
    survey_as_form,
    survey_from_form,
    take_survey_into_use,
)
from mallipaja.errors import ActionError, Problem
from mallipaja.i18n import N_, Words
from mallipaja.settings import ROOT
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said, say
from mallipaja.ui.errors import sentence
from mallipaja.ui.session import words
from mallipaja.ui.upload import file_box

NAME = "template.state"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READ = "mallipaja.template.read"
_MOST_TOLD = 40
TAKEN = N_(
    "Version {version} has been taken into use. Choose the survey for a new round on the page “Surveys”."
)
TAKEN_AGAIN = N_(
    "Version {version} has been taken into use. A round that is open asks its earlier version until you choose the new "
    "one on the page “Surveys”, on the tab “New versions”."
)


def state(_: Words, asked: Context, project_id: str, view: EditedTemplate, problems: int) -> None:
    """Say how the survey stands, with the buttons for the whole of it."""
    st.caption(_standing(_, view, problems))
    said(NAME)
    with st.container(horizontal=True, vertical_alignment="center"):
        use = partial(_use, asked, project_id, view.template.id, first=view.version is None)
        st.button(
            _("Take into use"),
            type="primary",
            on_click=do,
            args=(NAME, use),
            disabled=not view.edited or bool(problems),
            key="template.use",
        )
        st.page_link(
            str(ROOT / "pages" / "facilitate" / "try_survey.py"),
            label=_("Try the survey"),
            query_params={"survey": view.template.id},
        )
        with st.popover(_("Excel")):
            _excel(_, asked, project_id, view)
        if view.own:
            with st.popover(_("Give up") if view.shipped else _("Remove the survey")):
                _away(_, asked, project_id, view)


def _standing(_: Words, view: EditedTemplate, problems: int) -> str:
    if not view.own:
        told = _("The shipped survey. The first change makes a version of the project's own.")
    elif view.version is None:
        told = _("A draft that no round has asked yet.")
    elif view.edited:
        told = _(
            "Changes have been made after version {version}, which new rounds ask.", version=view.version
        )
    else:
        told = _("Version {version} is in use: new rounds ask it.", version=view.version)
    if not problems:
        return told
    left = _.plural(
        "{count} problem to correct before use.", "{count} problems to correct before use.", problems
    )
    return f"{told} {left}"


def _use(asked: Context, project_id: str, key: str, *, first: bool) -> None:
    number = take_survey_into_use(asked, project_id=project_id, key=key)
    _ = words()
    told = TAKEN if first else TAKEN_AGAIN
    say(NAME, _(told, version=number))


def _excel(_: Words, asked: Context, project_id: str, view: EditedTemplate) -> None:
    key = view.template.id
    st.write(_("Change the survey in Excel and bring it back. The same file works in ODK and KoboToolbox."))
    try:
        content = survey_as_form(asked, project_id=project_id, key=key)
    except ActionError as error:
        st.error(sentence(_, error))
    else:
        st.download_button(
            _("Download for Excel"), content, f"{key}.xlsx", EXCEL, on_click="ignore", key="template.download"
        )
    given = file_box(_, _("Bring from Excel (.xlsx)"), ["xlsx"], key=f"template.upload.{key}")
    if given is not None and st.button(_("Replace the draft with this file"), key="template.replace"):
        found = survey_from_form(
            asked, project_id=project_id, content=given.getvalue(), name=given.name, key=key
        )
        st.session_state[_READ] = (key, found)
        st.rerun()


def told_of_excel(_: Words, key: str) -> None:
    """What the last workbook brought: its problems with their cells, or what was left out of it."""
    known: tuple[str, ReadForm] | None = st.session_state.get(_READ)
    if known is None or known[0] != key:
        return
    with st.container(border=True):
        show_read(_, known[1])
        st.button(_("Hide this"), on_click=st.session_state.pop, args=(_READ, None), key="template.read.hide")


def show_read(_: Words, found: ReadForm) -> None:
    """Whether a workbook was taken in, and what was not."""
    if found.problems:
        st.error(_("Nothing was taken in. Correct these in the workbook and bring it again:"))
        _listed(_, found.problems)
        return
    st.success(_("The workbook is the draft now."))
    if found.losses:
        st.write(_("What of the workbook was not taken, or has changed:"))
        _listed(_, found.losses)


def _listed(_: Words, problems: tuple[Problem, ...]) -> None:
    lines = []
    for problem in problems[:_MOST_TOLD]:
        told = problem.in_language(_)
        text = " ".join(part for part in (told.message, told.allowed, told.fix) if part)
        lines.append(
            f"- **{as_typed(told.where)}** {as_typed(text)}" if told.where else f"- {as_typed(text)}"
        )
    if len(problems) > _MOST_TOLD:
        lines.append("- " + _.plural("{count} more", "{count} more", len(problems) - _MOST_TOLD))
    st.markdown("\n".join(lines))


def _away(_: Words, asked: Context, project_id: str, view: EditedTemplate) -> None:
    if view.shipped:
        st.write(_("The project's own version goes to the bin, and new rounds ask the shipped survey again."))
    else:
        st.write(_("The survey goes to the bin. Rounds that ask it go on as before."))
    remove = partial(remove_survey, asked, project_id=project_id, key=view.template.id)
    st.button(
        _("Move to the bin"), on_click=do, args=(NAME, remove, _("It is in the bin.")), key="template.away"
    )
