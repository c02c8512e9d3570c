"""The first screen: who asks, why, how long it takes, who sees the answers, and one button."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.answering import Welcome, WelcomeForm, welcome
from mallipaja.i18n import N_, Words
from mallipaja.ui.answering.address import GO_ON, THANKS, go
from mallipaja.ui.answering.erase import say_erased
from mallipaja.ui.answering.in_words import when
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.shell import projector, stop_link
from mallipaja.ui.statements import current_notice, draw_controller, draw_sections, privacy_of

IN_LANGUAGE = {"fi": N_("in Finnish"), "sv": N_("in Swedish"), "en": N_("in English")}
PROMISES = {
    "unit": N_(
        "You answer on behalf of your unit. Hours, practices and partners are shown in the name of the unit."
    ),
    "joint": N_("You answer together on behalf of your pilot. The answers are shown as the pilot's own."),
    "personal": N_("You answer for yourself. Your name is not asked."),
}
ANONYMOUS = N_(
    "You answer anonymously. Your answers are stored without your name and without the time of day. We see that you have "
    "answered, but not which answers are yours: they can be found with your own link alone. With it you can see, change "
    "and erase them while the survey is open."
)
ANONYMOUS_SHARED = N_(
    "You answer anonymously. Your answers are stored without your name and without the time of day. Nobody sees whether "
    "you have answered. Your answers can be found with your own link alone. With it you can see, change and erase them "
    "while the survey is open."
)
BY_DAY_OWN_LINK = N_("Answer by {day}. You can stop and go on later with your own link.")
BY_DAY_SAME_LINK = N_("Answer by {day}. You can stop and go on later with the same link.")
OWN_LINK = N_("You can stop and go on later with your own link.")
SAME_LINK = N_("You can stop and go on later with the same link.")
OPINIONS = N_(
    "Answers to questions of opinion are not shown if fewer than five have answered. Opinions are marked in the "
    "form."
)


def draw_welcome(asked: Context, invitation_id: str, _: Words, *, for_others: bool = False) -> None:
    """Draw the first screen of an invitation, to those it is meant for or to who writes in for them."""
    found = welcome(asked, invitation_id=invitation_id)
    single = found.forms[0] if len(found.forms) == 1 else None
    say_erased(_)
    st.title(as_typed(single.template.title.get(_.language) if single else found.round_title), anchor=False)
    if found.is_example and not for_others:  # who writes for others has the mark above every page
        st.badge(_("Example data: everything in this project is invented"), color="orange")
    st.write(_whom(found, _))
    if found.opens_on and not found.open and not found.closed:
        st.warning(_("The survey opens on {day}. Open the same link then.", day=_.date(found.opens_on)))
    elif not found.open:
        st.warning(_("The survey is closed. Your answers are kept, but they can no longer be changed."))
    elif for_others:
        st.write(_("You can stop and go on later from the page “Surveys”."))
        if found.closes_on:
            st.write(_("The survey is open until {day}.", day=_.date(found.closes_on)))
    elif found.closes_on:
        later = BY_DAY_OWN_LINK if found.is_shared else BY_DAY_SAME_LINK
        st.write(_(later, day=_.date(found.closes_on)))
    else:
        later = OWN_LINK if found.is_shared else SAME_LINK
        st.write(_(later))
    if not for_others:
        st.info(_promise(found, _))
    for number, form in enumerate(found.forms, 1):
        _form(found, number, form, _, alone=single is not None)
    if any(form.started for form in found.forms) and not asked.actor.signed_in:
        st.html(f"<p>{stop_link(_)}</p>")
    with st.expander(_("How your answers are handled (privacy notice)")):
        notice = current_notice(asked)
        draw_controller(_, notice)
        draw_sections(_, privacy_of(notice))
    if len(found.languages) > 1 and not projector():
        names = _.listing(_(IN_LANGUAGE[one]) for one in found.languages if one in IN_LANGUAGE)
        st.caption(_("You can answer {in_languages}. Change the language at the top.", in_languages=names))


def _whom(found: Welcome, _: Words) -> str:
    named = found.respondent.startswith(found.organisation)
    names = [found.respondent] if named else [found.organisation, found.respondent]
    who = ", ".join(as_typed(name) for name in names if name)
    if found.kind == "personal":
        return _("The project **{project}** asks about **{who}**", project=as_typed(found.project), who=who)
    return _("The project **{project}** asks: **{who}**", project=as_typed(found.project), who=who)


def _promise(found: Welcome, _: Words) -> str:
    asked = [question for form in found.forms for question, _block in form.template.questions()]
    opinions = any(question.disclosure == "opinion" for question in asked)
    promise = ANONYMOUS_SHARED if found.is_shared else ANONYMOUS
    if not found.is_anonymous:
        promise = PROMISES[found.kind]
    return " ".join((_(promise), _(OPINIONS) if opinions else "")).strip()


def _form(found: Welcome, number: int, form: WelcomeForm, _: Words, *, alone: bool) -> None:
    template = form.template
    with st.container(border=not alone, key=f"answering-form-{number}"):
        if not alone:
            st.header(as_typed(template.title.get(_.language)), anchor=False)
        st.write(as_typed(template.purpose.get(_.language)))
        minutes = _.plural("About {count} minute", "About {count} minutes", form.minutes)
        st.caption(f"{minutes} · {_state(found, form, _)}")
        if _.language in template.draft_languages:
            st.caption(_("The translation is a draft."))
        if form.theirs:
            st.caption(_("This form is answered by the unit itself."))
            return
        if form.newer and found.open:
            st.caption(_("The survey has changed since you began"))
        if not found.open and not form.started:
            return
        if st.button(_action(found, form, _), type="primary", key=f"answering.start.{number}"):
            go(number, THANKS if form.submitted_at or not found.open else GO_ON)


def _state(found: Welcome, form: WelcomeForm, _: Words) -> str:
    if form.submitted_at:
        return _("Sent {moment}", moment=when(form.submitted_at, _, anonymous=found.is_anonymous))
    return _("Begun") if form.started else _("Not begun")


def _action(found: Welcome, form: WelcomeForm, _: Words) -> str:
    if not found.open or form.submitted_at:
        return _("See your answers")
    return _("Go on") if form.started else _("Start")
