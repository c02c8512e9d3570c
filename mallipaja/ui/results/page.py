"""What was answered? The page of results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import streamlit as st

from mallipaja.actions.survey_results import RoundResults
from mallipaja.charts.scale_bars import MOST_STEPS
from mallipaja.errors import ActionError
from mallipaja.i18n import Words
from mallipaja.survey.across import apart
from mallipaja.survey.results import QuestionResult
from mallipaja.survey.versions import asked_in
from mallipaja.ui.picture.foundation import foundation
from mallipaja.ui.results import choosing, joint, question, written
from mallipaja.ui.results.files import files
from mallipaja.ui.results.question import Beside
from mallipaja.ui.results.source import Choice, OfProject, Source
from mallipaja.ui.told_apart import round_names


def draw(_: Words, source: Source) -> None:
    """Choices, then every question of the page chosen, then what the figures rest on."""
    rounds = source.rounds()
    if not rounds:
        st.write(
            _("No round has been opened yet. Open one on the page “Surveys”; the answers are shown here.")
        )
        return
    choice, found, beside = choosing.chosen(_, source, rounds)
    other = _other(source, choice, found, beside)
    st.caption(_responses(_, found))
    for together in _together(found.questions):
        if len(together) > 1 and other is None:
            question.battery(_, together, found.least)
            continue
        for one in together:
            question.question(_, one, found.least, _beside(_, found, other, one))
            if one.question.type == "text":
                written.written(_, source, choice, found, one)
    joint.together(_, found)
    written.by_unit(_, source, replace(choice, page=found.page), found)
    method(_, found)
    if isinstance(source, OfProject):
        files(_, source.asked, choice.round_id)


def _responses(_: Words, found: RoundResults) -> str:
    sent = _.plural("{count} response sent", "{count} responses sent", found.sent)
    under_way = _.plural("{count} under way", "{count} under way", found.under_way)
    return f"{sent} · {under_way}"


def _together(questions: Sequence[QuestionResult]) -> Iterator[list[QuestionResult]]:
    """Questions one by one, statements on the same scale in a row together."""
    for _key, run in groupby(questions, _scale_of):
        yield list(run)


def _scale_of(one: QuestionResult) -> tuple[str, ...]:
    is_statement = (
        one.question.type == "scale" and one.asked.block is None and 2 <= len(one.choices) <= MOST_STEPS
    )
    if is_statement and one.column.apart is None:
        return ("scale", *(item.code for item in one.choices))
    return ("", one.column.key)


def _other(source: Source, choice: Choice, found: RoundResults, beside: str) -> RoundResults | None:
    """The results of the round beside; ``None`` without one, or when it did not ask this survey."""
    if not beside:
        return None
    wanted = replace(choice, round_id=beside, form=found.form.id, page=found.page)
    try:
        return source.results(wanted)
    except ActionError:
        return None


def _beside(_: Words, found: RoundResults, other: RoundResults | None, one: QuestionResult) -> Beside | None:
    if other is None:
        return None
    there = next((each for each in other.questions if each.column.key == one.question.id), None)
    if there is not None:
        mine, its = (asked_in(each.column.template)[one.question.id] for each in (one, there))
        if apart(its, mine, {}) is not None or one.column.apart is not None:
            there = None
    names = round_names(_, (found.round, other.round), with_day=False)
    return Beside(names[found.round.id], names[other.round.id], there)


def method(_: Words, found: RoundResults) -> None:
    """How the results are counted, and what is hidden."""
    foundation(
        _,
        _(
            "Facts are counted as the units gave them, from responses that were sent and from those under way. Opinions are "
            "counted from sent responses only, when the round has been closed. A choice out of several is counted for "
            "everybody who made it. Answers that cannot be given are counted apart, by reason, and are never a zero."
        ),
        _responses(_, found),
        None,
        _("Answers of the round “{round}”, survey “{survey}”.", round=found.round.title,
          survey=found.form.title.get(_.language)),
        [
            _(
                "Opinions of fewer than {least} are never shown, nor those of a group from which fewer than {least} "
                "could be worked out by subtraction. Who answers for several municipalities is a group of their own.",
                least=_.number(found.least),
            )
        ],
    )  # fmt: skip
