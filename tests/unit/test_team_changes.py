"""What an agreed team changes in the model: exact cases."""

from __future__ import annotations

from mallipaja.survey.given import NOT_ANSWERED, Given, Known
from mallipaja.team.changes import RoleChange, role_changes
from mallipaja.team.goals import Seat
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role

HEALTH = Role("roles.health_care", "health", 1, 12.0, True, ("nurse", "doctor"))
ANYBODY = Role("roles.education", "other", 0, None, False, (), any_profession=True)


def post(name: str, profession: str, hours: Given[float]) -> Post:
    return Post(name, name, name, "o", "O", "health", profession=Known(profession), hours_per_month=hours)


def seat(role: Role, name: str | None, hours: float = 0.0) -> Seat:
    return Seat(role.id, role.sector, name, hours)


def test_a_filled_role_is_as_in_the_model() -> None:
    found = role_changes([HEALTH], [seat(HEALTH, "a", 12.0)], [post("a", "nurse", Known(12.0))])
    assert found == (RoleChange("roles.health_care", "as_model"),)


def test_hours_are_summed_over_the_seats_of_the_role() -> None:
    posts = [post("a", "nurse", Known(5.0)), post("b", "doctor", Known(4.0))]
    found = role_changes([HEALTH], [seat(HEALTH, "a", 5.0), seat(HEALTH, "b", 4.0)], posts)
    assert found == (RoleChange("roles.health_care", "hours", 12.0, 9.0),)


def test_hours_nobody_has_said_are_not_zero() -> None:
    found = role_changes([HEALTH], [seat(HEALTH, "a", 0.0)], [post("a", "nurse", NOT_ANSWERED)])
    assert found == (RoleChange("roles.health_care", "as_model"),)


def test_another_profession_is_a_change() -> None:
    posts = [post("a", "psychologist", Known(12.0))]
    found = role_changes([HEALTH], [seat(HEALTH, "a", 12.0)], posts)
    assert found == (RoleChange("roles.health_care", "profession", professions=("psychologist",)),)


def test_a_vacant_role_is_left_out() -> None:
    assert role_changes([HEALTH, ANYBODY], [seat(HEALTH, None)], []) == ()


def test_a_role_for_anybody_has_no_wrong_profession() -> None:
    found = role_changes([ANYBODY], [seat(ANYBODY, "a")], [post("a", "youth_worker", Known(1.0))])
    assert found == (RoleChange("roles.education", "as_model"),)
