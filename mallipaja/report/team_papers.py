"""A pilot's agreement on its team, the memo for those who decide and the card for those who refer clients, as blocks of a
Word document or a PDF.

What stands in them comes ready in words: this module decides the order, what is left out when there is nothing to say,
and what is said then instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mallipaja.i18n import Words
from mallipaja.report.pdf import Block, Heading, Items, Paragraph, Table

PAGES = {"agreement": 2, "decision memo": 2, "referral card": 1}
"""How many pages a paper is meant to have, at most."""
_SIGNED_MM = 9.0
"""Height of a row that is signed by hand."""


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat. ``who`` is the unit; names are "" until somebody is named; ``hours`` are h a month in words.

    ``not_asked``: the seat is of a post a neighbour might lend, and nobody has asked the neighbour.
    """

    role: str
    who: str
    profession: str
    hours: str
    state: str
    name: str = ""
    deputy: str = ""
    contact: str = ""
    not_asked: bool = False


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One row of the decision table, in words."""

    situation: str
    coordinator: str
    deputy: str
    changes: str


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Who agreed for an organisation; of one that has not agreed yet ``mandate`` says so."""

    organisation: str
    agreed_by: str
    mandate: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a team when a paper is written of it.

    Attributes
    ----------
    state : of the draft, in words, with the day when it has been agreed.
    basis : which model and version the team is drafted from, and when.
    referral, consent, meetings : what the pilot's model says, "" when it says nothing.
    answers : THL's five questions, their answers ("" for one nobody has answered), and where each comes from and whether it
        has been agreed on.
    tasks : open preparatory tasks with owner and day.
    duties : task and who has the main responsibility, who takes part.
    decided : who decided on the team, why it differs and without whom it was agreed on, a sentence each; empty before.
    required : the parties a team has to have and how far each is.
    coordination : how many clients the coordinators have and may have, and whether the next one waits, a sentence each.
    gaps : what is missing from the team, a sentence each.
    alternatives : other ways to make the team, a sentence each; empty when none has been looked at.
    follow_up : how the pilot is followed.
    next_meeting : day and name of the next meeting; "" when none is known.
    repairs : hours that come from a way to mend the team and what is done without, with the price assumed, a sentence each.
    hours : name and h a month of needed, given and missing, in words where a part of it is not known.
    """

    project: str
    pilot: str
    state: str
    basis: str
    seats: tuple[SeatLine, ...]
    decided: tuple[str, ...] = ()
    required: tuple[tuple[str, str], ...] = ()
    coordination: tuple[str, ...] = ()
    parties: tuple[PartyLine, ...] = ()
    referral: str = ""
    consent: str = ""
    meetings: str = ""
    rules: tuple[RuleLine, ...] = ()
    answers: tuple[tuple[str, str, str], ...] = ()
    tasks: tuple[str, ...] = ()
    duties: tuple[tuple[str, str, str], ...] = ()
    hours: tuple[tuple[str, str], ...] = ()
    gaps: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    next_meeting: str = ""
    changed: tuple[str, ...] = field(default_factory=tuple)


def agreement(facts: Facts, _: Words) -> tuple[Block, ...]:
    """The agreement of a pilot: two pages a supervisor can approve."""
    blocks: list[Block] = [
        Paragraph(facts.basis, muted=True),
        *(Paragraph(one) for one in facts.decided),
        Heading(_("Seats, hours and deputies")),
        Table(
            (_("Role"), _("Unit"), _("h/month"), _("State"), _("Representative"), _("Deputy")),
            tuple(
                (one.role, _joined(one.who, one.profession), one.hours, one.state, one.name, one.deputy)
                for one in facts.seats
            ),
            (2.2, 2.7, 0.8, 1.4, 1.5, 1.5),
        ),
        *_list(_("Still missing from the team"), facts.gaps),
        *_list(_("Hours that are not agreed on, and their assumed price"), facts.repairs),
        Heading(_("Referral and consent")),
        *(Paragraph(text) for text in (facts.referral, facts.consent, facts.meetings) if text),
        Heading(_("Client coordinator")),
        *_rules(facts.rules, _),
        *_duties(facts.duties, _),
        *_list(_("Tasks before the start"), facts.tasks),
        Heading(_("Agreed")),
        *_required(facts.required, _),
        *_parties(facts.parties, _),
        Paragraph(_next(facts.next_meeting, _)),
    ]
    return tuple(blocks)


def memo(facts: Facts, _: Words) -> tuple[Block, ...]:
    """The memo for the management group: hours, gaps, alternatives, how the pilot is followed."""
    blocks: list[Block] = [
        Paragraph(facts.basis, muted=True),
        *(Paragraph(one) for one in facts.decided),
        Heading(_("What is to be decided")),
        Paragraph(
            _(
                "Whether the organisations give the hours below to the work-ability support team of {pilot}.",
                pilot=facts.pilot,
            )
        ),
        Heading(_("Hours")),
        Table(("", _("h/month")), facts.hours, (2, 3)),
        Table(
            (_("Role"), _("Unit"), _("h/month"), _("State")),
            tuple((one.role, _joined(one.who, one.profession), one.hours, one.state) for one in facts.seats),
            (2, 3, 1, 1.4),
        ),
        *_list(_("Hours that are not agreed on, and their assumed price"), facts.repairs),
        *_list(_("What is missing"), facts.gaps, _("Nothing that the model requires is missing.")),
        *_list(_("Other ways to do it"), facts.alternatives, _("No alternatives have been compared yet.")),
        *_list(_("Changed from the generic model"), facts.changed, _("The team is as in the generic model.")),
        Heading(_("Have the required parties agreed?")),
        *_required(facts.required, _),
        *_list(_("Client coordinators"), facts.coordination),
        Heading(_("THL's five questions")),
        questions(facts, _),
        *_list(_("Follow-up"), facts.follow_up, _("No follow-up has been agreed on yet.")),
        *_list(_("Tasks before the start"), facts.tasks),
        Paragraph(_next(facts.next_meeting, _)),
    ]
    return tuple(blocks)


def referral_card(facts: Facts, _: Words) -> tuple[Block, ...]:
    """One page for those who refer clients: when, with what consent, to whom, and who deputises."""
    blocks: list[Block] = [
        Paragraph(facts.basis, muted=True),
        Heading(_("When do I refer a client?")),
        Paragraph(facts.referral or _("The pilot has not agreed on this yet.")),
        Heading(_("What do I ask the client?")),
        Paragraph(facts.consent or _("The pilot has not agreed on this yet.")),
        Heading(_("Whom do I contact?")),
        Table(
            (_("Role"), _("Unit"), _("Representative"), _("Deputy"), _("How the seat is reached")),
            tuple(
                (one.role, one.who or _("vacant"), *people(one, _), one.contact or _("not written down"))
                for one in facts.seats
                if not one.not_asked
            ),
            (2.2, 2.8, 1.8, 1.8, 2.2),
        ),
        *_unasked(facts.seats, _),
        Heading(_("Who becomes the client coordinator?")),
        *_rules(facts.rules, _),
        *((Heading(_("How does the team meet?")), Paragraph(facts.meetings)) if facts.meetings else ()),
    ]
    return tuple(blocks)


def _unasked(seats: Iterable[SeatLine], _: Words) -> list[Block]:
    """Neighbours' posts the draft counts on without anybody having asked: nobody to contact."""
    names = [f"{one.who} ({one.role})" for one in seats if one.not_asked]
    text = _("Not a contact yet, the neighbour has not been asked: {names}.", names=_.listing(names))
    return [Paragraph(text)] if names else []


