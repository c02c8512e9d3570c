"""The handbook of a pilot's team, as blocks of a Word document or a PDF: what a new member or a substitute works from.

It grows from the agreement: the same facts in the same words, with what the pilot's own model says of each thing, the
client's path phase by phase, what has been changed, and what nobody has agreed on yet. As in `team_papers`, this module
decides the order and what is said when there is nothing to say; every word of content comes ready.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from mallipaja.i18n import Words
from mallipaja.report.pdf import Block, Heading, Items, NewPage, Paragraph, Table
from mallipaja.report.team_papers import Facts, people, questions

Chapter = Literal[
    "purpose", "team", "arriving", "consent", "meeting", "coordinator", "members", "development"
]
"""The chapters that hold what the pilot's model says."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the pilot's model says of one thing, and how far it has been agreed on, in words."""

    title: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task and the roles with each part in it."""

    task: str
    main: str
    takes_part: str
    heard: str
    informed: str


@dataclass(frozen=True, slots=True)
class PhaseLines:
    """A phase of the client's path. ``frame``: what it starts from and leaves behind, who answers for it, the longest
    wait; ``written`` are the practices written down of it, with where the client goes next."""

    name: str
    text: str
    state: str
    frame: tuple[str, ...]
    tasks: tuple[TaskLine, ...]
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoordinatorLine:
    """A row of the decision table in full. ``beside``: the own worker and the work-ability coordinator, "" for none."""

    situation: str
    coordinator: str
    deputy: str
    changes_when: str
    handover: str
    beside: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of the pilot's model: of what, what it is, why, and who decided when."""

    element: str
    what: str
    why: str
    decided: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A draft of the team. ``changes``: what changed since the one listed before it, a sentence each."""

    name: str
    made: str
    state: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What has not been agreed on yet, and where it is written, in words."""

    place: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """What a handbook holds.

    Attributes
    ----------
    facts : what the agreement holds too.
    standing : that it is a draft, or no more up to date, a sentence each; empty when the team is agreed on.
    summary : the generic model in a few sentences.
    said : what the pilot's model says, by chapter; nothing under a chapter the model has no element of.
    when_needed : parties asked when a client needs them: name, when.
    parts : the client's path in groups: before, in and after the meeting; a group's name and its phases.
    preparation : tasks of the preparation.
    rules : the decision table; empty when nobody has written it.
    stands : how many of the things said have been agreed on, and how many there are.
    changes : what differs from the generic model, with the reasons.
    lacking : what is missing, by the place where it is written.
    versions : the teams that have been agreed on and the current draft, newest first.
    counted : what is counted of the service each month; "" when nothing is.
    """

    facts: Facts
    standing: tuple[str, ...] = ()
    summary: str = ""
    said: Mapping[Chapter, tuple[Said, ...]] = field(default_factory=lambda: MappingProxyType({}))
    when_needed: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, tuple[PhaseLines, ...]], ...] = ()
    preparation: tuple[TaskLine, ...] = ()
    rules: tuple[CoordinatorLine, ...] = ()
    stands: tuple[int, int] = (0, 0)
    changes: tuple[ChangeLine, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    versions: tuple[VersionLine, ...] = ()
    counted: str = ""


def handbook(known: Handbook, _: Words) -> tuple[Block, ...]:
    """The handbook; its chapters are the questions of whoever comes new to the team."""
    chapters: list[tuple[str, list[Block]]] = [
        (_("What is the team for, and who is the client?"), _purpose(known, _)),
        (_("Who belongs to the team?"), _team(known, _)),
        (_("How does a client come to the team?"), _table(known.said.get("arriving", ()), _)),
        (_("Consent, and what is written down"), _table(known.said.get("consent", ()), _)),
        (_("How does the work go?"), _work(known, _)),
        (_("Who is the client coordinator?"), _coordinator(known, _)),
        (_("Deputies and new members"), _members(known, _)),
        (_("THL's five questions"), [questions(known.facts, _)]),
        (_("Follow-up and development"), _development(known, _)),
        (_("What has been agreed on otherwise than in the generic model?"), _changes(known.changes, _)),
        (_("What is still open?"), _open(known, _)),
        (_("Contacts"), _contacts(known.facts, _)),
        (_("Versions"), _versions(known.versions, _)),
    ]
    contents = tuple((f"{number}", name) for number, (name, _blocks) in enumerate(chapters, 1))
    blocks: list[Block] = [*_opening(known, _), Heading(_("Contents"))]
    blocks += [Table((_("Chapter"), _("What it tells")), contents, (1, 9)), NewPage()]
    for number, (name, body) in enumerate(chapters, 1):
        blocks += [Heading(f"{number}. {name}"), *body]
    return tuple(blocks)


def _opening(known: Handbook, _: Words) -> list[Block]:
    agreed, every = known.stands
    return [
        *(Paragraph(one) for one in known.standing),
        Paragraph(known.facts.basis, muted=True),
        *(Paragraph(one) for one in known.facts.decided),
        Paragraph(
            _(
                "For those who come new to the team and for those who deputise. It says what has been agreed on in "
                "{pilot}, and the chapter “{chapter}” what has not, and where that is written.",
                pilot=known.facts.pilot,
                chapter=_("What is still open?"),
            )
        ),
        Paragraph(
            _.plural(
                "The pilot has taken a stand on {stands} of the {count} thing below that comes from the generic model.",
                "The pilot has taken a stand on {stands} of the {count} things below that come from the generic model.",
                every,
                stands=_.number(agreed),
            )
        ),
    ]


def _purpose(known: Handbook, _: Words) -> list[Block]:
    summary = (
        [Paragraph(_("In the words of the generic model: {text}", text=known.summary))]
        if known.summary
        else []
    )
    return [*summary, *_table(known.said.get("purpose", ()), _)]


def _team(known: Handbook, _: Words) -> list[Block]:
    facts = known.facts
    rows = tuple(
        (
            one.role,
            ", ".join(part for part in (one.who or _("vacant"), one.profession) if part),
            one.hours,
            one.state,
            *people(one, _),
        )
        for one in facts.seats
    )
    head = (_("Role"), _("Unit"), _("h/month"), _("State"), _("Representative"), _("Deputy"))
    blocks: list[Block] = [
        Table(head, rows, (2.1, 2.7, 1, 1.3, 1.5, 1.5)),
        Paragraph(
            _("Hours a month: {sums}.", sums=" · ".join(f"{name}: {value}" for name, value in facts.hours))
        ),
    ]
    if facts.repairs:
        title = _("Hours that are not agreed on, and their assumed price")
        blocks += [Heading(title, 2), Items(facts.repairs)]
    if facts.required:
        blocks.append(Table((_("Required party"), _("State")), facts.required, (2, 3)))
    if facts.parties:
        parties = tuple((one.organisation, one.agreed_by, one.mandate) for one in facts.parties)
        blocks.append(Table((_("Organisation"), _("Agreed by"), _("Mandate")), parties, (2, 2, 2)))
    if known.when_needed:
        blocks += [
            Heading(_("Asked when the client needs them"), 2),
            Table((_("Role"), _("When")), known.when_needed, (1, 3)),
        ]
    return blocks + _table(known.said.get("team", ()), _)


def _work(known: Handbook, _: Words) -> list[Block]:
    blocks = _table(known.said.get("meeting", ()), _)
    for name, phases in known.parts:
        blocks.append(Heading(name, 2))
        for one in phases:
            blocks += _phase(one, _)
    if known.preparation:
        blocks += [Heading(_("Before the pilot starts"), 2), _tasks(known.preparation, _)]
    return blocks


def _phase(one: PhaseLines, _: Words) -> list[Block]:
    tasks: Block = (
        _tasks(one.tasks, _)
        if one.tasks
        else Paragraph(_("Not agreed yet: no task of this phase has been written down."))
    )
    written: list[Block] = []
    if one.written:
        written = [Paragraph(_("Written down of today's practice:")), Items(one.written)]
    return [
        Heading(one.name, 3),
        Paragraph(one.text),
        Paragraph(" ".join((*one.frame, one.state)), muted=True),
        tasks,
        *written,
    ]


def _tasks(lines: Iterable[TaskLine], _: Words) -> Table:
    head = (_("Task"), _("Main responsibility"), _("Takes part in it"), _("Is heard"), _("Is informed"))
    rows = tuple(
        (one.task, one.main or _("not agreed yet"), one.takes_part, one.heard, one.informed) for one in lines
    )
    return Table(head, rows, (2.4, 1.9, 1.6, 1.3, 1.3))


def _coordinator(known: Handbook, _: Words) -> list[Block]:
    blocks = _table(known.said.get("coordinator", ()), _)
    if known.rules:
        head = (
            _("Client's situation"),
            _("Client coordinator"),
            _("Deputy"),
            _("When it changes"),
            _("Handover"),
        )
        rows = tuple(
            (
                one.situation,
                one.coordinator,
                *(part or _("not agreed yet") for part in (one.deputy, one.changes_when, one.handover)),
            )
            for one in known.rules
        )
        blocks.append(Table(head, rows, (2.0, 1.6, 1.6, 1.7, 2.0)))
        blocks += [Paragraph(one.beside) for one in known.rules if one.beside]
    else:
        blocks.append(Paragraph(_("Nothing has been agreed on the client coordinator yet.")))
    heading = Heading(_("Do the coordinators have room for the next client?"), 2)
    return blocks + ([heading, Items(known.facts.coordination)] if known.facts.coordination else [])


def _members(known: Handbook, _: Words) -> list[Block]:
    without = [f"{one.role} ({one.who})" for one in known.facts.seats if one.who and not one.deputy]
    said = (
        _("No deputy yet: {roles}.", roles=_.listing(without))
        if without
        else _("Every seat somebody sits in has a deputy.")
    )
    return [Paragraph(said), *_table(known.said.get("members", ()), _)]


def _development(known: Handbook, _: Words) -> list[Block]:
    counted = [Paragraph(known.counted)] if known.counted else []
    return [*counted, *_table(known.said.get("development", ()), _)]


def _changes(lines: tuple[ChangeLine, ...], _: Words) -> list[Block]:
    if not lines:
        return [Paragraph(_("No change of the generic model has been agreed on."))]
    head = (_("What"), _("What was changed?"), _("Why?"), _("Decided by"))
    rows = tuple((one.element, one.what, one.why, one.decided) for one in lines)
    return [Table(head, rows, (1.5, 2.2, 2.2, 1.5))]


def _open(known: Handbook, _: Words) -> list[Block]:
    facts = known.facts
    blocks: list[Block] = []
    for title, texts in (
        (_("What is missing from the team"), facts.gaps),
        (_("Tasks before the start"), facts.tasks),
    ):
        blocks += [Heading(title, 2), Items(texts)] if texts else []
    for one in known.lacking:
        blocks += [Heading(_("Written in: {place}", place=one.place), 2), Items(one.texts)]
    meeting = (
        _("Next meeting: {meeting}.", meeting=facts.next_meeting)
        if facts.next_meeting
        else _("The next meeting is not known yet.")
    )
    nothing = [] if blocks else [Paragraph(_("Nothing is open."))]
    return [*nothing, *blocks, Paragraph(meeting)]


def _contacts(facts: Facts, _: Words) -> list[Block]:
    head = (_("Role"), _("Unit"), _("Representative"), _("Deputy"), _("How the seat is reached"))
    rows = tuple(
        (
            one.role,
            one.who or _("vacant"),
            *people(one, _),
            one.contact or _("not written down"),
        )
        for one in facts.seats
    )
    return [Table(head, rows, (2.2, 2.4, 1.8, 1.8, 2.2))]


def _versions(lines: tuple[VersionLine, ...], _: Words) -> list[Block]:
    head = (_("Draft"), _("Made on"), _("State"), _("What changed?"))
    first = len(lines) - 1
    rows = tuple(
        (
            one.name,
            one.made,
            one.state,
            "; ".join(one.changes)
            or (_("the first of those told here") if place == first else _("No seat changed.")),
        )
        for place, one in enumerate(lines)
    )
    return [Table(head, rows, (1, 1, 1.4, 4))]


def _table(lines: tuple[Said, ...], _: Words) -> list[Block]:
    """What the model says, a row each; nothing when it has no element of the kind."""
    if not lines:
        return []
    rows = tuple((one.title, one.text, one.state) for one in lines)
    return [Table((_("What"), _("How it is done here"), _("How far agreed?")), rows, (1.8, 4.2, 1.6))]
