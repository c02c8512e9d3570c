"""Who may do what, where. Every action passes through `action`; pages, routes and the CLI add nothing to it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from typing import Concatenate, ParamSpec, TypeVar

from mallipaja.actions.tokens import response_key
from mallipaja.catalogue.load import Catalogue
from mallipaja.errors import Refused
from mallipaja.i18n import HELSINKI
from mallipaja.store import places
from mallipaja.store.engine import Store, Work
from mallipaja.store.places import Place


class Right(Enum):
    """What an action needs. Checked at the place the action touches."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    ADMINISTER = "administer people, projects and the installation"
    RUN_PROJECT = "run the project: rounds, pilots, everything in it"
    SEE_PROJECT = "see the project exists and its board, limited to own pilots"
    EDIT_PILOT = "edit one pilot's picture, draft and variant"
    SEE_PILOT = "see one pilot's picture, draft and variant"
    COMPARE = "see the comparison of models, without answers and names"
    WRITE_MODELS = "write the generic and regional models"
    RESPOND = "answer on one's own invitation"
    TAKE_PART = "take part in a workshop as the participant this device is"


class Role(Enum):
    FACILITATOR = "facilitator"
    PILOT_CONTACT = "pilot_contact"
    DEVELOPER = "developer"


@dataclass(frozen=True, slots=True)
class Member:
    """Membership of a project; ``pilot_id`` is set for a pilot contact."""

    project_id: str
    role: Role
    pilot_id: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    ``who`` goes to the history: ``account:<id>``, ``cli:<user>``, ``invitation:<id>`` or ``anonymous``.
    ``invitations`` are the invitations this device may answer on, ``participants`` who it is in workshops.
    ``tokens`` are, by invitation, those of anonymous links: what was answered is found with them alone.
    """

    who: str
    name: str = ""
    account_id: str | None = None
    is_admin: bool = False
    is_developer: bool = False
    members: tuple[Member, ...] = ()
    invitations: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    language: str | None = None
    tokens: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def signed_in(self) -> bool:
        return self.account_id is not None or self.is_admin


ANONYMOUS = Actor("anonymous")
PARTICIPANT = "participant:"
"""Who the history says did something in a workshop: never which of those who took part."""


def cli_actor(user: str) -> Actor:
    """The person at the command line: acts as admin, logged by operating-system user name."""
    return Actor(f"cli:{user}", user, is_admin=True)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """What every action gets: the database, who acts, the definitions and a clock."""

    store: Store
    actor: Actor
    catalogue: Catalogue
    clock: Callable[[], datetime] = utc_now


def may(actor: Actor, right: Right, place: Place | None) -> bool:
    """Whether the actor has the right at the place.

    A place names a project and perhaps one pilot, invitation or participant in it; ``None`` is the installation
    itself.
    """
    if right is Right.ANYONE:
        return True
    if right is Right.RESPOND:
        return place is not None and _may_answer(actor, place)
    if right is Right.TAKE_PART:
        return place is not None and place.participant_id in actor.participants
    if actor.is_admin:
        return True
    if right is Right.SIGNED_IN:
        return actor.signed_in
    if right is Right.WRITE_MODELS:
        return actor.is_developer
    if right is Right.ADMINISTER or not actor.signed_in:
        return False
    if place is None:
        return right is Right.COMPARE
    return any(_member_may(member, right, place) for member in actor.members)


def _may_answer(actor: Actor, place: Place) -> bool:
    """Whoever has the link; and where an answer is written down for others, those who run the project."""
    if place.invitation_id is not None and place.invitation_id in actor.invitations:
        return True
    if place.answer_key is not None:
        return any(response_key(token, place.answer_scope) == place.answer_key for _, token in actor.tokens)
    return place.on_behalf and may(actor, Right.RUN_PROJECT, place)


def _member_may(member: Member, right: Right, place: Place) -> bool:
    if member.project_id != place.project_id:
        return False
    match member.role:
        case Role.FACILITATOR:
            return right is not Right.ADMINISTER
        case Role.PILOT_CONTACT:
            if right in {Right.EDIT_PILOT, Right.SEE_PILOT}:
                return place.pilot_id is not None and place.pilot_id == member.pilot_id
            return right in {Right.SEE_PROJECT, Right.COMPARE}
        case Role.DEVELOPER:
            return right is Right.COMPARE


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """What the registry knows of an action: tests try every one as every role."""

    name: str
    right: Right
    scope: str
    writes: bool
    function: Callable[..., object]


ACTIONS: dict[str, ActionSpec] = {}

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Job(Work):
    """A transaction inside an action: the work of the store plus who acts, where, and the definitions."""

    actor: Actor
    catalogue: Catalogue
    place: Place | None

    @property
    def project_id(self) -> str:
        """The project the action touches; only for actions with a place."""
        assert self.place is not None
        return self.place.project_id

    @property
    def today(self) -> date:
        """The day it is in Finland, which around midnight is not the day of the UTC clock."""
        return self.at.astimezone(HELSINKI).date()


def action(
    right: Right, scope: str = "", *, writes: bool = True
) -> Callable[[Callable[Concatenate[Job, P], R]], Callable[Concatenate[Context, P], R]]:
    """Make a function an action: one transaction, one permission check, one entry in `ACTIONS`.

    Parameters
    ----------
    right : what the actor needs at the place.
    scope : name of the keyword argument that says where (``project_id``, ``pilot_id``, ``round_id``, ...),
    see `places`;
        "" when the action touches the installation.
    writes : whether the transaction may write.

    Raises
    ------
    Refused : the actor has no such right there. A place that does not exist is refused in the same words,
    so that
        nobody learns by trying which ids exist.
    """

    def decorate(function: Callable[Concatenate[Job, P], R]) -> Callable[Concatenate[Context, P], R]:
        @functools.wraps(function)
        def run(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with entered(context, right, scope, kwargs, writes=writes) as job:
                return function(job, *args, **kwargs)

        register(function, right, scope, run, writes=writes)
        return run

    return decorate


@contextmanager
def entered(
    context: Context, right: Right, scope: str, kwargs: Mapping[str, object], *, writes: bool
) -> Iterator[Job]:
    """A transaction at the place the arguments name, once the actor's right there has been checked.

    Raises
    ------
    Refused : see `action`.
    """
    opened = context.store.writing if writes else context.store.reading
    who = PARTICIPANT if right is Right.TAKE_PART else context.actor.who
    with opened(who, context.clock()) as work:
        place = places.find(work, scope, str(kwargs.get(scope, ""))) if scope else None
        if (scope and place is None) or not may(context.actor, right, place):
            raise Refused
        yield Job(work.connection, work.who, work.at, context.actor, context.catalogue, place)


def register(
    function: Callable[..., object], right: Right, scope: str, run: Callable[..., object], *, writes: bool
) -> None:
    """Put an action into `ACTIONS`."""
    name = f"{function.__module__.removeprefix('mallipaja.actions.')}.{function.__name__}"
    if scope and scope not in inspect.signature(function).parameters:
        raise TypeError(f"{name} has no argument {scope}")
    ACTIONS[name] = ActionSpec(name, right, scope, writes, run)
