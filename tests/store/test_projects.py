"""Projects and what they consist of, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mallipaja.actions import copying, parties, projects, surveys
from mallipaja.actions.access import Context, Member, Role
from mallipaja.actions.people import list_members
from mallipaja.errors import ActionError, LateSave, ProblemsError
from mallipaja.store.engine import Store
from tests.small_project import SmallProject, fill

ContextFor = Callable[[str], Context]


def code_of(error: pytest.ExceptionInfo[ActionError]) -> str:
    return error.value.code


# --- projects -------------------------------------------------------------------------------------------


def test_a_new_project_is_empty_and_speaks_the_languages_in_our_order(context_for: ContextFor) -> None:
    admin = context_for("admin")
    made = projects.create_project(admin, name="  Uusi   hanke ", languages=("en", "fi"))
    found = next(one for one in projects.list_projects(admin) if one.id == made)
    assert (found.name, found.scope, found.languages, found.is_example) == (
        "Uusi hanke", "basic", ["fi", "en"], False,
    )  # fmt: skip
    assert found.retention_months == 12
    assert projects.list_pilots(admin, project_id=made) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " \n "}, "NAME_EMPTY"),
        ({"name": "x" * 121}, "NAME_LONG"),
        ({"scope": "huge"}, "CHOICE_UNKNOWN"),
        ({"languages": ["fi", "de"]}, "CHOICE_UNKNOWN"),
        ({"languages": []}, "NO_LANGUAGE"),
        ({"retention_months": 0}, "RETENTION"),
        ({"retention_months": 121}, "RETENTION"),
        ({"retention_months": "12"}, "RETENTION"),
    ],
)
def test_what_a_project_cannot_be(
    context_for: ContextFor, small_project: SmallProject, values: dict[str, object], code: str
) -> None:
    with pytest.raises(ActionError) as error:
        projects.change_project(
            context_for("facilitator"), project_id=small_project.project_id, values=values, revision=None
        )
    assert code_of(error) == code


def test_fields_that_are_nobodys_to_change_stay(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    values = {"is_example": True, "archived_at": "2020-01-01", "name": "Nimetty"}
    projects.change_project(facilitator, project_id=project_id, values=values, revision=1)
    (found,) = projects.list_projects(facilitator)
    assert (found.name, found.is_example, found.archived_at) == ("Nimetty", False, None)


def test_an_archived_project_is_out_of_the_list_until_it_comes_back(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    admin, facilitator = context_for("admin"), context_for("facilitator")
    projects.archive_project(admin, project_id=small_project.project_id)
    assert projects.list_projects(facilitator) == []
    assert [one.id for one in projects.list_projects(facilitator, archived=True)] == [
        small_project.project_id
    ]
    projects.archive_project(admin, project_id=small_project.project_id, archived=False)
    assert [one.id for one in projects.list_projects(facilitator)] == [small_project.project_id]


def test_people_see_only_their_own_projects(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    other = fill(store, "Toinen hanke")
    for role in ("facilitator", "pilot_contact", "developer"):
        seen = {one.id for one in projects.list_projects(context_for(role))}
        assert seen == {small_project.project_id}, role
    assert {one.id for one in projects.list_projects(context_for("admin"))} == {
        small_project.project_id,
        other.project_id,
    }


def test_starting_from_empty_leaves_the_people_and_takes_the_example_away(
    store: Store, context_for: ContextFor
) -> None:
    admin = context_for("admin")
    example = projects.create_project(admin, name="Esimerkki", is_example=True)
    from mallipaja.actions.people import add_account, add_member

    people = {
        role: add_account(admin, login=role + "2", name=role).account_id
        for role in ("facilitator", "developer")
    }
    for role, account in people.items():
        add_member(admin, project_id=example, account_id=account, role=role)
    pilot = projects.add_pilot(admin, project_id=example, name="Keuruu")
    contact = add_account(admin, login="contact2", name="c").account_id
    add_member(admin, project_id=example, account_id=contact, role="pilot_contact", pilot_id=pilot)

    fresh = projects.start_from_empty(admin, project_id=example, name="Oma hanke")

    assert example not in {one.id for one in projects.list_projects(admin, archived=True)}
    members = {(one.role, one.account_id) for one in list_members(admin, project_id=fresh)}
    assert members == {("facilitator", people["facilitator"]), ("developer", people["developer"])}
    assert projects.list_pilots(admin, project_id=fresh) == []


def test_only_an_example_is_replaced(context_for: ContextFor, small_project: SmallProject) -> None:
    with pytest.raises(ActionError) as error:
        projects.start_from_empty(context_for("facilitator"), project_id=small_project.project_id, name="x")
    assert code_of(error) == "NOT_EXAMPLE"
    assert len(projects.list_projects(context_for("facilitator"))) == 1


def test_a_copy_has_the_structure_and_nothing_anybody_said(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    admin, old = context_for("admin"), small_project.project_id
    parties.change_organisation(
        admin,
        organisation_id=small_project.employment,
        values={"valid_to": date(2024, 12, 31)},
        revision=None,
    )
    fresh = copying.copy_project(admin, project_id=old, name="Kopio")

    def shape(project_id: str) -> tuple[object, ...]:
        pilots = projects.list_pilots(admin, project_id=project_id)
        organisations = parties.list_organisations(admin, project_id=project_id)
        actors = parties.list_actors(admin, project_id=project_id)
        units = parties.list_units(admin, project_id=project_id)
        names = {one.id: one.key for one in (*pilots, *organisations, *actors)}
        rosters = parties.list_rosters(admin, project_id=project_id)
        return (
            [(one.key, one.name, one.kind, one.municipality_code, one.position) for one in pilots],
            [(one.key, one.name, one.sector, one.valid_from, one.valid_to) for one in organisations],
            [(one.key, one.sector, names.get(one.organisation_id or "")) for one in actors],
            [(one.key, names[one.organisation_id], names[one.actor_id], [names[p] for p in one.pilots])
             for one in units],
            {names[one]: [names[pilot] for pilot in there] for one, there in rosters.items()},
        )  # fmt: skip

    assert shape(fresh) == shape(old)
    assert not {one.id for one in projects.list_pilots(admin, project_id=fresh)} & {
        small_project.keuruu,
        small_project.laukaa,
    }
    assert surveys.list_rounds(admin, project_id=fresh) == []
    assert len(surveys.list_rounds(admin, project_id=old)) == 1
    assert list_members(admin, project_id=fresh) == []


# --- pilots ---------------------------------------------------------------------------------------------


def test_a_new_pilot_has_everybody_on_its_roster(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    made = projects.add_pilot(facilitator, project_id=project_id, name="Viitasaari", municipality_code="931")
    names = [(one.name, one.key) for one in projects.list_pilots(facilitator, project_id=project_id)]
    assert names == [("Keuruu", "keuruu"), ("Laukaa", "laukaa"), ("Viitasaari", "viitasaari")]
    there = {one.id for one in parties.pilot_actors(facilitator, pilot_id=made)}
    assert there == {small_project.employment_actor, small_project.health_actor}


def test_a_pilot_needs_no_municipality_file(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    made = projects.add_pilot(facilitator, project_id=project_id, name="Sampoharju", kind="site")
    found = next(one for one in projects.list_pilots(facilitator, project_id=project_id) if one.id == made)
    assert (found.kind, found.municipality_code) == ("site", None)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": "keuruu"}, "PILOT_EXISTS"),
        ({"name": "Uusi", "kind": "planet"}, "CHOICE_UNKNOWN"),
        ({"name": "Uusi", "municipality_code": "999"}, "CHOICE_UNKNOWN"),
    ],
)
def test_what_a_pilot_cannot_be(
    context_for: ContextFor, small_project: SmallProject, values: dict[str, str], code: str
) -> None:
    with pytest.raises(ActionError) as error:
        projects.add_pilot(context_for("facilitator"), project_id=small_project.project_id, **values)
    assert code_of(error) == code


def test_a_removed_pilots_key_is_not_given_to_another(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    projects.remove_pilot(facilitator, pilot_id=small_project.laukaa)
    projects.add_pilot(facilitator, project_id=project_id, name="Laukaa")
    keys = [one.key for one in projects.list_pilots(facilitator, project_id=project_id)]
    assert keys == ["keuruu", "laukaa_2"]


def test_a_pilot_contact_sees_the_own_pilot_only(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    seen = projects.list_pilots(context_for("pilot_contact"), project_id=small_project.project_id)
    assert [one.id for one in seen] == [small_project.keuruu]


def test_a_contact_of_two_pilots_sees_both(context_for: ContextFor, small_project: SmallProject) -> None:
    contact = context_for("pilot_contact")
    second = Member(small_project.project_id, Role.PILOT_CONTACT, small_project.laukaa)
    both = replace(contact, actor=replace(contact.actor, members=(*contact.actor.members, second)))
    assert len(projects.list_pilots(both, project_id=small_project.project_id)) == 2


# --- organisations, actors, units -----------------------------------------------------------------------


def test_names_are_the_projects_own(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    for add in (
        lambda: parties.add_organisation(
            facilitator, project_id=project_id, name="hyvinvointialue", sector="health"
        ),
        lambda: parties.add_actor(
            facilitator, project_id=project_id, name="HYVINVOINTIALUE", sector="health"
        ),
        lambda: parties.add_unit(
            facilitator,
            project_id=project_id,
            name="kuntoutus",
            organisation_id=small_project.health,
            actor_id=small_project.health_actor,
            pilot_ids=(small_project.keuruu,),
        ),
    ):
        with pytest.raises(ActionError) as error:
            add()
        assert code_of(error) == "NAME_TAKEN"


def test_what_is_in_use_is_not_removed(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    remove_organisation = lambda: parties.remove_organisation(  # noqa: E731
        facilitator, organisation_id=small_project.health
    )
    remove_actor = lambda: parties.remove_actor(facilitator, actor_id=small_project.health_actor)  # noqa: E731
    for remove in (remove_organisation, remove_actor):
        with pytest.raises(ActionError) as error:
            remove()
        assert code_of(error) == "STILL_USED"
    parties.remove_unit(facilitator, unit_id=small_project.health_unit)
    with pytest.raises(ActionError):  # its actor is still employed there
        remove_organisation()
    remove_actor()
    remove_organisation()
    left = parties.list_organisations(facilitator, project_id=small_project.project_id)
    assert [one.id for one in left] == [small_project.employment]


def test_nothing_of_another_project_comes_in(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    other, facilitator = fill(store, "Toinen hanke"), context_for("facilitator")
    here = {"organisation_id": small_project.health, "actor_id": small_project.health_actor}
    for wrong in (
        {"organisation_id": other.health},
        {"actor_id": other.health_actor},
        {"pilot_ids": (other.keuruu,)},
        {"pilot_ids": (small_project.keuruu, "0" * 32)},
    ):
        values = {"name": "Uusi", "pilot_ids": (small_project.keuruu,), **here, **wrong}
        with pytest.raises(ActionError) as error:
            parties.add_unit(facilitator, project_id=small_project.project_id, **values)
        assert code_of(error) == "ELSEWHERE"
    assert len(parties.list_units(facilitator, project_id=small_project.project_id)) == 2


def test_a_unit_serves_at_least_one_pilot(context_for: ContextFor, small_project: SmallProject) -> None:
    with pytest.raises(ActionError) as error:
        parties.change_unit(
            context_for("facilitator"),
            unit_id=small_project.health_unit,
            values={},
            revision=None,
            pilot_ids=(),
        )
    assert code_of(error) == "UNIT_NO_PILOT"


def test_rosters_change_without_losing_what_another_added(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    actor = parties.add_actor(facilitator, project_id=project_id, name="Kela", sector="kela", pilot_ids=())
    keuruu, laukaa = small_project.keuruu, small_project.laukaa

    def change(*pilots: str, seen: tuple[str, ...] | None) -> tuple[str, ...]:
        parties.change_actor(
            facilitator, actor_id=actor, values={}, revision=None, pilot_ids=pilots, seen=seen
        )
        return parties.list_rosters(facilitator, project_id=project_id)[actor]

    assert change(keuruu, seen=()) == (keuruu,)
    assert change(laukaa, seen=()) == (keuruu, laukaa)  # written by somebody who had seen none
    assert change(laukaa, seen=(keuruu, laukaa)) == (laukaa,)
    assert change(keuruu, seen=None) == (keuruu,)
    assert change(laukaa, keuruu, laukaa, seen=None) == (keuruu, laukaa)
    assert change(seen=None) == ()


def test_an_organisation_ends_after_it_begins(context_for: ContextFor, small_project: SmallProject) -> None:
    days = {"valid_from": date(2025, 1, 1), "valid_to": date(2024, 12, 31)}
    with pytest.raises(ActionError) as error:
        parties.change_organisation(
            context_for("facilitator"), organisation_id=small_project.health, values=days, revision=None
        )
    assert code_of(error) == "DAYS_BACKWARDS"


def test_a_late_save_tells_both_sides_and_writes_nothing(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, admin = context_for("facilitator"), context_for("admin")
    change = {"organisation_id": small_project.health, "revision": 1}
    parties.change_organisation(admin, values={"name": "Keski-Suomen hyvinvointialue"}, **change)
    # another field: both are kept
    parties.change_organisation(facilitator, values={"sector": "social"}, **change)
    with pytest.raises(LateSave) as late:
        parties.change_organisation(facilitator, values={"name": "Hyvaks"}, **change)
    assert late.value.theirs == {"name": ("Hyvinvointialue", "Keski-Suomen hyvinvointialue")}
    assert late.value.mine == {"name": "Hyvaks"}
    found = parties.list_organisations(facilitator, project_id=small_project.project_id)
    assert {(one.name, one.sector) for one in found} == {
        ("Keski-Suomen hyvinvointialue", "social"),
        ("Työllisyysalue", "employment"),
    }


# --- a pasted list --------------------------------------------------------------------------------------


def test_a_pasted_list_becomes_units(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    text = (
        "Yksikkö; Organisaatio; Toimija; Pilotit\n"
        "Terveysasema;Hyvinvointialue;Hyvinvointialue;Keuruu\n"
        "\n"
        "  Ohjaamo \tTyöllisyysalue\ttyöllisyysalue\tkeuruu,  Laukaa\n"
        "Kela;HYVINVOINTIALUE;Hyvinvointialue;kaikki\r\n"
    )
    assert parties.add_units(facilitator, project_id=project_id, text=text) == 3
    units = {one.name: one for one in parties.list_units(facilitator, project_id=project_id)}
    assert set(units) == {"Työllisyyspalvelut", "Kuntoutus", "Terveysasema", "Ohjaamo", "Kela"}
    assert units["Terveysasema"].pilots == (small_project.keuruu,)
    assert units["Ohjaamo"].pilots == units["Kela"].pilots == (small_project.keuruu, small_project.laukaa)
    assert units["Ohjaamo"].organisation_id == small_project.employment


def test_every_problem_of_a_pasted_list_is_told_and_nothing_added(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    text = "\n".join(
        [
            "Hyvä;Hyvinvointialue;Hyvinvointialue;Keuruu",
            "Vajaa;Hyvinvointialue;Keuruu",
            ";Hyvinvointialue;Hyvinvointialue;Keuruu",
            "Uusi;Kela;Työpaja;Keuruu,Multia",
            "Pilotiton;Hyvinvointialue;Hyvinvointialue; , ",
            "hyvä;Hyvinvointialue;Hyvinvointialue;Keuruu",
            "Kuntoutus;Hyvinvointialue;Hyvinvointialue;Keuruu",
        ]
    )
    with pytest.raises(ProblemsError) as error:
        parties.add_units(facilitator, project_id=project_id, text=text)
    assert [(one.line, one.where, one.code) for one in error.value.problems] == [
        (2, "unit", "UNITS_002"),
        (3, "unit", "UNITS_003"),
        (4, "actor", "UNITS_004"),
        (4, "organisation", "UNITS_004"),
        (4, "pilots", "UNITS_004"),
        (5, "pilots", "UNITS_005"),
        (6, "unit", "UNITS_006"),
        (7, "unit", "UNITS_006"),
    ]
    assert len(parties.list_units(facilitator, project_id=project_id)) == 2


@pytest.mark.parametrize("text", ["", "  \n\n", "Yksikkö;Organisaatio;Toimija;Pilotit"])
def test_an_empty_list_is_a_problem(context_for: ContextFor, small_project: SmallProject, text: str) -> None:
    with pytest.raises(ProblemsError) as error:
        parties.add_units(context_for("facilitator"), project_id=small_project.project_id, text=text)
    assert [one.code for one in error.value.problems] == ["UNITS_001"]


@pytest.mark.parametrize("name", ["Ääkkönen 😀", "=1+1", "<b>x</b>", "a\x00b", "\ud800x", "שלום"])
def test_any_text_is_stored_as_it_was_typed(
    context_for: ContextFor, small_project: SmallProject, name: str
) -> None:
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    made = projects.add_pilot(facilitator, project_id=project_id, name=name)
    found = next(one for one in projects.list_pilots(facilitator, project_id=project_id) if one.id == made)
    assert found.name == name.replace("\x00", "").replace("\ud800", "")
    assert found.key.isascii()
