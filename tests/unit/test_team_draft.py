"""Seats from a model, posts from offers, drafts with known answers, and cases that cannot be drafted."""

from dataclasses import replace

import pytest

from mallipaja.capacity.offers import CoordinatorOffer, TeamOffer
from mallipaja.catalogue.reference import RequiredParty
from mallipaja.errors import ProblemsError
from mallipaja.model.adaptation import Adaptation
from mallipaja.model.resolve import resolve
from mallipaja.survey.given import NOT_ANSWERED, Known, Missing
from mallipaja.team.case import Case
from mallipaja.team.draft import Assumption, Gap, draft
from mallipaja.team.goals import Goals, Seat, VerificationError, verify
from mallipaja.team.posts import Post, posts, qualifies, unheard
from mallipaja.team.roles import Role, required_sectors, team_roles
from mallipaja.team.shortage import Shortage
from tests.model_building import X, element, generic, role

GENERIC = generic(
    {
        "roles.third": role("third", "optional", 0),
        "roles.kela": role("kela", hours=6, professions=("kela_expert",)),
        "roles.health": role("health", hours=12, professions=("nurse",), substitutes=("doctor", "nurse")),
        "roles.coordinator": role("health", seat=False),
        "rules.consent": element(),
    }
)
KELA = Role("kela", "kela", 1, 6.0, True, ("kela_expert",))
HEALTH = Role("health", "health", 1, 12.0, True, ("nurse", "doctor"))
NO_CHAIR = Gap("chair", "", 1, False)
THIRD = Role("third", "third", 0, None, False, (), any_profession=True)


def post(post_id, sector, profession=None, hours=None, member=None):
    """A post with what is known of it."""
    return Post(
        post_id,
        post_id,
        post_id,
        sector,
        sector,
        sector,
        Known(profession) if profession else NOT_ANSWERED,
        NOT_ANSWERED if hours is None else Known(float(hours)),
        convenes=Known(False),
        member_already=NOT_ANSWERED if member is None else Known(member),
    )


def test_the_seats_come_from_the_adapted_model():
    assert team_roles(resolve(GENERIC, ())) == (
        Role("roles.kela", "kela", 1, 6.0, True, ("kela_expert",), sectors=("kela",)),
        Role("roles.health", "health", 1, 12.0, True, ("nurse", "doctor"), sectors=("health",)),
        Role("roles.third", "third", 0, None, False, (), any_profession=True, sectors=("third",)),
    )
    changes = (
        Adaptation("1", "set", "roles.kela", "role.hours_per_month", value=2.0),
        Adaptation("2", "remove", "roles.health", why="Ei terveysasemaa"),
        Adaptation("3", "set", "roles.third", "role.minimum_count", value=1.0),
    )
    adapted = team_roles(resolve(GENERIC, changes))
    assert [(one.id, one.heads, one.hours_per_month) for one in adapted] == [
        ("roles.kela", 1, 2.0),
        ("roles.third", 1, None),
    ]


def test_required_sectors_keep_their_order_and_stand_once():
    def party(key, sector):
        return RequiredParty(
            key=key, role=f"roles.{key}", sector=sector, label=X, source="page", verified="true"
        )

    assert required_sectors((party("b", "kela"), party("a", "health"), party("c", "kela"))) == (
        "kela",
        "health",
    )


WHO = {"organisation": "o", "organisation_name": "O", "sector": "kela", "actor": "a"}


def offer(unit, representative, pilot="keuruu"):
    return TeamOffer(
        unit=unit,
        unit_name=unit.upper(),
        **WHO,
        pilot=pilot,
        representative=representative,
        profession=Known("kela_expert"),
        hours_per_month=Missing("may_not_disclose"),
        remote=Known(True),
        several_pilots=NOT_ANSWERED,
        convenes=NOT_ANSWERED,
        member_already=Known(False),
        mandate=Known("to_be_confirmed"),
    )


