"""THL's five questions across pilots, the distance from the generic model, and two matrices beside each other."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context, Right, may
from mallipaja.actions.beside import questions_beside
from mallipaja.actions.picture import PracticePicture, practice_picture
from mallipaja.actions.projects import list_pilots
from mallipaja.actions.today import TodayView, view_today
from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.practice.distance import counts
from mallipaja.practice.questions import answered_share
from mallipaja.practice.readings import State
from mallipaja.store.places import Place
from mallipaja.store.projects import Pilot, Project
from mallipaja.survey.given import Known
from mallipaja.ui import figure, labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.picture.practice_words import QUESTIONS, answer_text, outside_lists

STATES: dict[State, str] = {
    "in_use": N_("● as the model says"),
    "partly": N_("◐ partly"),
    "not": N_("✗ otherwise or not at all"),
    "not_known": N_("? not known"),
}
FIRST = 5
"""How many elements of the agenda have a link of their own."""


def questions(_: Words, asked: Context, project: Project, pilot: Pilot, picture: PracticePicture) -> None:
    """THL's five questions: the pilot's own answers, and beside them those of the others for who runs the project."""
    template = asked.catalogue.templates.get("practices_joint")
    lists = outside_lists(asked)
    st.header(_("THL's five questions"))
    share = answered_share(picture.questions)
    st.caption(_("{share} of the five have an answer.", share=_.percent(share, 0)))
    for answer in picture.questions:
        st.markdown(f"**{_(QUESTIONS[answer.question])}**")
        st.text(answer_text(_, answer, template, lists))
    if not may(asked.actor, Right.RUN_PROJECT, Place(project.id)):
        return
    everybody = questions_beside(asked, project_id=project.id)
    names = {one.id: one.name for one in list_pilots(asked, project_id=project.id)}
    if len(names) < 2:
        return
    rows = [
        {
            _("Question"): _(text),
            **{
                name: next(
                    (
                        answer_text(_, one, template, lists)
                        for one in everybody.get(key, ())
                        if one.question == code
                    ),
                    "–",
                )
                for key, name in names.items()
            },
        }
        for code, text in QUESTIONS.items()
    ]
    with st.expander(_("All pilots side by side")):
        st.table(figure.as_shown(pd.DataFrame(rows).set_index(_("Question"))))


def distance(_: Words, asked: Context, pilot: Pilot) -> None:
    """How far today is from the generic model: figures, the agenda, links to the walk-through."""
    if asked.catalogue.generic is None:
        return
    view = view_today(asked, pilot_id=pilot.id)
    core = counts(view.distances.values(), "core")
    st.header(_("How far is today from the generic model?"))
    one, two, three = st.columns(3)
    one.metric(_("Core elements in use"), f"{_.number(core.in_use)}/{_.number(core.known)}")
    one.caption(_("of those that are known"))
    two.metric(_("Partly"), _.number(core.partly))
    three.metric(_("Not known"), _.number(core.not_known))
    figure.typed_table(_, _agenda(_, asked, view), "distance", folded=True)
    st.text(_("In this order they are best talked about in the walk-through. The first ones:"))
    generic = asked.catalogue.generic
    walk = str(PAGES_FOLDER / "facilitate" / "walk_through.py")
    with st.container(horizontal=True):
        for key in view.agenda[:FIRST]:
            label = generic.elements[key].label.get(_.language) if key in generic.elements else key
            st.page_link(walk, label=as_typed(label), query_params={"element": key})


def _agenda(_: Words, asked: Context, view: TodayView) -> pd.DataFrame:
    elements = asked.catalogue.generic.elements if asked.catalogue.generic else {}
    lines = []
    for number, key in enumerate(view.agenda, start=1):
        one = view.distances[key]
        state = _(STATES[one.state])
        if one.planned:
            state += " " + _("(planned)")
        if not one.asked:
            state = _("? not asked in any survey")
        lines.append(
            {
                _("Order"): _.number(number),
                _("Element"): elements[key].label.get(_.language) if key in elements else key,
                _("Level"): _(labels.LEVELS[one.level]),
                _("Today"): state,
                _("To read together"): _("yes") if one.to_read else "–",
            }
        )
    return pd.DataFrame(lines).set_index(_("Order")) if lines else pd.DataFrame()


def two(_: Words, asked: Context, project: Project, pilot: Pilot) -> None:
    """Another pilot, or the same one on another day, beside this one: cell by cell where they differ."""
    st.header(_("Two beside each other"))
    others = {one.id: one.name for one in list_pilots(asked, project_id=project.id)}
    today = asked.clock().astimezone(HELSINKI).date()
    left, right = st.columns(2)
    whom = left.selectbox(
        _("Beside this"), ["", *others], key=f"two.whom.{_.language}",
        format_func=lambda one: _("choose a pilot") if not one else others[one],
    )  # fmt: skip
    if not whom:
        return
    on = right.date_input(_("As it was on"), today, max_value=today, format="DD.MM.YYYY", key="two.on")
    day = on if isinstance(on, date) else today
    here = practice_picture(asked, pilot_id=pilot.id)
    there = practice_picture(asked, pilot_id=whom, on=day)
    names = (f"{pilot.name}, {_.date(today)}", f"{others[whom]}, {_.date(day)}")
    frame = differences(_, here, there, names)
    if frame.empty:
        st.text(_("There is no difference in what is known of both."))
        return
    figure.typed_table(_, frame, "two")


def differences(
    _: Words, here: PracticePicture, there: PracticePicture, names: tuple[str, str]
) -> pd.DataFrame:
    """The cells in which two matrices differ in activity or in what is written down; actors are the same by key."""
    labels_of = {actor.id: actor.name for actor in (*there.matrix.actors, *here.matrix.actors)}
    own, other = _cells(_, here), _cells(_, there)
    if names[0] == names[1]:
        names = (names[0], f"{names[1]} (2)")
    lines = []
    for phase in here.matrix.phases:
        for actor, label in labels_of.items():
            one = own.get((phase.code, actor), _("not on the list"))
            two_ = other.get((phase.code, actor), _("not on the list"))
            if one != two_:
                lines.append({_("Phase"): phase.label.get(_.language), _("Actor"): label,
                              names[0]: one, names[1]: two_})  # fmt: skip
    return pd.DataFrame(lines).set_index(_("Phase")) if lines else pd.DataFrame()


def _cells(_: Words, picture: PracticePicture) -> dict[tuple[str, str], str]:
    found = {}
    for cell in picture.matrix.cells:
        said = (
            f"{labels.ACTIVITY_SYMBOLS[cell.activity.value]} {_(labels.ACTIVITIES[cell.activity.value])}"
            if isinstance(cell.activity, Known)
            else "? " + _(labels.NOT_ANSWERED)
        )
        own = [one.what for one in picture.records if (one.phase, one.actor) == (cell.phase, cell.actor)]
        found[cell.phase, cell.actor] = "\n".join([said, *own])
    return found
