"""Changes of a pilot beyond the stand: details, own elements, days, codes, regions; and their history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.changes import add_own_element, change_adaptation, change_field, code_change
from mallipaja.actions.comparison import compare_models
from mallipaja.actions.element_history import element_history
from mallipaja.actions.meetings import record_meeting
from mallipaja.actions.projects import add_pilot
from mallipaja.actions.rebase import view_move
from mallipaja.actions.regions import choose_region
from mallipaja.actions.saving import UNTOUCHED
from mallipaja.actions.variants import take_stand, view_variant
from mallipaja.catalogue.operating_model import AdoptedModel, Change, ChangeValue, Stand
from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError, LateSave
from mallipaja.model.cell import Cell
from tests.small_project import Clock, SmallProject

ContextFor = Callable[[str], Context]
WORDS = {"why": "Pitkät matkat", "decided_by": "Ohjausryhmä"}
KELA, RULE = "roles.kela", "rules.meeting_mode"


def region(version: str = "1") -> AdoptedModel:
    """A region that shortens a role's hours and adds a ring of team leaders."""
    hours = Change(
        id="tunnit", operation="set", element=KELA, field="role.hours_per_month", value=ChangeValue(number=6),
        what="Tunnit", why="Etänä", decided_by="Maakunta", core_kept=True,
    )  # fmt: skip
    ring = Change(
        id="rinki", operation="add", element="governance.ring", value=ChangeValue(text="Vetäjien rinki"),
        what="Rinki", why="Opitaan", decided_by="Maakunta",
    )  # fmt: skip
    return AdoptedModel(
        format="mallipaja/operating_model/1", kind="adopted", id="maakunta", version="1", based_on="generic",
        based_version=version, name=Text(fi="Maakunta"), summary=Text(fi="x"), stands={KELA: Stand(fit="fits")},
        changes=(hours, ring),
    )  # fmt: skip


def with_region(asked: Context, one: AdoptedModel) -> Context:
    return replace(asked, catalogue=replace(asked.catalogue, adopted={one.id: one}))