def test_posts_are_what_units_offered_and_the_unheard_are_kept_apart():
    offers = (
        offer("u2", Known("conditionally")),
        offer("u1", Known("yes")),
        offer("u3", Known("no")),
        offer("u4", NOT_ANSWERED),
        offer("u5", Missing("do_not_know")),
        offer("u6", Known("yes"), "laukaa"),
    )
    clients = (
        CoordinatorOffer(
            "u1",
            "U1",
            **WHO,
            pilot="keuruu",
            possible=Known("no"),
            clients=NOT_ANSWERED,
            mandate=NOT_ANSWERED,
        ),
        CoordinatorOffer(
            "u2", "U2", **WHO, pilot="keuruu", possible=Known("yes"), clients=Known(8.0), mandate=NOT_ANSWERED
        ),
    )
    found = posts(offers, clients, "keuruu")
    assert [(p.id, p.conditional, p.coordinator_clients) for p in found] == [
        ("u1", False, Known(0.0)),
        ("u2", True, Known(8.0)),
    ]
    assert (found[0].hours_per_month, found[0].hours, found[0].remote) == (
        Missing("may_not_disclose"),
        0.0,
        Known(True),
    )
    assert (found[0].is_member, found[0].mandate) == (False, Known("to_be_confirmed"))
    assert [o.unit for o in unheard(offers, "keuruu")] == ["u4", "u5"]


def test_who_may_sit_where():
    assert qualifies(post("a", "social", "doctor"), HEALTH)
    assert not qualifies(post("a", "health", "physiotherapist"), HEALTH)
    assert qualifies(post("a", "health"), HEALTH)
    assert not qualifies(post("a", "kela"), HEALTH)
    assert qualifies(post("a", "third", "workshop_instructor"), THIRD)


def test_without_posts_every_seat_is_vacant_and_listed():
    found = draft(Case((KELA, HEALTH, THIRD), (), ("kela", "health")))
    assert found.seats == (Seat("kela", "kela", None, 0.0), Seat("health", "health", None, 0.0))
    assert found.gaps == (
        Gap("sector", "kela", 1, True),
        Gap("sector", "health", 1, True),
        Gap("heads", "kela", 1, True),
        Gap("hours", "kela", 6.0, True),
        Gap("heads", "health", 1, True),
        Gap("hours", "health", 12.0, True),
        NO_CHAIR,
    )
    assert found.shortages == (
        Shortage(("health",), (), 12.0, 0, ()),
        Shortage(("kela",), (), 6.0, 0, ()),
    )
    assert found.goals == Goals(4, 36.0, missing_chair=1)
    assert (found.vacant, found.filled, found.status) == (found.seats, (), "optimal")


def test_nothing_to_fill_is_an_empty_draft():
    found = draft(Case((), ()))
    assert (found.seats, found.gaps, found.goals) == ((), (NO_CHAIR,), Goals(0, 0.0, missing_chair=1))


def test_the_fewest_people_that_give_the_hours_are_chosen():
    case = Case(
        (HEALTH,),
        (post("a", "health", "nurse", 8), post("b", "health", "doctor", 12), post("c", "health", "nurse", 4)),
    )
    found = draft(case)
    assert found.filled == (Seat("health", "health", "b", 12.0),)
    assert found.unused == ("a", "c")
    assert found.goals == Goals(0, 0.0, missing_chair=1, people=1)
    assert found.gaps == (NO_CHAIR,)


def test_present_members_keep_their_seats_before_the_team_is_made_small():
    case = Case(
        (HEALTH,),
        (
            post("a", "health", "nurse", 8, True),
            post("b", "health", "doctor", 12),
            post("c", "health", "nurse", 4, True),
        ),
    )
    found = draft(case)
    assert [seat.post for seat in found.filled] == ["a", "c"]
    assert found.goals == Goals(0, 0.0, missing_chair=1, continuity=4, people=2)


def test_unknown_hours_count_as_nothing_and_are_said():
    case = Case((KELA,), (post("k", "kela"),), ("kela",))
    found = draft(case)
    assert found.filled == (Seat("kela", "kela", "k", 0.0),)
    assert found.gaps == (Gap("hours", "kela", 6.0, True, ("k",)), NO_CHAIR)
    assert found.shortages == (Shortage(("kela",), ("k",), 6.0, 0.0, ("k",)),)
    assert found.assumptions == (
        Assumption("k", "profession"),
        Assumption("k", "hours"),
        Assumption("k", "member"),
    )


def test_a_role_without_stated_hours_is_an_assumption_only_when_it_has_a_seat():
    silent = replace(HEALTH, hours_per_month=None)
    found = draft(Case((silent, THIRD), (post("a", "health", "nurse", 3, False),)))
    assert found.filled == (Seat("health", "health", "a", 0.0),)
    assert found.assumptions == (Assumption("health", "role_hours"),)


