"""How the round goes on: rates by group and over time, minutes, where people stop, what the analyses lack."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.survey_progress import round_progress
from mallipaja.i18n import N_, Words
from mallipaja.survey.progress import (
    NEEDED,
    FormProgress,
    Grouping,
    Need,
    Progress,
    Rate,
    wholly_missing,
)
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.shell import projector

BY: dict[Grouping, str] = {
    "pilots": N_("Municipality or area"),
    "organisations": N_("Organisation"),
    "professions": N_("Profession"),
}
_SAID = 6
"""So many organisations are told in words; the others are in the table."""
_LINES = 8
"""With more groups than this only everybody's line is drawn; the table has all."""


def section(_: Words, asked: Context, round_id: str) -> None:
    """The monitoring, folded; worked out only when it is opened."""
    folded = st.expander(
        _("How answering goes on"), key=f"progress.{round_id}.{_.language}", on_change="rerun"
    )
    if folded.open:
        with folded:
            by: Grouping = st.session_state.get(f"progress.by.{_.language}") or "pilots"
            found = round_progress(asked, round_id=round_id, by_profession=by == "professions", over_time=by)
            if not found.overall.expected:
                st.write(_("Nobody has been invited to this round yet."))
                return
            professions = {one.code: one.label.get(_.language) for one in asked.catalogue.profession_choices}
            _lacking(_, found)
            _rates(_, found, professions)
            _over_time(_, found, by, professions)
            _forms(_, found)
            if found.is_anonymous:
                st.caption(_("The round is anonymous: who has begun, when and how far is not known."))


def _lacking(_: Words, found: Progress) -> None:
    """What the analyses need and some organisation has not given, in words and as a matrix."""
    if not found.needs:
        return
    st.markdown(f"**{_('What the analyses need')}**")
    gaps: dict[str, list[str]] = {}
    for one in wholly_missing(found.needs):
        gaps.setdefault(one.organisation, []).append(_(NEEDED[one.feed]))
    lines = [
        "- " + as_typed(_("{organisation}: {what} missing", organisation=one, what=_.listing(what)))
        for one, what in list(gaps.items())[:_SAID]
    ]
    if len(gaps) > _SAID:
        lines.append("- " + _("and {count} more, in the table", count=_.number(len(gaps) - _SAID)))
    st.markdown("\n".join(lines) or _("Every organisation has given something of everything."))
    from mallipaja.charts.symbols import Kind, Mark, Side, symbol_matrix

    kinds = {
        "all": Kind(_("given by all its units"), "●", "#d9efe6"),
        "some": Kind(_("given by some"), "◐", "#fdeec6"),
        "none": Kind(_("not given"), "○", "#f6dad8"),
        "cannot": Kind(_("cannot be given"), "–", "#e9ecef"),
    }
    marks = [Mark(one.organisation, one.feed, _kind(one), note=_told(_, one)) for one in found.needs]
    rows = Side({one.organisation: one.organisation for one in found.needs}, _("Organisation"))
    columns = Side({one.feed: _(NEEDED[one.feed]) for one in found.needs}, _("What is needed"))
    text = _("What each organisation has given of what the analyses need; the table below says the same")
    figure.picture(
        symbol_matrix(marks, rows, columns, kinds, _, legend_title=_("State"), projector=projector()), text
    )
    table: dict[str, dict[str, str]] = {}
    for one in found.needs:
        table.setdefault(as_typed(one.organisation), {})[_(NEEDED[one.feed])] = _told(_, one)
    frame = pd.DataFrame.from_dict(table, orient="index").fillna("").rename_axis(_("Organisation"))
    figure.table(_, frame, "needs", folded=True)


def _kind(one: Need) -> str:
    if one.known >= one.expected:
        return "all"
    if one.known:
        return "some"
    return "cannot" if one.cannot_say else "none"


def _told(_: Words, one: Need) -> str:
    text = f"{_.number(one.known, 0)} / {_.number(one.expected, 0)}"
    if one.cannot_say:
        text += " · " + _("{count} cannot say", count=_.number(one.cannot_say, 0))
    return text


