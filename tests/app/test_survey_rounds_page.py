"""The page of surveys: people from a list, shared links, new versions, paper, deleting; without a browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mallipaja.actions import answering, invitations, on_behalf, recipients, surveys
from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.round_view import RoundView
from mallipaja.catalogue.load import Catalogue
from mallipaja.i18n import Words
from mallipaja.ui import installation
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.installation import Installation
from mallipaja.ui.surveys.invitations import LOST
from mallipaja.ui.visitor import DEVICE_COOKIE
from tests.app.conftest import App, go_to, open_app
from tests.app.test_access_pages import broken
from tests.app.test_facilitate_pages import named, press, said
from tests.small_project import Clock, SmallProject
from tests.store.test_anonymity import TEXT, answered, on_device
from tests.store.test_versions import edited, without_partly

_ = Words("fi")
FORM = "capacity_basic"


@pytest.fixture
def asked(place: Installation) -> Context:
    return Context(place.store, cli_actor("aino"), place.catalogue(), place.clock)


def opened(asked: Context, project: SmallProject, *templates: str, **values: object) -> str:
    assert isinstance(asked.clock, Clock)
    asked.clock.advance(minutes=1)  # the newest round is the one shown
    return surveys.open_round(
        asked, project_id=project.project_id, title="Kierros 2", templates=templates, pilot_ids=(project.keuruu,), **values
    )  # fmt: skip


def view(asked: Context, project: SmallProject, round_id: str) -> RoundView:
    found = surveys.list_rounds(asked, project_id=project.project_id)
    return next(one for one in found if one.round.id == round_id)


@pytest.fixture
def with_new_version(place: Installation, catalogue: Catalogue) -> Installation:
    """The service after somebody has edited the file of a survey."""
    changed = edited(catalogue.templates[FORM], without_partly)
    fresh = replace(catalogue, templates={**catalogue.templates, FORM: changed})
    made = replace(place, catalogue=lambda: fresh)
    installation.use(made)
    return made


def test_people_are_invited_from_a_list_with_its_problems_told(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    round_id = opened(asked, small_project, FORM)
    page = app("facilitator", "surveys")
    box = "One person per line: organisation; unit; name; e-mail; pilot; language"
    named(page.text_area, box).set_value("Kela;;Otto\nTyöllisyysalue;;Otto;ei-osoite")
    press(page, "Invite the people")
    assert _("Nobody was invited. Correct these and try again.") in said(page)
    assert "rivi 1" in said(page)
    assert "rivi 2" in said(page)
    named(page.text_area, box).set_value("Työllisyysalue;;Otto Oletus;otto@esimerkki.fi;;sv")
    press(page, "Invite the people")
    (one,) = view(asked, small_project, round_id).invited
    assert (one.person, one.email) == ("Otto Oletus", True)
    link = next(one for one in page.text_input if one.label == _("Link")).value
    assert "/i/" in link
    letters = [
        one
        for one in page.text_area
        if "Text for an e-mail" in one.label or "sähköposti" in one.label.lower()
    ]
    assert all(link in one.value for one in letters if "/i/" in one.value)
    assert any(
        "data-aim" in one.body for one in page.get("html")
    )  # brought into view: it is drawn above the form


def test_a_shared_link_is_made_and_ended(app: App, asked: Context, small_project: SmallProject) -> None:
    opened(asked, small_project, "practices_own")
    page = app("facilitator", "surveys")
    named(page.number_input, "Places").set_value(3)
    press(page, "Make a shared link")
    assert _("{taken} of {quota} places taken", taken="0", quota="3") in said(page)
    letter = next(one.value for one in page.text_area if _("Link") in one.value or "/i/" in one.value)
    assert _("We ask you to answer for yourself, about the pilot {name}.", name="Keuruu") in letter
    press(page, "Ten places more")
    assert _("{taken} of {quota} places taken", taken="0", quota="13") in said(page)


def test_missing_forms_of_persons_are_named_under_their_pilot(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    round_id = opened(asked, small_project, "practices_own")
    invitations.invite_pilot(asked, round_id=round_id, pilot_id=small_project.keuruu, kind="personal")
    page = app("facilitator", "surveys")
    assert f"**Keuruu** (1): {_('personal forms')}" in said(page)
    assert any(f'--skip: "{_("Skip to the content")}"' in one.body for one in page.get("html"))


def test_a_notice_without_its_controller_is_told_where_links_are_made(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    opened(asked, small_project, FORM)
    notice = _(
        "The privacy notice does not tell the respondents yet who the controller is and how to reach it. Write it on the "
        "page “Project” before you send links."
    )
    assert notice in said(app("facilitator", "surveys"))


def test_an_anonymous_letter_promises_what_is_true(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    """Of a place taken from a shared link nobody knows whose it is."""
    round_id = opened(asked, small_project, "practices_own", anonymity="anonymous")
    invitations.invite_pilot(asked, round_id=round_id, pilot_id=small_project.keuruu, kind="personal")
    page = app("facilitator", "surveys")
    assert page.button(key="invitation.renew").help == _(LOST)
    press(page, "Make a shared link")
    letter = next(one.value for one in page.text_area if one.key.endswith(".fi"))
    assert (
        _("You answer anonymously: nobody sees whether you have answered, nor which answers are yours.")
        in letter
    )


def test_a_new_version_is_looked_at_mapped_and_published(
    app: App,
    asked: Context,
    small_project: SmallProject,
    with_new_version: Installation,
    catalogue: Catalogue,
) -> None:
    before = replace(asked, catalogue=catalogue)
    round_id = opened(before, small_project, FORM)
    (link,) = invitations.invite_units(before, round_id=round_id, unit_ids=(small_project.employment_unit,))
    person = on_device(before, link.token)
    form = answering.welcome(person.context, invitation_id=person.invitation).forms[0]
    begun = answering.start_form(
        person.context, invitation_id=person.invitation, document_id=form.document_id
    )
    answering.save_answer(person.context, response_id=begun.response_id, question="K19", value="partly")
    page = app("facilitator", "surveys")
    told = said(page)
    assert _("{title}: a new version waits", title="x").split(": ")[1] in str(
        [one.label for one in page.expander]
    )
    assert _("texts changed") in told
    assert _("removed") in told
    picked = next(one for one in page.selectbox if "version.map" in (one.key or "") and "partly" in one.key)
    assert _.plural("{count} answer", "{count} answers", 1) in picked.label
    picked.set_value("limited").run()
    press(page, "Ask the new version from now on")
    assert _("The new version is asked from now on.") in said(page)
    # the respondent is asked, and carries the answer over
    tried = open_app({DEVICE_COOKIE: person.secret}, r=person.invitation[:8], form="1", at="go-on")
    tried.run()
    go_to(tried, "answer")
    assert not broken(tried)
    assert tried.title[0].value == _("The survey has changed since you began")
    tried.button(key="answering.carry").click().run()
    assert not broken(tried)
    now = answering.welcome(person.context, invitation_id=person.invitation).forms[0]
    assert (now.template.version, now.newer) == (f"{int(form.template.version) + 1}", None)
    fresh = answering.open_form(person.context, invitation_id=person.invitation, document_id=now.document_id)
    assert fresh is not None
    assert fresh.form.answers[("K19", "", "")].value == "limited"


def test_a_paper_form_is_written_in(app: App, asked: Context, small_project: SmallProject) -> None:
    round_id = opened(asked, small_project, FORM)
    page = app("facilitator", "surveys")
    press(page, "Write the answers in")
    (one,) = view(asked, small_project, round_id).invited
    assert one.on_behalf
    handle = one.invitation_id[:8]
    page.query_params["r"] = handle
    go_to(page, "answer")
    assert not broken(page)
    assert as_typed(one.name) in page.info[0].value  # whose paper it is, on every screen
    assert page.button(key="answering.start.1")
    assert _("You can stop and go on later from the page “Surveys”.") in said(page)
    page.query_params["form"], page.query_params["at"] = "1", "thanks"
    page.run()
    assert not broken(page)
    assert page.title[0].value == _("What was written in")
    assert [one.label for one in page.expander][-1] == _("Erase what was written in")
    told = " ".join((said(page), *(one.label for one in page.button)))
    assert not any(word in told for word in ("samalla linkillä", "vastauksesi", "Kiitos"))


def test_a_joint_form_has_participants_and_dissent_beside_it(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    round_id = opened(asked, small_project, "practices_joint")
    page = app("facilitator", "surveys")
    page.button(key=f"joint.{small_project.keuruu}").click().run()
    assert not broken(page)
    (one,) = view(asked, small_project, round_id).invited
    page.query_params["r"], page.query_params["form"], page.query_params["at"] = (
        one.invitation_id[:8],
        "1",
        "first",
    )
    go_to(page, "answer")
    assert not broken(page)
    boxes = [one for one in page.text_area if one.label == _("What is seen otherwise")]
    assert boxes
    boxes[0].set_value("Toisin.")
    press(page, "Write the view down")
    assert "Toisin" in said(page)


def test_a_joint_form_begins_on_its_first_page_though_facts_of_an_earlier_round_are_filled_in(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    before = opened(asked, small_project, "practices_joint")
    entry = on_behalf.open_joint(asked, round_id=before, pilot_id=small_project.keuruu)
    (form,) = answering.welcome(asked, invitation_id=entry.invitation_id).forms
    begun = answering.start_form(asked, invitation_id=entry.invitation_id, document_id=form.document_id)
    answering.save_answer(asked, response_id=begun.response_id, question="T20", value="Tapaa tiimin.")
    now = opened(asked, small_project, "practices_joint")
    page = app("facilitator", "surveys")
    page.button(key=f"joint.{small_project.keuruu}").click().run()
    (one,) = view(asked, small_project, now).invited
    page.query_params["r"], page.query_params["form"], page.query_params["at"] = (
        one.invitation_id[:8],
        "1",
        "go-on",
    )
    go_to(page, "answer")
    assert not broken(page)
    assert page.title[0].value == begun.form.template.pages[0].title.get("fi")


def test_a_respondent_is_deleted_after_being_asked_twice(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    round_id = opened(asked, small_project, FORM)
    invitations.invite_units(asked, round_id=round_id, unit_ids=(small_project.employment_unit,))
    page = app("facilitator", "surveys")
    (one,) = view(asked, small_project, round_id).invited
    page.selectbox(key=f"erase.picked.{round_id}").set_value(one.invitation_id).run()
    assert page.button(key="erase.one").disabled
    page.checkbox(key=f"erase.sure.{one.invitation_id}").check().run()
    page.button(key="erase.one").click().run()
    assert not broken(page)
    assert view(asked, small_project, round_id).invited == ()


def test_the_respondent_deleted_is_the_one_that_was_chosen(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    """A pilot's joint and personal forms have the same name, and Streamlit takes the last of choices that read alike."""
    round_id = opened(asked, small_project, "practices_joint", "practices_own")
    for kind in ("joint", "personal", "personal"):
        invitations.invite_pilot(asked, round_id=round_id, pilot_id=small_project.keuruu, kind=kind)
    page = app("facilitator", "surveys")
    there = [one.invitation_id for one in view(asked, small_project, round_id).invited]
    assert len(set(page.selectbox(key=f"erase.picked.{round_id}").options)) == 3
    page.selectbox(key=f"erase.picked.{round_id}").set_value(there[0]).run()
    page.checkbox(key=f"erase.sure.{there[0]}").check().run()
    page.button(key="erase.one").click().run()
    assert not broken(page)
    assert [one.invitation_id for one in view(asked, small_project, round_id).invited] == there[1:]


