"""What people say of posts by hand, over what units answered; and posts nobody was asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mallipaja.survey.given import Known
from mallipaja.team.posts import Post


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What somebody can say of a post; ``None`` leaves what was answered."""

    name: str | None = None
    organisation: str | None = None
    sector: str | None = None
    profession: str | None = None
    hours_per_month: float | None = None
    remote: bool | None = None
    shareable: bool | None = None
    convenes: bool | None = None
    coordinator_clients: float | None = None
    member: bool | None = None
    mandate: str | None = None
    funded_until: date | None = None


@dataclass(frozen=True, slots=True)
class Correction(PostFacts):
    """A post as somebody corrected or wrote it.

    ``key`` is the unit's key, or the post's own. A post nobody was asked about has a ``name`` and a ``sector``.
    ``competences``: levels of this post alone, over those of its profession. ``lent_by``: who lends it; "" for the
    pilot's own.
    """

    key: str = field(kw_only=True)
    lent_by: str = ""
    travel_hours_per_month: float | None = None
    competences: tuple[tuple[str, float], ...] = ()
    removed: bool = False


def corrected(posts: Iterable[Post], corrections: Iterable[Correction]) -> tuple[Post, ...]:
    """The posts after the corrections, sorted by id; removed ones are left out."""
    found = {post.id: post for post in posts}
    for one in corrections:
        if one.removed:
            found.pop(one.key, None)
        elif one.key in found:
            found[one.key] = _over(found[one.key], one)
        elif one.name and one.sector:
            blank = Post(one.key, one.key, one.name, "", one.organisation or "", one.sector)
            found[one.key] = _over(blank, one)
    return tuple(found[key] for key in sorted(found))


def with_levels(posts: Iterable[Post], levels: Iterable[tuple[str, str, float]]) -> tuple[Post, ...]:
    """The posts with the competences of their professions: (competence id, profession, level). A level of the post
    itself stands where it is higher."""
    by_profession: dict[str, dict[str, float]] = {}
    for competence, profession, level in levels:
        by_profession.setdefault(profession, {})[competence] = level
    return tuple(_with_levels(post, by_profession) for post in posts)


def _with_levels(post: Post, by_profession: dict[str, dict[str, float]]) -> Post:
    known = dict(post.competences)
    for profession in post.professions:
        for competence, level in by_profession.get(profession, {}).items():
            known[competence] = max(level, known.get(competence, 0.0))
    return replace(post, competences=tuple(sorted(known.items())))


def _over(post: Post, one: Correction) -> Post:
    said: dict[str, Any] = {
        "profession": one.profession,
        "hours_per_month": one.hours_per_month,
        "remote": one.remote,
        "several_pilots": one.shareable,
        "convenes": one.convenes,
        "coordinator_clients": one.coordinator_clients,
        "member_already": one.member,
        "mandate": one.mandate,
        "funded_until": one.funded_until,
    }
    changes: dict[str, Any] = {name: Known(value) for name, value in said.items() if value is not None}
    if one.coordinator_clients is not None:
        changes["coordinates"] = Known(one.coordinator_clients > 0)
    for name, text in (
        ("unit_name", one.name),
        ("organisation_name", one.organisation),
        ("sector", one.sector),
    ):
        if text:
            changes[name] = text
    if one.lent_by:
        changes["lent_by"] = one.lent_by
    if one.travel_hours_per_month is not None:
        changes["travel_hours_per_month"] = one.travel_hours_per_month
    if one.competences:
        changes["competences"] = one.competences
    return replace(post, **changes)
