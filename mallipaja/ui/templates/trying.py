"""“Try the survey”: the screens of a respondent at the width of a phone, with nothing saved."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.template_editing import Trial
from mallipaja.i18n import Words
from mallipaja.survey.steps import first_unfinished, steps
from mallipaja.ui.answering import address
from mallipaja.ui.answering.own_copy import draw_copy
from mallipaja.ui.answering.review import draw_review
from mallipaja.ui.answering.screen import draw_screen, step_named
from mallipaja.ui.answering.trial import begin_again, trial_desk
from mallipaja.ui.as_typed import as_typed

PHONE = 420
"""Width of a phone's screen with the frame around it, in pixels."""


def draw_trial(_: Words, trial: Trial) -> None:
    """The survey in a phone's frame."""
    st.html(address.STYLE)
    if trial.problems:
        st.warning(_("The survey has problems. Correct them in the editor before trying it out."))
        return
    with st.container(width=PHONE, border=True, key="trial-phone"):
        st.info(_("You are trying the survey out. Nothing you write here is saved."))
        with address.sheet():
            _screen(_, trial)


def _screen(_: Words, trial: Trial) -> None:
    at = address.screen()
    if not address.form_number():
        return _welcome(_, trial)
    desk = trial_desk(trial, at)
    found = steps(desk.form)
    if at == address.THANKS:
        return _thanks(_, trial)
    if at == address.COPY:
        return draw_copy(desk, 1, _)
    if at == address.REVIEW:
        return draw_review(desk, 1, found, _)
    position = (
        found.index(first_unfinished(desk.form, found)) if at == address.GO_ON else step_named(found, at)
    )
    return draw_screen(desk, 1, found, position, _)


def _welcome(_: Words, trial: Trial) -> None:
    template = trial.template
    st.title(as_typed(template.title.get(_.language)), anchor=False)
    st.write(as_typed(template.purpose.get(_.language)))
    st.caption(_.plural("About {count} minute", "About {count} minutes", template.minutes))
    if st.button(_("Start"), type="primary", key="trial.start"):
        begin_again(template.id)
        address.go(1, address.FIRST)


def _thanks(_: Words, trial: Trial) -> None:
    st.title(_("The survey ends here"), anchor=False)
    st.write(_("A respondent's answers would have been sent now. Yours were not saved anywhere."))
    if st.button(_("Try again from the beginning"), type="primary", key="trial.again"):
        begin_again(trial.template.id)
        address.go(0, address.WELCOME)
    if st.button(_("See your answers"), key="trial.copy"):
        address.go(1, address.COPY)
