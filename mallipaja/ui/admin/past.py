"""What has been changed in a project, and by whom."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.history import EXAMPLE_DATA, RESPONDENT, FieldChange, HistoryLine, read_history
from mallipaja.actions.taken_out import Export, list_exports
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Project
from mallipaja.ui.admin.wording import CHANGES, FIELDS, THINGS, called, names_of, thing, value
from mallipaja.ui.as_typed import as_typed

_OLDER = "mallipaja.history.before"
MOST_FIELDS = 6
EXPORTS = {
    "bundle": N_("the whole project as a bundle"),
    "survey results": N_("results of a round"),
    "survey answers": N_("facts answered in a round, one by one"),
    "survey workbook": N_("results of a round as a workbook"),
    "survey codebook": N_("codebook of a round (DDI)"),
    "survey odk": N_("answers of a round in the shape of the XLSForm"),
    "agreement": N_("Agreement on the team"),
    "handbook": N_("Handbook"),
    "decision memo": N_("Memo for the decision"),
    "referral card": N_("Referral card"),
}


def history(_: Words, asked: Context, project: Project) -> None:
    """The newest changes first, fifty at a time; of one kind of thing when one is chosen."""
    kinds = sorted(THINGS, key=lambda one: _(THINGS[one]).casefold())
    kind = st.selectbox(
        _("Only changes of"),
        kinds,
        index=None,
        placeholder=_("Everything"),
        format_func=lambda one: _(THINGS[one]),
        key=f"history.kind.{_.language}",
        on_change=lambda: st.session_state.pop(_OLDER, None),
    )
    project_id, before = st.session_state.get(_OLDER, ("", None))
    before = before if project_id == project.id else None
    page = read_history(asked, project_id=project.id, before=before, entity=kind)
    if not page.lines:
        st.write(_("Nothing has been changed yet."))
        return
    names = names_of(_, asked.catalogue)
    st.table([_row(_, one, names) for one in page.lines])
    with st.container(horizontal=True):
        if before:
            st.button(_("Newest"), on_click=lambda: st.session_state.pop(_OLDER, None))
        if page.older:
            st.button(
                _("Older"), on_click=lambda: st.session_state.update({_OLDER: (project.id, page.older)})
            )


def _row(_: Words, one: HistoryLine, names: Mapping[str, str]) -> dict[str, str]:
    told = [_field(_, field, names) for field in one.fields if field.field in FIELDS]
    title = called(_, one.entity, one.title, names)
    return {
        _("When"): _.moment(one.at),
        _("Who"): _who(_, one.who),
        _("What"): as_typed(f"{thing(_, one.entity)} {title}".strip()),
        _("Change"): _(CHANGES[one.change]) if one.change in CHANGES else one.change,
        _("From → to"): as_typed("; ".join([text for text in told if text][:MOST_FIELDS])),
    }


def _who(_: Words, who: str) -> str:
    if who in {RESPONDENT, EXAMPLE_DATA}:
        return _(who)
    if who.startswith("cli:"):
        return as_typed(_("{user}, on the command line", user=who.removeprefix("cli:")))
    return as_typed(who)


def _field(_: Words, change: FieldChange, names: Mapping[str, str]) -> str:
    """One field in words: what it was and is, or only the one there is; "" when both are empty."""
    label = _(FIELDS[change.field])
    before, after = (value(_, one, names) for one in (change.before, change.after))
    empty = [one in (None, "", []) for one in (change.before, change.after)]
    if all(empty):
        return ""
    if any(empty):
        return f"{label}: {before if empty[1] else after}"
    return f"{label}: {before} → {after}"


def exports(_: Words, asked: Context, project: Project) -> None:
    """Who has taken the project's data out as a file."""
    found = list_exports(asked, project_id=project.id)
    if not found:
        st.write(_("Nobody has taken the project's data out."))
        return
    st.table([_export(_, one) for one in found])


def _export(_: Words, one: Export) -> dict[str, str]:
    kind, _sign, name = one.what.partition(": ")
    known = _(EXPORTS[kind]) if kind in EXPORTS else kind
    return {
        _("When"): _.moment(one.at),
        _("Who"): as_typed(one.who),
        _("What"): as_typed(f"{known}: {name}" if name else known),
        _("Rows"): _.number(one.rows),
    }
