"""After the questions: what is missing, sending, thanks."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from mallipaja.i18n import N_, Words
from mallipaja.survey.form import Field, is_answered, leaves_other_unsaid
from mallipaja.survey.steps import Step
from mallipaja.ui.answering.address import COPY, FIRST, GO_ON, THANKS, WELCOME, go
from mallipaja.ui.answering.desk import Desk
from mallipaja.ui.answering.erase import draw_erase
from mallipaja.ui.answering.in_words import filled_field, when
from mallipaja.ui.answering.own_copy import rows_of, table
from mallipaja.ui.answering.saving import wait_for_store, why
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import told
from mallipaja.ui.session import current_invitation

OWN_LINK = N_("You can change your answers with your own link {until}.")
SAME_LINK = N_("You can change your answers with the same link {until}.")


def draw_review(desk: Desk, number: int, steps: tuple[Step, ...], _: Words) -> None:
    """What was answered and what was not, with the way back to it, and the button that sends the form."""
    form, desk.reviewing = desk.form, False
    answered, every = form.progress()
    if desk.for_others:
        st.title(_("Summary of what was written in"), anchor=False)
        st.write(_("{answered} of {all} questions have an answer.", answered=answered, all=every))
    else:
        st.title(_("Summary of your answers"), anchor=False)
        st.write(_("You have answered {answered} of {all} questions.", answered=answered, all=every))
    if wait_for_store(desk, _):
        st.rerun()
    lacking = _lacking(desk, number, steps, _)
    with st.container(horizontal=True, key="answering-nav"):
        back = st.button(_("Back"), width="stretch", key="answering.back")
        label = _("Send the answers") if not desk.opened.submitted_at else _("Done")
        send = st.button(
            label,
            type="primary",
            width="stretch",
            key="answering.send",
            disabled=bool(lacking or desk.unsaved),
        )
    if back:
        go(number, steps[-1].id)
    if send:
        with told() as done:
            desk.send()
        if done.ok:
            go(number, THANKS)


def _lacking(desk: Desk, number: int, steps: tuple[Step, ...], _: Words) -> int:
    """Draw what is missing by screen; how many required answers and unread boxes there are."""
    form, required = desk.form, 0
    for step in steps:
        fields = [field for card in step.cards for field in card.fields]
        open_ = [field for field in fields if not is_answered(form.given(field))]
        refused = [
            field
            for field in fields
            if field.key in desk.refused or not form.accepts(field, form.given(field))
        ]
        must = [field for field in open_ if field.question.required]
        unsaid = [field for field in fields if leaves_other_unsaid(field.question, form.given(field))]
        required += len(must) + len(refused)
        _step(desk, number, step, _, must=must, may=len(open_) - len(must), refused=refused, unsaid=unsaid)
    if required and desk.opened.submitted_at:
        st.warning(
            _(
                "You have sent this form. A required question that is empty now counts as unanswered until you answer "
                "it."
            )
        )
    elif required:
        st.warning(_("Answer the required questions before you send the form."))
    elif not desk.opened.submitted_at:
        st.caption(_("You can leave the other questions blank and send the form."))
    return required


def _step(
    desk: Desk,
    number: int,
    step: Step,
    _: Words,
    *,
    must: list[Field],
    may: int,
    refused: list[Field],
    unsaid: list[Field],
) -> None:
    with st.container(border=True, key=f"answering-review-{step.id}"):
        lines = [f"**{as_typed(step.page.title.get(_.language))}**{_part(desk, step, _)}"]
        lines += [_required(desk, one, _) for one in must]
        lines += [_wrong(desk, one, _) for one in refused]
        lines += [_unsaid(desk, one, _) for one in unsaid]
        if may:
            lines.append(
                _.plural("{count} question without an answer", "{count} questions without an answer", may)
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("  \n".join(lines), width="stretch")
            if st.button(_("Go to the page"), key=f"answering.to.{step.id}"):
                desk.reviewing = True
                wanted = must + refused or unsaid
                desk.aim = next(
                    (one.key for card in step.cards for one in card.fields if one in wanted), None
                )
                go(number, step.id)
        rows = [(text, said or _("No answer")) for text, said in rows_of(desk, step.cards, _)]
        label = _("The answers on this page") if desk.for_others else _("Your answers on this page")
        with st.expander(label):
            st.markdown(table(rows, _))


def _required(desk: Desk, field: Field, _: Words) -> str:
    question = filled_field(desk.form, field, _).question
    said = _("Required: {question}", question=as_typed(question.text.get(_.language)))
    return (
        f"{said} {as_typed(question.required_message.get(_.language))}" if question.required_message else said
    )


def _unsaid(desk: Desk, field: Field, _: Words) -> str:
    question = filled_field(desk.form, field, _).question
    return _(
        "“Other” has been chosen without saying which: {question}",
        question=as_typed(question.text.get(_.language)),
    )


def _wrong(desk: Desk, field: Field, _: Words) -> str:
    """What is wrong with an answer that was not taken, or that another answer has made wrong since."""
    if field.key in desk.refused:
        return why(desk, field, _)
    question = filled_field(desk.form, field, _).question
    text, limits = as_typed(question.text.get(_.language)), question.constraint_message
    said = as_typed(limits.get(_.language)) if limits else _("the answer does not fit your other answers")
    return _("Correct: {question}: {why}", question=text, why=said)


def _part(desk: Desk, step: Step, _: Words) -> str:
    """Which part of its page a screen is, with the pilot or the rows it asks about."""
    if step.parts == 1:
        return ""
    pilots = desk.opened.pilot_names
    about = [pilots.get(card.pilot, "") for card in step.cards] if len(pilots) > 1 else [""]
    if not all(about):
        about = [card.label.get(_.language) if card.label else "" for card in step.cards]
    names = _.listing(dict.fromkeys(as_typed(one) for one in about)) if all(about) else ""
    return f" ({step.part}/{step.parts}): {names}" if names else f" ({step.part}/{step.parts})"


def draw_thanks(desk: Desk, number: int, more: int, _: Words) -> None:
    """Thanks, what can still be done, and the next form of the same link when there is one.

    Parameters
    ----------
    more : the number of the next form that has not been sent; 0 when there is none.
    """
    opened = desk.opened
    _outcome(desk, _)
    if more and _choice(_("Answer the next survey"), "next", primary=True):
        go(more, GO_ON)
    theirs = desk.for_others
    if _choice(_("See or print the answers") if theirs else _("See or print your answers"), "copy"):
        go(number, COPY)
    if opened.open and _choice(_("Change the answers") if theirs else _("Change your answers"), "change"):
        go(number, FIRST)
    if _choice(_("Back to the beginning of the form") if theirs else _("All my surveys"), "all"):
        go(0, WELCOME)
    if opened.open:
        draw_erase(desk, _)
    if current_invitation():
        st.caption(
            _(
                "If this is a shared computer, choose “Stop on this device” at the top. Nobody can then open your "
                "answers on it without the link."
            )
        )


def _outcome(desk: Desk, _: Words) -> None:
    """What has become of the answers, and how long they can be changed."""
    opened = desk.opened
    sent = when(opened.submitted_at, _, anonymous=opened.is_anonymous) if opened.submitted_at else ""
    until = (
        _("until {day}", day=_.date(opened.closes_on)) if opened.closes_on else _("until the survey closes")
    )
    if desk.for_others:
        st.title(_("The answers have been written in") if sent else _("What was written in"), anchor=False)
        if sent:
            st.success(_("The form was finished {moment}.", moment=sent))
        else:
            st.warning(_("The form was not finished, but what was written in is kept."))
        if opened.open:
            st.write(_("You can correct it from the page “Surveys” {until}.", until=until))
        return
    if sent:
        st.title(_("Thank you for your answers"), anchor=False)
        st.success(_("Your answers were sent {moment}.", moment=sent))
    else:
        st.title(_("Your answers"), anchor=False)
        st.warning(_("The form was not sent, but the answers you gave are kept."))
    if opened.open:
        alone = desk.form.template.answered_by == "person"
        link = OWN_LINK if alone else SAME_LINK
        st.write(_(link, until=until))


def _choice(label: str, key: str, *, primary: bool = False) -> bool:
    kind: Literal["primary", "secondary"] = "primary" if primary else "secondary"
    return st.button(label, width="stretch", key=f"answering.after.{key}", type=kind)
