"""The cheapest ways to close a team's gaps: one search over who sits where and what is done about it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from mallipaja.survey.given import Known
from mallipaja.team.case import Case
from mallipaja.team.columns import TeamColumns, add_hours, add_team
from mallipaja.team.draft import Draft, Gap, draft, in_one_order
from mallipaja.team.goals import weight
from mallipaja.team.means import (
    HIRE_HOURS,
    MORE_HOURS,
    MOST_BOUGHT,
    MOST_HIRES,
    MOST_PEOPLE,
    MOST_STEPS,
    Action,
    Means,
    Prices,
    apply,
    new_post,
    sector_of,
    up,
)
from mallipaja.team.posts import Post, qualifies
from mallipaja.team.programme import Goal, Programme, Terms, ones
from mallipaja.team.solve import SECONDS, NoSolverError, solve

_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Repair:
    """Actions that together close gaps of a draft.

    ``closes`` are the gaps that are gone when the actions are applied and the team is drafted anew;
    ``draft`` is that team. ``price`` is the sum of the actions' prices, accepting included.
    """

    actions: tuple[Action, ...]
    price: float
    closes: tuple[Gap, ...]
    draft: Draft
    proved: bool


@dataclass(slots=True)
class _Tool:
    """One way that may be used: its column of amounts, a column that says whether it is used, and prices."""

    means: Means
    about: str
    amount: int
    used: int
    start: float
    each: float
    size: float = 1.0
    competence: str = ""
    number: int = 1


@dataclass(slots=True)
class _Box:
    """The programme with the ways written into it."""

    programme: Programme
    tools: list[_Tool] = field(default_factory=list)

    def tool(
        self, means: Means, about: str, most: float, *, start: float = 0.0, each: float = 0.0, size: float = 1.0,
        whole: bool = True, competence: str = "", number: int = 1,
    ) -> _Tool:  # fmt: skip
        amount = self.programme.number(most, whole=whole)
        used = self.programme.yes_no()
        self.programme.at_most([(amount, 1.0), (used, -most)], 0)
        found = _Tool(means, about, amount, used, start, each, size, competence, number)
        self.tools.append(found)
        return found

    def price(self) -> Terms:
        """What everything that is used costs; a hair for each, so that nothing is used in vain."""
        return [term for one in self.tools for term in ((one.used, one.start + 0.01), (one.amount, one.each))]

    def actions(self, values: Sequence[float]) -> tuple[Action, ...]:
        found = []
        for one in self.tools:
            amount = values[one.amount]
            if amount > _LEAST:
                exact = round(amount) if self.programme.whole[one.amount] else up(amount)
                price = round(one.start + one.each * exact, 2)
                found.append(
                    Action(one.means, one.about, exact * one.size, price, one.competence, one.number)
                )
        return tuple(
            sorted(found, key=lambda action: (-action.price, action.means, action.about, action.number))
        )


def repairs(
    case: Case,
    first: Draft,
    prices: Prices | None = None,
    neighbours: Sequence[Post] = (),
    *,
    available: Collection[str] | None = None,
    count: int = 3,
    seconds: float = SECONDS,
) -> tuple[Repair, ...]:
    """Up to ``count`` sets of actions that close every gap of the draft ``first``, the cheapest first.

    Each set leaves out something of every cheaper one. Empty when there is nothing to close, or no solver.

    Parameters
    ----------
    case, first : the case, and its draft.
    prices : what the ways cost; `means.Prices` when left out.
    neighbours : posts of other municipalities that could be shared; those that take part remotely are priced so.
    available : professions that can be hired or bought; all that fit a seat when left out.
    seconds : time cap over all the searches.
    """
    wanted = prices or Prices()
    if not first.gaps:
        return ()
    found: list[Repair] = []
    known: list[tuple[Action, ...]] = []
    for _number in range(count):
        one = _cheapest(in_one_order(case), wanted, neighbours, available, known, seconds / count)
        if one is None:
            break
        actions, proved = one
        known.append(actions)
        after = draft(apply(case, actions, neighbours), seconds)
        left = {(gap.kind, gap.about) for gap in after.gaps}
        closed = tuple(gap for gap in first.gaps if (gap.kind, gap.about) not in left)
        if closed:
            price = round(sum(action.price for action in actions), 2)
            found.append(Repair(actions, price, closed, after, proved))
    return tuple(found)


def _cheapest(
    case: Case, prices: Prices, neighbours: Sequence[Post], available: Collection[str] | None,
    known: Sequence[tuple[Action, ...]], seconds: float,
) -> tuple[tuple[Action, ...], bool] | None:  # fmt: skip
    box = _Box(Programme())
    wide, extra = _people(box, case, prices, neighbours, available)
    able = {one.id: _training(box, case, prices, one.id) for one in case.competences}
    chairs = [(tool.amount, 1.0) for tool in _conveners(box, case, prices)]
    team = add_team(box.programme, wide, able=able, chairs=chairs)
    if not team.sits and not case.roles:
        return None
    _hours(box, case, wide, team, extra)
    _only_seated(box, team)
    _accept(box, case, team, prices)
    _unlike(box, known)
    try:
        found = solve(box.programme, [Goal("price", box.price())], seconds)
    except NoSolverError:
        return None
    return None if found is None else (box.actions(found.values), found.gap == 0)


def _people(
    box: _Box, case: Case, prices: Prices, neighbours: Sequence[Post], available: Collection[str] | None
) -> tuple[Case, dict[str, _Tool]]:
    """The case with everybody who could come, at the most hours they could give, and the tools that bring them."""
    tools: dict[str, _Tool] = {}
    posts = []
    for post in case.posts:
        tools[post.id] = box.tool("more_hours", post.id, MOST_STEPS, each=prices.more_hours, size=MORE_HOURS)
        posts.append(replace(post, hours_per_month=Known(post.hours + MOST_STEPS * MORE_HOURS)))
    for post in neighbours:
        remote = post.remote == Known(True)
        means: Means = "remote" if remote else "share"
        start = prices.remote_start if remote else prices.share_start + prices.travel_hour * post.travel
        each = prices.remote_hour if remote else prices.share_hour
        tools[post.id] = box.tool(means, post.id, math.floor(post.hours), start=start, each=each)
        posts.append(post)
    professions = sorted({one for role in case.roles for one in role.qualifies})
    for one in professions:
        if available is None or one in available:
            sector = sector_of(case, one, neighbours)
            posts += _hired(
                box, tools, one, sector, prices, max(r.heads for r in case.roles if one in r.qualifies)
            )
            tools[f"buy:{one}"] = box.tool("buy", one, MOST_BOUGHT, each=prices.buy_hour)
            posts.append(new_post("buy", one, sector, MOST_BOUGHT))
    return replace(case, posts=tuple(posts)), tools


def _hired(
    box: _Box, tools: dict[str, _Tool], profession: str, sector: str, prices: Prices, heads: int
) -> list[Post]:
    """People who could be hired to a profession: as many as one seat may need, the first of them first."""
    posts: list[Post] = []
    for number in range(1, max(1, min(heads, MOST_PEOPLE)) + 1):
        tool = box.tool("hire", profession, MOST_HIRES, each=prices.hire, number=number)
        post = new_post("hire", profession, sector, MOST_HIRES * HIRE_HOURS, number)
        if posts:
            box.programme.at_least([(tools[posts[-1].id].amount, 1.0), (tool.amount, -1.0)], 0)
        tools[post.id] = tool
        posts.append(post)
    return posts


def _hours(box: _Box, case: Case, wide: Case, team: TeamColumns, tools: dict[str, _Tool]) -> None:
    """A post gives the hours it has and those the tools bring; who is not there yet sits only when brought."""
    own = {post.id: post.hours for post in case.posts}
    known = {post.id for post in case.posts}
    bare = replace(
        wide, posts=tuple(replace(p, hours_per_month=Known(own.get(p.id, 0.0))) for p in wide.posts)
    )
    factors = {"hire": HIRE_HOURS, "more_hours": MORE_HOURS}
    more = {post: [(tool.amount, factors.get(tool.means, 1.0))] for post, tool in tools.items()}
    add_hours(box.programme, bare, team, more)
    for post, here in team.here.items():
        if post not in known:
            box.programme.at_most([(here, 1.0), (tools[post].amount, -1.0)], 0)


def _training(box: _Box, case: Case, prices: Prices, competence: str) -> Terms:
    wanted = next(one for one in case.competences if one.id == competence)
    tools = [
        box.tool("train", post.id, 1, each=prices.train, competence=competence)
        for post in case.posts
        if post.level(competence) < wanted.level and any(qualifies(post, role) for role in case.roles)
    ]
    return [(tool.amount, 1.0) for tool in tools]


def _conveners(box: _Box, case: Case, prices: Prices) -> list[_Tool]:
    if not case.chair_wanted:
        return []
    return [
        box.tool("convene", post.id, 1, each=prices.convene) for post in case.posts if not post.may_convene
    ]


def _only_seated(box: _Box, team: TeamColumns) -> None:
    """Training somebody, or asking somebody to convene, helps only when they sit."""
    for tool in box.tools:
        if tool.means in {"train", "convene"}:
            here = team.here.get(tool.about)
            box.programme.at_most([(tool.amount, 1.0), *([(here, -1.0)] if here is not None else [])], 0)


def _accept(box: _Box, case: Case, team: TeamColumns, prices: Prices) -> None:
    """What is missing has to be accepted, at its price."""
    missing: list[tuple[int, _Tool]] = []
    for role in case.roles:
        if (column := team.lacking.get(role.id)) is not None:
            price = prices.accept_hour * weight(role)
            tool = box.tool("accept_hours", role.id, role.hours_per_month or 0.0, each=price, whole=False)
            missing.append((column, tool))
        if (column := team.heads.get(role.id)) is not None:
            missing.append((column, box.tool("accept_seat", role.id, role.heads, each=prices.accept_seat)))
    for sector, column in team.sectors.items():
        missing.append((column, box.tool("accept_sector", sector, 1, each=prices.accept_sector)))
    for one in case.competences:
        if one.holders:
            tool = box.tool("accept_competence", one.id, one.holders, each=prices.accept_competence)
            missing.append((team.holders[one.id], tool))
    if team.chair is not None:
        missing.append((team.chair, box.tool("accept_chair", "", 1, each=prices.accept_chair)))
    for column, tool in missing:
        box.programme.at_most([(column, 1.0), (tool.amount, -1.0)], 0)


def _unlike(box: _Box, known: Sequence[tuple[Action, ...]]) -> None:
    """Every further set leaves out one of the ways of each earlier one."""
    for actions in known:
        chosen = {(one.means, one.about, one.competence, one.number) for one in actions}
        known_as = [(tool, (tool.means, tool.about, tool.competence, tool.number)) for tool in box.tools]
        used = [tool.used for tool, key in known_as if key in chosen]
        box.programme.at_most(ones(used), len(used) - 1)