def _rates(_: Words, found: Progress, professions: dict[str, str]) -> None:
    """Forms sent, under way and untouched by group."""
    from mallipaja.charts.response_bars import response_bars

    st.markdown(f"**{_('Forms sent')}**")
    groups = _groups(found)
    # professions are counted when they are asked for
    there = [
        key for key, rates in groups.items() if rates or (key == "professions" and not found.is_anonymous)
    ]
    by = st.segmented_control(
        _("Show by"), there, default=there[0], required=True, format_func=lambda one: _(BY[one]),
        label_visibility="collapsed", key=f"progress.by.{_.language}",
    )  # fmt: skip
    rates = groups[by]
    if not rates:
        st.info(_("No unit has told in any survey yet which professions it has."))
        return
    names = {one.key: professions.get(one.key, one.name) or _("personal and joint forms") for one in rates}
    counts = {
        names[one.key]: {"submitted": one.sent, "under_way": one.under_way, "not_started": one.untouched}
        for one in rates
    }
    text = _("Forms of each group: sent, under way, not opened; the table below says the same")
    figure.picture(response_bars(counts, _, title=_("Forms"), projector=projector()), text)
    lines = {
        as_typed(names[one.key]): [
            _.number(one.sent, 0), _.number(one.under_way, 0), _.number(one.untouched, 0), _.percent(one.share, 0),
        ]
        for one in rates
    }  # fmt: skip
    columns = [_("sent"), _("under way"), _("not opened"), _("Share sent")]
    frame = pd.DataFrame.from_dict(lines, orient="index", columns=columns).rename_axis(_(BY[by]))
    figure.table(_, frame, f"rates-{by}", folded=True)
    if by == "professions":
        st.caption(_("Of units that have told in some survey which professions they have."))


def _groups(found: Progress) -> dict[Grouping, Sequence[Rate]]:
    return {"pilots": found.pilots, "organisations": found.organisations, "professions": found.professions}


def _over_time(_: Words, found: Progress, by: Grouping, professions: dict[str, str]) -> None:
    from mallipaja.charts.survey_progress import answering_lines

    if not found.days:
        return
    groups = _groups(found)[by]
    called = {one.key: professions.get(one.key, one.name) for one in groups}
    # the line of the only group would be everybody's
    drawn = groups if 1 < len(groups) <= _LINES else ()
    names = {"": _("everybody"), **{one.key: called[one.key] for one in drawn}}
    expected = {"": found.overall.expected, **{one.key: one.expected for one in drawn}}
    st.markdown(f"**{_('Sent over time')}**")
    text = _("Share of the forms sent by day; the table below says the same")
    figure.picture(answering_lines(found.days, expected, names, _, projector=projector()), text)
    all_names = {"": _("everybody"), **called}
    table: dict[str, dict[str, str]] = {}
    for one in found.days:
        if one.key in all_names:
            table.setdefault(_.date(one.day), {})[as_typed(all_names[one.key])] = _.number(one.sent, 0)
    frame = pd.DataFrame.from_dict(table, orient="index").rename_axis(_("Day"))
    figure.table(_, frame, "over-time", folded=True)


def _forms(_: Words, found: Progress) -> None:
    """Form by form: minutes, and where those who have not sent it have come to."""
    from mallipaja.charts.survey_progress import stop_bars

    st.markdown(f"**{_('Minutes, and where people stopped')}**")
    lines = {
        as_typed(one.form.title.get(_.language)): [
            _.number(one.sent, 0),
            _.number(one.under_way, 0),
            _.number(one.median_minutes, 0),
            _.number(one.form.minutes, 0),
        ]
        for one in found.forms
    }
    columns = [_("sent"), _("under way"), _("Median minutes"), _("Estimated minutes")]
    frame = pd.DataFrame.from_dict(lines, orient="index", columns=columns).rename_axis(_("Survey"))
    st.table(frame)
    stopped = [one for one in found.forms if one.stops]
    for one in stopped:
        title = one.form.title.get(_.language)
        st.caption(_("Not sent, by the page of the last answer: {survey}", survey=as_typed(title)))
        text = _(
            "Where those stopped who have not sent “{survey}”; the table below says the same", survey=title
        )
        figure.picture(stop_bars(one.stops, _, projector=projector()), text)
        figure.table(_, _stops(_, one), f"stopped-{one.form.id}", folded=True)


def _stops(_: Words, one: FormProgress) -> pd.DataFrame:
    rows = [
        (
            as_typed(stop.page.get(_.language)) if stop.page else "",
            as_typed(stop.text.get(_.language)) if stop.text else _("No answer of their own yet"),
            _.number(stop.count, 0),
        )
        for stop in one.stops
    ]
    frame = pd.DataFrame(rows, columns=[_("Page of the survey"), _("Last question answered"), _("Forms")])
    return frame.set_index(_("Last question answered"))
