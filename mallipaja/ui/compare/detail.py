"""One element opened: what the generic model says and what each compared model says, with reasons and sources."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.comparison import ComparisonView
from mallipaja.catalogue.operating_model import DescribedModel, Fact
from mallipaja.i18n import N_, Words
from mallipaja.model.adaptation import Adaptation
from mallipaja.model.cell import Cell
from mallipaja.model.comparison import Row
from mallipaja.model.frame_words import CODES, FIELDS
from mallipaja.report.field_words import value_text
from mallipaja.report.workbook_rows import STATES
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare import coding, past
from mallipaja.ui.compare.difference import difference
from mallipaja.ui.compare.matrix import cell_text, label

MOST_TOLD = 20
"""Models told one by one; more than that is counted."""
REASONS = {
    "not_mentioned": N_("The source does not mention this. That is not the same as missing."),
    "not_handled": N_("The pilot has not discussed this yet."),
    "said_absent": N_("The source says that this is missing."),
    "does_not_fit": N_("In the walk-through this was found not to fit."),
    "taken_out": N_("The pilot has left this out."),
    "core_not_settled": N_("A core element was changed, and nobody has judged yet whether its core stands."),
    "change_not_described": N_("The change has not been written down yet."),
    "relation_not_given": N_("Nobody has judged yet how this relates to the generic model."),
}
PARTS = {
    "member": N_("member of the team"),
    "partner": N_("close partner, not a member"),
    "participant": N_("at the table, not a member"),
}


def draw(_: Words, asked: Context, view: ComparisonView, row: Row, project_id: str) -> None:
    """The element's generic text on the left, each model's own on the right; those that say nothing are only named."""
    st.header(as_typed(label(_, row)))
    left, right = st.columns([2, 3])
    with left:
        _generic(_, view, row)
        past.draw(_, asked, project_id, row.key)
    with right:
        silent, told = [], 0
        for column, cell in zip(view.comparison.columns, row.cells, strict=True):
            if column.kind == "generic":
                continue
            if cell.status == "not_stated" and not cell.facts and not cell.adaptations:
                silent.append((column.name, cell))
                continue
            told += 1
            if told > MOST_TOLD:
                continue
            with st.container(border=True):
                st.markdown(f"**{as_typed(column.name)}**: {cell_text(_, cell)}")
                _cell(_, asked, view, row, cell, view.described.get(column.id))
        if told > MOST_TOLD:
            rest = told - MOST_TOLD
            st.caption(
                _.plural("{count} more model says something of this. Choose fewer models above to see it.",
                         "{count} more models say something of this. Choose fewer models above to see them.", rest)
            )  # fmt: skip
        if silent and len(silent) <= MOST_TOLD:
            _silent(_, silent)
        elif silent:
            st.caption(
                _.plural(
                    "{count} model says nothing of this.", "{count} models say nothing of this.", len(silent)
                )
            )


def _generic(_: Words, view: ComparisonView, row: Row) -> None:
    st.markdown(f"**{_('Generic model')}** · {_(labels.LEVELS[row.level])}")
    if row.element is None:
        st.text(_("The generic model does not have this."))
        return
    st.text(row.element.text.get(_.language))
    st.caption(as_typed(_("Why: {reason}", reason=row.element.rationale.get(_.language))))
    known = view.sources.get(view.comparison.generic_id, {})
    titles = [known[key].title for key in row.element.sources if key in known]
    if titles:
        st.caption(as_typed(_("Source: {title}", title=_.listing(titles))))


def _silent(_: Words, silent: list[tuple[str, Cell]]) -> None:
    for reason in dict.fromkeys(cell.reason for _name, cell in silent):
        names = [name for name, cell in silent if cell.reason == reason]
        told = _(REASONS[reason]) if reason else ""
        st.caption(as_typed(_("{names}: {text}", names=_.listing(names), text=told)))


def _cell(
    _: Words, asked: Context, view: ComparisonView, row: Row, cell: Cell, model: DescribedModel | None
) -> None:
    for fact in cell.facts:
        _fact(_, fact, model)
    if cell.stance and cell.stance.note and not cell.adaptations:
        st.text(_("Why: {reason}", reason=cell.stance.note))
    names = codes(_, asked)
    for change, after in zip_longest(cell.adaptations, cell.adaptations[1:]):
        _change(_, row, change, names)
        if after is None or _told(_, view, after) != _told(
            _, view, change
        ):  # several values with one reason tell it once
            for text in _told(_, view, change):
                st.text(text)
        coding.draw(_, asked, change)
    if cell.reason:
        st.caption(_(REASONS[cell.reason]))


def _fact(_: Words, fact: Fact, model: DescribedModel | None) -> None:
    st.text(fact.text.get(_.language))
    known = {source.id: source for source in model.sources} if model else {}
    source = known.get(fact.source)
    parts = [
        source.title if source else fact.source,
        fact.section or "",
        fact.date or "",
        _(labels.MODALITIES[fact.modality]),
        _(PARTS[fact.part]) if fact.part else "",
        _("only in: {names}", names=_.listing(fact.sites)) if fact.sites else "",
        _("their own name: {name}", name=fact.local_name.get(_.language)) if fact.local_name else "",
        _("only a possibility") if fact.proposal else "",
    ]
    st.caption(as_typed(" · ".join(part for part in parts if part)))
    if fact.note:
        st.caption(as_typed(fact.note.get(_.language)))


def codes(_: Words, asked: Context) -> dict[str, str]:
    """What the codes in values of the model are called: sectors and professions."""
    professions = {one.code: one.label.get(_.language) for one in asked.catalogue.profession_choices}
    return {**{code: _(label) for code, label in labels.SECTORS.items()}, **professions}


def _change(_: Words, row: Row, change: Adaptation, names: Mapping[str, str]) -> None:
    before = value_text(_, row.element, change.field, change.base_value, names)
    after = value_text(_, row.element, change.field, change.value, names)
    if change.operation == "remove":
        st.text(_("Left out."))
    elif before and isinstance(change.value, str):
        st.markdown(difference(before, after))
        st.caption(_("Struck through: only in the generic model. Bold: only here."))
    else:
        value = change.value
        if before and isinstance(value, float | int) and not isinstance(value, bool):
            after = _.number(value)  # the field has been named already
        st.text(_("{before} → {after}", before=before, after=after or _("(nothing)")) if before else after)
    if change.state != "agreed":
        st.caption(_("State: {state}", state=_(STATES[change.state])))
    if change.source == "region":
        st.caption(_("From the region's model."))
    coded = [
        f"{_(FIELDS[field])}: {_(CODES[field][code])}"
        for field in FIELDS
        if (code := getattr(change.frame, field))
    ]
    if coded:
        st.caption("FRAME: " + " · ".join(coded))


def _told(_: Words, view: ComparisonView, change: Adaptation) -> list[str]:
    """What is told of a change, each on a line of its own."""
    lines = []
    if change.what and change.what != change.value:
        lines.append(_("What was changed: {text}", text=change.what))
    if change.why:
        lines.append(_("Why: {reason}", reason=change.why))
    if change.challenges:
        lines.append(_("Challenge it answers: {text}", text=_.listing(change.challenges)))
    if change.decided_by:
        lines.append(_("Decided by: {who}", who=change.decided_by))
    meeting = view.meetings.get(change.meeting or "")
    if meeting:
        lines.append(_("Meeting: {title}, {day}", title=meeting.title, day=_.date(meeting.held_on)))
    elif change.decided_on:
        lines.append(_("Decided on: {day}", day=change.decided_on))
    if change.valid_from or change.valid_to:
        lines.append(
            _(
                "In force: {start} – {end}",
                start=_.date(change.valid_from) or "…",
                end=_.date(change.valid_to) or "…",
            )
        )
    return lines
