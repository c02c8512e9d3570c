"""What ``mallipaja draft`` prints: plain values for programs, lines for people. Ids are shown as the file has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from mallipaja.i18n import N_, Words
from mallipaja.team.alternatives import Alternative
from mallipaja.team.decisions import Decision
from mallipaja.team.draft import Draft, Gap
from mallipaja.team.goals import Seat
from mallipaja.team.means import HIRE_HTV, Action
from mallipaja.team.repair import Repair
from mallipaja.team.shortage import Shortage

ACTIONS = {
    "hire": N_("hire {amount} person-years: {about}"),
    "share": N_("share {about} with the neighbour, {amount} h a month"),
    "remote": N_("{about} of the neighbour takes part remotely, {amount} h a month"),
    "buy": N_("buy {amount} h a month: {about}"),
    "train": N_("train {about}: {competence}"),
    "more_hours": N_("{amount} h a month more: {about}"),
    "convene": N_("{about} convenes the team"),
    "accept_hours": N_("do without {amount} h a month: {about}"),
    "accept_seat": N_("leave {amount} seats vacant: {about}"),
    "accept_sector": N_("do without the party: {about}"),
    "accept_competence": N_("do without {amount} holders: {about}"),
    "accept_chair": N_("do without a convener"),
}
GAPS = {
    "sector": N_("Required party missing: {about}."),
    "heads": N_("{about}: vacant seats {missing}."),
    "hours": N_("{about}: {missing} h a month missing."),
    "competence": N_("{about}: holders missing {missing}."),
    "chair": N_("Nobody in the team may convene it."),
}
STATUS = {
    "optimal": N_("There is no better team."),
    "time_limit": N_(
        "The time was up: this is the best found, and a better team may exist (by {share} % at most)."
    ),
    "greedy": N_(
        "There is no solver: chosen seat by seat, a better team may exist. Other teams and ways to mend are not looked for."
    ),
}


def as_plain(
    draft: Draft,
    others: Iterable[Alternative],
    repairs: Iterable[Repair],
    costly: Iterable[Decision],
    seconds: float,
) -> dict[str, Any]:
    """Everything that was found, in the order of the documentation."""
    return {
        "status": draft.status,
        "goals": asdict(draft.goals),
        "seats": _seats(draft.filled),
        "gaps": [_gap(one) for one in draft.gaps],
        "shortages": [_shortage(one) for one in draft.shortages],
        "alternatives": [_alternative(one) for one in others],
        "repairs": [_repair(one) for one in repairs],
        "decisions_that_cost": [asdict(one) for one in costly],
        "gap": draft.gap,
        "seconds": round(seconds, 4),
    }


def _seats(seats: Iterable[Seat]) -> list[dict[str, Any]]:
    return [{"role": one.role, "post": one.post, "hours": one.hours_per_month} for one in seats]


def _gap(gap: Gap) -> dict[str, Any]:
    return {"kind": gap.kind, "about": gap.about, "missing": gap.missing, "mandatory": gap.mandatory}


def _shortage(one: Shortage) -> dict[str, Any]:
    return {
        "roles": list(one.roles), "posts": list(one.posts), "needed": one.needed, "available": one.available,
        "missing": one.missing,
    }  # fmt: skip


def _alternative(one: Alternative) -> dict[str, Any]:
    return {
        "without": list(one.difference.without),
        "with": list(one.difference.added),
        "moved": [
            {"post": post, "from": list(before), "to": list(after)}
            for post, before, after in one.difference.moved
        ],
        "goals": asdict(one.draft.goals),
        "seats": _seats(one.draft.filled),
        "gaps": [_gap(gap) for gap in one.draft.gaps],
    }


def _repair(one: Repair) -> dict[str, Any]:
    return {
        "price": one.price,
        "actions": [_action(action) for action in one.actions],
        "closes": [_gap(gap) for gap in one.closes],
        "goals": asdict(one.draft.goals),
        "seats": _seats(one.draft.filled),
    }


def _action(one: Action) -> dict[str, Any]:
    found = asdict(one)
    if one.means == "hire":
        found["htv"] = round(one.amount * HIRE_HTV, 2)
    return found


def as_text(
    draft: Draft,
    others: Sequence[Alternative],
    repairs: Sequence[Repair],
    costly: Sequence[Decision],
    _: Words,
) -> str:
    """The draft for people to read."""
    lines = [_(STATUS[draft.status], share=_.number(100 * draft.gap, 0)), "", _("Seats")]
    lines += [f"  {_seat(_, one)}" for one in draft.seats]
    lines += _part(_("What is missing?"), [gap_line(_, one) for one in draft.gaps])
    lines += _part(_("Why"), [shortage_line(_, one) for one in draft.shortages])
    lines += _part(
        _("Decisions that cost something"), [f"{one.kind}: {one.post} – {one.role}" for one in costly]
    )
    for number, other in enumerate(others, 1):
        title = _("Alternative {number}: {name}", number=number, name=name(_, other))
        lines += _part(title, [_seat(_, one) for one in other.draft.seats])
    for repair in repairs:
        title = _("To mend it, {price} a month", price=_.number(repair.price, 2))
        lines += _part(title, [action_line(_, one) for one in repair.actions])
    return "\n".join(lines)


def _part(title: str, rows: list[str]) -> list[str]:
    return ["", title, *(f"  {row}" for row in rows)] if rows else []


def _seat(_: Words, seat: Seat) -> str:
    if seat.post is None:
        return f"{seat.role}: {_('vacant')}"
    return f"{seat.role}: {seat.post}, {_.number(seat.hours_per_month, 2)} h"


def gap_line(_: Words, gap: Gap) -> str:
    """A gap in one sentence."""
    return _(GAPS[gap.kind], about=gap.about, missing=_.number(gap.missing, 2))


def shortage_line(_: Words, one: Shortage) -> str:
    """A shortage in one sentence."""
    return _(
        "{roles} need {needed} h a month; those fit for the task have {available} h: {missing} h are missing.",
        roles=_.listing(one.roles),
        needed=_.number(one.needed, 1),
        available=_.number(one.available, 1),
        missing=_.number(one.missing, 1),
    )


def action_line(_: Words, one: Action) -> str:
    """An action in words, with its price."""
    amount = one.amount * HIRE_HTV if one.means == "hire" else one.amount
    text = _(ACTIONS[one.means], about=one.about, amount=_.number(amount, 2), competence=one.competence)
    return f"{text} ({_.number(one.price, 2)})"


def name(_: Words, other: Alternative) -> str:
    """What an alternative is called: what it has otherwise."""
    found = other.difference
    parts = [_("without {names}", names=_.listing(found.without))] if found.without else []
    parts += [_("with {names}", names=_.listing(found.added))] if found.added else []
    parts += [
        _("{post} in {roles}", post=post, roles=_.listing(after)) for post, _before, after in found.moved
    ]
    return ", ".join(parts)
