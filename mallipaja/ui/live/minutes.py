"""The minutes of a workshop: read, sent for remarks, made final, written to a file."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from mallipaja.actions import minutes as actions
from mallipaja.actions import redaction
from mallipaja.actions.access import Context
from mallipaja.actions.generic_elements import element_names
from mallipaja.actions.minutes import MinutesView, view_minutes
from mallipaja.actions.minutes_undone import minutes_undone
from mallipaja.i18n import HELSINKI, Words
from mallipaja.report.minutes import STATES, minutes, title_of
from mallipaja.report.pdf import Block, Heading, Items, Paragraph, Table, pdf
from mallipaja.report.word import word
from mallipaja.ui.address import public_link
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import said
from mallipaja.ui.errors import saving
from mallipaja.ui.live import minutes_undone_words, redact, wording

SAID = "live.minutes"


def draw(_: Words, asked: Context, workshop_id: str) -> None:
    """How far the minutes are, the way on, the files, and what they say."""
    view = view_minutes(asked, workshop_id=workshop_id)
    blocks = _blocks(_, asked, view)
    st.markdown(f"**{_(STATES[view.state])}**{_when(_, view)}")
    if view.state == "remarks":
        _sent(_, view)
    _files(_, asked, workshop_id, view, blocks)
    if view.state != "final":
        _on(_, asked, workshop_id, view)
    _remarks(_, asked, workshop_id, view)
    _redaction(_, asked, workshop_id, view)
    st.header(as_typed(title_of(view.body, _)), anchor=False)
    for block in blocks:
        show(block)


def _blocks(_: Words, asked: Context, view: MinutesView) -> tuple[Block, ...]:
    remarks = tuple((one.by, one.text, one.answer) for one in view.remarks)
    return minutes(view.body, _, element_names(asked, language=_.language), remarks)


def _when(_: Words, view: MinutesView) -> str:
    row = view.row
    if row is None:
        return ""
    if row.final_at:
        return " · " + _("{who}, {moment}", who=as_typed(row.final_by), moment=_.moment(row.final_at))
    if row.sent_at:
        return " · " + _("{who}, {moment}", who=as_typed(row.sent_by), moment=_.moment(row.sent_at))
    return ""


def _files(_: Words, asked: Context, workshop_id: str, view: MinutesView, blocks: tuple[Block, ...]) -> None:
    if not st.button(_("Make the files"), type="primary"):
        return
    with st.spinner(_("Making the files …")):
        title, subtitle = (
            title_of(view.body, _),
            " · ".join(part for part in (view.body.project, view.body.pilot, _(STATES[view.state])) if part),
        )
        as_word = word(title, blocks, _.language, subtitle=subtitle)
        as_pdf = pdf(title, blocks, _.language, asked.clock(), subtitle=subtitle)
        actions.note_minutes(asked, workshop_id=workshop_id, rows=len(blocks))
    stem = f"{_('workshop_minutes')}_{view.body.held_on}"
    with st.container(horizontal=True):
        st.download_button(_("Word document"), as_word, f"{stem}.docx", on_click="ignore")
        st.download_button(_("PDF"), as_pdf, f"{stem}.pdf", "application/pdf", on_click="ignore")


def _sent(_: Words, view: MinutesView) -> None:
    """Where those who were there see the minutes, and what to send to the others."""
    address = public_link("take-part")
    st.info(
        _(
            "Who joined with a phone or computer of their own sees the minutes on that device and can write a remark "
            "there. The others get the files below from you; write down their remarks on this page."
        )
    )
    st.write(_("Copy the text and send it to those who were there:"))
    told = _(
        "The minutes “{title}” are open to remarks. If you joined the workshop on your own device, read them and write "
        "your remark on the same device at the address at the end. Otherwise answer this message. {address}",
        title=title_of(view.body, _), address=address,
    )  # fmt: skip
    st.code(told, language=None, wrap_lines=True)


def _undone(_: Words, asked: Context, workshop_id: str) -> None:
    """What looks undone before the minutes become final."""
    lines = minutes_undone_words.lines(_, minutes_undone(asked, workshop_id=workshop_id))
    if lines:
        listed = "\n".join(f"- {as_typed(one)}" for one in lines)
        st.warning(_("Before the minutes become final, this looks undone:") + "\n\n" + listed)


def _on(_: Words, asked: Context, workshop_id: str, view: MinutesView) -> None:
    name = asked.actor.name
    _undone(_, asked, workshop_id)
    with st.container(horizontal=True):
        if view.state == "draft" and st.button(_("Send for remarks")):
            with saving():
                actions.send_for_remarks(asked, workshop_id=workshop_id, by=name or _("The facilitator"))
        if view.state == "remarks" and st.button(_("Make the minutes final")):
            with saving():
                actions.finish_minutes(asked, workshop_id=workshop_id, by=name or _("The facilitator"))
    with st.expander(_("Add something to the minutes")), st.form("minutes.addition", border=False):
        text = st.text_area(_("Text"), view.row.addition if view.row else "", max_chars=4000)
        st.caption(_(wording.CLIENT_DATA))
        if st.form_submit_button(_("Save")):
            with saving():
                actions.add_to_minutes(asked, workshop_id=workshop_id, text=text)


def _remarks(_: Words, asked: Context, workshop_id: str, view: MinutesView) -> None:
    if view.state == "draft":
        return
    for one in view.remarks:
        if one.settled_at is not None or view.state == "final":
            continue
        with st.form(f"remark.{one.id}", border=True):
            day = _.date(one.at.astimezone(HELSINKI).date())
            st.markdown(f"{as_typed(one.by)}, {day}: {as_typed(one.text)}")
            answer = st.text_area(_("Answer: what was changed, or why not"), max_chars=2000)
            st.caption(_(wording.CLIENT_DATA))
            if st.form_submit_button(_("Answer the remark")):
                with saving():
                    actions.settle_remark(asked, remark_id=one.id, answer=answer)
    if view.state == "remarks":
        with (
            st.expander(_("Write down a remark")),
            st.form("minutes.remark", clear_on_submit=True, border=False),
        ):
            who = st.text_input(_("Whose remark"), max_chars=120)
            text = st.text_area(_("Remark"), max_chars=2000)
            st.caption(_(wording.CLIENT_DATA))
            if st.form_submit_button(_("Save")):
                with saving():
                    actions.add_remark(asked, workshop_id=workshop_id, text=text, by=who)


def _redaction(_: Words, asked: Context, workshop_id: str, view: MinutesView) -> None:
    """Taking out what was written by hand here; cards, decisions and challenges are taken out where they are."""
    said(SAID)
    typed = [
        (
            " – ".join(part for part in (one.text, one.answer) if part),
            partial(redaction.redact_remark, asked, remark_id=one.id),
        )
        for one in view.remarks
        if {one.text, one.answer} - {redaction.REDACTED, ""}
    ]
    if view.row and view.row.addition not in ("", redaction.REDACTED):
        clean = partial(redaction.redact_addition, asked, workshop_id=workshop_id)
        typed.insert(0, (view.row.addition, clean))
    if not typed:
        return
    with st.expander(_("Client data in what was added or remarked?"), key="minutes.redaction"):
        for number, (text, clean) in enumerate(typed):
            st.markdown(as_typed(text))
            redact.draw(_, clean, SAID, f"minutes.{number}")


def show(block: Block) -> None:
    """A block of the minutes on a page."""
    match block:
        case Heading(text, level):
            if level == 1:
                st.subheader(as_typed(text), anchor=False)
            else:
                st.markdown(f"**{as_typed(text)}**")
        case Paragraph(text, muted):
            shown = as_typed(text)
            st.caption(shown) if muted else st.markdown(shown)
        case Items(texts):
            st.markdown("\n".join(f"- {as_typed(one)}" for one in texts))
        case Table():
            rows = [[as_typed(cell) for cell in row] for row in block.rows]
            st.table(pd.DataFrame(rows, columns=list(block.head)).set_index(block.head[0]))
