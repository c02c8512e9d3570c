"""Synthetic municipalities for `bench.team`: who could sit in a team of 14 roles and 16 competences. Invented."""

from __future__ import annotations

import random

from mallipaja.survey.given import Known
from mallipaja.team.case import Case, Competence
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role

SECTORS = ("health", "social", "employment", "kela", "third", "other")
PROFESSIONS = {
    "health": (
        "public_health_nurse",
        "nurse",
        "psychiatric_nurse",
        "doctor",
        "physiotherapist",
        "psychologist",
    ),
    "social": ("social_worker", "social_counsellor", "service_adviser"),
    "employment": ("employment_expert", "job_coach"),
    "kela": ("kela_expert",),
    "third": ("workshop_instructor", "experience_expert"),
    "other": ("youth_worker", "debt_adviser"),
}
SHARES = (0.35, 0.25, 0.16, 0.06, 0.1, 0.08)
ROLES = (
    ("health_care", "health", 1, 24, True, ("public_health_nurse", "nurse")),
    ("doctor", "health", 1, 8, True, ("doctor",)),
    ("mental_health", "health", 1, 12, True, ("psychiatric_nurse", "psychologist")),
    ("social_services", "social", 2, 30, True, ("social_worker", "social_counsellor")),
    ("employment_services", "employment", 1, 24, True, ("employment_expert",)),
    ("kela", "kela", 1, 8, True, ("kela_expert",)),
    ("job_coach", "employment", 0, 16, False, ("job_coach", "workshop_instructor")),
    ("rehabilitation", "health", 0, 12, False, ("physiotherapist", "nurse")),
    ("service_adviser", "social", 0, 8, False, ("service_adviser", "social_counsellor")),
    ("third_sector", "third", 0, 6, False, ("workshop_instructor",)),
    ("youth", "other", 0, 6, False, ("youth_worker",)),
    ("debt", "other", 0, 4, False, ("debt_adviser",)),
    ("experience", "third", 0, 4, False, ("experience_expert",)),
    ("assessment", "health", 0, 10, False, ("doctor", "psychologist", "physiotherapist")),
)
COMPETENCES = 16


def municipality(number: int) -> Case:
    """The municipality with this number: 10 to 60 posts, always the same."""
    rng = random.Random(number)
    posts = tuple(_post(rng, place) for place in range(rng.randint(10, 60)))
    names = [post.id for post in posts]
    return Case(
        roles=tuple(
            Role(key, sector, heads, float(hours) * rng.choice((0.75, 1.0, 1.25)), firm, fits)
            for key, sector, heads, hours, firm, fits in ROLES
        ),
        posts=posts,
        sectors_required=("health", "social", "employment", "kela"),
        team_cap=rng.choice((8, 10, 12)),
        seats_per_post=rng.choice((1, 2)),
        competences=tuple(
            Competence(f"c{place}", rng.choice((1, 1, 2)), 2.0) for place in range(COMPETENCES)
        ),
        ties=tuple((rng.choice(names), rng.choice(names)) for _ in range(2 * len(names))),
    )


def _post(rng: random.Random, place: int) -> Post:
    sector = rng.choices(SECTORS, SHARES)[0]
    professions = PROFESSIONS[sector]
    first = rng.choice(professions)
    more = tuple(one for one in professions if one != first and rng.random() < 0.1)
    name = f"p{place}"
    return Post(
        name, name, name, "o", "O", sector, Known(first), Known(float(rng.choice((0, 2, 4, 4, 6, 8, 8, 12, 16, 20.5)))),
        remote=Known(rng.random() < 0.2), convenes=Known(rng.random() < 0.2), member_already=Known(rng.random() < 0.2),
        coordinates=Known(rng.random() < 0.2), more_professions=more,
        competences=tuple((f"c{n}", float(rng.randint(1, 3))) for n in range(COMPETENCES) if rng.random() < 0.15),
        travel_hours_per_month=rng.choice((0.0, 0.0, 1.0, 2.0)),
    )  # fmt: skip
