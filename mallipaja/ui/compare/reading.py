"""Reading an Innokylä page into a described model: paste it, see its fields, confirm passages one by one, publish."""

from __future__ import annotations

from functools import partial
from typing import Any, get_args

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.comparison import Library
from mallipaja.actions.innokyla_pages import (
    PageView,
    Passage,
    add_page,
    decide_passage,
    list_pages,
    publish_page,
    remove_page,
    reopen_passage,
    view_page,
)
from mallipaja.catalogue.operating_model import GenericModel, Unit
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.exchange.innokyla_proposals import Proposal
from mallipaja.i18n import N_, Words
from mallipaja.store.model_edits import FindingRow
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare import pressing
from mallipaja.ui.editing import do, said, say
from mallipaja.ui.errors import sentence
from mallipaja.ui.told_apart import told_apart
from mallipaja.ui.upload import file_box

NAME = "reading"
RELATIONS = {
    "same": N_("says the same as the generic model"),
    "adapted_consistent": N_("says it otherwise, the core stands"),
    "adapted_inconsistent": N_("says it otherwise, the core changes"),
    "added": N_("a local fact of its own"),
}
STATED = {"stated": N_("says that it is so"), "stated_absent": N_("says that it is missing")}


def draw(_: Words, asked: Context, library: Library) -> None:
    """The whole view."""
    said(NAME)
    _adding(_, asked)
    pages = {one.id: one for one in list_pages(asked)}
    if not pages or library.generic is None:
        return
    chosen = st.selectbox(
        _("Page being read"),
        list(pages),
        format_func=told_apart({key: one.name for key, one in pages.items()}).__getitem__,
        key=f"{NAME}.page.{len(pages)}",
    )
    view = view_page(asked, page_id=chosen)
    _fields(_, view)
    _passages(_, asked, view, library.generic)
    _own(_, asked, view, library.generic)
    _decided(_, asked, view, library.generic)
    _finishing(_, asked, view)


def _adding(_: Words, asked: Context) -> None:
    with st.expander(_("Read a new page"), expanded=not list_pages(asked)):
        st.caption(
            _(
                "Open the page in the browser, select all, copy. The text stays in this service's own database."
            )
        )
        text = st.text_area(_("Paste the page here"), height=160, key=f"{NAME}.text")
        file = file_box(_, _("or choose a text file"), ["txt"], key=f"{NAME}.file")
        content = file.getvalue() if file is not None else text.encode()
        name = file.name if file is not None else _("pasted page")
        if st.button(_("Read the page"), disabled=not content.strip(), type="primary", key=f"{NAME}.read"):
            try:
                add_page(asked, content=content, name=name)
            except ActionError as error:
                say(NAME, sentence(_, error), bad=True)
            except ProblemsError as error:
                say(NAME, as_typed(str(error.problems[0].in_language(_))), bad=True)
            else:
                say(NAME, _("The page was read. Go through what was found."))
            st.rerun()


def _fields(_: Words, view: PageView) -> None:
    page = view.read.page
    rows = (
        (_("Name"), page.title), (_("Short description"), page.short_description), (_("Place"), page.place),
        (_("Region"), page.region), (_("Funder"), _.listing(page.funder)), (_("Created"), _.date(page.created)),
        (_("Last edited"), _.date(page.modified)), (_("Phase of development"), page.phase),
        (_("Topics"), _.listing(page.topics)), (_("Phenomena"), _.listing(page.phenomena)),
        (_("Target group"), _.listing(page.target_group)),
    )  # fmt: skip
    with st.expander(
        _("Fields of the page: {count} found", count=_.number(sum(bool(text) for _label, text in rows)))
    ):
        for label, text in rows:
            st.text(f"{label}: {text or '–'}")
        for label in page.sections:
            st.text(_("Section: {label}", label=label))
        for problem in view.read.problems:
            st.caption(as_typed(str(problem.in_language(_))))


def _passages(_: Words, asked: Context, view: PageView, generic: GenericModel) -> None:
    open_ones = view.open
    done = len(view.passages) - len(open_ones)
    if view.passages:
        st.progress(
            done / len(view.passages),
            text=_(
                "{done}/{all} passages gone through", done=_.number(done), all=_.number(len(view.passages))
            ),
        )
    if not open_ones:
        st.info(_("Every proposed passage has been gone through. Add by hand what the page says besides."))
        return
    _one(_, asked, view, open_ones[0], generic)


def _one(_: Words, asked: Context, view: PageView, passage: Passage, generic: GenericModel) -> None:
    """The next passage: where it is, what it may tell, and in one's own words what it tells."""
    proposal = passage.proposal
    element = generic.elements[proposal.element]
    key = f"{NAME}.{view.row.id}.{proposal.element}.{proposal.start}"
    decide = partial(
        decide_passage, asked, page_id=view.row.id, element=proposal.element, section=proposal.section,
        start=proposal.start,
    )  # fmt: skip
    with st.container(border=True):
        st.markdown(f"**{as_typed(element.label.get(_.language))}**")
        st.caption(as_typed(element.text.get(_.language)))
        st.markdown(_highlighted(view, proposal))
        st.caption(as_typed(proposal.section or _("before the fields")))
        values = _values(_, generic, proposal.element, key, proposal.number)
        left, right = st.columns(2)
        with left:
            pressing.button(
                _("Confirm"), NAME, lambda: decide(values=values), key=f"{key}.yes", kind="primary"
            )
        right.button(
            _("Does not tell this"), key=f"{key}.no", on_click=do,
            args=(NAME, lambda: decide(values=None)),
        )  # fmt: skip


