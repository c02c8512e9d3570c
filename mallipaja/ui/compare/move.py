"""Moving a pilot's model onto a new version of the generic one: three columns a conflict, a choice and a reason each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.rebase import Move, apply_rebase
from mallipaja.catalogue.operating_model import Element
from mallipaja.i18n import N_, Words
from mallipaja.model.adaptation import Value
from mallipaja.model.rebase import Carried, Rebase
from mallipaja.model.rebase_decisions import CHOICES, Choice, Decision
from mallipaja.model.resolve import target_field
from mallipaja.report.field_words import FIELD_NAMES, value_text
from mallipaja.report.rebase_words import OUTCOMES, REASONS
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare import new_version, pressing
from mallipaja.ui.compare.difference import difference
from mallipaja.ui.editing import said

NAME = "move"
CHOICE_WORDS: dict[Choice, str] = {
    "keep": N_("Keep ours"),
    "take": N_("Take the new one"),
    "write": N_("Write something new"),
}


def draw(_: Words, asked: Context, move: Move, pilot_id: str) -> None:
    """The conflicts with their decisions, then what comes along by itself, then the button."""
    plan = move.plan
    decisions = [found for one in plan.conflicts if (found := _conflict(_, move, one))]
    unresolved = len(plan.conflicts) - len(decisions)
    _counter(_, plan, unresolved)
    _by_itself(_, move)
    _to_look_at(_, move)
    new_version.draw(_, asked, move)
    said(NAME)
    pressing.button(
        _("Move to version {version}", version=plan.onto), NAME, lambda: apply_rebase(
            asked, pilot_id=pilot_id, version=plan.onto, decisions=tuple(decisions)
        ), _("The pilot's model was moved."), key="move.apply", kind="primary", disabled=unresolved > 0,
    )  # fmt: skip
    if unresolved:
        st.caption(_("Nothing moves while a conflict is open."))


def _counter(_: Words, plan: Rebase, unresolved: int) -> None:
    if not plan.conflicts:
        st.success(_("Nothing is in conflict: everything comes along by itself."))
    elif unresolved:
        st.warning(
            _.plural("{count} open conflict of {all}", "{count} open conflicts of {all}", unresolved,
                     all=_.number(len(plan.conflicts)))
        )  # fmt: skip
    else:
        st.success(_("Every conflict has been decided."))


def _conflict(_: Words, move: Move, one: Carried) -> Decision | None:
    """One conflict in three columns; its decision once it has a choice, a reason and what the choice needs."""
    change = one.adaptation
    element, field = _element(move, one), target_field(change) or "text"
    key = f"{NAME}.{change.id}"
    with st.container(border=True):
        st.markdown(
            f"**{as_typed(_name(_, move, change.element, change.what))}** · {_(FIELD_NAMES.get(field, 'text'))}"
        )
        st.caption(_(REASONS[one.reason]))
        before, after = (value_text(_, element, field, value) for value in (one.before, one.after))
        ours = _("Left out.") if change.operation == "remove" else value_text(_, element, field, change.value)
        columns = st.columns(3)
        for column, title, text in zip(
            columns, (_("Generic before"), _("Generic now"), _("Ours")), (before, "", ours), strict=True
        ):
            with column:
                st.caption(title)
                st.text(text)
        with columns[1]:
            st.markdown(
                difference(before, after) if before and after else as_typed(after or _("no longer there"))
            )
        for name in move.origins.get(change.element, ()):
            st.caption(as_typed(_("{pilot}: the change was taken into the generic model.", pilot=name)))
        if change.why:
            st.caption(as_typed(_("Why: {reason}", reason=change.why)))
        return _decision(_, one, key)


def _decision(_: Words, one: Carried, key: str) -> Decision | None:
    choice: Choice | None = st.radio(
        _("What is done?"), CHOICES, index=None, horizontal=True, format_func=lambda it: _(CHOICE_WORDS[it]),
        key=f"{key}.choice.{_.language}",
    )  # fmt: skip
    value: Value = None
    if choice == "write":
        value = _written(_, one, key)
    reason = st.text_input(_("Why? One line is enough."), max_chars=500, key=f"{key}.reason")
    if choice is None or not reason.strip() or (choice == "write" and value in {None, ""}):
        return None
    return Decision(one.adaptation.id, choice, reason, value)


def _written(_: Words, one: Carried, key: str) -> Value:
    local = one.adaptation.value
    if isinstance(local, float):
        return float(st.number_input(_("With us from now on"), 0.0, None, local, key=f"{key}.number"))
    if isinstance(local, tuple):
        known = dict.fromkeys(
            code for value in (one.before, one.after, local) if isinstance(value, tuple) for code in value
        )
        return tuple(st.multiselect(_("With us from now on"), list(known), default=local, key=f"{key}.codes"))
    return st.text_area(_("With us from now on"), max_chars=2000, key=f"{key}.text").strip()


def _by_itself(_: Words, move: Move) -> None:
    """What comes along, and what the generic model now says itself."""
    listed = [one for one in move.plan.carried if one.outcome != "conflict"]
    if not listed:
        return
    st.header(_("Comes along by itself"))
    lines = [
        {
            _("Element"): as_typed(_name(_, move, one.adaptation.element, one.adaptation.what)),
            _("Our change"): as_typed(one.adaptation.what or value_text(_, None, "", one.adaptation.value)),
            _("What becomes of it"): as_typed(_outcome(_, move, one)),
        }
        for one in listed
    ]
    st.table(pd.DataFrame(lines).set_index(_("Element")))


def _outcome(_: Words, move: Move, one: Carried) -> str:
    if one.outcome == "absorbed":
        return _("{pilot}: the change was taken into the generic model.", pilot=move.plan.variant.name)
    return _(OUTCOMES[one.outcome]).capitalize()


def _to_look_at(_: Words, move: Move) -> None:
    """What nobody has taken a stand on yet, what reads otherwise now, and what is gone."""
    plan = move.plan
    _keys(_, move, _("New in the core, no stand yet"), plan.new_core)
    _keys(_, move, _("Says otherwise now: look again"), plan.look_again)
    _keys(_, move, _("No longer in the generic model"), [key for key, _to in plan.gone])
    told = {one.adaptation.element for one in plan.conflicts}
    others = {key: names for key, names in move.origins.items() if key not in told}
    for key, names in others.items():
        if names != (plan.variant.name,):
            text = _("{pilot}: the change was taken into the generic model.", pilot=_.listing(names))
            st.caption(as_typed(f"{_name(_, move, key, '')} – {text}"))


def _keys(_: Words, move: Move, title: str, keys: Iterable[str]) -> None:
    names = [_name(_, move, key, "") for key in keys]
    if names:
        st.markdown(f"**{title}**")
        st.markdown("\n".join(f"- {as_typed(name)}" for name in names))


def _elements(move: Move) -> Mapping[str, Element]:
    return {**move.old.elements, **move.new.elements}


def _element(move: Move, one: Carried) -> Element | None:
    return _elements(move).get(one.renamed_to or one.adaptation.element)


def _name(_: Words, move: Move, key: str, otherwise: str) -> str:
    element = _elements(move).get(key)
    return element.label.get(_.language) if element else otherwise or key
