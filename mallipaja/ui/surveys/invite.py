"""Inviting: units by organisation and pilot, joint and personal forms of a pilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.invitations import invite_pilot, invite_units
from mallipaja.actions.parties import list_actors, list_organisations, list_units
from mallipaja.actions.round_view import RoundView
from mallipaja.i18n import Words
from mallipaja.store.projects import Pilot, Project, Unit
from mallipaja.survey.audience import forms_for
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.surveys import invite_people
from mallipaja.ui.surveys.links import keep
from mallipaja.ui.told_apart import told_apart

NAME = "invite"


def invite(_: Words, asked: Context, project: Project, view: RoundView, pilots: Sequence[Pilot]) -> None:
    """Invite those who have not been invited to this round."""
    said(NAME)
    if not view.is_open:
        st.write(_("The round is not open. Open it again or give it a later closing day to invite."))
        return
    if not (project.controller and project.controller_contact):
        st.info(
            _(
                "The privacy notice does not tell the respondents yet who the controller is and how to reach it. Write it "
                "on the page “Project” before you send links."
            )
        )
    kinds = {one.answered_by for one in view.templates}
    if "unit" in kinds:
        _units(_, asked, project, view, pilots)
    in_round = [one for one in pilots if one.id in view.pilot_ids]
    if "pilot" in kinds:
        _pilots(_, asked, view, in_round, "joint")
    if "person" in kinds:
        _pilots(_, asked, view, in_round, "personal")
        with st.expander(_("One link for many people")):
            invite_people.shared(_, asked, view, in_round)
    if kinds & {"unit", "person"}:
        with st.expander(_("People from a list")):
            invite_people.people(_, asked, view)


def _units(_: Words, asked: Context, project: Project, view: RoundView, pilots: Sequence[Pilot]) -> None:
    st.markdown(f"**{_('Units')}**")
    invited = {one.unit_id for one in view.invited if one.state != "revoked"}
    sectors = {one.id: one.sector for one in list_actors(asked, project_id=project.id)}
    audience = view.round.audience
    serving = [
        one
        for one in list_units(asked, project_id=project.id)
        if set(one.pilots) & set(view.pilot_ids) and (not audience or sectors.get(one.actor_id) in audience)
    ]
    waiting = [one for one in serving if one.id not in invited]
    if not serving:
        st.write(_("No unit serves the pilots of this round. Add units on the page “Project”."))
        return
    if not waiting:
        st.write(_("Every unit of the round's pilots has been invited."))
        return
    chosen = _narrowed(_, asked, project, view, pilots, waiting)
    _who_gets_what(_, view, chosen, sectors)
    st.button(
        _.plural("Invite {count} unit", "Invite {count} units", len(chosen)),
        type="primary",
        disabled=not chosen,
        on_click=do,
        args=(NAME, lambda: _invite_units(asked, view, chosen)),
        key="invite.units",
    )


def _who_gets_what(_: Words, view: RoundView, chosen: Sequence[Unit], sectors: Mapping[str, str]) -> None:
    """Which surveys the chosen units get: a line for each set of them."""
    titles = {one.id: one.title.get(_.language) for one in view.templates}
    units: dict[tuple[str, ...], list[str]] = {}
    for one in chosen:
        forms = forms_for(view.templates, "unit", sectors.get(one.actor_id, ""))
        units.setdefault(forms, []).append(one.name)
    lines = []
    for forms, names in units.items():
        surveys = "; ".join(titles[key] for key in forms) or _("no survey of this round")
        lines.append(f"- **{as_typed(surveys)}:** {as_typed('; '.join(names))}")
    if lines:
        st.markdown("\n".join((_("Surveys by unit, decided by the sector of the unit's actor:"), "", *lines)))


def _narrowed(
    _: Words,
    asked: Context,
    project: Project,
    view: RoundView,
    pilots: Sequence[Pilot],
    waiting: Sequence[Unit],
) -> list[Unit]:
    """The units left by the choices of organisation, pilot and single units; no choice leaves all."""
    organisations = {one.id: one.name for one in list_organisations(asked, project_id=project.id)}
    there = {one.organisation_id for one in waiting}
    names = {one.id: one.name for one in pilots if one.id in view.pilot_ids}
    employers = {one.id: organisations.get(one.organisation_id, "") for one in waiting}
    units = told_apart({one.id: one.name for one in waiting}, employers)
    left, right = st.columns(2)
    by_organisation = left.multiselect(
        _("Only of these organisations"),
        [one for one in organisations if one in there],
        format_func=organisations.__getitem__,
        placeholder=_("All"),
        filter_mode=None,
        select_all=False,
        key=f"invite.organisations.{view.round.id}",
    )
    by_pilot = right.multiselect(
        _("Only serving these pilots"),
        list(names),
        format_func=names.__getitem__,
        placeholder=_("All"),
        filter_mode=None,
        select_all=False,
        key=f"invite.pilots.{view.round.id}",
    )
    single = st.multiselect(
        _("Only these units"),
        list(units),
        format_func=units.__getitem__,
        placeholder=_("All"),
        filter_mode=None,
        select_all=False,
        key=f"invite.single.{view.round.id}",
    )
    return [
        one
        for one in waiting
        if (not by_organisation or one.organisation_id in by_organisation)
        and (not by_pilot or set(by_pilot) & set(one.pilots))
        and (not single or one.id in single)
    ]


def _invite_units(asked: Context, view: RoundView, chosen: Sequence[Unit]) -> None:
    keep(
        view.round.id,
        invite_units(asked, round_id=view.round.id, unit_ids=tuple(one.id for one in chosen)),
    )


def _pilots(_: Words, asked: Context, view: RoundView, pilots: Sequence[Pilot], kind: str) -> None:
    st.markdown(f"**{_('Joint form of a pilot') if kind == 'joint' else _('Personal forms')}**")
    st.caption(
        _(
            "One agreed answer per pilot, filled in together in a meeting. A new link replaces the earlier one."
        )
        if kind == "joint"
        else _("A link for one person's own view; make one for each person.")
    )
    with st.container(horizontal=True):
        for one in pilots:
            st.button(
                _("Make a link: {name}", name=as_typed(one.name)),
                key=f"invite.{kind}.{one.id}",
                on_click=do,
                args=(NAME, lambda one=one: _invite_pilot(asked, view, one, kind)),
            )


def _invite_pilot(asked: Context, view: RoundView, pilot: Pilot, kind: str) -> None:
    keep(view.round.id, [invite_pilot(asked, round_id=view.round.id, pilot_id=pilot.id, kind=kind)])
