"""Who has answered and who has not, and what the missing answers hold up."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from mallipaja.actions.round_view import Invited, RoundView
from mallipaja.i18n import N_, Words
from mallipaja.survey.blocked import Analysis
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.shell import projector

_BLOCKED: dict[Analysis, str] = {
    "hours": N_("Hours are missing from {names}: the picture of staff resources is partial."),
    "offers": N_("Nobody has been offered to the team by {names}: the team draft is an estimate."),
    "coordinators": N_("Possible client coordinators are not known in {names}."),
    "workload": N_("Workloads are missing from {names}: WISN cannot be calculated for them."),
    "ties": N_("Ties are missing from {names}: only what others report of them is in the network."),
    "practices": N_("Practices are missing from {names}: phases may look empty that are not."),
}
_OF_PILOT = {"joint": N_("the pilot's joint form"), "personal": N_("personal forms")}
"""What an answer is called that has no unit: it stands under the pilot's name."""
_NAMED = 4


def headline(_: Words, view: RoundView) -> None:
    """The round in one line: how many have answered, and the time left."""
    missing = frozenset(view.missing())
    done, all_of = view.count("submitted"), sum(len(there) for there in view.by_organisation().values())
    left, right = st.columns([1, 3], vertical_alignment="center")
    left.metric(_("Answered"), f"{_.number(done)} / {_.number(all_of)}")
    right.write(time_left(_, view))
    if all_of:
        right.progress(
            done / all_of, text=_("{share} of those invited have answered", share=_.percent(done / all_of, 0))
        )
    awaited = {
        name: [one for one in there if one in missing] for name, there in view.by_organisation().items()
    }
    lines = [f"- {_awaited(_, name, awaited[name])}" for name in view.counts() if awaited[name]]
    if lines:
        shown = lines[:_NAMED] if len(lines) > _NAMED + 1 else lines
        st.markdown("\n".join((_("Answer missing:"), "", *shown)))
        if left_over := lines[len(shown) :]:
            with st.expander(_.plural("{count} more", "{count} more", len(left_over))):
                st.markdown("\n".join(left_over))


def _awaited(_: Words, organisation: str, there: Sequence[Invited]) -> str:
    """An organisation, how many of its answers are missing, and whose; a name may hold commas."""
    names = dict.fromkeys(one.name for one in there if one.name != organisation)
    some = [*names][:_NAMED]
    if len(names) > _NAMED:
        some.append(_("{count} others", count=_.number(len(names) - _NAMED)))
    kinds = {one.kind for one in there if one.name == organisation}
    some += [_(_OF_PILOT[kind]) for kind in _OF_PILOT if kind in kinds]
    head = f"**{as_typed(organisation)}** ({_.number(len(there))})"
    return f"{head}: {as_typed('; '.join(some))}" if some else head


def time_left(_: Words, view: RoundView) -> str:
    """How long the round is open."""
    if view.round.state == "closed":
        return _("The round is closed: it was closed on {day}.", day=_.date(view.round.closed_at))
    if view.days_left is None:
        return _("The round is open, with no closing day.")
    day = _.date(view.round.closes_on)
    if view.days_left < 0:
        return _("The closing day has passed: {day}. Nobody can answer.", day=day)
    if view.days_left == 0:
        return _("The round closes today.")
    return _.plural(
        "{count} day left: the round is open until {day}.",
        "{count} days left: the round is open until {day}.",
        view.days_left,
        day=day,
    )


def answers(_: Words, view: RoundView) -> None:
    """A bar for each organisation, and the same as a table."""
    from mallipaja.charts.response_bars import STATES, response_bars

    counts = {name: {state: by_state[state] for state in STATES} for name, by_state in view.counts().items()}
    text = _("For each organisation: how many have answered, are under way, have not started")
    figure.picture(response_bars(counts, _, projector=projector()), text)
    import pandas as pd

    rows = {as_typed(name): list(by_state.values()) for name, by_state in counts.items()}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_(name) for name in STATES.values()])
    frame.index.name = _("Organisation")
    figure.table(_, frame, "answers", folded=True)


def held_up(_: Words, view: RoundView) -> None:
    """What the missing answers hold up, in words."""
    lines = [
        "- " + _(_BLOCKED[one.analysis], names=as_typed(_names(_, one.organisations)))
        for one in view.blocked()
    ]
    if lines:
        st.header(_("What the missing answers hold up"))
        st.markdown("\n".join(lines))


def _names(_: Words, names: tuple[str, ...]) -> str:
    more = len(names) - _NAMED
    if more < 2:
        return _.listing(names)
    return _.listing([*names[:_NAMED], _("{count} others", count=_.number(more))])
