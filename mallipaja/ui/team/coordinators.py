"""Who is the client coordinator in which situation: the picture, the decision table, what is wrong with it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.coordination import (
    Coordination,
    add_rule,
    change_rule,
    remove_rule,
    view_coordination,
)
from mallipaja.i18n import Words
from mallipaja.practice.phases import Phase
from mallipaja.store.duties import RuleRow
from mallipaja.team.coordination import NEEDS, coverage
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving
from mallipaja.ui.shell import projector
from mallipaja.ui.team import caseload, questions
from mallipaja.ui.team import duty_words as words
from mallipaja.ui.told_apart import told_apart

NEW = "new"


def draw(_: Words, asked: Context, pilot_id: str) -> None:
    """The picture of situations, the decision table and its form; then the caseload and the five questions."""
    view = view_coordination(asked, pilot_id=pilot_id)
    if view.rules:
        _picture(_, view)
        _table(_, view)
        _complaints(_, view)
    else:
        st.info(
            _(
                "Nothing has been agreed on yet. Write the first situation below: what the client needs, and who is "
                "the coordinator then."
            )
        )
    if not view.rules and not projector():
        _edit(_, asked, view, pilot_id)
    caseload.draw(_, asked, pilot_id)
    questions.draw(_, asked, view, pilot_id)
    if view.rules and not projector():  # what has been agreed on comes before the form that changes it
        _edit(_, asked, view, pilot_id)


def _picture(_: Words, view: Coordination) -> None:
    """Needs by phases: one coordinator, none, or two rules. Phases in a row that are alike share a column."""
    numbers = {rule.id: str(place) for place, rule in enumerate(view.rules, 1)}
    found = coverage(view.rules, [one.code for one in view.phases])
    runs = _runs(view, found)
    rows = {
        _(words.NEEDS[need]): [
            _cell(_, tuple(numbers[one] for one in found[need, run[0].code])) for run in runs
        ]
        for need in NEEDS
    }
    columns = [_run_label(_, view, run) for run in runs]
    st.header(_("Which rule holds in which situation?"), anchor=False)
    st.table(pd.DataFrame.from_dict(rows, orient="index", columns=columns))
    st.caption(_("The number is the row of the table below. ✗: nobody is the coordinator. ⚠: two rules."))


def _runs(view: Coordination, found: dict[tuple[str, str], tuple[str, ...]]) -> list[list[Phase]]:
    """The phases, those in a row with the same rules for every need together."""
    runs: list[list[Phase]] = []
    for phase in view.phases:
        if runs and all(found[need, phase.code] == found[need, runs[-1][0].code] for need in NEEDS):
            runs[-1].append(phase)
        else:
            runs.append([phase])
    return runs


def _run_label(_: Words, view: Coordination, run: list[Phase]) -> str:
    if len(run) == len(view.phases):
        return _("the whole path")
    first, last = run[0].label.get(_.language), run[-1].label.get(_.language)
    return first if len(run) == 1 else f"{first} – {last}"


def _cell(_: Words, numbers: tuple[str, ...]) -> str:
    if not numbers:
        return _("✗ nobody")
    return numbers[0] if len(numbers) == 1 else "⚠ " + " + ".join(numbers)


def _table(_: Words, view: Coordination) -> None:
    rows = [
        {
            _("Row"): str(place),
            _("Client's situation"): as_typed(one.situation),
            _("For"): words.situation(_, view, one),
            _("Client coordinator"): as_typed(words.coordinator(_, one)),
            _("Deputy"): as_typed(one.deputy),
            _("When it changes"): as_typed(one.changes_when),
            _("Handover"): as_typed(one.handover),
            _("Own worker by law"): as_typed(one.own_worker),
            _("Work-ability coordinator"): as_typed(one.work_ability_coordinator),
        }
        for place, one in enumerate(view.rules, 1)
    ]
    frame = pd.DataFrame(rows).set_index(_("Row"))
    beside = [_("Own worker by law"), _("Work-ability coordinator")]
    st.table(frame.drop(columns=[name for name in beside if not frame[name].any()]))


def _complaints(_: Words, view: Coordination) -> None:
    said = words.complaints(_, view)
    if not said:
        st.success(_("Every situation has one coordinator, a deputy and an agreed way of handing over."))
        return
    with st.expander(
        _.plural("{count} thing to settle", "{count} things to settle", len(said)), expanded=True
    ):
        for one in said:
            st.markdown(f"- {as_typed(one)}")


def _edit(_: Words, asked: Context, view: Coordination, pilot_id: str) -> None:
    st.header(_("Write or change a situation"), anchor=False)
    names = told_apart({NEW: _("A new situation"), **{row.id: row.situation for row in view.rows}})
    chosen = st.selectbox(
        _("Row to write"),
        list(names),
        format_func=names.__getitem__,
        key=f"rule.row.{len(view.rows)}.{_.language}",
    )
    row = next((one for one in view.rows if one.id == chosen), None)
    with st.form(f"rule.{chosen}.{row.revision if row else 0}", clear_on_submit=row is None, border=True):
        values = _inputs(_, view, row)
        if st.form_submit_button(_("Save"), type="primary"):
            with saving():
                if row is None:
                    add_rule(asked, pilot_id=pilot_id, values=values)
                else:
                    change_rule(asked, rule_id=row.id, values=values, revision=row.revision)
    if row is not None and st.button(_("Move the row to the bin")):
        with saving():
            remove_rule(asked, rule_id=row.id)


def _inputs(_: Words, view: Coordination, row: RuleRow | None) -> dict[str, Any]:
    labels = {one.code: one.label.get(_.language) for one in view.phases}
    place = f"{row.id if row else NEW}.{_.language}"

    def text(name: str, label: str, most: int = 120, hint: str = "") -> str:
        known = getattr(row, name) if row else ""
        return st.text_input(label, known, max_chars=most, placeholder=hint, key=f"rule.{name}.{place}")

    values: dict[str, Any] = {"situation": text("situation", _("Client's situation"))}
    values["needs"] = st.pills(
        _("What the client needs most (none chosen: whatever it is)"), NEEDS, selection_mode="multi",
        default=list(row.needs or ()) if row else [], format_func=lambda one: _(words.NEEDS[one]),
        key=f"rule.needs.{place}", wrap=True,
    )  # fmt: skip
    values["phases"] = st.pills(
        _("Phases of the path (none chosen: the whole path)"), list(labels), selection_mode="multi",
        default=[one for one in (row.phases or () if row else ()) if one in labels],
        format_func=labels.__getitem__, key=f"rule.phases.{place}", wrap=True,
    )  # fmt: skip
    values["coordinator"] = text("coordinator", _("Client coordinator (role or profession, no names)"))
    values["deputy"] = text("deputy", _("Deputy"))
    values["changes_when"] = text("changes_when", _("When does the coordinator change?"), 400)
    values["handover"] = text(
        "handover", _("How is the client handed over?"), 400, _("for example: together in one meeting")
    )
    with st.expander(_("Two coordinators at once, and roles beside the coordinator")):
        values["second"] = text("second", _("Second coordinator at the same time"))
        values["second_period"] = text("second_period", _("For how long are there two?"))
        values["own_worker"] = text("own_worker", _("Own worker under the Social Welfare Act"))
        values["work_ability_coordinator"] = text(
            "work_ability_coordinator", _("What the work-ability coordinator (a profession) does here"), 400
        )
    return values
