"""The meetings as a list, and who has come to them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from mallipaja.actions.meetings import MeetingView
from mallipaja.i18n import Words
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.shell import projector
from mallipaja.ui.workshop.meeting import Setting
from mallipaja.ui.workshop.wording import MODES
from mallipaja.workshop.attendance import Gathering, attendance_sums


def attendance(_: Words, views: Sequence[MeetingView], there: Setting) -> None:
    """At how many meetings each organisation was: a picture and its table."""
    import pandas as pd

    from mallipaja.charts.attendance_bars import attendance_bars

    gatherings = [Gathering(view.meeting.pilot_id, view.heads) for view in views]
    sums = attendance_sums(there.serves, gatherings)
    if not any(one.of for one in sums):
        st.write(_("No attendance has been recorded yet."))
        return
    named = [(there.organisations[one.organisation], one) for one in sums]
    text = _("For each organisation: meetings attended, and those of them with a supervisor")
    figure.picture(attendance_bars(named, _, projector=projector()), text)
    rows = [
        (
            f"{_.number(one.meetings)} / {_.number(one.of)}",
            _.number(one.with_supervisor),
            _.number(one.visits),
            _.number(one.expert_visits),
        )
        for _name, one in named
    ]
    columns = [
        _("Meetings attended"), _("with a supervisor"), _("People in all"), _("Experience experts in all"),
    ]  # fmt: skip
    index = pd.Index([as_typed(name) for name, _sum in named], name=_("Organisation"))
    figure.table(_, pd.DataFrame(rows, columns=columns, index=index), "attendance", folded=True)
    st.caption(_("Counted are the meetings of the pilots that the organisation serves, and the common ones."))


def meetings(_: Words, views: Sequence[MeetingView], there: Setting) -> None:
    """The meetings as a table, newest first."""
    import pandas as pd

    rows = [
        (
            as_typed(view.meeting.title),
            as_typed(there.pilots.get(view.meeting.pilot_id or "", _("All pilots together"))),
            _(MODES[view.meeting.mode]),
            there.steps.get(view.meeting.step or "", "–"),
            _.number(sum(head.people for head in view.heads.values())),
        )
        for view in views
    ]
    columns = [_("Meeting"), _("Pilot"), _("Held"), _("Step of the process"), _("Number of people")]
    index = pd.Index([_.date(view.meeting.held_on) for view in views], name=_("Day"))
    figure.table(_, pd.DataFrame(rows, columns=columns, index=index), "meetings")
