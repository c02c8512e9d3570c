"""The agenda and the timer as JSON for the component."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mallipaja.actions.workshops import WorkshopView
from mallipaja.i18n import Words
from mallipaja.store.workshops import Workshop
from mallipaja.ui.live.as_planned import as_planned
from mallipaja.workshop.agenda import TimedBlock

Json = dict[str, Any]


def timer(_: Words, one: Workshop) -> Json | None:
    """The timer, when there is one; the page counts by itself."""
    if one.timer_ends_at is None:
        return None
    return {"label": _("Time left"), "over": _("Over time by"), "ends": milliseconds(one.timer_ends_at)}


def milliseconds(moment: datetime) -> int:
    """A moment as browsers count."""
    return int(moment.timestamp() * 1000)


def agenda(_: Words, view: WorkshopView, *, leads: bool) -> Json | None:
    """The agenda with its times; ``None`` without blocks."""
    if not view.clock:
        return None
    return {
        "blocks": [
            {"id": one.block.id, "title": as_planned(_, one.block.title), "state": one.state, "time": time_of(_, one),
             "length": _.plural("{count} min", "{count} min", one.block.minutes), "said": said(_, one)}
            for one in view.clock
        ],
        "can": leads,
        "words": {"up": _("Earlier"), "down": _("Later"), "run": _("Begin"), "end": _("End")},
    }  # fmt: skip


def time_of(_: Words, one: TimedBlock) -> str:
    """From when to when, or that the part is not in the meeting; "–" when no start has been set."""
    if one.state == "off":
        return _("Before") if one.block.kind == "before" else _("After")
    if one.start is None or one.end is None:
        return "–"
    return f"{_.time(one.start)}–{_.time(one.end)}"


def said(_: Words, one: TimedBlock) -> str:
    """Whether the block runs over or begins late, in words."""
    if one.state in {"running", "done"} and one.over_minutes > 0:
        return _("{count} min over", count=_.number(one.over_minutes))
    if one.state == "done" and one.over_minutes < 0:
        return _("{count} min shorter", count=_.number(-one.over_minutes))
    if one.state == "coming" and one.late_minutes > 0:
        return _("{count} min late", count=_.number(one.late_minutes))
    return as_planned(_, one.block.note) if one.state == "off" else ""


def lines(_: Words, view: WorkshopView) -> list[Json]:
    """The agenda for the wall."""
    return [
        {
            "time": time_of(_, one),
            "text": as_planned(_, one.block.title),
            "state": one.state,
            "said": said(_, one),
        }
        for one in view.clock
        if one.state != "off"
    ]
