"""The numbers of the pictures as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mallipaja.i18n import Words
from mallipaja.survey.distributions import Distribution
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed

if TYPE_CHECKING:
    import pandas as pd

Named = Sequence[tuple[str, Distribution]]
"""Rows, statements or rounds with their names."""


def by_choice(_: Words, series: Named, names: Mapping[str, str]) -> pd.DataFrame:
    """Choices down; the number and the share of each series across; then the reasons for none."""
    import pandas as pd

    lines: dict[str, list[str]] = {as_typed(label): [] for label in names.values()}
    reasons = dict.fromkeys(reason for _name, one in series for reason, _count in one.reasons)
    lines |= {_("Cannot say: {reason}", reason=_(labels.REASONS[reason])): [] for reason in reasons}
    for _name, one in series:
        counts = dict(one.counts)
        cells = [
            (_.number(counts.get(code, 0), 0), _.percent(one.share(counts.get(code, 0)), 0)) for code in names
        ]
        told = dict(one.reasons)
        cells += [(_.number(told.get(reason, 0), 0), "") for reason in reasons]
        for label, cell in zip(lines, cells, strict=True):
            lines[label] += cell
    columns = [
        f"{head} ({as_typed(name)})" if name else head
        for name, _one in series
        for head in (_("Answers"), _("Share"))
    ]
    return pd.DataFrame.from_dict(lines, orient="index", columns=columns).rename_axis(_("Answer"))


def by_row(_: Words, rows: Named, names: Mapping[str, str], head: str) -> pd.DataFrame:
    """Rows or statements down, the number of each choice across."""
    import pandas as pd

    lines = [
        [_.number(dict(one.counts).get(code, 0), 0) for code in names] + _ends(_, one) for _name, one in rows
    ]
    columns = [*(as_typed(label) for label in names.values()), _("Answers"), _("Cannot say")]
    index = pd.Index([as_typed(name) for name, _one in rows], name=head)
    return pd.DataFrame(lines, columns=columns, index=index)


def numbers(_: Words, rows: Named, head: str) -> pd.DataFrame:
    """Rows or rounds down; median, quartiles, least and most across."""
    import pandas as pd

    lines = []
    for _name, one in rows:
        found = one.numbers
        figures = (
            [found.median, found.lower_quartile, found.upper_quartile, found.mean, found.least, found.most]
            if found
            else [None] * 6
        )
        lines.append([_.number(figure) for figure in figures] + _ends(_, one))
    columns = [
        _("Median"),
        _("Lower quartile"),
        _("Upper quartile"),
        _("Mean"),
        _("Least"),
        _("Most"),
        _("Answers"),
        _("Cannot say"),
    ]
    index = pd.Index([as_typed(name) or _("All") for name, _one in rows], name=head)
    return pd.DataFrame(lines, columns=columns, index=index)


def ranking(_: Words, one: Distribution, names: Mapping[str, str]) -> pd.DataFrame:
    """Choices by their mean place."""
    import pandas as pd

    lines = [
        [_.number(each.mean_place, 1), _.number(each.first, 0), _.number(each.placed, 0)]
        for each in one.ranking
    ]
    index = pd.Index([as_typed(names.get(each.code, each.code)) for each in one.ranking], name=_("Answer"))
    return pd.DataFrame(lines, columns=[_("Mean place"), _("Put first"), _("Placed")], index=index)


def _ends(_: Words, one: Distribution) -> list[str]:
    return [_.number(one.answered, 0), cannot_say(_, one)]


def cannot_say(_: Words, one: Distribution) -> str:
    """How many could not say, with the share and the reasons."""
    if not one.unable_told:
        return _("not shown")
    if not one.cannot_say:
        return _.number(0)
    reasons = ", ".join(f"{_(labels.REASONS[reason])} {_.number(count, 0)}" for reason, count in one.reasons)
    return f"{_.number(one.cannot_say, 0)} ({_.percent(one.cannot_say_share, 0)}): {reasons}"
