"""What is done in each phase, and by whom?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context, Right, may
from mallipaja.actions.beside import RoundChoice, answered_rounds
from mallipaja.actions.generic_elements import element_names
from mallipaja.actions.parties import list_organisations, pilot_actors
from mallipaja.actions.picture import PracticePicture, practice_picture
from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.practice.matrix import Cell
from mallipaja.practice.records import Kind, Practice, contradictions, doubled
from mallipaja.report.disagreement_words import sentence as disagreement
from mallipaja.store.places import Place
from mallipaja.store.projects import NetworkActor, Organisation, Pilot, Project
from mallipaja.survey.given import Known
from mallipaja.ui import figure, labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.picture import practice_beside, practice_records
from mallipaja.ui.picture.foundation import foundation
from mallipaja.ui.picture.practice_words import (
    KIND_SYMBOLS,
    KINDS,
    QUESTIONS,
    Lists,
    answer_text,
    outside_lists,
)
from mallipaja.ui.shell import projector
from mallipaja.ui.told_apart import round_names
from mallipaja.workshop.minutes import Disagreed

__all__ = ["QUESTIONS", "Lists", "answer_text", "outside_lists", "show"]
SHOWN = 3
"""Findings said before the picture; the rest are folded."""
BREAKS = {
    "not_agreed": N_("no agreed way to hand over"),
    "outside": N_("the receiver is not on the roster"),
    "no_part": N_("the receiver says it takes no part"),
    "no_receiver": N_("nobody is named to receive the client"),
    "no_channel": N_("no agreed way to hand over"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The day looked at, the round (all for ""), and which kinds of records."""

    on: date | None = None
    round_id: str = ""
    kinds: tuple[Kind, ...] = ("practice", "strength", "challenge")


def show(_: Words, asked: Context, project: Project, pilot: Pilot) -> None:
    """The whole tab: what is missing in words, the matrix, records, THL's questions, distance, method.

    On a projector the picture comes first.
    """
    choice = Choice()
    if not projector():
        rounds = answered_rounds(asked, pilot_id=pilot.id, about="practice.")
        choice = choices(_, rounds, asked.clock().astimezone(HELSINKI).date())
    picture = practice_picture(asked, pilot_id=pilot.id, on=choice.on, round_id=choice.round_id)
    elements = element_names(asked, language=_.language) if picture.disputed else {}
    if projector():
        drawing(_, picture, choice)
    findings(_, picture, elements)
    if not projector():
        drawing(_, picture, choice)
    figure.typed_table(_, table(_, picture, choice), "practices", folded=True)
    actors = pilot_actors(asked, pilot_id=pilot.id)
    if not projector():
        _paper(_, picture, choice, pilot, elements)
        validity(_, actors, list_organisations(asked, project_id=project.id))
        editable = may(asked.actor, Right.EDIT_PILOT, Place(project.id, pilot.id))
        practice_records.show(_, asked, pilot, picture, actors, choice.kinds, editable=editable)
    practice_beside.questions(_, asked, project, pilot, picture)
    if not projector():
        practice_beside.distance(_, asked, pilot)
        practice_beside.two(_, asked, project, pilot)
    method(_, picture)


def choices(_: Words, rounds: tuple[RoundChoice, ...], today: date) -> Choice:
    """The day, the round and the kinds of records."""
    left, middle, right = st.columns([2, 4, 2])
    on = left.date_input(
        _("As it was on"), today, max_value=today, format="DD.MM.YYYY", key=f"practice.on.{_.language}"
    )
    kinds = middle.multiselect(
        _("Written down"), list(KINDS), default=list(KINDS), format_func=lambda one: _(KINDS[one]),
        placeholder=_("Choose"), key=f"practice.kinds.{_.language}",
    )  # fmt: skip
    round_id = ""
    if len(rounds) > 1:
        names = {"": _("All rounds, the newest answers"), **round_names(_, rounds, with_day=False)}
        round_id = right.selectbox(
            _("Round"), list(names), format_func=names.__getitem__, key=f"practice.round.{_.language}"
        )
    return Choice(on if isinstance(on, date) and on != today else None, round_id or "", tuple(kinds))