def test_a_detail_is_a_value_and_not_a_text(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    change_field(asked, pilot_id=pilot, element=KELA, field="role.hours_per_month", value=8, **WORDS)
    change_field(asked, pilot_id=pilot, element=KELA, field="local_name", value="Kelan väki", **WORDS)
    change_field(
        asked, pilot_id=pilot, element=RULE, field="default", value=("remote",), core_kept=True, **WORDS
    )
    change_field(asked, pilot_id=pilot, element=KELA, field="role.hours_per_month", value=7.5, **WORDS)
    view = view_variant(asked, pilot_id=pilot)
    assert view.snapshot.field(KELA, "role.hours_per_month") == 7.5
    assert view.snapshot.field(KELA, "local_name") == "Kelan väki"
    assert view.snapshot.field(RULE, "default") == ("remote",)
    states = [(one.field, one.state) for one in view.adaptation_rows if one.element == KELA]
    assert sorted(states) == [
        ("local_name", "agreed"), ("role.hours_per_month", "agreed"), ("role.hours_per_month", "ended"),
    ]  # fmt: skip
    for field, value, code in (
        ("role.hours_per_month", 7.5e6, "ODD_NUMBER"),
        ("role.minimum_count", 1, "SAME_VALUE"),
        ("role.nothing", 1, "NO_FIELD"),
        ("text", "x", "NO_FIELD"),
    ):
        with pytest.raises(ActionError) as caught:
            change_field(asked, pilot_id=pilot, element=KELA, field=field, value=value, **WORDS)
        assert caught.value.code == code


def test_a_name_of_its_own_changes_nothing_in_the_comparison(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    take_stand(asked, pilot_id=pilot, element=KELA, fit="fits", in_use="yes")
    change_field(asked, pilot_id=pilot, element=KELA, field="local_name", value="Kelan väki", **WORDS)
    view = compare_models(asked, project_id=small_project.project_id)
    cell = view.comparison.cell(KELA, "keuruu")
    assert (cell.status, [one.field for one in cell.adaptations]) == ("same", ["local_name"])
    take_stand(asked, pilot_id=pilot, element=KELA, fit="fits")
    assert view_variant(asked, pilot_id=pilot).snapshot.field(KELA, "local_name") == "Kelan väki"


def test_an_element_of_ones_own(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    first = add_own_element(
        asked, pilot_id=pilot, group="tools", name="Yhteinen ilta", text="Kerran kuussa", **WORDS
    )
    second = add_own_element(asked, pilot_id=pilot, group="tools", name="Yhteinen ilta", text="", **WORDS)
    assert (first, second) == ("tools.yhteinen_ilta", "tools.yhteinen_ilta_2")
    view = compare_models(asked, project_id=small_project.project_id)
    assert view.comparison.cell(first, "keuruu").status == "added"
    assert view.comparison.cell(first, "laukaa").status == "not_stated"


def test_days_states_challenges_and_the_meeting(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    meeting = record_meeting(
        asked,
        project_id=small_project.project_id,
        pilot_id=pilot,
        title="Sopimus",
        held_on=date(2026, 11, 3),
        mode="remote",
    )
    take_stand(
        asked, pilot_id=pilot, element=RULE, fit="fits_changed", what="Etänä", meeting_id=meeting,
        challenges=("Matkat vievät päivän", " "), state="in_trial", **WORDS,
    )  # fmt: skip
    view = compare_models(asked, project_id=small_project.project_id)
    (change,) = view.comparison.cell(RULE, "keuruu").adaptations
    assert (change.state, change.challenges, change.decided_on) == (
        "in_trial",
        ("Matkat vievät päivän",),
        "2026-11-03",
    )
    assert view.meetings[meeting].title == "Sopimus"
    assert view.comparison.cell(RULE, "keuruu").modality == "in_use"
    row = view_variant(asked, pilot_id=pilot).adaptation_rows[0]
    today = asked.clock().date()
    fresh = {"valid_to": today.replace(year=today.year - 1), "why": "Kokeilu päättyi"}
    change_adaptation(asked, adaptation_id=row.id, values=fresh, revision=row.revision)
    after = compare_models(asked, project_id=small_project.project_id).comparison.cell(RULE, "keuruu")
    assert after.adaptations == ()
    assert after.reason == "change_not_described"  # it fits when changed, and no change is in force
    again = {"valid_from": today}
    with pytest.raises(ActionError) as caught:
        change_adaptation(asked, adaptation_id=row.id, values=again, revision=row.revision + 1)
    assert caught.value.code == "ENDS_FIRST"


def test_the_developer_codes_what_the_room_left(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    take_stand(
        asked, pilot_id=pilot, element="rules.consent", fit="fits_changed", what="Suullisesti", **WORDS
    )
    cell = compare_models(asked, project_id=small_project.project_id).comparison.cell(
        "rules.consent", "keuruu"
    )
    assert (cell.status, cell.reason) == ("adapted_inconsistent", "core_not_settled")
    (change,) = cell.adaptations
    frame = {"when": "planning", "content_type": "tailoring", "goal": None}
    developer = context_for("developer")
    code_change(developer, adaptation_id=change.id, frame=frame, core_kept=True, revision=None)
    coded = compare_models(developer, project_id=small_project.project_id).comparison.cell(
        "rules.consent", "keuruu"
    )
    assert (coded.status, coded.adaptations[0].frame.stored()) == (
        "adapted_consistent",
        {"when": "planning", "content_type": "tailoring"},
    )
    with pytest.raises(ActionError):
        code_change(
            developer, adaptation_id=change.id, frame={"when": "joskus"}, core_kept=None, revision=None
        )


def test_a_pilot_starts_from_its_region(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, pilot = with_region(context_for("facilitator"), region()), small_project.keuruu
    choose_region(asked, pilot_id=pilot, region="maakunta")
    view = view_variant(asked, pilot_id=pilot)
    assert (view.region, view.region_id) == ("Maakunta", "maakunta")
    role = view.generic.elements[KELA].role
    assert role is not None
    assert role.hours_per_month == 6
    assert view.generic.elements["governance.ring"].label.fi == "Rinki"

    def cell(key: str) -> Cell:
        view = compare_models(asked, project_id=small_project.project_id)
        return view.comparison.cell(key, "keuruu")

    assert (cell(KELA).status, cell(KELA).reason) == ("not_stated", "not_handled")
    take_stand(asked, pilot_id=pilot, element=KELA, fit="fits", in_use="yes")
    take_stand(asked, pilot_id=pilot, element="governance.ring", fit="fits")
    assert (cell(KELA).status, cell("governance.ring").status) == ("adapted_consistent", "added")
    without = context_for("facilitator")  # the file is gone: what was chosen stays
    assert view_variant(without, pilot_id=pilot).region == "Maakunta"
    choose_region(asked, pilot_id=pilot, region=None)
    assert cell(KELA).status == "same"


def test_a_region_that_does_not_fit_is_refused(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, pilot = with_region(context_for("facilitator"), region("7")), small_project.keuruu
    for name, code in (("maakunta", "REGION_VERSION"), ("muu", "NO_REGION")):
        with pytest.raises(ActionError) as caught:
            choose_region(asked, pilot_id=pilot, region=name)
        assert caught.value.code == code
    whole = region().model_copy(
        update={"changes": (Change(id="pois", operation="remove", element=RULE, why="Ei tarvita"),)}
    )
    take_stand(asked, pilot_id=pilot, element=RULE, fit="fits_changed", what="Etänä", **WORDS)
    with pytest.raises(ActionError) as caught:
        choose_region(with_region(asked, whole), pilot_id=pilot, region="maakunta")
    assert caught.value.code == "REGION"


def test_a_region_moves_along_to_a_new_version(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, pilot = with_region(context_for("facilitator"), region()), small_project.keuruu
    choose_region(asked, pilot_id=pilot, region="maakunta")
    take_stand(asked, pilot_id=pilot, element=RULE, fit="fits_changed", what="Etänä", **WORDS)
    assert asked.catalogue.generic is not None
    second = asked.catalogue.generic.model_copy(update={"version": "2"})
    on_2 = replace(asked, catalogue=replace(asked.catalogue, generic=second))
    move = view_move(on_2, pilot_id=pilot, version="2")
    assert [one.outcome for one in move.plan.carried] == ["clean"]
    role = move.new.elements[KELA].role
    assert role is not None
    assert role.hours_per_month == 6
    gone = {key: one for key, one in second.elements.items() if key != KELA}
    without_kela = second.model_copy(update={"elements": gone})
    with pytest.raises(ActionError) as caught:
        view_move(
            replace(on_2, catalogue=replace(on_2.catalogue, generic=without_kela)),
            pilot_id=pilot,
            version="2",
        )
    assert caught.value.code == "REGION_FIRST"


def test_the_history_of_an_element(
    context_for: ContextFor, small_project: SmallProject, clock: Clock
) -> None:
    asked, here = context_for("facilitator"), small_project.project_id
    take_stand(asked, pilot_id=small_project.keuruu, element=RULE, fit="fits")
    clock.advance(minutes=1)
    take_stand(asked, pilot_id=small_project.laukaa, element=RULE, fit="fits")
    clock.advance(minutes=1)
    take_stand(asked, pilot_id=small_project.keuruu, element=RULE, fit="fits_changed", what="Etänä", **WORDS)
    told = [
        (one.kind, one.pilot, one.change) for one in element_history(asked, project_id=here, element=RULE)
    ]
    assert told == [
        ("stance", "Keuruu", "add"), ("stance", "Laukaa", "add"), ("stance", "Keuruu", "change"),
        ("change", "Keuruu", "add"),
    ]  # fmt: skip
    contact = element_history(context_for("pilot_contact"), project_id=here, element=RULE)
    assert {one.pilot for one in contact} == {"Keuruu"}


def test_a_first_stand_is_not_written_over_by_who_saw_none(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, here = context_for("facilitator"), {"pilot_id": small_project.keuruu, "element": KELA}
    take_stand(asked, **here, fit="does_not_fit", revision=UNTOUCHED, **WORDS)
    with pytest.raises(LateSave):
        take_stand(asked, **here, fit="fits", revision=UNTOUCHED)
    view = view_variant(asked, pilot_id=small_project.keuruu)
    assert view.stance_rows[KELA].fit == "does_not_fit"
    assert [one.state for one in view.adaptation_rows] == ["agreed"]


def test_a_pilot_called_as_a_model_is_compared_beside_it(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked = context_for("facilitator")
    model = asked.catalogue.described["etela_karjala"]
    pilot = add_pilot(asked, project_id=small_project.project_id, name=model.region.fi)
    view = compare_models(asked, project_id=small_project.project_id, model_ids=(model.id,))
    assert [one.id for one in view.comparison.columns][-2:] == [pilot, model.id]
    assert pilot in view.figures


def test_a_pilot_chooses_among_its_own_meetings(
    context_for: ContextFor, small_project: SmallProject, clock: Clock
) -> None:
    asked, day = context_for("facilitator"), clock().date()
    place = {"project_id": small_project.project_id, "held_on": day, "mode": "remote", "title": "Kokous"}
    own = record_meeting(asked, **place, pilot_id=small_project.keuruu)
    record_meeting(asked, **place, pilot_id=small_project.laukaa)
    common = record_meeting(asked, **place)
    view = view_variant(context_for("pilot_contact"), pilot_id=small_project.keuruu)
    assert set(view.meetings) == {own, common}
