"""The state of the installation: health, definitions, backups, accessibility feedback."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions import erasure, feedback, upkeep
from mallipaja.actions.access import Context
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.errors import told
from mallipaja.ui.installation import current
from mallipaja.ui.surveys.erasing import going

_SAID = "system"
_RETENTION = "retention"


def state(_: Words, asked: Context) -> None:
    """Whether everything works, in a few words."""
    found = upkeep.state(asked)
    with st.container(horizontal=True):
        st.metric(_("Version"), found.version)
        st.metric(_("Database"), _("works") if found.is_well else _("does not work"))
        st.metric(_("Kind of database"), "SQLite" if asked.store.is_sqlite else "PostgreSQL")
    problems = len({one.path for one in asked.catalogue.problems})
    if problems:
        st.warning(
            _.plural(
                "{count} definition file has problems. They are listed on the page “Models”.",
                "{count} definition files have problems. They are listed on the page “Models”.",
                problems,
            )
        )
    else:
        st.write(_("All definition files are in order."))


def backups(_: Words, asked: Context) -> None:
    """Backups there are, and making one."""
    said(_SAID)
    folder = current().settings.data_folder / "backups"
    if st.button(_("Make a backup now"), type="primary"):
        with st.spinner(_("Copying the database…")), told() as done:
            upkeep.make_backup(asked, folder=folder)
        if done.ok:
            st.success(_("The backup is made."))
    found = upkeep.list_backups(asked, folder=folder)
    if found:
        st.table([_backup_row(_, one) for one in found[:20]])
    else:
        st.write(_("There are no backups yet. One is also made before each update of the database."))
    st.caption(_("The files are in the folder {folder}.", folder=as_typed(str(folder))))


def _backup_row(_: Words, one: upkeep.Backup) -> dict[str, str]:
    size = _("{size} MB", size=_.fixed(one.size_bytes / 1e6, 1))
    return {_("File"): one.name, _("Made"): _.moment(one.made_at), _("Size"): size}


def accessibility_feedback(_: Words, asked: Context) -> None:
    """What people have written about accessibility, and by when it is to be answered."""
    found = feedback.list_feedback(asked)
    if not found:
        st.write(_("No feedback on accessibility has come."))
    for one in found:
        with st.container(border=True):
            st.markdown(as_typed(one.text))
            reply = as_typed(one.reply_to) if one.reply_to else _("no address for an answer")
            st.caption(f"{_.moment(one.received_at)} · {reply}")
            if one.answered_at:
                st.write(_("Answered on {day}.", day=_.date(one.answered_at)))
            else:
                st.write(_("Answer by {day}.", day=_.date(feedback.answer_by(one))))
                mark = partial(feedback.mark_answered, asked, feedback_id=one.id)
                st.button(_("Mark as answered"), key=f"feedback.{one.id}", on_click=do, args=(_SAID, mark))


def retention(_: Words, asked: Context) -> None:
    """The rounds whose answers are to be deleted, and deleting them."""
    said(_RETENTION)
    found = erasure.all_due(asked)
    if not found:
        st.write(_("No answers are waiting to be deleted."))
        return
    rows = [
        {
            _("Project"): as_typed(one.project),
            _("Round"): as_typed(one.title),
            _("Delete on"): _.date(one.day),
            _("What is deleted"): going(_, one.going),
        }
        for one in found
    ]
    st.table(rows)
    sure = st.checkbox(_("I understand that this cannot be brought back."), key="retention.sure")
    st.button(
        _("Delete these answers"),
        disabled=not sure,
        key="retention.run",
        on_click=do,
        args=(_RETENTION, partial(erasure.erase_due, asked), _("The data has been deleted.")),
    )
    st.caption(_("Backups made before this still hold the answers: delete them too."))
