"""The team's picture on A3 for the wall, made when it is pressed."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.coordination import view_coordination
from mallipaja.actions.responsibilities import view_responsibilities
from mallipaja.actions.teams import TeamView
from mallipaja.i18n import HELSINKI, Words
from mallipaja.store.projects import Project
from mallipaja.store.teams import SeatRow
from mallipaja.ui.example_mark import example_words
from mallipaja.ui.team import duty_words, hours, reliance, words
from mallipaja.ui.team.seat_words import STATES, marks, seat_hours


def draw(
    _: Words, asked: Context, view: TeamView, project: Project, pilot_id: str, professions: dict[str, str]
) -> None:
    """One button. The paper has no names of people."""

    def made() -> bytes:
        return paper(_, asked, view, pilot_id, professions, mark=example_words(_, project))

    st.download_button(
        _("The team on paper (A3, PDF)"), made, file_name=_("team-a3.pdf"), mime="application/pdf", on_click="ignore",
        key=f"team.pdf.{_.language}",
    )  # fmt: skip


def paper(
    _: Words, asked: Context, view: TeamView, pilot_id: str, professions: dict[str, str], *, mark: str = ""
) -> bytes:
    """The document as bytes; ``mark`` says on it what is not to be taken for real."""
    from mallipaja.charts.team import team_picture
    from mallipaja.report.team_pdf import Poster, PosterSeat, team_pdf

    assert view.row is not None
    assert view.draft is not None
    coordination = view_coordination(asked, pilot_id=pilot_id)
    duties = view_responsibilities(asked, pilot_id=pilot_id)
    found = hours.of(view)
    known = Poster(
        subtitle=" · ".join(
            one for one in (view.pilots.get(pilot_id, ""), reliance.state(_, view), mark) if one
        ),
        picture=team_picture(marks(_, view), _, projector=True),
        picture_text=_("The team around the client; the table below has the same seats"),
        seats=tuple(PosterSeat(*_seat(_, view, seat, professions)) for seat in view.seats),
        hours=(
            (_("Needed by the model"), hours.needed(_, found)),
            (_("Given by those who sit in the team"), hours.given(_, found)),
        ),
        gaps=tuple(words.gap(_, view, one) for one in view.draft.gaps),
        rules=duty_words.rule_lines(_, coordination),
        source=_(
            "Draft {number}, made on {day} from the answers of the surveys and version {version} of the generic model.",
            number=view.row.number,
            day=_.date(view.row.created_at.astimezone(HELSINKI).date()),
            version=view.generic.version,
        ),
        duties=duty_words.matrix(_, duties),
        legend=duty_words.legend(_),
        unsettled=tuple(duty_words.finding(_, duties, one) for one in duties.findings),
    )
    return team_pdf(known, asked.clock(), _)


def _seat(
    _: Words, view: TeamView, seat: SeatRow, professions: dict[str, str]
) -> tuple[str, str, str, str, str]:
    return (
        words.role(_, view, seat.role),
        words.post(view, seat.post) if seat.post else _("vacant"),
        professions.get(seat.profession or "", seat.profession or ""),
        seat_hours(_, view, seat),
        _(STATES[seat.state]),
    )
