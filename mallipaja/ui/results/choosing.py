"""Which results are looked at: round, survey, page, group, and the round beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from mallipaja.actions.survey_results import OUTLINE, RoundResults
from mallipaja.i18n import Words
from mallipaja.store.surveys import Round
from mallipaja.survey.suppression import SEVERAL
from mallipaja.ui.results.source import Choice, Source
from mallipaja.ui.told_apart import round_names, told_apart


def chosen(_: Words, source: Source, rounds: Sequence[Round]) -> tuple[Choice, RoundResults, str]:
    """What the person has chosen, its results, and the id of the round beside ("" for none)."""
    named = round_names(_, rounds)
    left, right = st.columns(2)
    round_id = rounds[0].id
    if len(rounds) > 1:
        round_id = left.selectbox(
            _("Round"),
            list(named),
            format_func=named.__getitem__,
            filter_mode=None,
            key=f"results.round.{_.language}",
        )
    outline = source.results(Choice(round_id, page=OUTLINE))
    titles = told_apart({key: title.get(_.language) for key, title in outline.forms})
    asked = st.query_params.get("form", "")
    form = (right if len(rounds) > 1 else left).selectbox(
        _("Survey"),
        list(titles),
        index=list(titles).index(asked) if asked in titles else 0,
        format_func=titles.__getitem__,
        filter_mode=None,
        key=f"results.form.{round_id}.{_.language}",
    )
    choice = _narrowed(_, source, outline, Choice(round_id, form))
    beside = _beside(_, [one for one in rounds if one.id != round_id])
    listed = source.results(replace(choice, page=OUTLINE)).pages
    pages = told_apart({key: title.get(_.language) if title else _("Asked no more") for key, title in listed})
    wanted = st.query_params.get("at", "")
    page = wanted if form == asked and wanted in pages else next(iter(pages), "")
    if len(pages) > 1:
        page = st.segmented_control(
            _("Page of the survey"),
            list(pages),
            default=page,
            required=True,
            format_func=pages.__getitem__,
            key=f"results.page.{round_id}.{form}.{_.language}",
        )
    key = f"results.question.{round_id}.{form}.{page}.{_.language}"
    choice = replace(choice, page=page, question=str(st.session_state.get(key) or ""))
    found = source.results(choice)
    repeated = told_apart({one: text.get(_.language) for one, text in found.repeated})
    if len(repeated) > 1:
        st.selectbox(
            _("Question"),
            list(repeated),
            index=list(repeated).index(found.shown),
            format_func=repeated.__getitem__,
            filter_mode=None,
            key=key,
        )
    # in the address, so that another language or a link shows the same
    st.query_params["form"], st.query_params["at"] = form, found.page
    return replace(choice, page=found.page, question=found.shown), found, beside


def _narrowed(_: Words, source: Source, found: RoundResults, choice: Choice) -> Choice:
    if not source.narrows:
        return choice
    left, right = st.columns(2)
    pilots = {"": _("All"), **found.pilots, SEVERAL: _("Those who answer for several")}
    pilot = left.selectbox(
        _("Municipality or area"), list(pilots), format_func=pilots.__getitem__, filter_mode=None,
        key=f"results.pilot.{_.language}",
    )  # fmt: skip
    organisations = {"": _("All"), **found.organisations}
    organisation = right.selectbox(
        _("Organisation"), list(organisations), format_func=organisations.__getitem__, filter_mode=None,
        key=f"results.organisation.{_.language}",
    )  # fmt: skip
    return replace(choice, pilot=pilot, organisation=organisation)


def _beside(_: Words, others: Sequence[Round]) -> str:
    if not others:
        return ""
    named = {"": _("No comparison"), **round_names(_, others)}
    picked: str = st.selectbox(
        _("Compare with the round"), list(named), format_func=named.__getitem__, filter_mode=None,
        key=f"results.beside.{_.language}",
    )  # fmt: skip
    return picked
