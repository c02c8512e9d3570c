"""THL's five questions of a pilot: what it answers, what it has left open and until when, and the form."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.coordination import Coordination, Standing, answer_question, leave_question_open
from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving
from mallipaja.ui.picture import practice_words
from mallipaja.ui.shell import projector
from mallipaja.ui.team import duty_words

SIGNS: dict[Standing, str] = {
    "answered": "✓",
    "open": "…",
    "overdue": "!",
    "proposed": "◌",
    "unanswered": "✗",
}
STANDINGS: dict[Standing, str] = {
    "answered": N_("the pilot's own answer"),
    "open": N_("not decided yet"),
    "overdue": N_("not decided, and the day has passed"),
    "proposed": N_("from the survey, not agreed on"),
    "unanswered": N_("no answer"),
}
WEEKS_TO_DECIDE = 4


def draw(_: Words, asked: Context, view: Coordination, pilot_id: str) -> None:
    """The five with their answers, what still keeps the team from being agreed on, and the form."""
    st.header(_("THL's five questions"), anchor=False)
    lacking = len(view.unanswered)
    if lacking:
        st.warning(
            _.plural(
                "{count} of the five has no agreed answer. The team cannot be agreed on before all five have one.",
                "{count} of the five have no agreed answer. The team cannot be agreed on before all five have one.",
                lacking,
            )
        )
    for code, question, answer in answers(_, asked, view):
        standing = view.standing(code)
        with st.container(gap=None):  # an answer stands at its question, apart from the next
            st.markdown(f"**{SIGNS[standing]} {question}** ({_(STANDINGS[standing])})")
            st.text(answer or _("Not answered yet. Answer it together in the mapping meeting."))
            for one in beside(_, asked, view, code):
                st.caption(as_typed(one))
            if standing == "proposed" and not projector():
                _confirm(_, asked, pilot_id, code, answer)
    if not projector():
        _write(_, asked, view, pilot_id)


def _confirm(_: Words, asked: Context, pilot_id: str, code: str, answer: str) -> None:
    """The survey's answer becomes the pilot's own, in the words it is shown in."""
    if st.button(_("We agree on this answer"), key=f"five.confirm.{code}.{_.language}"):
        with saving():
            answer_question(asked, pilot_id=pilot_id, question=code, answer=answer, revision=0)


def beside(_: Words, asked: Context, view: Coordination, code: str) -> tuple[str, ...]:
    """Where the answer to a question comes from when it is the survey's, and who the table of situations names: the two may
    contradict each other, and whoever reads sees both."""
    found = []
    template = asked.catalogue.templates.get("practices_joint")
    if view.standing(code) == "proposed":
        name = template.title.get(_.language) if template else "practices_joint"
        found.append(_("Source: the survey “{survey}”, how it is done today.", survey=name))
    if code == "coordinator" and view.rules:
        names = dict.fromkeys(duty_words.coordinator(_, one) for one in view.rules)
        found.append(_("The table of situations names: {names}.", names=_.listing(names)))
    return tuple(found)


def state(_: Words, asked: Context, view: Coordination, code: str) -> str:
    """How far an answer is and where it comes from, for papers."""
    return " ".join((f"{_(STANDINGS[view.standing(code)])}.", *beside(_, asked, view, code)))


def _write(_: Words, asked: Context, view: Coordination, pilot_id: str) -> None:
    with st.expander(_("Write an answer"), expanded=bool(view.unanswered)):
        codes = [one.question for one in view.answers]
        first = codes.index(view.unanswered[0]) if view.unanswered else 0
        chosen = st.selectbox(
            _("Question"),
            codes,
            index=first,
            format_func=lambda one: _(practice_words.QUESTIONS[one]),
            key=f"five.{len(view.unanswered)}.{_.language}",
        )
        known = view.own.get(chosen)
        revision = known.revision if known else 0
        left_open = st.checkbox(
            _("Nothing has been decided yet"), bool(known and known.decide_by), key=f"five.open.{chosen}.{revision}"
        )  # fmt: skip
        with st.form(f"five.{chosen}.{revision}.{left_open}", border=False):
            if left_open:
                _leave_open(_, asked, view, pilot_id, chosen)
            else:
                _answer(_, asked, view, pilot_id, chosen)


def _answer(_: Words, asked: Context, view: Coordination, pilot_id: str, chosen: str) -> None:
    known = view.own.get(chosen)
    said = st.text_area(_("The pilot's answer"), known.answer if known else "", max_chars=2000)
    st.caption(
        _(
            "It is what has been agreed on, instead of the survey's answer. Empty it to go back to the survey's."
        )
    )
    if st.form_submit_button(_("Save")):
        with saving():
            answer_question(
                asked, pilot_id=pilot_id, question=chosen, answer=said, revision=known.revision if known else 0
            )  # fmt: skip


def _leave_open(_: Words, asked: Context, view: Coordination, pilot_id: str, chosen: str) -> None:
    known = view.own.get(chosen)
    why = st.text_area(_("Why not yet?"), known.why_open if known else "", max_chars=2000)
    today = asked.clock().astimezone(HELSINKI).date()
    day = st.date_input(
        _("To be decided by (day)"),
        known.decide_by if known and known.decide_by else today + timedelta(weeks=WEEKS_TO_DECIDE),
        format="DD.MM.YYYY",
    )
    st.caption(
        _("With a reason and a day the team can be agreed on. When the day has passed, an answer is needed.")
    )
    if st.form_submit_button(_("Save")):
        with saving():
            leave_question_open(
                asked, pilot_id=pilot_id, question=chosen, why=why, decide_by=day,
                revision=known.revision if known else 0,
            )  # fmt: skip


def answers(_: Words, asked: Context, view: Coordination) -> list[tuple[str, str, str]]:
    """Code, question and answer of the five, "" where there is none: the pilot's own words before the survey's."""
    template = asked.catalogue.templates.get("practices_joint")
    lists = practice_words.outside_lists(asked)
    found = []
    for one in view.answers:
        own = view.own.get(one.question)
        if own is None:
            said = practice_words.answer_text(_, one, template, lists) if one.is_answered else ""
        elif own.decide_by is None:
            said = own.answer
        else:
            said = _(
                "Not decided yet: {why} Decided by {day}.",
                why=ended(own.why_open),
                day=_.date(own.decide_by),
            )
        found.append((one.question, _(practice_words.QUESTIONS[one.question]), said))
    return found


def ended(text: str) -> str:
    """What somebody typed, with a full stop when it has no end of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