def findings(_: Words, picture: PracticePicture, elements: Mapping[str, str]) -> None:
    """Gaps, broken hand-overs and possible overlaps in words: the first three, the rest folded."""
    found = sentences(_, picture, elements)
    for sentence in found[:SHOWN]:
        st.markdown(f"- {as_typed(sentence)}")
    if len(found) > SHOWN:
        rest = len(found) - SHOWN
        with st.expander(_.plural("{count} more finding", "{count} more findings", rest)):
            st.markdown("\n".join(f"- {as_typed(sentence)}" for sentence in found[SHOWN:]))


def sentences(_: Words, picture: PracticePicture, elements: Mapping[str, str]) -> list[str]:
    """What the matrix, the records and the workshops show, most serious first: gaps, broken hand-overs,
    contradictions, overlaps, what is not known. ``elements``: names of the model's elements by key."""
    phases = {phase.code: phase.label.get(_.language) for phase in picture.matrix.phases}
    names = {actor.id: actor.name for actor in picture.matrix.actors}
    gaps, unknown = [], []
    for gap in picture.gaps:
        place = {"phase": phases[gap.phase], "sector": _(labels.SECTORS[gap.sector])}
        if gap.state == "gap":
            gaps.append(_("Missing: {sector} does nothing regularly in the phase “{phase}”.", **place))
        else:
            unknown.append(_("Not known: {sector} in the phase “{phase}”.", **place))
    broken = [
        _(
            "Hand-over from {actor} in the phase “{phase}”: {problem}.",
            actor=names[one.actor],
            phase=phases[one.phase],
            problem=_(BREAKS[one.kind]),
        )
        for one in picture.broken
    ]
    overlaps = [
        _(
            "Possible overlap in the phase “{phase}”: {names}.",
            phase=phases[one.phase],
            names=_.listing(names[actor] for actor in one.actors),
        )
        for one in picture.overlaps
    ]
    named = {f"phases.{code}": name for code, name in phases.items()} | dict(elements)
    disputed = [
        disagreement(
            _, Disagreed(one.text, one.found.survey, one.found.phase, one.actor, one.found.element), named
        )
        for one in picture.disputed
    ]
    return [*gaps, *broken, *disputed, *_of_records(_, picture, phases, names), *overlaps, *unknown]


def _of_records(
    _: Words, picture: PracticePicture, phases: dict[str, str], names: dict[str, str]
) -> list[str]:
    """What the records say: hand-overs that break, what two claim, what the survey denies."""
    said = []
    for one in picture.records:
        for handover in one.broken:
            problem = _(BREAKS[handover.break_])
            place = {"actor": names.get(one.actor, one.actor), "phase": phases.get(one.phase, one.phase)}
            said.append(
                _("Hand-over from {actor} in the phase “{phase}”: {problem}.", **place, problem=problem)
            )
    employer = {actor.id: actor.organisation for actor in picture.matrix.actors}
    for same in doubled(picture.records, employer):
        said.append(
            _("Two do the same in the phase “{phase}”: {what} ({names}).", phase=phases.get(same.phase, same.phase),
              what=same.what, names=_.listing(names.get(actor, actor) for actor in same.actors))
        )  # fmt: skip
    for denied in contradictions(picture.matrix, picture.records):
        said.append(
            _("{actor} has answered that it takes no part in the phase “{phase}”, but it is written down: {what}.",
              actor=names.get(denied.actor, denied.actor), phase=phases.get(denied.phase, denied.phase),
              what=denied.what)
        )  # fmt: skip
    return said


def drawing(_: Words, picture: PracticePicture, choice: Choice) -> None:
    """The matrix as a picture."""
    from mallipaja.charts.practice import practice_matrix

    text = _("Matrix of phases and actors; the table below has the same content")
    records = [one for one in picture.records if one.kind in choice.kinds]
    chart = practice_matrix(picture.matrix, _, records=records, projector=projector())
    figure.picture(chart, text, "practices", room="broad")


