"""The facilitator's pages Process, Surveys, Workshop and Project, used without a browser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mallipaja.actions import bin as bin_actions
from mallipaja.actions import meetings, parties, process, projects, surveys
from mallipaja.actions.access import Context, cli_actor
from mallipaja.i18n import HELSINKI, LANGUAGES, Words
from mallipaja.store import record, schema
from mallipaja.ui.installation import Installation
from mallipaja.ui.process.wording import sign_text
from tests.app.conftest import App
from tests.app.test_access_pages import broken
from tests.small_project import START, SmallProject

_ = Words("fi")
PAGES = ("process", "surveys", "workshop", "project")


@pytest.fixture
def asked(place: Installation) -> Context:
    """Somebody else who works at the same time."""
    return Context(place.store, cli_actor("aino"), place.catalogue(), place.clock)


def named(widgets: Iterable[Any], text: str) -> Any:
    """The widget with this label."""
    found = [one for one in widgets if one.label == _(text)]
    assert found, (text, [one.label for one in widgets])
    return found[0]


def press(page: AppTest, text: str, **values: object) -> AppTest:
    """Press a button; the page has run and nothing is broken."""
    named([one for one in page.button if not one.disabled], text).click()
    page.run()
    assert not broken(page)
    return page


def said(page: AppTest) -> str:
    """Every text of the page, to look for words in."""
    kinds = (
        page.title,
        page.header,
        page.subheader,
        page.markdown,
        page.caption,
        page.text,
        page.success,
        page.info,
    )
    more = (page.error, page.warning)
    return "\n".join(one.value for kind in (*kinds, *more) for one in kind)


def saved(page: AppTest) -> bool:
    return any(one.value.startswith(_("Saved at {time}.").split("{")[0]) for one in page.success)


def in_bin(asked: Context, project: SmallProject) -> set[str]:
    return {one.title for one in bin_actions.list_bin(asked, project_id=project.project_id)}


# --- every page, every language -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_every_language(app: App, language: str) -> None:
    page = app("facilitator", "process", language=language)
    for path in PAGES:
        from tests.app.conftest import go_to

        go_to(page, path)
        assert not broken(page), path
        assert len(page.title) == 1


def test_example_data_is_marked_on_every_page(app: App, asked: Context, small_project: SmallProject) -> None:
    from tests.app.conftest import go_to

    mark = _("Example data: everything in this project is invented")
    page = app("facilitator")
    for path in ("", *PAGES):
        if path:
            go_to(page, path)
        assert mark not in said(page), path
    with asked.store.writing("cli:test", START) as work:
        values = {"is_example": True}
        key = small_project.project_id
        record.change(work, schema.project, key, values, revision=None, project_id=key)
    for path in PAGES:
        assert mark in said(go_to(page, path)), path


# --- process --------------------------------------------------------------------------------------------


def test_a_step_is_closed_in_its_form(app: App, asked: Context, small_project: SmallProject) -> None:
    page = app("facilitator", "process")
    first = asked.catalogue.process_steps[0]
    assert named(page.selectbox, "Step").value == first.key
    named(page.radio, "State").set_value("closed")
    press(page, "Save the step")
    assert [one.value for one in page.error] == [_("Give the day the step was closed.")]

    named(page.date_input, "Closed on").set_value(date(2026, 11, 20))
    page.text_area[0].set_value("Yhteystiedot $x^2$ <b>")
    press(page, "Save the step")
    assert saved(page)
    row = process.board(asked, project_id=small_project.project_id)[0]
    assert (row.step(first.key).status, row.step(first.key).artefact) == ("closed", "Yhteystiedot $x^2$ <b>")
    # the form has moved to nothing else: what is open stays open
    assert named(page.selectbox, "Step").value == first.key


def test_the_next_action_opens_its_pilot_and_step(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    order = [step.key for step in asked.catalogue.process_steps]
    process.set_step(asked, pilot_id=small_project.laukaa, key=order[3], state="under_way", revision=0)
    page = app("facilitator", "process")
    assert named(page.selectbox, "Pilot").value == small_project.keuruu
    press(page, "Open")  # the first card: a step under way comes before one not started
    assert named(page.selectbox, "Pilot").value == small_project.laukaa
    assert named(page.selectbox, "Step").value == order[3]
    assert page.query_params["pilot"] == "laukaa"


def test_what_the_project_has_is_said_beside_its_step_and_marks_it(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    (view,) = surveys.list_rounds(asked, project_id=small_project.project_id)
    keuruu = next(one for one in process.board(asked, project_id=small_project.project_id))
    sign = keuruu.signs["survey_open"]
    mine = [one for one in view.invited if "Keuruu" in one.pilots]
    assert (sign.kind, sign.count, sign.of) == ("round_open", 0, len(mine))
    page = app("facilitator", "process")
    assert sign_text(_, sign) in said(page)
    assert any(
        _("Already: {what}", what=sign_text(_, keuruu.signs["invited"])) in one.value for one in page.markdown
    )
    press(page, "Mark as closed")
    state = process.board(asked, project_id=small_project.project_id)[0].step("invited")
    assert (state.status, state.closed_on) == ("closed", asked.clock().astimezone(HELSINKI).date())
    assert state.artefact == sign_text(_, keuruu.signs["invited"])


def test_a_late_save_of_a_step_shows_both_and_loses_neither(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page, keuruu = app("facilitator", "process"), small_project.keuruu
    first = asked.catalogue.process_steps[0].key
    named(page.radio, "State").set_value("under_way")
    page.text_area[0].set_value("Minun luetteloni")
    reason = page.text_area[1]
    process.set_step(
        asked, pilot_id=keuruu, key=first, state="under_way", artefact="Ainon luettelo", revision=0
    )
    reason.set_value("Minun syyni")
    press(page, "Save the step")

    assert any("aino" in one.value for one in page.warning)
    choice = named(page.radio, "What came of it")
    assert process.board(asked, project_id=small_project.project_id)[0].step(first).reason == ""
    choice.set_value("theirs")
    press(page, "Save what was chosen")
    assert saved(page)
    found = process.board(asked, project_id=small_project.project_id)[0].step(first)
    assert (found.artefact, found.reason) == ("Ainon luettelo", "Minun syyni")


def test_another_persons_save_is_told_and_does_not_touch_what_is_being_typed(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page, first = app("facilitator", "process"), asked.catalogue.process_steps[0].key
    fields = [one.key for one in page.text_area]
    process.set_step(asked, pilot_id=small_project.keuruu, key=first, state="under_way", revision=0)
    page.run()
    assert _("Somebody has saved this since you opened it.") in said(page)
    assert [one.key for one in page.text_area] == fields  # the same fields: the browser keeps what is typed
    assert named(page.radio, "State").value == "not_started"
    press(page, "Show the newest")
    assert named(page.radio, "State").value == "under_way"


def test_tasks_are_suggested_added_and_ticked(app: App, asked: Context, small_project: SmallProject) -> None:
    page = app("facilitator", "process")
    suggestion = _("Plan communication about the service")
    next(one for one in page.button if one.label.endswith(suggestion)).click()
    page.run()
    (task,) = process.board(asked, project_id=small_project.project_id)[0].tasks
    assert task.title == suggestion
    assert not [one for one in page.button if one.label.endswith(suggestion)]

    new = next(
        one for one in page.text_input if one.key.startswith("task.new.") and one.key.endswith("title")
    )
    new.set_value("*Oma* tehtävä")
    press(page, "Add the task")
    box = next(one for one in page.checkbox if "Oma" in one.label)
    assert box.label == r"\*Oma\* tehtävä"
    box.set_value(True)
    page.run()
    done = {
        one.title: one.done_on for one in process.board(asked, project_id=small_project.project_id)[0].tasks
    }
    assert done == {suggestion: None, "*Oma* tehtävä": date(2026, 11, 22)}


def test_a_risk_is_raised_and_settled(app: App, asked: Context, small_project: SmallProject) -> None:
    page, flag = app("facilitator", "process"), asked.catalogue.risk_flags[1]
    named(page.selectbox, "Risk").set_value(flag.key)
    named(page.text_input, "What is it about here").set_value("Ei ketään")
    press(page, "Raise the risk")
    assert f"{flag.label.fi}: Ei ketään" in said(page)
    press(page, "Settled")
    assert flag.label.fi not in "\n".join(one.value for one in page.markdown)


def test_a_pilot_is_added_by_choosing_its_municipality(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page = app("facilitator", "process")
    named(page.selectbox, "Municipality").set_value("931")
    press(page, "Add the pilot")
    added = projects.list_pilots(asked, project_id=small_project.project_id)[-1]
    assert (added.name, added.municipality_code) == ("Viitasaari", "931")
    press(page, "Add the pilot")
    assert [one.value for one in page.error] == [
        _("The name is empty. Write a name of 1–{most} characters.", most=120)
    ]


def test_a_pilot_contact_has_the_own_pilot_and_no_buttons_of_the_project(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page = app("pilot_contact", "process")
    assert named(page.selectbox, "Pilot").options == ["Keuruu"]
    assert _("Add the pilot") not in {one.label for one in page.button}
    named(page.radio, "State").set_value("under_way")
    press(page, "Save the step")
    assert saved(page)


def test_an_empty_project_asks_for_its_first_pilot(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    for pilot in (small_project.keuruu, small_project.laukaa):
        projects.remove_pilot(asked, pilot_id=pilot)
    page = app("facilitator", "process")
    assert _("The project has no pilots yet. Add the first one: a municipality, a site or an area.") in said(
        page
    )
    named(page.text_input, "Name of the pilot (empty: the municipality's)").set_value("Multia")
    press(page, "Add the pilot")
    assert named(page.selectbox, "Pilot").options == ["Multia"]
    assert saved(page), "said also where the form itself has folded up"


def test_the_example_is_put_away_with_one_button(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    key = small_project.project_id
    with asked.store.writing("cli:test", START) as work:
        record.change(work, schema.project, key, {"is_example": True}, revision=None, project_id=key)
    page = app("facilitator", "process")
    named(page.text_input, "Name of your project").set_value("Oma hanke")
    press(page, "Start from empty")
    assert _("The project has no pilots yet. Add the first one: a municipality, a site or an area.") in said(
        page
    )
    assert [one.name for one in projects.list_projects(asked)] == ["Oma hanke"]
    assert [one.title for one in bin_actions.list_binned_projects(asked)] == ["Pieni hanke"]


# --- surveys --------------------------------------------------------------------------------------------


def test_a_round_is_opened_units_invited_and_links_shown_once(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    surveys.remove_round(asked, round_id=small_project.round_id)
    page = app("facilitator", "surveys")
    assert _("No round has been opened yet. Open the first one: choose the surveys and the pilots.") in said(
        page
    )
    named(page.text_input, "Title (respondents see it)").set_value("Alkukartoitus")
    named(page.date_input, "Closing day (may be left empty)").set_value(date(2026, 12, 1))
    press(page, "Open the round")
    (view,) = surveys.list_rounds(asked, project_id=small_project.project_id)
    assert (view.round.title, view.days_left, len(view.templates)) == ("Alkukartoitus", 9, 5)

    head = _("Surveys by unit, decided by the sector of the unit's actor:")
    gets = next(one.value for one in page.markdown if one.value.startswith(head))
    short = asked.catalogue.templates["partner_short"].title.get("fi")
    assert f"- **{short}:** Työllisyyspalvelut" in gets
    button = next(one for one in page.button if one.key == "invite.units")
    assert button.label == _.plural("Invite {count} unit", "Invite {count} units", 2)
    button.click()
    page.run()
    assert not broken(page)
    link = named(page.text_input, "Link").value
    letters = [one.value for one in page.text_area if one.key.startswith("links.text.")]
    assert len(letters) == 3
    assert all(link in letter for letter in letters)
    day = Words("fi")("The survey is open until {day}.", day="1.12.2026")
    assert any(day in letter for letter in letters)
    opens = ("The link opens {count} survey.", "The link opens {count} surveys, one after another.")
    assert any(_.plural(*opens, number) in letter for letter in letters for number in (1, 2))
    assert [letter.splitlines()[0] for letter in letters] == [
        Words(one)("Survey: {title}", title="Alkukartoitus") for one in LANGUAGES
    ]
    press(page, "The links are safe, hide them")
    assert link not in "\n".join([said(page), *(str(one.value) for one in page.text_area)])
    seen = surveys.list_rounds(asked, project_id=small_project.project_id)[0]
    assert {one.state for one in seen.invited} == {"not_started"}
    assert _("Every unit of the round's pilots has been invited.") in said(page)


def test_who_is_missing_is_named_with_a_reminder(app: App, small_project: SmallProject) -> None:
    page = app("facilitator", "surveys")
    text = next(one for one in page.text_area if one.key.startswith("remind.text.fi")).value
    assert "- Työllisyyspalvelut" in text
    line = next(one.value for one in page.markdown if one.value.startswith(_("Answer missing:")))
    assert "**Työllisyysalue** (1): Työllisyyspalvelut" in line
    named(page.selectbox, "Reminder to").set_value("Työllisyysalue")
    page.run()
    assert "- Työllisyyspalvelut" in next(
        one.value for one in page.text_area if one.key.startswith("remind.text.sv")
    )


def test_a_link_is_renewed_and_ended(app: App, asked: Context, small_project: SmallProject) -> None:
    page = app("facilitator", "surveys")
    press(page, "Make a new link")
    assert named(page.text_input, "Link").value.rsplit("/i/", 1)[1]
    press(page, "End the link")
    assert _("Link") not in [
        one.label for one in page.text_input
    ]  # one that works no more is not there to be sent
    assert _("link ended") in named(page.selectbox, "Invitation").options[0]
    (view,) = surveys.list_rounds(asked, project_id=small_project.project_id)
    assert [one.state for one in view.invited] == ["revoked"]


def test_a_round_is_closed_and_opened_again(app: App, asked: Context, small_project: SmallProject) -> None:
    page = app("facilitator", "surveys")
    press(page, "Close the round now")
    assert _("The round is not open. Open it again or give it a later closing day to invite.") in said(page)
    assert named(page.button, "Make a new link").disabled
    press(page, "Open the round again")
    (view,) = surveys.list_rounds(asked, project_id=small_project.project_id)
    assert view.is_open


def test_every_survey_can_be_looked_at(app: App, asked: Context) -> None:
    page = app("facilitator", "surveys")
    titles = [one.label for one in page.expander]
    for template in asked.catalogue.templates.values():
        assert any(template.title.fi in title.replace("\\", "") for title in titles), template.id


def test_a_broken_survey_is_listed_and_the_others_work(
    app: App, place: Installation, small_project: SmallProject
) -> None:
    from mallipaja.errors import Problem
    from mallipaja.ui import installation

    whole = place.catalogue()
    problem = Problem("survey_templates/oma.yaml", 7, "pages[0]", "TEMPLATE_001", "Jotain puuttuu.")
    installation.use(replace(place, catalogue=lambda: replace(whole, problems=(problem,))))
    page = app("facilitator", "surveys")
    assert _("These files cannot be used. The other surveys work.") in said(page)
    assert "oma.yaml:7" in said(page).replace("\\", "")
    assert len(page.expander) >= len(whole.templates)


# --- workshop -------------------------------------------------------------------------------------------


def test_a_meeting_is_recorded_changed_and_removed(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page = app("facilitator", "workshop")
    assert _("No meeting has been recorded yet. Record the first one below.") in said(page)
    named(page.text_input, "What was the meeting").set_value("Kartoitus")
    count = next(one for one in page.number_input if one.key.endswith(f"{small_project.health}.count"))
    count.set_value(4)
    press(page, "Record the meeting")
    (view,) = meetings.project_meetings(asked, project_id=small_project.project_id)
    assert (view.meeting.title, view.meeting.held_on, view.meeting.pilot_id) == (
        "Kartoitus", date(2026, 11, 22), None,
    )  # fmt: skip
    assert {key: head.people for key, head in view.heads.items()} == {small_project.health: 4}
    assert named(page.text_input, "What was the meeting").value == ""

    supervisors = [
        one for one in page.number_input if one.key.endswith(f"{small_project.health}.supervisors")
    ]
    supervisors[-1].set_value(9)  # the form for changing is the last
    press(page, "Save the meeting")
    assert [one.value for one in page.error] == [
        _("The number of people cannot be negative; supervisors and experience experts are among the people.")
    ]
    press(page, "Move the meeting to the bin")
    assert meetings.project_meetings(asked, project_id=small_project.project_id) == []
    assert in_bin(asked, small_project) == {"Kartoitus"}


def test_a_late_save_of_attendance_names_the_organisation(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    health = small_project.health
    meeting = meetings.record_meeting(
        asked,
        project_id=small_project.project_id,
        title="Kartoitus",
        held_on=date(2026, 11, 1),
        mode="remote",
    )
    page = app("facilitator", "workshop")
    count = [one for one in page.number_input if one.key.endswith(f"{health}.count")][-1]
    count.set_value(3)
    meetings.change_meeting(
        asked, meeting_id=meeting, values={}, revision=None, attendance={health: meetings.Head(5)}
    )
    press(page, "Save the meeting")
    label = f"Hyvinvointialue: {_('Number of people')}"
    choice = next(one for one in page.radio if one.label == label)
    choice.set_value("mine")
    press(page, "Save what was chosen")
    (view,) = meetings.project_meetings(asked, project_id=small_project.project_id)
    assert view.heads[health].people == 3


# --- project --------------------------------------------------------------------------------------------


def test_the_project_is_named_and_given_languages(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page = app("facilitator", "project")
    named(page.text_input, "Name of the project").set_value("Meidän hanke")
    named(page.multiselect, "Languages of the surveys").set_value(["sv", "fi"])
    press(page, "Save")
    (found,) = projects.list_projects(asked)
    assert (found.name, found.languages) == ("Meidän hanke", ["fi", "sv"])


def test_what_the_project_consists_of_is_added(app: App, asked: Context, small_project: SmallProject) -> None:
    page, key = app("facilitator", "project"), small_project.project_id
    for button, name in (("Add the organisation", "Kela"), ("Add the actor", "Kelan asiakaspalvelu")):
        form = "organisation.new" if "organisation" in button else "actor.new"
        field = next(one for one in page.text_input if one.key.startswith(form) and one.key.endswith("name"))
        field.set_value(name)
        press(page, button)
        assert saved(page)
    assert "Kela" in {one.name for one in parties.list_organisations(asked, project_id=key)}
    actor = next(
        one for one in parties.list_actors(asked, project_id=key) if one.name == "Kelan asiakaspalvelu"
    )
    assert set(parties.list_rosters(asked, project_id=key)[actor.id]) == {
        small_project.keuruu,
        small_project.laukaa,
    }


def test_a_pasted_list_tells_its_problems_and_keeps_the_text(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page, key = app("facilitator", "project"), small_project.project_id
    text = "Uusi;Hyvinvointialue;Hyvinvointialue;Keuruu\nToinen;*Kela*;Hyvinvointialue;Laukaa"
    area = next(one for one in page.text_area if one.key.startswith("unit.list"))
    area.set_value(text)
    press(page, "Add the units")
    assert _("“{value}” is not in the project.", value="*Kela*") in said(page).replace("\\", "")
    assert next(one for one in page.text_area if one.key.startswith("unit.list")).value == text
    assert len(parties.list_units(asked, project_id=key)) == 2

    next(one for one in page.text_area if one.key.startswith("unit.list")).set_value(text.splitlines()[0])
    press(page, "Add the units")
    assert len(parties.list_units(asked, project_id=key)) == 3
    done = _.plural("Saved: {count} unit added.", "Saved: {count} units added.", 1)
    assert [one.value for one in page.success if one.value.startswith(done)]


def test_what_is_removed_comes_back_from_the_bin(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page = app("facilitator", "project")
    press(page, "Move the unit to the bin")
    assert in_bin(asked, small_project) == {"Kuntoutus"}
    press(page, "Bring back")
    assert in_bin(asked, small_project) == set()
    assert len(parties.list_units(asked, project_id=small_project.project_id)) == 2


def test_a_facilitator_has_no_forms_of_the_administrator(app: App) -> None:
    page = app("facilitator", "project")
    labels = {one.label for one in page.button}
    assert not labels & {_("Create the project"), _("Copy the project"), _("Add to the project")}


def test_the_administrator_makes_copies_and_archives_projects(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page = app("admin", "project")
    copy = next(one for one in page.text_input if one.key.startswith("projects.copy"))
    copy.set_value("Kopio")
    press(page, "Copy the project")
    assert {one.name for one in projects.list_projects(asked)} == {"Pieni hanke", "Kopio"}
    press(page, "Archive this project")
    assert len(projects.list_projects(asked)) == 1


def test_the_administrator_says_who_sees_the_project(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    from mallipaja.actions.people import list_members

    page = app("admin", "project")
    named(page.selectbox, "Person").set_value(small_project.accounts["developer"])
    named(page.selectbox, "Role").set_value("pilot_contact")
    press(page, "Add to the project")
    assert [one.value for one in page.error] == [_("A pilot contact needs a pilot. Choose which.")]
    named(page.selectbox, "Pilot (for a pilot contact)").set_value(small_project.laukaa)
    press(page, "Add to the project")
    members = list_members(asked, project_id=small_project.project_id)
    assert ("pilot_contact", small_project.laukaa) in {(one.role, one.pilot_id) for one in members}
    before = len(members)
    press(page, "Remove from the project")
    assert len(list_members(asked, project_id=small_project.project_id)) == before - 1


def test_without_a_project_the_administrator_creates_one(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    projects.archive_project(asked, project_id=small_project.project_id)
    page = app("admin", "process")
    assert [one.value for one in page.info] == [_("There is no project yet. Create the first one.")]
    assert "project" in [one.proto.page for one in page.get("page_link")]
    page = app("admin", "project")
    assert _("There is no project yet. Create the first one.") in said(page)
    next(one for one in page.text_input if one.key.startswith("projects.new")).set_value("Ensimmäinen")
    press(page, "Create the project")
    (made,) = projects.list_projects(asked)
    assert made.name == "Ensimmäinen"
    assert page.query_params["project"] == made.id[:8]
    assert any("Ensimmäinen" in one.value and _("Process") in one.value for one in page.success), (
        "what comes next"
    )
