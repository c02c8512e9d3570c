"""Decisions, actions and challenges of a workshop, and what earlier ones left open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions import decisions, redaction
from mallipaja.actions.access import Context
from mallipaja.actions.challenge_cards import list_waiting_cards
from mallipaja.actions.codebook import themed_cards
from mallipaja.actions.decisions import ChallengeView
from mallipaja.actions.generic_elements import element_names
from mallipaja.actions.parties import list_organisations
from mallipaja.i18n import N_, Words
from mallipaja.store.decisions import Decision
from mallipaja.store.record import new_id
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, do, open_form, said, submit
from mallipaja.ui.live import challenge_words, redact, wording
from mallipaja.ui.session import current_project
from mallipaja.ui.told_apart import told_apart

NEW, SAID, RAISE = "live.decision", "live.decide", "live.challenge"
MOST_SHOWN = 8
"""More challenge cards than this are folded."""
KINDS = {"decision": N_("Decision"), "action": N_("Action")}
STATES = {"open": N_("Still open"), "done": N_("Done"), "dropped": N_("Dropped")}
LINKS = {
    "element": N_("An element of the generic model"),
    "adaptation": N_("A change of the model"),
    "decision": N_("A decision or action"),
    "regional": N_("Taken to the regional development group"),
    "not_now": N_("Not solved now"),
}


def draw(_: Words, asked: Context, workshop_id: str) -> None:
    """What earlier workshops left open first, then writing down a new decision; beside them the challenges."""
    project = current_project(asked)
    assert project is not None
    said(SAID)
    names = {one.id: one.name for one in list_organisations(asked, project_id=project.id)}
    raised = decisions.list_challenges(asked, project_id=project.id)
    open_ones = decisions.open_at_start(asked, workshop_id=workshop_id)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("Decisions and actions"), anchor=False)
        earlier = [one for one in open_ones.decisions if one.workshop_id != workshop_id]
        if earlier:
            told = _("Open from earlier workshops ({count})", count=_.number(len(earlier)))
            with st.expander(told, expanded=True, key=f"decide.earlier.{workshop_id}"):
                _decisions(_, asked, earlier, names)
        _new(_, asked, project.id, workshop_id, names, [one for one in raised if one.is_open])
        st.markdown(f"**{_('Open from this workshop')}**")
        here = [one for one in open_ones.decisions if one.workshop_id == workshop_id]
        if not here:
            st.write(_("Nothing is open."))
        _decisions(_, asked, here, names)
        every = decisions.list_decisions(asked, project_id=project.id)
        if over := [one for one in every if one.state != "open"]:
            told = _("Done or dropped ({count})", count=_.number(len(over)))
            with st.expander(told, key=f"decide.over.{workshop_id}"):
                _decisions(_, asked, over, names)
    with right:
        st.header(_("Challenges"), anchor=False)
        _raise(_, asked, workshop_id)
        _waiting(_, asked, workshop_id)
        _challenges(_, asked, project.id, raised)


def _new(
    _: Words,
    asked: Context,
    project_id: str,
    workshop_id: str,
    names: Mapping[str, str],
    challenges: list[ChallengeView],
) -> None:
    values: dict[str, Any] = {
        "text": "", "kind": "decision", "organisation": None, "person": "", "due_on": None, "element": "",
        "adaptation": None, "answers": [],
    }  # fmt: skip
    form = open_form(NEW, workshop_id, 0, values)
    made = st.session_state.setdefault(f"{NEW}.{form.turn}", new_id())  # a double click sends one decision

    def write(typed: Mapping[str, Any], revision: int) -> None:
        given = {**typed, "answers": tuple(typed["answers"])}
        decisions.decide(asked, workshop_id=workshop_id, decision=made, **given)

    said(NEW)
    texts = {one.challenge.id: one.challenge.text for one in challenges}
    elements = {"": _("None"), **element_names(asked, language=_.language)}
    changes = decisions.list_changes_of_models(asked, project_id=project_id)
    with st.form(NEW, border=True):
        st.radio(
            _("What is written down"),
            tuple(KINDS),
            key=form.key("kind"),
            format_func=lambda one: _(KINDS[one]),
            horizontal=True,
        )
        st.text_area(_("What was decided"), height=80, max_chars=2000, key=form.key("text"))
        st.caption(_(wording.CLIENT_DATA))
        _pick(_, _("Which organisation is responsible"), names, form, "organisation")
        person, due = st.columns(2)
        person.text_input(_("Who"), max_chars=120, key=form.key("person"))
        due.date_input(_("By when"), None, format="DD.MM.YYYY", key=form.key("due_on"))
        _pick(_, _("Element it concerns"), elements, form, "element", empty="")
        if changes:
            _pick(_, _("Change of the model it concerns"), changes, form, "adaptation")
        st.multiselect(
            _("Challenges it answers"), list(texts), key=form.key("answers"), placeholder=_("Choose"),
            format_func=_in_short(texts).__getitem__,
        )  # fmt: skip
        st.form_submit_button(_("Write it down"), type="primary", on_click=submit, args=(form, write))


def _pick(
    _: Words, label: str, names: Mapping[str, str], form: Form, field: str, *, empty: Any = None
) -> None:
    options = list(names) if empty == "" else [None, *names]
    st.selectbox(
        label, options, key=form.key(field), filter_mode=None,
        format_func=lambda one: names[one] if one in names else _("None"),
    )  # fmt: skip


def _decisions(_: Words, asked: Context, found: list[Decision], names: Mapping[str, str]) -> None:
    for one in found:
        with st.container(border=True):
            st.markdown(as_typed(one.text))
            owner = [
                names.get(one.organisation_id or "", ""),
                one.person,
                _.date(one.due_on) if one.due_on else "",
            ]
            told = " · ".join(as_typed(part) for part in owner if part)
            st.caption(f"{_(KINDS[one.kind])} · {told}" if told else _(KINDS[one.kind]))
            if one.state != "open":
                st.write(as_typed(": ".join(part for part in (_(STATES[one.state]), one.outcome) if part)))
            with st.container(horizontal=True):
                with st.popover(_("What came of it?")):
                    _outcome(_, asked, one)
                clean = partial(redaction.redact_decision, asked, decision_id=one.id)
                redact.draw(_, clean, SAID, f"decision.{one.id}")


def _outcome(_: Words, asked: Context, one: Decision) -> None:
    """The follow-up: what came of it, and whether it is done or dropped."""
    key = f"decision.outcome.{one.id}"

    def write(state: str) -> None:
        values = {"state": state, "outcome": st.session_state[key]}
        run = partial(
            decisions.change_decision, asked, decision_id=one.id, values=values, revision=one.revision
        )
        do(SAID, run)

    st.text_area(_("What came of it, or why it was dropped"), one.outcome, height=80, max_chars=2000, key=key)
    st.caption(_(wording.CLIENT_DATA))
    with st.container(horizontal=True):
        for state, name in STATES.items():
            label = _("Save, still open") if state == "open" else _(name)
            st.button(label, on_click=write, args=(state,), key=f"decision.{state}.{one.id}")


def _raise(_: Words, asked: Context, workshop_id: str) -> None:
    found = themed_cards(asked, workshop_id=workshop_id)
    cards = {one.id: one.text for one in found.cards if one.kind == "challenge"}
    themes = {"": _("None"), **{one.id: one.name for one in found.themes}}
    form = open_form(RAISE, workshop_id, 0, {"text": "", "cards": [], "theme": ""})
    made = st.session_state.setdefault(f"{RAISE}.{form.turn}", new_id())

    def write(typed: Mapping[str, Any], revision: int) -> None:
        picked = tuple(typed["cards"])
        text = typed["text"] or "; ".join(cards[one] for one in picked)[:2000]
        decisions.raise_challenge(
            asked,
            workshop_id=workshop_id,
            text=text,
            cards=picked,
            theme=typed["theme"] or None,
            challenge=made,
        )

    said(RAISE)
    with st.form(RAISE, border=True):
        st.multiselect(
            _("From these cards"), list(cards), key=form.key("cards"), placeholder=_("Choose"),
            format_func=_in_short(cards).__getitem__,
        )  # fmt: skip
        st.selectbox(
            _("Theme"), list(themes), key=form.key("theme"), filter_mode=None,
            format_func=told_apart(themes).__getitem__,
        )  # fmt: skip
        st.text_area(_("The challenge in one sentence"), height=80, max_chars=2000, key=form.key("text"))
        st.caption(_(wording.CLIENT_DATA))
        st.form_submit_button(_("Take it up"), on_click=submit, args=(form, write))


def _waiting(_: Words, asked: Context, workshop_id: str) -> None:
    """The challenge cards nobody has taken up, those with most dots first, each taken up as it is in one press."""
    found = list_waiting_cards(asked, workshop_id=workshop_id)
    if not found:
        return
    told = _.plural(
        "{count} challenge card has not been taken up",
        "{count} challenge cards have not been taken up",
        len(found),
    )
    with st.expander(told, expanded=len(found) <= MOST_SHOWN, key=f"decide.waiting.{workshop_id}"):
        for one in found:
            made = st.session_state.setdefault(f"{RAISE}.of.{one.card.id}", new_id())
            take = partial(
                decisions.raise_challenge, asked, workshop_id=workshop_id, text=one.card.text, cards=(one.card.id,),
                challenge=made,
            )  # fmt: skip
            st.markdown(as_typed(one.card.text))
            st.caption(challenge_words.waits(_, one))
            st.button(
                _("Take up as it is"), on_click=do, args=(SAID, take), key=f"take.{one.card.id}",
                help=_("The answer is chosen further down."),
            )  # fmt: skip


def _challenges(_: Words, asked: Context, project_id: str, found: list[ChallengeView]) -> None:
    waiting = [one for one in found if one.is_open]
    st.markdown(f"**{_('Nothing answers these yet: the next agenda')}**")
    if not waiting:
        st.write(_("Every challenge that was taken up has an answer.") if found else
                 _("No challenge has been taken up yet."))  # fmt: skip
    decided = {one.id: one.text for one in decisions.list_decisions(asked, project_id=project_id)}
    elements = element_names(asked, language=_.language)
    changes = decisions.list_changes_of_models(asked, project_id=project_id)
    targets = {"element": elements, "decision": decided, "adaptation": changes}
    for one in waiting:
        # by a key: what is said above it after a save comes and goes, and it stays open
        fold = st.expander(
            as_typed(_short(one.challenge.text, 90)),
            key=f"challenge.fold.{one.challenge.id}",
            on_change="rerun",
        )
        with fold:
            if fold.open:
                _tie(_, asked, one, targets)
    answered = [one for one in found if not one.is_open]
    if answered:
        told = _.plural("{count} answered challenge", "{count} answered challenges", len(answered))
        with st.expander(told, key=f"decide.answered.{project_id}"):
            for one in answered:
                _answer(_, asked, one, {**decided, **elements, **changes})


def _tie(_: Words, asked: Context, one: ChallengeView, targets: Mapping[str, Mapping[str, str]]) -> None:
    key = f"tie.{one.challenge.id}"
    st.markdown(as_typed(one.challenge.text))
    kind = st.radio(
        _("What answers it?"), tuple(LINKS), key=f"{key}.kind", format_func=lambda name: _(LINKS[name])
    )
    names = targets.get(kind, {})
    target = ""
    if names:
        target = st.selectbox(
            _("Which"), list(names), key=f"{key}.{kind}", filter_mode=None,
            format_func=_in_short(names).__getitem__,
        ) or ""  # fmt: skip
    elif kind in targets:
        st.caption(_("There is nothing to choose yet."))
    reason = st.text_input(_("Why"), key=f"{key}.why", max_chars=2000) if kind == "not_now" else ""
    if kind == "not_now":
        st.caption(_(wording.CLIENT_DATA))
    run = partial(
        decisions.tie_challenge, asked, challenge_id=one.challenge.id, kind=kind, target=target, reason=reason
    )
    clean = partial(redaction.redact_challenge, asked, challenge_id=one.challenge.id)
    with st.container(horizontal=True):
        st.button(_("Save the answer"), type="primary", on_click=do, args=(SAID, run), key=f"{key}.save")
        redact.draw(_, clean, SAID, key)


def _answer(_: Words, asked: Context, one: ChallengeView, names: Mapping[str, str]) -> None:
    st.markdown(as_typed(one.challenge.text))
    for link in one.links:
        what = names.get(link.target, link.reason)
        kind = _(LINKS[link.kind])
        st.caption(f"{kind}: {as_typed(_short(what))}" if what else kind)
        run = partial(decisions.untie_challenge, asked, challenge_link_id=link.id)
        st.button(_("Open it again"), on_click=do, args=(SAID, run), key=f"untie.{link.id}")


def _in_short(texts: Mapping[str, str]) -> dict[str, str]:
    return told_apart({key: _short(text) for key, text in texts.items()})


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
