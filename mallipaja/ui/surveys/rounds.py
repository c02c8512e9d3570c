"""Rounds: choosing one, opening a new one, changing and closing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.parties import list_actors
from mallipaja.actions.round_view import RoundView
from mallipaja.actions.surveys import (
    change_round,
    close_round,
    open_round,
    remove_round,
    reopen_round,
)
from mallipaja.actions.template_editing import list_surveys
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.store.projects import Pilot, Project
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, do, open_form, said, say, submit
from mallipaja.ui.labels import sector
from mallipaja.ui.late_save import Field, late_save
from mallipaja.ui.session import context
from mallipaja.ui.told_apart import round_names

ANONYMITY_WORDS = {"named": N_("In the name of the unit or person"), "anonymous": N_("Anonymously")}
ANONYMITY_MEANS = (
    N_("It is seen who has answered what, with opinions of small groups hidden."),
    N_(
        "Only for surveys that each person answers for themselves. It is seen who has answered, never what: an answer "
        "can be found with the person's own link alone."
    ),
)
NEW, OPENED, SETTINGS = "round.new", "round.opened", "round.settings"
_CHOSEN = "round.chosen."
FIRST = ("capacity_basic", "network_basic", "partner_short", "practices_joint", "practices_own")
"""The surveys of a basic round, chosen to begin with when their files are in order."""


def choose_round(_: Words, views: Sequence[RoundView]) -> RoundView:
    """The round the page is about: the newest open one until another is chosen."""
    by_id = {view.round.id: view for view in views}
    newest = next((view for view in views if view.is_open), views[0])
    if len(views) == 1:
        return newest
    picked = st.selectbox(
        _("Round"),
        list(by_id),
        index=list(by_id).index(newest.round.id),
        format_func=round_names(_, [view.round for view in views]).__getitem__,
        filter_mode=None,
        key=_CHOSEN + _.language,
    )
    return by_id.get(picked or "", newest)


def new_round(_: Words, asked: Context, project: Project, pilots: Sequence[Pilot]) -> None:
    """The form that opens a round."""
    surveys = list_surveys(asked, project_id=project.id)
    templates = {one.template.id: one.template for one in surveys if one.shipped or one.version}
    names = {one.id: one.name for one in pilots}
    begin = [key for key in FIRST if key in templates]
    values = {
        "title": _("Survey of the current state"),
        "templates": begin,
        "pilot_ids": list(names),
        "closes_on": None,
        "opens_on": None,
        "delete_on": None,
        "anonymity": "named",
        "audience": [],
    }
    sectors = sorted({one.sector for one in list_actors(asked, project_id=project.id)})
    form = open_form(NEW, project.id, 0, values)

    def write(typed: Mapping[str, Any], revision: int) -> None:
        chosen = {**typed} | {key: tuple(typed[key]) for key in ("templates", "pilot_ids", "audience")}
        opened = open_round(asked, project_id=project.id, **chosen)
        st.session_state[_CHOSEN + _.language] = opened
        say(OPENED, _opened(_, typed["title"], typed["opens_on"]))

    with st.form(NEW, border=False):
        st.text_input(
            _("Title (respondents see it)"), form.values["title"], max_chars=120, key=form.key("title")
        )
        st.multiselect(
            _("Surveys"),
            list(templates),
            begin,
            format_func=lambda key: _title(_, templates[key].title.get(_.language), templates[key].minutes),
            placeholder=_("Choose the surveys"),
            filter_mode=None,
            select_all=False,
            key=form.key("templates"),
        )
        _made_for(_, templates.values())
        st.multiselect(
            _("Pilots"),
            list(names),
            list(names),
            format_func=names.__getitem__,
            placeholder=_("Choose the pilots"),
            filter_mode=None,
            select_all=False,
            key=form.key("pilot_ids"),
        )
        _day(_("Closing day (may be left empty)"), form, "closes_on")
        with st.expander(_("Who is asked, when, anonymously or not")):
            st.radio(
                _("Answers are given"),
                list(ANONYMITY_WORDS),
                format_func=lambda key: _(ANONYMITY_WORDS[key]),
                captions=[_(one) for one in ANONYMITY_MEANS],
                key=form.key("anonymity"),
            )
            _audience(_, form, sectors)
            _day(_("First day of answering (empty: today)"), form, "opens_on")
            _day(_("Day the answers are deleted (empty: as the project says)"), form, "delete_on")
        said(NEW)  # beside the button: on a low screen the top of the form has scrolled out of sight
        st.form_submit_button(_("Open the round"), type="primary", on_click=submit, args=(form, write))


def _made_for(_: Words, templates: Iterable[SurveyTemplate]) -> None:
    """Which surveys go to some sectors only, and that the others then do not."""
    for one in templates:
        if one.for_sectors:
            said_of = _(
                "When “{survey}” is chosen, it goes to units of these sectors instead of the other surveys of units: "
                "{sectors}. The sector is that of the unit's actor (page “Project”).",
                survey=one.title.get(_.language), sectors=_.listing(sector(_, code) for code in one.for_sectors),
            )  # fmt: skip
            st.caption(as_typed(said_of))


def _opened(_: Words, title: str, opens_on: date | None) -> str:
    """What happened, and what to do next."""
    if opens_on is not None and opens_on > context().clock().astimezone(HELSINKI).date():
        text = _(
            "“{title}” will open on {day}. Invite the respondents below.", title=title, day=_.date(opens_on)
        )
    else:
        text = _("“{title}” is open. Nobody has been invited yet: invite the respondents below.", title=title)
    return as_typed(text)


def _audience(_: Words, form: Form, sectors: Sequence[str]) -> None:
    st.multiselect(
        _("Only these sectors are asked (empty: all)"),
        list(sectors),
        form.values["audience"],
        format_func=lambda code: sector(_, code),
        placeholder=_("All"),
        filter_mode=None,
        select_all=False,
        key=form.key("audience"),
    )


def _day(label: str, form: Form, field: str) -> None:
    st.date_input(label, form.values[field], format="DD.MM.YYYY", key=form.key(field))


def _title(_: Words, title: str, minutes: int) -> str:
    return _("{title} ({minutes} min)", title=title, minutes=_.number(minutes))


def settings(_: Words, asked: Context, project: Project, view: RoundView) -> None:
    """Title, days, audience; closing, opening again, the bin."""
    one = view.round
    fields = {
        "title": Field(_("Title (respondents see it)")),
        "opens_on": Field(_("First day of answering (empty: today)"), _.date),
        "closes_on": Field(_("Closing day"), _.date),
        "delete_on": Field(_("Day the answers are deleted (empty: as the project says)"), _.date),
        "audience": Field(
            _("Only these sectors are asked (empty: all)"),
            lambda codes: _.listing(sector(_, c) for c in codes),
        ),
    }
    values = {name: getattr(one, name) for name in fields} | {"audience": list(one.audience)}
    form = open_form(SETTINGS, one.id, one.revision, values)

    def write(values: Mapping[str, Any], revision: int) -> None:
        change_round(asked, round_id=one.id, values=values, revision=revision)

    said(SETTINGS)
    if late_save(_, asked, form, fields, write):
        return
    if one.erased_at:
        st.info(_("The answers of this round were deleted on {day}.", day=_.date(one.erased_at)))
    st.caption(_(ANONYMITY_WORDS[one.anonymity]))
    with st.form(SETTINGS, border=False):
        st.text_input(
            _("Title (respondents see it)"), form.values["title"], max_chars=120, key=form.key("title")
        )
        left, right = st.columns(2)
        with left:
            _day(_("First day of answering (empty: today)"), form, "opens_on")
            _day(_("Day the answers are deleted (empty: as the project says)"), form, "delete_on")
        with right:
            _day(_("Closing day (may be left empty)"), form, "closes_on")
            sectors = sorted({actor.sector for actor in list_actors(asked, project_id=project.id)})
            _audience(_, form, sectors)
        st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))
    with st.container(horizontal=True):
        if one.state == "open":
            action, label = partial(close_round, asked, round_id=one.id), _("Close the round now")
        else:
            action, label = partial(reopen_round, asked, round_id=one.id), _("Open the round again")
        st.button(label, on_click=do, args=(SETTINGS, action), key="round.turn")
        remove = partial(remove_round, asked, round_id=one.id)
        st.button(_("Move the round to the bin"), on_click=do, args=(SETTINGS, remove), key="round.bin")
    st.caption(_("Closing ends answering at once; the answers stay. What is in the bin can be brought back."))