def test_the_whole_round_shows_what_would_go(app: App, asked: Context, small_project: SmallProject) -> None:
    round_id = opened(asked, small_project, FORM, delete_on=date(2027, 1, 1))
    page = app("facilitator", "surveys")
    page.toggle(key=f"erase.show.{round_id}").set_value(True).run()
    assert _("They are to be deleted on {day}.", day="1.1.2027") in said(page)
    assert page.button(key="erase.round").disabled


def test_an_anonymous_respondent_is_told_what_is_true_and_may_erase(
    asked: Context, small_project: SmallProject, place: Installation
) -> None:
    round_id = opened(asked, small_project, "practices_own", anonymity="anonymous")
    (link,) = recipients.invite_list(asked, round_id=round_id, text="Työllisyysalue;;Otto")
    person = on_device(asked, link.token)
    answered(person)
    tried = open_app({DEVICE_COOKIE: person.secret}, r=person.invitation[:8])
    tried.run()
    go_to(tried, "answer")
    assert not broken(tried)
    assert "nimettömästi" in said(tried)
    tried.query_params["form"], tried.query_params["at"] = "1", "thanks"
    tried.run()
    tried.button(key="answering.erase").click().run()
    assert not broken(tried)
    forms = answering.welcome(person.context, invitation_id=person.invitation).forms
    assert [one.started for one in forms] == [False]
    assert TEXT not in said(tried)