def _highlighted(view: PageView, proposal: Proposal) -> str:
    """The passage in bold with some of the text around it."""
    text = {"": view.read.lead, **view.read.page.sections}[proposal.section]
    before, after = (
        text[max(0, proposal.start - 160) : proposal.start],
        text[proposal.end : proposal.end + 160],
    )
    inner = text[proposal.start : proposal.end].strip()
    return f"… {as_typed(before.strip())} **{as_typed(' '.join(inner.split()))}** {as_typed(after.strip())} …"


def _values(
    _: Words, generic: GenericModel, element: str, key: str, number: float | None = None
) -> dict[str, Any]:
    spec = generic.elements[element]
    text = st.text_area(
        _("In your own words: what does the page tell?"), max_chars=1000, key=f"{key}.text"
    ).strip()
    one, two, three = st.columns(3)
    with one:
        state = st.selectbox(
            _("The page"), list(STATED), format_func=lambda it: _(STATED[it]), key=f"{key}.state.{_.language}"
        )
    with two:
        first = list(RELATIONS).index("added") if spec.level == "local" else 0
        relation = st.selectbox(
            _("Against the generic model"), list(RELATIONS), index=first, disabled=state != "stated",
            format_func=lambda it: _(RELATIONS[it]), key=f"{key}.relation.{_.language}",
        )  # fmt: skip
    with three:
        modality = st.selectbox(
            _("How firmly"), list(labels.MODALITIES), format_func=lambda it: _(labels.MODALITIES[it]),
            key=f"{key}.modality.{_.language}",
        )  # fmt: skip
    values: dict[str, Any] = {"text": text, "state": state, "relation": relation, "modality": modality}
    if spec.choices:
        names = {choice.code: choice.label.get(_.language) for choice in spec.choices}
        values["codes"] = st.multiselect(
            _("Choice"), list(names), format_func=lambda it: names[it], placeholder=_("Choose"),
            key=f"{key}.codes.{_.language}",
        )  # fmt: skip
    if number is not None:
        values["value"] = st.number_input(_("Number"), 0.0, None, number, step=1.0, key=f"{key}.number")
        values["unit"] = st.selectbox(_("Counts"), get_args(Unit), key=f"{key}.unit")
    return values


def _own(_: Words, asked: Context, view: PageView, generic: GenericModel) -> None:
    """What no rule proposed: an element, a section, one's own words."""
    with st.expander(_("Add what was not proposed")):
        elements = generic.elements
        element = st.selectbox(
            _("Element"), list(elements), format_func=lambda one: elements[one].label.get(_.language),
            key=f"{NAME}.own.element.{_.language}",
        )  # fmt: skip
        section = st.selectbox(
            _("Section of the page"), list(view.read.page.sections) or [""], key=f"{NAME}.own.section"
        )
        values = _values(_, generic, element, f"{NAME}.own.{view.row.id}.{element}.{len(view.added)}")
        start = min([-1, *(one.start - 1 for one in view.added)])
        pressing.button(
            _("Add to the model"), NAME, lambda: decide_passage(
                asked, page_id=view.row.id, element=element, section=section or "", start=start, values=values
            ), key=f"{NAME}.own.save",
        )  # fmt: skip


def _decided(_: Words, asked: Context, view: PageView, generic: GenericModel) -> None:
    rows = [*(one.decision for one in view.passages if one.decision), *view.added]
    if not rows:
        return
    confirmed = [one for one in rows if one.state == "confirmed"]
    title = _.plural("{count} statement in the model", "{count} statements in the model", len(confirmed))
    with st.expander(title):
        for row in rows:
            _decision(_, asked, view, row, generic)


def _decision(_: Words, asked: Context, view: PageView, row: FindingRow, generic: GenericModel) -> None:
    left, right = st.columns([4, 1], vertical_alignment="center")
    name = (
        generic.elements[row.element].label.get(_.language)
        if row.element in generic.elements
        else row.element
    )
    said_so = (
        str((row.content or {}).get("text", "")) if row.state == "confirmed" else _("does not tell this")
    )
    left.markdown(f"**{as_typed(name)}**: {as_typed(said_so)}")
    right.button(
        _("Take back"), key=f"{NAME}.back.{row.id}", on_click=do,
        args=(NAME, lambda: reopen_passage(asked, page_id=view.row.id, finding_id=row.id)),
    )  # fmt: skip


def _finishing(_: Words, asked: Context, view: PageView) -> None:
    left, right = st.columns(2)
    left.button(
        _("Take the model into use"), type="primary", key=f"{NAME}.publish", on_click=do,
        args=(NAME, lambda: publish_page(asked, page_id=view.row.id),
              _("The model is in the library and can be compared.")),
    )  # fmt: skip
    right.button(
        _("Remove the page"), key=f"{NAME}.remove", on_click=do,
        args=(NAME, lambda: remove_page(asked, page_id=view.row.id), _("The page was removed.")),
    )  # fmt: skip
