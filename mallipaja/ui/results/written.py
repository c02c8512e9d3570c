"""Answers one by one: what was written as a list or as cards, facts unit by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from mallipaja.actions.survey_results import Listed, RoundResults
from mallipaja.i18n import Words
from mallipaja.store.survey_results import Said
from mallipaja.survey.results import QuestionResult
from mallipaja.ui import figure, labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.results.source import Choice, Source
from mallipaja.ui.told_apart import told_apart

if TYPE_CHECKING:
    import pandas as pd

MOST_CARDS = 60
_COLUMNS = 3


def written(_: Words, source: Source, choice: Choice, found: RoundResults, result: QuestionResult) -> None:
    """What people wrote to a question, as a list or as cards."""
    if all(row.distribution is None for row in result.rows):
        return
    listed = source.answers(choice, result.column.key)
    texts = [one for one in listed.answers if _text(one)]
    if not texts:
        st.write(_("Nobody has answered this yet."))
        return
    key = f"{choice.round_id}.{choice.form}.{result.column.key}.{_.language}"
    names = {"list": _("As a list"), "cards": _("As cards")}
    shown = st.segmented_control(
        _("Show the answers"), list(names), default="list", required=True, format_func=names.__getitem__,
        label_visibility="collapsed", key=f"results.written.{key}",
    )  # fmt: skip
    counted = Counter((_text(one), one.unit) for one in texts)
    if shown == "cards":
        _cards(_, dict(counted.most_common(MOST_CARDS)))
    else:
        st.markdown("\n".join(f"- {_line(_, *said)}" for said in list(counted.items())[:MOST_CARDS]))
    if listed.more or len(counted) > MOST_CARDS:
        st.caption(
            _("Only the first {count} are shown here; the files have all.", count=_.number(MOST_CARDS))
        )


def by_unit(_: Words, source: Source, choice: Choice, found: RoundResults) -> None:
    """Facts as each unit gave them, one question at a time; read only when asked for."""
    facts = told_apart(
        {
            one.column.key: one.question.text.get(_.language)
            for one in found.questions
            if not one.asked.is_opinion
        }
    )
    if not facts or found.round.is_anonymous:
        return
    st.header(_("Who gave which figure?"), anchor=False)
    picked = st.selectbox(
        _("Question"), ["", *facts], format_func=lambda one: facts.get(one, _("Choose a question")),
        filter_mode=None, key=f"results.unit.{choice.round_id}.{choice.form}.{choice.page}.{_.language}",
    )  # fmt: skip
    if not picked:
        return
    result = next(one for one in found.questions if one.column.key == picked)
    listed = source.answers(choice, picked)
    if not listed.answers:
        st.write(_("Nobody has answered this yet."))
        return
    if listed.more:
        st.caption(
            _(
                "Only the first {count} are shown here; the files have all.",
                count=_.number(len(listed.answers)),
            )
        )
    figure.table(
        _,
        _by_unit(_, listed, found, result),
        f"{picked}-units",
        whole=lambda: _by_unit(_, source.taken(choice, picked), found, result),
    )


def _by_unit(_: Words, listed: Listed, found: RoundResults, result: QuestionResult) -> pd.DataFrame:
    import pandas as pd

    names = {one.code: one.label.get(_.language) for one in result.choices}
    rows = {row.row: row.label.get(_.language) for row in result.rows if row.label}
    lines = [
        [
            as_typed(one.organisation),
            as_typed(found.pilots.get(one.pilot, _("several"))),
            *([as_typed(rows.get(one.row, one.row))] if result.asked.block else []),
            as_typed(in_words(_, one, names)),
        ]
        for one in listed.answers
    ]
    row = [_("Row")] if result.asked.block else []
    columns = [_("Organisation"), _("Pilot"), *row, _("Answer")]
    index = pd.Index([as_typed(one.unit) or "–" for one in listed.answers], name=_("Unit"))
    return pd.DataFrame(lines, columns=columns, index=index)


def in_words(_: Words, one: Said, names: Mapping[str, str]) -> str:
    """An answer as people read it: labels for codes, numbers and days by locale, the reason for none."""
    if one.reason is not None:
        return _(labels.REASONS[one.reason])
    if isinstance(one.value, tuple):
        told = ", ".join(names.get(code, code) for code in one.value)
    elif isinstance(one.value, float | int):
        told = _.number(one.value)
    else:
        told = names.get(one.value or "", one.value or "")
    return f"{told}: {one.other}" if one.other else told


def _cards(_: Words, counted: Mapping[tuple[str, str], int]) -> None:
    columns = st.columns(_COLUMNS)
    for place, ((text, unit), count) in enumerate(counted.items()):
        with columns[place % _COLUMNS].container(border=True):
            st.markdown(as_typed(text) + _times(_, count))
            if unit:
                st.caption(as_typed(unit))


def _line(_: Words, said: tuple[str, str], count: int) -> str:
    text = as_typed(said[0]).replace("  \n", " ") + _times(_, count)
    return f"{text} ({as_typed(said[1])})" if said[1] else text


def _times(_: Words, count: int) -> str:
    return f" **× {_.number(count, 0)}**" if count > 1 else ""


def _text(one: Said) -> str:
    return one.other or (one.value if isinstance(one.value, str) else "")
