"""The example project: ``reference_data/example_project.yaml``. Everything in it is invented and marked as
example data.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mallipaja.catalogue.operating_model import Sector
from mallipaja.catalogue.text import ElementKey, Flag, Key, Number, Strict, Whole

Name = Annotated[str, Field(min_length=1)]
DaysAgo = Annotated[Whole, Field(ge=0)]
"""Days before the day the example is made."""


class ExamplePilot(Strict):
    """A pilot; ``size`` 1-3 scales the staff of its units."""

    key: Key
    name: Name
    kind: Literal["municipality", "site", "area"]
    municipality: str
    size: Whole


class ExampleOrganisation(Strict):
    """An employer; those whose key is ``kunta_<pilot>`` are the pilots' own municipalities."""

    key: Key
    name: Name
    sector: Sector


class ExampleActor(Strict):
    """An actor. ``organisation`` ``kunta`` stands for the pilot's own municipality."""

    key: Key
    name: Name
    sector: Sector
    organisation: Key
    professions: tuple[Key, ...]


class ExampleUnit(Strict):
    """A unit that serves several pilots."""

    name: Name
    actor: Key
    pilots: tuple[Key, ...]


class ExampleTexts(Strict):
    """Sentences an open question that feeds ``feed`` may be answered with."""

    feed: str
    options: tuple[Name, ...]


class ExampleMeeting(Strict):
    """A meeting each pilot had; ``step`` is the number of the process step, from 0."""

    title: Name
    step: Whole
    held_days_ago: DaysAgo
    mode: Literal["on_site", "remote", "hybrid"]
    supervisors: Flag


class ExampleTask(Strict):
    """A preparatory task of each pilot."""

    title: Name
    owner: Name
    done: Flag


class ExampleStand(Strict):
    """A stand a pilot took on an element of the generic model."""

    element: ElementKey
    fit: Literal["fits", "fits_changed", "does_not_fit"]
    in_use: Literal["yes", "partly", "no"] | None = None
    what: str = ""
    why: str = ""
    core_kept: Flag | None = None


class ExampleSeat(Strict):
    """What a pilot says of a seat of the generic model: how many, how many hours a month, and of which professions."""

    role: ElementKey
    minimum_count: Whole
    hours_per_month: Number
    professions: tuple[Key, ...]
    what: Name
    why: Name


class ExampleAgreement(Strict):
    """A pilot that is further than the others: its team is agreed, and some stands are taken.

    ``seats`` are what it says of seats of its own. ``recruited_by``: the key of the organisation that has
    recruited the people whom the cheapest repair of its first draft would recruit.
    """

    pilot: Key
    agreed_days_ago: DaysAgo
    decided_by: Name
    why: Name
    steps_closed: Whole
    stands: tuple[ExampleStand, ...]
    seats: tuple[ExampleSeat, ...] = ()
    recruited_by: Key | None = None


class ExampleWork(Strict):
    """A task of a unit: how often a year, and how long it takes each time."""

    task: Name
    times: Number
    minutes: Number


class ExampleSupport(Strict):
    """What everyone of the profession does beside clients."""

    task: Name
    minutes: Number
    per: Literal["day", "week", "month", "year"]


class ExampleAdditional(Strict):
    """What only some do: persons and hours a year."""

    task: Name
    persons: Number
    hours: Number


class ExampleWorkload(Strict):
    """A unit, by its pilot and actor, that was asked for its workload; without tasks it has not answered."""

    pilot: Key
    actor: Key
    profession: Key | None = None
    tasks: tuple[ExampleWork, ...] = ()
    support: tuple[ExampleSupport, ...] = ()
    additional: tuple[ExampleAdditional, ...] = ()
    days_off: dict[Key, Number] = Field(default_factory=dict)


class ExampleView(Strict):
    """What an actor saw otherwise when a pilot answered together; the question is one of the joint survey."""

    question: str
    actor: Key
    text: Name


class ExampleJoint(Strict):
    """Who answered a pilot's joint survey together, and what was seen otherwise."""

    pilot: Key
    actors: tuple[Key, ...]
    seen_otherwise: tuple[ExampleView, ...] = ()


class ExampleCounts(Strict):
    """What a pilot has counted of its service, by measure: months up to the last whole one."""

    pilot: Key
    counts: dict[Key, tuple[Number, ...]]


class ExampleProject(Strict):
    """``example_project.yaml``. ``phase_activity`` is how often (0-1) a sector regularly does something in a
    phase; ``steps_days_ago`` is when those who are that far closed each step, in the order of the process.
    """

    format: Literal["mallipaja/example_project/1"]
    name: Name
    round_title: Name
    opened_days_ago: DaysAgo
    pilots: tuple[ExamplePilot, ...]
    organisations: tuple[ExampleOrganisation, ...]
    actors: tuple[ExampleActor, ...]
    local_units: tuple[Key, ...]
    shared_units: tuple[ExampleUnit, ...]
    phase_activity: dict[Key, dict[Sector, Number]]
    texts: tuple[ExampleTexts, ...]
    meetings: tuple[ExampleMeeting, ...]
    tasks: tuple[ExampleTask, ...]
    steps_days_ago: tuple[DaysAgo, ...] = ()
    agreed: tuple[ExampleAgreement, ...] = ()
    joint: tuple[ExampleJoint, ...] = ()
    workload_title: Name
    workloads: tuple[ExampleWorkload, ...] = ()
    follow_up: tuple[ExampleCounts, ...] = ()
