"""Rounds, links and who is missing, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from mallipaja.actions import answering, invitations, links, projects, surveys
from mallipaja.actions.access import Actor, Context
from mallipaja.actions.round_view import RoundView
from mallipaja.errors import ActionError, Refused
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from mallipaja.survey.blocked import Blocked
from tests.small_project import START, Clock, SmallProject, fill

ContextFor = Callable[[str], Context]
FORMS = ("capacity_basic", "network_basic", "practices_joint", "practices_own")


def opened(context: Context, project: SmallProject, *templates: str, **values: object) -> RoundView:
    made = surveys.open_round(
        context,
        project_id=project.project_id,
        title="Alkukartoitus",
        templates=templates or FORMS,
        **{"pilot_ids": (project.keuruu, project.laukaa), **values},
    )
    return view(context, project, made)


def view(context: Context, project: SmallProject, round_id: str) -> RoundView:
    found = surveys.list_rounds(context, project_id=project.project_id)
    return next(one for one in found if one.round.id == round_id)


def submit(store: Store, one: RoundView, invitation_id: str, form: str, unit_id: str | None = None) -> None:
    """Store a submitted response, as answering does once the required questions have answers."""
    _respond(store, one, invitation_id, form, unit_id, submitted=True)


def _respond(
    store: Store, one: RoundView, invitation_id: str, form: str, unit_id: str | None, *, submitted: bool
) -> None:
    with store.writing("invitation:test", START) as work:
        documents = work.connection.execute(
            select(schema.document.c.id).where(schema.document.c.key == form)
        ).scalars()
        values = {
            "round_id": one.round.id, "document_id": next(iter(documents)), "invitation_id": invitation_id,
            "unit_id": unit_id, "source": "link", "started_at": START,
            "submitted_at": START if submitted else None,
        }  # fmt: skip
        record.add(work, schema.response, values, project_id=one.round.project_id)


# --- rounds ---------------------------------------------------------------------------------------------


def test_a_round_keeps_the_templates_in_their_order(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    one = opened(
        context_for("facilitator"), small_project, "network_basic", "capacity_basic", "network_basic"
    )
    assert [template.id for template in one.templates] == ["network_basic", "capacity_basic"]
    assert (one.pilots, one.round.state, one.days_left, one.is_open) == (
        ("Keuruu", "Laukaa"), "open", None, True,
    )  # fmt: skip
    assert one.invited == ()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"templates": ()}, "ROUND_EMPTY"),
        ({"templates": ("capacity_basic", "no_such")}, "TEMPLATE_BROKEN"),
        ({"pilot_ids": ()}, "ROUND_NO_PILOT"),
        ({"pilot_ids": ("0" * 32,)}, "ROUND_NO_PILOT"),
        ({"closes_on": date(2026, 11, 21)}, "ROUND_PAST"),
        ({"title": "  "}, "NAME_EMPTY"),
    ],
)
def test_what_a_round_cannot_be(
    context_for: ContextFor, small_project: SmallProject, values: dict[str, object], code: str
) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    good = {"title": "x", "templates": ("capacity_basic",), "pilot_ids": (small_project.keuruu,)}
    with pytest.raises(ActionError) as error:
        surveys.open_round(facilitator, project_id=project_id, **{**good, **values})
    assert error.value.code == code
    assert len(surveys.list_rounds(facilitator, project_id=project_id)) == 1  # the one there was


def test_a_round_of_another_projects_pilot_is_not_opened(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    other = fill(store, "Toinen hanke")
    with pytest.raises(ActionError) as error:
        opened(context_for("facilitator"), small_project, pilot_ids=(small_project.keuruu, other.keuruu))
    assert error.value.code == "ROUND_NO_PILOT"


def test_days_left_are_counted_in_finnish_days(
    context_for: ContextFor, small_project: SmallProject, clock: Clock
) -> None:
    facilitator = context_for("facilitator")
    one = opened(facilitator, small_project, closes_on=date(2026, 11, 24))
    days = []
    for now in (
        datetime(2026, 11, 22, 21, 59, tzinfo=UTC),
        datetime(2026, 11, 22, 22, 1, tzinfo=UTC),
        datetime(2026, 11, 24, 21, 59, tzinfo=UTC),
        datetime(2026, 11, 24, 22, 1, tzinfo=UTC),
    ):
        clock.now = now
        seen = view(facilitator, small_project, one.round.id)
        days.append((seen.days_left, seen.is_open))
    assert days == [(2, True), (1, True), (0, True), (-1, False)]


def test_closing_changing_and_opening_again(
    context_for: ContextFor, small_project: SmallProject, clock: Clock
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project).round.id
    surveys.close_round(facilitator, round_id=round_id)
    closed = view(facilitator, small_project, round_id)
    assert (closed.round.state, closed.round.closed_at, closed.is_open) == ("closed", clock.now, False)
    surveys.reopen_round(facilitator, round_id=round_id, closes_on=date(2026, 12, 1))
    again = view(facilitator, small_project, round_id)
    assert (again.round.state, again.round.closed_at, again.days_left) == ("open", None, 9)
    values = {"closes_on": None, "title": "Jatkokartoitus", "state": "closed"}
    surveys.change_round(facilitator, round_id=round_id, values=values, revision=again.round.revision)
    changed = view(facilitator, small_project, round_id)
    assert (changed.round.title, changed.days_left, changed.round.state) == ("Jatkokartoitus", None, "open")


def test_a_removed_round_is_gone_from_the_list(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    surveys.remove_round(facilitator, round_id=small_project.round_id)
    assert surveys.list_rounds(facilitator, project_id=small_project.project_id) == []


# --- inviting -------------------------------------------------------------------------------------------


def test_units_get_their_own_links(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    one = opened(facilitator, small_project)
    units = (small_project.employment_unit, small_project.health_unit)
    made = invitations.invite_units(facilitator, round_id=one.round.id, unit_ids=units)
    assert [(link.name, link.organisation, link.kind) for link in made] == [
        ("Työllisyyspalvelut", "Työllisyysalue", "unit"),
        ("Kuntoutus", "Hyvinvointialue", "unit"),
    ]
    assert len({link.token for link in made}) == 2
    assert all(len(link.token) >= 22 for link in made)  # 22 characters of base64 hold 128 bits
    invited = view(facilitator, small_project, one.round.id).invited
    assert [(row.unit_id, row.pilots, row.forms, row.state) for row in invited] == [
        (small_project.health_unit, ("Keuruu", "Laukaa"), ("capacity_basic", "network_basic"), "not_started"),
        (small_project.employment_unit, ("Keuruu",), ("capacity_basic", "network_basic"), "not_started"),
    ]


def test_the_tokens_are_stored_nowhere(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    one = opened(facilitator, small_project)
    (link,) = invitations.invite_units(
        facilitator, round_id=one.round.id, unit_ids=(small_project.health_unit,)
    )
    with store.reading("cli:test", START) as work:
        for table in schema.metadata.sorted_tables:
            for row in work.connection.execute(select(table)):
                assert link.token not in str(tuple(row)), table.name
        history = work.connection.execute(select(schema.history.c.after)).scalars()
        assert "token_hash" not in str(list(history))


def opens(context_for: ContextFor, token: str) -> bool:
    return links.open_invitation(context_for("anonymous"), token=token) is not None


def test_inviting_again_gives_a_new_link_to_the_same_answers(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    one = opened(facilitator, small_project)
    invite = {"round_id": one.round.id, "unit_ids": (small_project.health_unit,)}
    (first,) = invitations.invite_units(facilitator, **invite)
    (second,) = invitations.invite_units(facilitator, **invite)
    assert first.invitation_id == second.invitation_id
    assert (opens(context_for, first.token), opens(context_for, second.token)) == (False, True)
    assert len(view(facilitator, small_project, one.round.id).invited) == 1


def test_a_revoked_link_is_dead_until_renewed(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    one = opened(facilitator, small_project)
    link = invitations.invite_pilot(facilitator, round_id=one.round.id, pilot_id=small_project.keuruu)
    invitations.revoke_invitation(facilitator, invitation_id=link.invitation_id)
    seen = view(facilitator, small_project, one.round.id)
    assert (seen.count("revoked"), seen.by_organisation(), seen.missing()) == (1, {}, ())
    assert not opens(context_for, link.token)
    renewed = invitations.renew_link(facilitator, invitation_id=link.invitation_id)
    assert (renewed.invitation_id, renewed.name, renewed.kind) == (link.invitation_id, "Keuruu", "joint")
    assert (opens(context_for, link.token), opens(context_for, renewed.token)) == (False, True)
    assert view(facilitator, small_project, one.round.id).count("not_started") == 1


@pytest.mark.parametrize("end", ["renew", "revoke", "invite again"])
def test_devices_opened_with_an_old_link_stop(
    context_for: ContextFor, small_project: SmallProject, clock: Clock, end: str
) -> None:
    from mallipaja.actions.sign_in import actor_for_device

    facilitator = context_for("facilitator")
    one = opened(facilitator, small_project)
    invite = {"round_id": one.round.id, "unit_ids": (small_project.health_unit,)}
    (link,) = invitations.invite_units(facilitator, **invite)
    device = links.open_invitation(context_for("anonymous"), token=link.token)
    assert device is not None

    def on_device() -> Actor:
        return actor_for_device(facilitator.store, device.secret, clock.now)

    assert on_device().invitations == (link.invitation_id,)
    if end == "renew":
        invitations.renew_link(facilitator, invitation_id=link.invitation_id)
    elif end == "revoke":
        invitations.revoke_invitation(facilitator, invitation_id=link.invitation_id)
    else:
        invitations.invite_units(facilitator, **invite)
    assert on_device().invitations == ()


def test_a_joint_link_is_one_and_personal_links_are_many(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    one = opened(facilitator, small_project)
    made = [
        invitations.invite_pilot(facilitator, round_id=one.round.id, pilot_id=small_project.keuruu, kind=kind)
        for kind in ("joint", "joint", "personal", "personal")
    ]
    assert len({link.invitation_id for link in made}) == 3
    invited = view(facilitator, small_project, one.round.id).invited
    assert sorted((row.kind, row.forms) for row in invited) == [
        ("joint", ("practices_joint",)),
        ("personal", ("practices_own",)),
        ("personal", ("practices_own",)),
    ]


def test_who_cannot_be_invited(store: Store, context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, other = context_for("facilitator"), fill(store, "Toinen hanke")
    round_id = opened(facilitator, small_project, pilot_ids=(small_project.laukaa,)).round.id
    pilot_of_another_round = {"round_id": round_id, "pilot_id": small_project.keuruu}
    for invite in (
        lambda: invitations.invite_units(
            facilitator,
            round_id=round_id,
            unit_ids=(small_project.employment_unit,),  # serves Keuruu only
        ),
        lambda: invitations.invite_units(facilitator, round_id=round_id, unit_ids=(other.health_unit,)),
        lambda: invitations.invite_pilot(facilitator, **pilot_of_another_round),
        lambda: invitations.invite_pilot(
            facilitator, round_id=round_id, pilot_id=small_project.laukaa, kind="unit"
        ),
    ):
        with pytest.raises(ActionError) as error:
            invite()
        assert error.value.code == "NOT_IN_ROUND"
    assert view(facilitator, small_project, round_id).invited == ()


def test_nobody_is_invited_to_a_closed_or_past_round(
    context_for: ContextFor, small_project: SmallProject, clock: Clock
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, closes_on=date(2026, 11, 23)).round.id
    (link,) = invitations.invite_units(facilitator, round_id=round_id, unit_ids=(small_project.health_unit,))
    tries = (
        lambda: invitations.invite_units(
            facilitator, round_id=round_id, unit_ids=(small_project.health_unit,)
        ),
        lambda: invitations.invite_pilot(facilitator, round_id=round_id, pilot_id=small_project.keuruu),
        lambda: invitations.renew_link(facilitator, invitation_id=link.invitation_id),
    )
    clock.advance(days=2)
    for invite in tries:
        with pytest.raises(ActionError) as error:
            invite()
        assert error.value.code == "ROUND_PAST"
    surveys.close_round(facilitator, round_id=round_id)
    for invite in tries:
        with pytest.raises(ActionError) as error:
            invite()
        assert error.value.code == "ROUND_CLOSED"


# --- who is missing -------------------------------------------------------------------------------------


def test_monitoring_counts_by_organisation_and_says_what_is_held_up(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    one = opened(facilitator, small_project)
    units = (small_project.employment_unit, small_project.health_unit)
    first, second = invitations.invite_units(facilitator, round_id=one.round.id, unit_ids=units)
    joint = invitations.invite_pilot(facilitator, round_id=one.round.id, pilot_id=small_project.keuruu)
    submit(store, one, first.invitation_id, "capacity_basic", small_project.employment_unit)
    _respond(store, one, second.invitation_id, "network_basic", small_project.health_unit, submitted=False)
    submit(store, one, joint.invitation_id, "practices_joint")

    seen = view(facilitator, small_project, one.round.id)
    states = {row.name: (row.state, row.submitted_forms, row.missing_forms) for row in seen.invited}
    assert states == {
        "Työllisyyspalvelut": ("under_way", 1, ("network_basic",)),
        "Kuntoutus": ("under_way", 0, ("capacity_basic", "network_basic")),
        "Keuruu": ("submitted", 1, ()),
    }
    assert [row.name for row in seen.missing()] == ["Kuntoutus", "Työllisyyspalvelut"]
    assert {name: dict(states) for name, states in seen.counts().items()} == {
        "Hyvinvointialue": {"under_way": 1},
        "Työllisyysalue": {"under_way": 1},
        "Keuruu": {"submitted": 1},
    }
    assert list(seen.counts())[-1] == "Keuruu"  # those who miss most come first
    assert seen.blocked() == (
        Blocked("hours", ("Hyvinvointialue",)),
        Blocked("offers", ("Hyvinvointialue",)),
        Blocked("coordinators", ("Hyvinvointialue",)),
        Blocked("ties", ("Hyvinvointialue", "Työllisyysalue")),
        Blocked("practices", ("Hyvinvointialue", "Työllisyysalue")),
    )


def test_what_lies_in_the_bin_is_not_waited_for(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    one = opened(facilitator, small_project)
    invitations.invite_pilot(facilitator, round_id=one.round.id, pilot_id=small_project.laukaa)
    projects.remove_pilot(facilitator, pilot_id=small_project.laukaa)
    seen = view(facilitator, small_project, one.round.id)
    assert (seen.invited, seen.pilots) == ((), ("Keuruu",))


def test_a_sector_with_its_own_form_gets_that_one(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    short = facilitator.catalogue.templates["partner_short"]
    assert "employment" in short.for_sectors
    one = opened(facilitator, small_project, "capacity_basic", "partner_short")
    units = (small_project.employment_unit, small_project.health_unit)
    invitations.invite_units(facilitator, round_id=one.round.id, unit_ids=units)
    forms = {row.name: row.forms for row in view(facilitator, small_project, one.round.id).invited}
    assert forms == {"Työllisyyspalvelut": ("partner_short",), "Kuntoutus": ("capacity_basic",)}


def test_a_facilitator_answers_for_nobody(context_for: ContextFor, small_project: SmallProject) -> None:
    with pytest.raises(Refused):
        answering.welcome(context_for("facilitator"), invitation_id=small_project.invitation_id)


def test_templates_are_listed_with_the_problems_of_the_broken_ones(context_for: ContextFor) -> None:
    found, problems = surveys.list_templates(context_for("developer"))
    assert {one.id for one in found} == set(context_for("admin").catalogue.templates)
    assert all("survey_templates" in problem.path for problem in problems)
