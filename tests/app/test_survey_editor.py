"""Writing a survey in the app, and trying one out, without a browser."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from mallipaja.actions import surveys, template_editing
from mallipaja.actions.access import Context, cli_actor
from mallipaja.errors import ActionError
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.store.engine import Store
from mallipaja.store.schema import metadata
from mallipaja.survey import rules
from mallipaja.survey.edits import RemoveItem, SaveItem
from mallipaja.survey.entries import entry
from mallipaja.ui.installation import Installation
from mallipaja.ui.templates import faults
from mallipaja.ui.templates.faults import told
from tests.app.conftest import App
from tests.app.test_access_pages import broken
from tests.small_project import SmallProject

_ = Words("fi")


@pytest.fixture
def asked(place: Installation) -> Context:
    """Somebody else who works at the same time."""
    return Context(place.store, cli_actor("aino"), place.catalogue(), place.clock)


def with_key(widgets: Any, part: str) -> Any:
    found = [one for one in widgets if one.key and part in one.key]
    assert found, (part, [one.key for one in widgets])
    return found[0]


def rows(store: Store) -> dict[str, int]:
    """How many rows every table has."""
    with store.engine.connect() as connection:
        tables = metadata.sorted_tables
        return {
            one.name: connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_thing_opens(app: App, language: str) -> None:
    page = app("facilitator", "edit-survey", language=language, survey="capacity_basic")
    for question in ("", "page:figures", "K3_rows", "K5", "K17", "K17_note"):
        page.query_params["q"] = question
        page.run()
        assert not broken(page), question
        assert len(page.title) == 1


def test_an_unknown_survey_says_what_to_do(app: App) -> None:
    assert _("Choose a survey on the page “Surveys”.") in [
        one.value for one in app("facilitator", "edit-survey").info
    ]


def test_a_text_is_changed_and_taken_into_use(app: App, asked: Context, small_project: SmallProject) -> None:
    here = {"project_id": small_project.project_id, "key": "capacity_basic"}
    page = app("facilitator", "edit-survey", survey="capacity_basic", q="K5")
    with_key(page.text_area, "text.fi").set_value("Montako htv?")
    with_key(page.checkbox, "required").check()
    save(page, "template.item")
    view = template_editing.view_survey(asked, **here)
    assert (view.own, view.edited, view.version) == (True, True, None)
    assert (view.template.question("K5").text.fi, view.template.question("K5").required) == (
        "Montako htv?",
        True,
    )
    with_key(page.button, "template.use").click().run()
    assert not broken(page)
    assert template_editing.view_survey(asked, **here).version == "2"  # a round has asked version 1
    assert any("Montako htv?" in one.label for one in page.button)


def save(page: AppTest, form: str) -> None:
    """Press the button of a form."""
    button = next(one for one in page.button if one.form_id == form)
    button.click().run()
    assert not broken(page)


def test_choices_are_lines(app: App, asked: Context, small_project: SmallProject) -> None:
    page = app("facilitator", "edit-survey", survey="practices_own", q=first_choice(asked))
    lines = with_key(page.text_area, "template.choices")
    name = lines.key.split(".")[2]
    lines.set_value(lines.value + "\nUusi vaihtoehto")
    save(page, f"template.choices.{name}")
    view = template_editing.view_survey(asked, project_id=small_project.project_id, key="practices_own")
    assert view.template.choice_lists[name][-1].label.fi == "Uusi vaihtoehto"


def first_choice(asked: Context) -> str:
    template = asked.catalogue.templates["practices_own"]
    return next(
        question.id for question, _block in template.questions() if question.choices in template.choice_lists
    )


def test_two_people_change_the_same_question(asked: Context, small_project: SmallProject) -> None:
    here = {"project_id": small_project.project_id, "key": "capacity_basic"}
    template = template_editing.view_survey(asked, **here).template
    before, other = entry(template, "K5"), entry(template, "K4")
    assert before is not None
    assert other is not None
    mine = before.item.model_copy(update={"required": True})
    theirs = other.item.model_copy(update={"required": True})
    template_editing.edit_survey(asked, **here, change=SaveItem(before.item, mine))
    kept = template_editing.edit_survey(asked, **here, change=SaveItem(other.item, theirs)).template
    assert (kept.question("K5").required, kept.question("K4").required) == (True, True)
    with pytest.raises(ActionError) as late:
        template_editing.edit_survey(asked, **here, change=SaveItem(before.item, mine))
    assert late.value.code == "TEMPLATE_LATE"
    template_editing.edit_survey(asked, **here, change=RemoveItem("K5"))
    with pytest.raises(ActionError) as gone:
        template_editing.edit_survey(asked, **here, change=RemoveItem("K5"))
    assert gone.value.code == "TEMPLATE_GONE"


def test_a_new_survey_is_asked_by_new_rounds_once_in_use(asked: Context, small_project: SmallProject) -> None:
    here = small_project.project_id
    key = template_editing.new_survey(asked, project_id=here, title="Oma kysely", answered_by="person")
    with pytest.raises(ActionError) as broken_:
        template_editing.take_survey_into_use(asked, project_id=here, key=key)
    assert broken_.value.code == "TEMPLATE_BROKEN"  # nothing has been translated
    content = template_editing.survey_as_form(asked, project_id=here, key="practices_own")
    read = template_editing.survey_from_form(asked, project_id=here, content=content, name="a.xlsx", key=key)
    assert (read.problems, read.losses) == ((), ())
    assert template_editing.take_survey_into_use(asked, project_id=here, key=key) == "1"
    surveys.open_round(
        asked, project_id=here, title="Kierros", templates=(key,), pilot_ids=(small_project.keuruu,)
    )
    template_editing.remove_survey(asked, project_id=here, key=key)
    assert key not in [one.template.id for one in template_editing.list_surveys(asked, project_id=here)]


def test_a_workbook_with_problems_changes_nothing(asked: Context, small_project: SmallProject) -> None:
    here, key = small_project.project_id, "capacity_basic"
    before = template_editing.view_survey(asked, project_id=here, key=key)
    found = template_editing.survey_from_form(asked, project_id=here, key=key, content=b"ei", name="a.xlsx")
    assert [one.code for one in found.problems] == ["XLSFORM_001"]
    assert template_editing.view_survey(asked, project_id=here, key=key) == before


def test_trying_a_survey_out_stores_nothing(app: App, place: Installation) -> None:
    page = app("facilitator", "try-survey", survey="practices_own")
    before = rows(place.store)
    with_key(page.button, "trial.start").click().run()
    seen = 0
    for _turn in range(30):
        assert not broken(page)
        for radio in page.radio:
            radio.set_value(radio.options[0])
        for area in page.text_area:
            area.set_value("Kokeilen")
        seen += len(page.radio) + len(page.text_area)
        page.run()
        forward = [
            one for one in page.button if one.key in ("answering.forward", "answering.send", "trial.again")
        ]
        if forward[0].key == "trial.again":
            break
        forward[0].click().run()
    assert with_key(page.button, "trial.again")
    assert seen > 5
    assert rows(place.store) == before


def test_respondents_have_no_business_here(app: App) -> None:
    for path in ("edit-survey", "try-survey"):
        page = app("pilot_contact", path, survey="capacity_basic")
        assert _("You cannot use this page") in [one.value for one in page.title]


def test_a_missing_translation_is_said_in_the_editors_own_words(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    here = {"project_id": small_project.project_id, "key": "capacity_basic"}
    template = template_editing.view_survey(asked, **here).template
    before = template.question("K5")
    after = before.model_copy(update={"text": before.text.model_copy(update={"sv": None})})
    template_editing.edit_survey(asked, **here, change=SaveItem(before, after))
    page = app("facilitator", "edit-survey", survey="capacity_basic", q="K5")
    (said,) = [one.value for one in page.warning]
    assert _("The text is missing in this language: {language}.", language="Svenska") in said
    assert said.lstrip("- ").startswith(_("Text"))
    assert "draft_languages" not in said


def test_a_choice_without_a_translation_is_told_where_to_write_it() -> None:
    where = ("choice_lists", "q1", 0, "label")
    assert told(_, rules.UNTRANSLATED.found(*where, language="sv")).endswith(_(faults.UNTRANSLATED_CHOICE))