def test_pins_hold_and_vetoes_keep_away():
    people = (post("a", "health", "nurse", 12), post("b", "health", "doctor", 2))
    pinned = draft(Case((HEALTH,), people, pins=(("b", "health"),)))
    assert {seat.post for seat in pinned.filled} == {"a", "b"}
    assert sum(seat.hours_per_month for seat in pinned.filled) == pytest.approx(12)
    vetoed = draft(Case((HEALTH,), people, vetoes=(("a", "health"),)))
    assert vetoed.filled == (Seat("health", "health", "b", 2.0),)
    assert vetoed.gaps == (Gap("hours", "health", 10.0, True), NO_CHAIR)


def test_a_post_of_two_seats_splits_its_hours_and_the_cap_limits_people():
    both = Role("wide", "health", 1, 6.0, False, ("nurse",))
    people = (post("a", "health", "nurse", 10), post("b", "health", "nurse", 8))
    two_seats = draft(Case((HEALTH, both), people, team_cap=1, seats_per_post=2))
    assert {seat.role for seat in two_seats.filled} == {"health", "wide"}
    assert sum(seat.hours_per_month for seat in two_seats.filled) == pytest.approx(10)
    assert two_seats.goals.people == 1
    assert two_seats.goals.missing_hours == pytest.approx(2 * 2 + 6)


def test_a_shared_shortage_names_all_its_seats():
    nurse = Role("n", "health", 1, 20.0, True, ("nurse",))
    either = Role("e", "health", 1, 16.0, True, ("nurse", "doctor"))
    case = Case((nurse, either), (post("a", "health", "nurse", 10), post("b", "health", "doctor", 6)))
    assert draft(case).shortages == (Shortage(("e", "n"), ("a", "b"), 36.0, 16.0, ()),)
    assert draft(case).shortages[0].missing == 20.0


GOOD = Case((KELA, HEALTH), (post("k", "kela", "kela_expert", 3), post("n", "health", "nurse", 5)))


@pytest.mark.parametrize(
    ("case", "codes"),
    [
        (replace(GOOD, posts=(*GOOD.posts, GOOD.posts[0])), ["TEAM_001"]),
        (replace(GOOD, roles=(KELA, KELA)), ["TEAM_001"]),
        (replace(GOOD, posts=(post("k", "kela", "kela_expert", -1),)), ["TEAM_002"]),
        (replace(GOOD, posts=(post("k", "kela", "kela_expert", "nan"),)), ["TEAM_002"]),
        (replace(GOOD, team_cap=0), ["TEAM_002"]),
        (replace(GOOD, seats_per_post=0), ["TEAM_002"]),
        (replace(GOOD, pins=(("gone", "kela"),), vetoes=(("k", "gone"),)), ["TEAM_003", "TEAM_003"]),
        (replace(GOOD, pins=(("k", "kela"),), vetoes=(("k", "kela"),)), ["TEAM_004"]),
        (replace(GOOD, pins=(("k", "health"),)), ["TEAM_005"]),
        (replace(GOOD, pins=(("k", "kela"), ("n", "health")), team_cap=1), ["TEAM_007"]),
        (
            replace(
                GOOD,
                roles=(HEALTH, replace(HEALTH, id="more")),
                pins=(("n", "health"), ("n", "more")),
            ),
            ["TEAM_006"],
        ),
    ],
)
def test_cases_that_contradict_themselves_are_problems(case, codes):
    with pytest.raises(ProblemsError) as caught:
        draft(case)
    assert [problem.code for problem in caught.value.problems] == codes


@pytest.mark.parametrize(
    "seats",
    [
        (Seat("kela", "kela", "k", 1.0), Seat("kela", "kela", "k", 1.0)),
        (Seat("health", "health", "k", 1.0),),
        (Seat("kela", "kela", "k", 3.1),),
        (Seat("kela", "kela", "k", -1.0),),
    ],
)
def test_a_team_that_breaks_a_rule_is_never_returned(seats):
    with pytest.raises(VerificationError):
        verify(GOOD, seats)


def test_the_order_of_the_input_changes_nothing():
    case = replace(GOOD, roles=(HEALTH, KELA, THIRD), posts=(*GOOD.posts, post("z", "health", "doctor", 5)))
    turned = replace(case, posts=case.posts[::-1])
    assert draft(case).seats == draft(turned).seats
    assert draft(case) == draft(case)
