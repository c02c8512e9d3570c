"""What has been changed in a project, and by whom."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.history import RESPONDENT, HistoryLine, read_history
from mallipaja.i18n import Words
from mallipaja.store.projects import Project
from mallipaja.ui.admin.wording import CHANGES, FIELDS, thing, value
from mallipaja.ui.as_typed import as_typed

_OLDER = "mallipaja.history.before"
MOST_FIELDS = 6


def history(_: Words, asked: Context, project: Project) -> None:
    """The newest changes first, fifty at a time."""
    page = read_history(asked, project_id=project.id, before=st.session_state.get(_OLDER))
    if not page.lines:
        st.write(_("Nothing has been changed yet."))
        return
    st.table([_row(_, one) for one in page.lines])
    with st.container(horizontal=True):
        if st.session_state.get(_OLDER):
            st.button(_("Newest"), on_click=lambda: st.session_state.pop(_OLDER, None))
        if page.older:
            st.button(_("Older"), on_click=lambda: st.session_state.update({_OLDER: page.older}))


def _row(_: Words, one: HistoryLine) -> dict[str, str]:
    told = [field for field in one.fields if field.field in FIELDS][:MOST_FIELDS]
    fields = "; ".join(
        f"{_(FIELDS[one.field])}: {value(_, one.before)} → {value(_, one.after)}" for one in told
    )
    return {
        _("When"): _.moment(one.at),
        _("Who"): _(RESPONDENT) if one.who == RESPONDENT else as_typed(one.who),
        _("What"): as_typed(f"{thing(_, one.entity)} {one.title}".strip()),
        _("Change"): _(CHANGES[one.change]) if one.change in CHANGES else one.change,
        _("From → to"): as_typed(fields),
    }
