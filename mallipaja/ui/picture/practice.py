"""What is done in each phase, and by whom?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.picture import PracticePicture
from mallipaja.catalogue.survey_template import ChoiceItem, SurveyTemplate
from mallipaja.i18n import N_, Words
from mallipaja.practice.matrix import Cell
from mallipaja.practice.questions import PilotAnswer
from mallipaja.survey.given import Known, Missing
from mallipaja.ui import figure, labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.picture.foundation import foundation
from mallipaja.ui.shell import projector

Lists: TypeAlias = Mapping[str, tuple[ChoiceItem, ...]]
SHOWN = 3
"""Findings said before the picture; the rest are folded."""
QUESTIONS = {
    "coordinator": N_("Who acts as client coordinator?"),
    "guidance": N_("How are clients guided to the services?"),
    "reconciling": N_("How are the services reconciled?"),
    "joint_plan": N_("Is a joint plan made?"),
    "follow_up": N_("How is the plan followed up?"),
}
BREAKS = {
    "not_agreed": N_("no agreed way to hand over"),
    "outside": N_("the receiver is not on the roster"),
    "no_part": N_("the receiver says it takes no part"),
}


def draw(_: Words, picture: PracticePicture, template: SurveyTemplate | None, lists: Lists) -> None:
    """The whole tab: what is missing in words, the matrix, THL's five questions, method.

    On a projector the picture comes first. ``lists`` are the choice lists a template takes from outside.
    """
    if projector():
        drawing(_, picture)
    findings(_, picture)
    if not projector():
        drawing(_, picture)
    figure.table(_, table(_, picture), "practices", folded=True)
    st.subheader(_("THL's five questions"))
    for answer in picture.questions:
        st.markdown(f"**{_(QUESTIONS[answer.question])}**")
        st.text(answer_text(_, answer, template, lists))
    method(_, picture)


def findings(_: Words, picture: PracticePicture) -> None:
    """Gaps, broken hand-overs and possible overlaps in words: the first three, the rest folded."""
    found = sentences(_, picture)
    for sentence in found[:SHOWN]:
        st.markdown(f"- {as_typed(sentence)}")
    if len(found) > SHOWN:
        rest = len(found) - SHOWN
        with st.expander(_.plural("{count} more finding", "{count} more findings", rest)):
            st.markdown("\n".join(f"- {as_typed(sentence)}" for sentence in found[SHOWN:]))


def sentences(_: Words, picture: PracticePicture) -> list[str]:
    """What the matrix shows, most serious first: gaps, broken hand-overs, possible overlaps, what is not known."""
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
    return [*gaps, *broken, *overlaps, *unknown]


def drawing(_: Words, picture: PracticePicture) -> None:
    """The matrix as a picture."""
    from mallipaja.charts.practice import practice_matrix

    text = _("Matrix of phases and actors; the table below has the same content")
    figure.picture(practice_matrix(picture.matrix, _, projector=projector()), text)


def table(_: Words, picture: PracticePicture) -> pd.DataFrame:
    """Phases down, actors across; a cell says what the actor does and to whom the client moves."""
    matrix = picture.matrix
    names = {actor.id: actor.name for actor in matrix.actors}
    lines = [
        {
            _("Actor"): actor.name,
            **{
                phase.label.get(_.language): cell_text(_, matrix.cell(phase.code, actor.id), names)
                for phase in matrix.phases
            },
        }
        for actor in matrix.actors
    ]
    return pd.DataFrame(lines).set_index(_("Actor")) if lines else pd.DataFrame()


def cell_text(_: Words, cell: Cell, names: dict[str, str]) -> str:
    """What the actor does in the phase, and who receives the client."""
    if not isinstance(cell.activity, Known):
        return "? " + _(labels.NOT_ANSWERED)
    text = f"{labels.ACTIVITY_SYMBOLS[cell.activity.value]} {_(labels.ACTIVITIES[cell.activity.value])}"
    if isinstance(cell.handover_to, Known):
        receivers = [names[one] for one in cell.handover_to.value if one in names]
        text += f" → {_.listing(receivers)}" if receivers else ""
    return text


def answer_text(_: Words, answer: PilotAnswer, template: SurveyTemplate | None, lists: Lists) -> str:
    """The answer to one of the five questions, choices in words."""
    parts = []
    for part in answer.parts:
        if isinstance(part.value, Known):
            parts.append(_in_words(_, part.feed, part.value.value, template, lists))
        elif isinstance(part.value, Missing):
            parts.append(_(labels.REASONS[part.value.reason]))
        if part.other:
            parts.append(part.other)
    return ". ".join(part.rstrip(".") for part in parts if part) or _(
        "Not answered yet. Answer it together in the mapping meeting."
    )


def _in_words(_: Words, feed: str, value: object, template: SurveyTemplate | None, lists: Lists) -> str:
    codes = value if isinstance(value, tuple) else (value,)
    choices: dict[str, str] = {}
    if template is not None:
        for question, _block in template.questions():
            if question.feeds == feed and question.choices in {**template.choice_lists, **lists}:
                for item in template.choices_of(question, lists):
                    choices[item.code] = item.label.get(_.language)
    return ", ".join(choices.get(str(code), str(code)) for code in codes)


def outside_lists(asked: Context) -> Lists:
    """The choice lists a template takes from outside, for showing answers in words."""
    return {"reference:professions": asked.catalogue.profession_choices}


def method(_: Words, picture: PracticePicture) -> None:
    """How the matrix is made."""
    cells = picture.matrix.cells
    known = sum(isinstance(cell.activity, Known) for cell in cells)
    foundation(
        _,
        _(
            "Each unit says what it does in each phase (question T24). An actor does what any of its units does most; a "
            "hand-over is as firm as the least firm of them. A gap is a sector that the generic model requires in a phase "
            "and that does nothing regularly there, although all its actors have answered; otherwise it is not known."
        ),
        _("{known} of {all} cells are known.", known=_.number(known), all=_.number(len(cells))),
        known / len(cells) if cells else None,
        _("Survey questions T24, and T1, T4, T12, T13 and T15 answered together."),
    )
