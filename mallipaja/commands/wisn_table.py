"""The staffing calculation as a table of plain text, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from mallipaja.capacity.wisn import WisnResult, Workload, share_of
from mallipaja.i18n import Words

_NAME_WIDTH = 40
_NUMBER_WIDTH = 19


def table(workload: Workload, result: WisnResult, words: Words) -> str:
    """The whole calculation, step by step, with numbers by locale. Person-years have two decimals."""
    parts = (
        _working_time(workload, result, words),
        _activities(workload, result, words),
        _allowances(workload, result, words),
        _outcome(result, words),
    )
    return "\n\n".join("\n".join(part) for part in parts)


def _working_time(workload: Workload, result: WisnResult, _: Words) -> Iterator[str]:
    time = workload.time
    lost = time.possible_days - time.available_days
    yield _row(_("Working days in a year"), _.number(time.possible_days))
    yield _row(_("Days off"), _.number(lost))
    yield _row(_("Available working time, h/year"), _.number(result.available_hours))


def _activities(workload: Workload, result: WisnResult, _: Words) -> Iterator[str]:
    yield _row(_("Client work"), _("times/year"), _("h each"), _("standard workload"), _("person-years"))
    for activity, need in zip(workload.activities, result.activities, strict=True):
        yield _row(
            activity.name,
            _.number(activity.per_year),
            _.number(activity.minutes_each / 60),
            _.number(need.standard_workload, 1),
            _.fixed(need.staff),
        )
    yield _row(_("Client work together"), "", "", "", _.fixed(sum(need.staff for need in result.activities)))


def _allowances(workload: Workload, result: WisnResult, _: Words) -> Iterator[str]:
    yield _row(_("Supporting work, share of working time"), _.percent(result.category_allowance_share))
    for allowance in workload.category_allowances:
        yield _row(f"  {allowance.name}", _.percent(share_of(allowance, workload.time)))
    yield _row(_("Factor of supporting work"), _.fixed(result.category_allowance_factor))
    yield _row(_("Additional work, person-years"), _.fixed(result.individual_allowance_factor))
    for extra in workload.individual_allowances:
        hours = extra.persons * extra.minutes_per_year / 60
        yield _row(f"  {extra.name}", _("{hours} h/year", hours=_.number(hours)))


def _outcome(result: WisnResult, _: Words) -> Iterator[str]:
    yield _row(_("Required staff, person-years"), _.fixed(result.required_htv))
    yield _row(_("Current staff, person-years"), _.fixed(result.current_htv))
    yield _row(_("Difference, person-years"), _signed(result.difference, _))
    yield _row(_("WISN ratio (under 1: shortage)"), _.fixed(result.ratio))
    yield ""
    yield _("WISN measures the workload of today against agreed times, not needs that nobody has met.")


def _signed(value: float | None, _: Words) -> str:
    return ("+" if value is not None and value > 0 else "") + _.fixed(value)


def _row(name: str, *numbers: str) -> str:
    return name.ljust(_NAME_WIDTH) + "".join(f" {number.rjust(_NUMBER_WIDTH)}" for number in numbers)
