"""Ways to mend a team, and what they cost. Each can be applied to the case it was found for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, TypeAlias

from mallipaja.survey.given import NOT_ANSWERED, Known
from mallipaja.team.case import Case
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role

Means: TypeAlias = Literal[
    "hire", "share", "remote", "buy", "train", "more_hours", "convene",
    "accept_hours", "accept_seat", "accept_sector", "accept_competence", "accept_chair",
]  # fmt: skip
HIRE_HTV = 0.2
HOURS_PER_HTV_MONTH = 137.0
"""Hours a month of one person-year: 1,644 h a year after holidays and average leave (KVTES), over 12 months."""
HIRE_HOURS = round(HIRE_HTV * HOURS_PER_HTV_MONTH, 1)
MORE_HOURS = 4.0
"""Hours a month in one step of more hours of a post."""
MOST_HIRES, MOST_PEOPLE, MOST_BOUGHT, MOST_STEPS = 5, 4, 60, 3
"""Most steps of 0.2 htv of one person, people of one profession, hours a month bought of one, and steps of more hours
of one post."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What the ways cost, in euros a month. Planning assumptions to be corrected in the workshop, no tariff.

    Attributes
    ----------
    hire : 0.2 htv of a profession (a fifth of about 4,800 euros with side costs).
    share_start, share_hour : agreeing with a neighbour on a shared post, and each hour; travel_hour comes on top.
    remote_start, remote_hour : the same when the post takes part remotely.
    buy_hour : an hour of a bought service.
    train : one post to the level of one competence, spread over the months of a year.
    more_hours : four hours more of a post that is there.
    convene : agreeing that a post convenes the team.
    accept_hour, accept_seat, accept_sector, accept_competence, accept_chair : not money: how much it is worth to
        the pilot not to do without. An hour of a mandatory role counts twice.
    """

    hire: float = 960.0
    share_start: float = 50.0
    share_hour: float = 40.0
    travel_hour: float = 40.0
    remote_start: float = 30.0
    remote_hour: float = 40.0
    buy_hour: float = 90.0
    train: float = 150.0
    more_hours: float = 160.0
    convene: float = 20.0
    accept_hour: float = 120.0
    accept_seat: float = 3000.0
    accept_sector: float = 3000.0
    accept_competence: float = 800.0
    accept_chair: float = 400.0

    def changed(self, prices: Mapping[str, float]) -> Prices:
        """These prices with some of them replaced; names that are no price are left alone."""
        return replace(self, **{name: value for name, value in prices.items() if name in PRICE_NAMES})


PRICE_NAMES = tuple(one.name for one in fields(Prices))


@dataclass(frozen=True, slots=True)
class Action:
    """One way used.

    ``about``: a profession (hire, buy), a post (share, remote, more_hours, convene, train), a role
    (accept_hours, accept_seat), a sector or a competence; "" for the chair. ``amount``: hours a month, or for
    hire steps of 0.2 htv, for seats and holders their number, else 1. ``competence``: what is trained. ``number``:
    which of several people of one profession is hired.
    """

    means: Means
    about: str
    amount: float
    price: float
    competence: str = ""
    number: int = 1


def new_post(means: Means, profession: str, sector: str, hours: float, number: int = 1) -> Post:
    """A post that is hired or bought: nobody yet, known by its profession."""
    key = f"{means}:{profession}" if number == 1 else f"{means}:{profession}:{number}"
    return Post(
        id=key, unit=key, unit_name=profession, organisation="", organisation_name="", sector=sector,
        profession=Known(profession), hours_per_month=Known(hours), member_already=Known(False),
        convenes=Known(False), coordinates=NOT_ANSWERED,
    )  # fmt: skip


def apply(case: Case, actions: Iterable[Action], neighbours: Iterable[Post] = ()) -> Case:
    """The case after the actions."""
    lenders = {post.id: post for post in neighbours}
    for one in actions:
        case = _applied(case, one, lenders)
    return case


def _applied(case: Case, one: Action, lenders: Mapping[str, Post]) -> Case:
    if one.means in {"hire", "buy"}:
        hours = one.amount * HIRE_HOURS if one.means == "hire" else one.amount
        sector = sector_of(case, one.about, lenders.values())
        return replace(case, posts=(*case.posts, new_post(one.means, one.about, sector, hours, one.number)))
    if one.means in {"share", "remote"}:
        return replace(
            case, posts=(*case.posts, replace(lenders[one.about], hours_per_month=Known(one.amount)))
        )
    if one.means in {"more_hours", "train", "convene"}:
        return replace(case, posts=tuple(_helped(case, post, one) for post in case.posts))
    if one.means in {"accept_hours", "accept_seat"}:
        return replace(case, roles=tuple(_eased(role, one) for role in case.roles))
    if one.means == "accept_sector":
        return replace(case, sectors_required=tuple(s for s in case.sectors_required if s != one.about))
    if one.means == "accept_competence":
        eased = (
            replace(c, holders=max(0, c.holders - round(one.amount))) if c.id == one.about else c
            for c in case.competences
        )
        return replace(case, competences=tuple(eased))
    return replace(case, chair_wanted=False)


def _helped(case: Case, post: Post, one: Action) -> Post:
    if post.id != one.about:
        return post
    if one.means == "more_hours":
        return replace(post, hours_per_month=Known(post.hours + one.amount))
    if one.means == "convene":
        return replace(post, convenes=Known(True))
    level = next(c.level for c in case.competences if c.id == one.competence)
    return replace(post, competences=tuple({**dict(post.competences), one.competence: level}.items()))


def _eased(role: Role, one: Action) -> Role:
    if role.id != one.about:
        return role
    if one.means == "accept_seat":
        return replace(role, heads=max(0, role.heads - round(one.amount)))
    return replace(role, hours_per_month=max(0.0, round((role.hours_per_month or 0.0) - one.amount, 6)))


def sector_of(case: Case, profession: str, more: Iterable[Post] = ()) -> str:
    """The sector of a profession: of the first role it fits that says whose posts may sit there, else of the posts
    that have it, else of the first role it fits."""
    found = [role.sector for role in case.roles if role.sectors and profession in role.qualifies]
    found += [post.sector for post in (*case.posts, *more) if profession in post.professions]
    found += [role.sector for role in case.roles if profession in role.qualifies]
    return found[0] if found else ""


def up(hours: float) -> float:
    """Hours to the next whole hundredth, so that applying what was found is enough."""
    return math.ceil(round(hours * 100, 4)) / 100