def table(_: Words, picture: PracticePicture, choice: Choice) -> pd.DataFrame:
    """Phases across, actors down; a cell says what the actor does, to whom the client moves, and what is written down."""
    matrix = picture.matrix
    names = {actor.id: actor.name for actor in matrix.actors}
    lines = [
        {
            _("Actor"): actor.name,
            **{
                phase.label.get(_.language): "\n".join(
                    [
                        cell_text(_, matrix.cell(phase.code, actor.id), names),
                        *(short(one) for one in picture.records
                          if (one.phase, one.actor) == (phase.code, actor.id) and one.kind in choice.kinds),
                    ]
                )
                for phase in matrix.phases
            },
        }
        for actor in matrix.actors
    ]  # fmt: skip
    return pd.DataFrame(lines).set_index(_("Actor")) if lines else pd.DataFrame()


def short(one: Practice) -> str:
    """A record on one line: its symbol and what."""
    return f"{KIND_SYMBOLS[one.kind]} {one.what}"


def cell_text(_: Words, cell: Cell, names: dict[str, str]) -> str:
    """What the actor does in the phase, and who receives the client."""
    if not isinstance(cell.activity, Known):
        return "? " + _(labels.NOT_ANSWERED)
    text = f"{labels.ACTIVITY_SYMBOLS[cell.activity.value]} {_(labels.ACTIVITIES[cell.activity.value])}"
    if isinstance(cell.handover_to, Known):
        receivers = [names[one] for one in cell.handover_to.value if one in names]
        text += f" → {_.listing(receivers)}" if receivers else ""
    return text


def validity(_: Words, actors: list[NetworkActor], organisations: list[Organisation]) -> None:
    """From when and until when actors and their employers are what they are; only where somebody has said."""
    employers = {one.id: one for one in organisations}
    lines = []
    for actor in actors:
        employer = employers.get(actor.organisation_id or "")
        since = max(
            (day for day in (actor.valid_from, employer.valid_from if employer else None) if day),
            default=None,
        )
        until = min(
            (day for day in (actor.valid_to, employer.valid_to if employer else None) if day), default=None
        )
        if since or until:
            lines.append({_("Actor"): actor.name, _("Organisation"): employer.name if employer else "–",
                          _("From"): _.date(since), _("Until"): _.date(until)})  # fmt: skip
    if lines:
        with st.expander(_("From when, until when? (actors and organisations)")):
            st.table(figure.as_shown(pd.DataFrame(lines).set_index(_("Actor"))))


def _paper(
    _: Words, picture: PracticePicture, choice: Choice, pilot: Pilot, elements: Mapping[str, str]
) -> None:
    """The matrix on A3 for the wall, made when it is pressed."""

    def made() -> bytes:
        from mallipaja.report.practice_pdf import practice_pdf

        records = tuple(one for one in picture.records if one.kind in choice.kinds)
        return practice_pdf(
            pilot.name, picture.matrix, records, picture.on, sentences(_, picture, elements), picture.as_of, _
        )

    st.download_button(
        _("The matrix on paper (A3, PDF)"), made, file_name=f"{pilot.key}-practices.pdf", mime="application/pdf",
        on_click="ignore", key=f"practice.pdf.{_.language}",
    )  # fmt: skip


def method(_: Words, picture: PracticePicture) -> None:
    """How the matrix is made."""
    cells = picture.matrix.cells
    known = sum(isinstance(cell.activity, Known) for cell in cells)
    foundation(
        _,
        _(
            "Each unit says what it does in each phase (question T24). An actor does what any of its units does most; a "
            "hand-over is as firm as the least firm of them. A gap is a sector that the generic model requires "
            "in a phase "
            "and that does nothing regularly there, although all its actors have answered; otherwise it is not "
            "known. What is "
            "written down fills only cells that no unit has answered; where units said otherwise, both are shown."
        ),
        _("{known} of {all} cells are known.", known=_.number(known), all=_.number(len(cells))),
        known / len(cells) if cells else None,
        _(
            "Survey questions T24, and T1, T4, T12, T13 and T15 answered together; practices written down by the pilot."
        ),
    )
