"""Operating model files: ``operating_models/generic.yaml`` and one file per described regional model.

The generic model defines *elements*, each with a key path (``roles.kela``), a level (core, adaptable,
local) and what it says. A described model states *facts* about those same keys; what its source does not
say is ``not_stated``. A described model never inherits from the generic one. An adopted model, such as a
region's between the generic model and its municipalities, is a list of changes to another model. A pilot's
own variant is kept in the database in the same parts.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mallipaja.catalogue.text import (
    Day,
    ElementKey,
    Flag,
    Key,
    Language,
    Number,
    Source,
    Strict,
    Text,
    When,
    Whole,
)

Level = Literal["core", "adaptable", "local"]
Group = Literal[
    "roles",
    "phases",
    "rules",
    "artefacts",
    "governance",
    "resources",
    "questions",
    "interfaces",
    "rehabilitation",
    "information",
    "participation",
    "tools",
    "people",
    "context",
]
State = Literal["stated", "not_stated", "stated_absent"]
Modality = Literal["in_use", "agreed", "planned", "wished", "recommended"]
Relation = Literal["same", "adapted_consistent", "adapted_inconsistent", "added"]
Sector = Literal["health", "social", "employment", "kela", "third", "other"]
Part = Literal["member", "partner", "participant"]
Requirement = Literal["core", "optional", "contextual"]
ChangeOperation = Literal["set", "add", "remove", "substitute", "reorder", "add_member", "remove_member"]
ChangeState = Literal["proposal", "agreed", "in_trial", "ended"]
StandFit = Literal["fits", "fits_changed", "does_not_fit"]
StandInUse = Literal["yes", "partly", "no"]
Unit = Literal[
    "persons",
    "percent",
    "rank",
    "municipalities",
    "teams",
    "sites",
    "posts",
    "coordinators",
    "parties",
]
"""What a fact counts. ``rank`` is a place in a comparison (1 is the highest), ``posts`` are vacancies."""


class Choice(Strict):
    """One allowed code of an element whose value is a choice."""

    code: Key
    label: Text


class RoleSpec(Strict):
    """What the generic model says of a seat in the team or a role beside it.

    ``seat`` is true for a member of the team; ``participant`` marks somebody who is at the table without
    being a member (the client). ``professions`` and ``substitutes`` are codes of
    ``reference_data/professions.yaml``: who holds the seat first of all, and who may take it when they
    cannot. ``sectors``: whose posts may sit here; absent means the role's own sector alone. In a ``contextual``
    role it depends on each client who sits. ``hours_per_month`` is a planning assumption in hours a month for one
    team; absent means the model does not say.
    """

    sector: Sector
    owner: Text
    requirement: Requirement
    minimum_count: Whole = 0
    seat: Flag
    participant: Flag = False
    hours_per_month: Number | None = None
    professions: tuple[Key, ...] = ()
    substitutes: tuple[Key, ...] = ()
    sectors: tuple[Sector, ...] = ()


class PhaseSpec(Strict):
    """A phase of the client's path.

    ``order`` runs from 1. ``owner`` is the role that answers for the phase. ``max_wait_days`` is the
    longest wait in calendar days before the phase begins; absent means the model does not say. Each of
    ``required_sectors`` must do something in the phase.
    """

    order: Whole
    owner: ElementKey
    input: Text
    output: Text
    max_wait_days: Whole | None = None
    required_sectors: tuple[Sector, ...] = ()


class Element(Strict):
    """An addressable part of the generic model.

    ``choices`` are the codes a value may have, several at once where ``multiple``; ``default`` is what
    the generic model proposes. A ``mandatory`` element must be answered in every pilot's variant;
    ``answered_by`` names the elements whose facts answer it. ``sources`` are ids of the model's sources;
    a part that no document states cites the source of kind ``design``.
    """

    group: Group
    level: Level
    label: Text
    text: Text
    rationale: Text
    mandatory: Flag = False
    choices: tuple[Choice, ...] = ()
    multiple: Flag = False
    default: tuple[Key, ...] = ()
    answered_by: tuple[ElementKey, ...] = ()
    role: RoleSpec | None = None
    phase: PhaseSpec | None = None
    sources: tuple[Key, ...] = ()


class GenericModel(Strict):
    """The generic model: every element there is, and therefore every key a described model may use."""

    format: Literal["mallipaja/operating_model/1"]
    kind: Literal["generic"]
    id: Key
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    name: Text
    summary: Text
    draft_languages: tuple[Language, ...] = ()
    sources: tuple[Source, ...]
    elements: dict[ElementKey, Element]


class Fact(Strict):
    """One thing a source says. Several facts may stand under one element.

    ``value`` with ``unit`` for counts, ``codes`` for choices of the element, ``text`` always, in our own
    words. ``date`` is when the fact held: the day, month or year of a figure, else the day the source
    was last edited; absent where the source gives neither. ``start`` and ``end`` bound a period.
    ``proposal`` marks a possibility nobody has decided on. ``local_name`` is the region's own word for
    the thing. ``professions`` are the codes any of which may hold the seat. ``part`` says how somebody takes
    part: a member of the team, a close partner who is not a member, or at the table as a participant.
    ``sites`` are those the fact is about; none means all of them. ``note`` is ours, never the source's.
    """

    text: Text
    value: Number | None = None
    unit: Unit | None = None
    codes: tuple[Key, ...] = ()
    local_name: Text | None = None
    professions: tuple[Key, ...] = ()
    part: Part | None = None
    sites: tuple[str, ...] = ()
    start: When | None = None
    end: When | None = None
    modality: Modality = "in_use"
    proposal: Flag = False
    source: Key
    section: str | None = None
    date: When | None = None
    note: Text | None = None


class Description(Strict):
    """What a described model says of one element.

    ``relation`` compares the statement with the generic model and is required where ``state`` is
    ``stated``.
    """

    state: State
    relation: Relation | None = None
    facts: tuple[Fact, ...] = ()


class DescribedModel(Strict):
    """A regional model as its source describes it. A key without an entry is ``not_stated``."""

    format: Literal["mallipaja/operating_model/1"]
    kind: Literal["described"]
    id: Key
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    described_against: Key
    described_version: str
    name: Text
    region: Text
    summary: Text
    draft_languages: tuple[Language, ...] = ()
    sources: tuple[Source, ...]
    elements: dict[ElementKey, Description]

    def state_of(self, key: str) -> State:
        """State of an element; a key the model does not list is ``not_stated``."""
        found = self.elements.get(key)
        return found.state if found else "not_stated"


class ChangeValue(Strict):
    """What a change says: a text, a number, codes or a truth value; exactly one of them."""

    text: str | None = None
    number: Number | None = None
    codes: tuple[Key, ...] | None = None
    flag: Flag | None = None


class Change(Strict):
    """One reasoned change to the model below.

    ``field`` is the part of the element (``text``, ``default``, ``role.hours_per_month``), ``text`` when it
    is left out. ``what``, ``why`` and ``decided_by`` are in the municipality's own words. ``frame`` holds
    FRAME codes by field. ``challenges`` are those the change answers, ``decided_on`` the day of the meeting
    that decided it. It is in force from ``valid_from`` to ``valid_to``, both included.
    """

    id: Key
    operation: ChangeOperation
    element: ElementKey
    field: str = ""
    value: ChangeValue | None = None
    what: str = ""
    why: str = ""
    decided_by: str = ""
    core_kept: Flag | None = None
    frame: dict[Key, Key] = Field(default_factory=dict)
    challenges: tuple[str, ...] = ()
    decided_on: When | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    state: ChangeState = "agreed"


class Stand(Strict):
    """The stand taken on one element: does it fit, and is it already in use."""

    fit: StandFit
    in_use: StandInUse | None = None
    note: str = ""


class AdoptedModel(Strict):
    """A model made of changes to another: a region between the generic model and its municipalities.

    ``based_on`` is ``generic`` or another adopted model, ``based_version`` its version. An element counts as
    the same only where ``stands`` has it.
    """

    format: Literal["mallipaja/operating_model/1"]
    kind: Literal["adopted"]
    id: Key
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    based_on: Key
    based_version: str
    name: Text
    summary: Text
    draft_languages: tuple[Language, ...] = ()
    stands: dict[ElementKey, Stand] = Field(default_factory=dict)
    changes: tuple[Change, ...] = ()