def questions(facts: Facts, _: Words) -> Table:
    """THL's five questions with where each answer comes from."""
    rows = tuple((question, said or _("Not answered yet"), state) for question, said, state in facts.answers)
    return Table((_("Question"), _("Answer"), _("Where from, and agreed?")), rows, (2, 3, 2))


def people(one: SeatLine, _: Words) -> tuple[str, str]:
    """Who sits and who deputises; of a vacant seat nobody. Where nobody has been named, how far the seat is."""
    if not one.who:
        return "–", "–"
    nobody = _("not named yet ({state})", state=one.state) if one.state else _("not named yet")
    return one.name or nobody, one.deputy or _("not named yet")


def _required(required: tuple[tuple[str, str], ...], _: Words) -> list[Block]:
    return [Table((_("Required party"), _("State")), required, (2, 3))] if required else []


def _list(title: str, texts: Iterable[str], otherwise: str = "") -> list[Block]:
    known = tuple(texts)
    if known:
        return [Heading(title), Items(known)]
    return [Heading(title), Paragraph(otherwise)] if otherwise else []


def _rules(rules: tuple[RuleLine, ...], _: Words) -> list[Block]:
    if not rules:
        return [Paragraph(_("Nothing has been agreed on the client coordinator yet."))]
    rows = tuple((one.situation, one.coordinator, one.deputy, one.changes) for one in rules)
    head = (
        _("Client's situation"),
        _("Client coordinator"),
        _("Deputy"),
        _("When it changes, how the client is handed over"),
    )
    return [Table(head, rows, (2, 1.8, 1.8, 2.8))]


def _duties(duties: tuple[tuple[str, str, str], ...], _: Words) -> list[Block]:
    if not duties:
        return []
    head: tuple[str, ...] = (_("Task"), _("Main responsibility"), _("Takes part in it"))
    rows: tuple[tuple[str, ...], ...] = duties
    if not any(takes_part for _task, _main, takes_part in duties):
        head, rows = head[:2], tuple(row[:2] for row in duties)
    return [Heading(_("Responsibilities")), Table(head, rows, (3, 2, 2)[: len(head)])]


def _parties(parties: tuple[PartyLine, ...], _: Words) -> list[Block]:
    if not parties:
        return [Paragraph(_("No organisation has agreed yet."))]
    rows = tuple((one.organisation, one.agreed_by, one.mandate, "") for one in parties)
    head = (_("Organisation"), _("Agreed by"), _("Mandate"), _("Signature and day"))
    return [Table(head, rows, (2, 1.7, 2, 2.3), row_height_mm=_SIGNED_MM)]


def _next(meeting: str, _: Words) -> str:
    return (
        _("Next meeting: {meeting}.", meeting=meeting) if meeting else _("The next meeting is not known yet.")
    )


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
