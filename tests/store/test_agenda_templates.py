"""Agendas to begin from: every one can be used in every language, and what it makes can be led as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.agenda_templates import use_agenda_template
from mallipaja.actions.meetings import record_meeting
from mallipaja.actions.workshop_steps import list_options
from mallipaja.actions.workshops import go_to_step, open_workshop, start_workshop, view_workshop
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.store.engine import Store
from mallipaja.workshop.agenda_templates import BY_CODE
from tests.small_project import SmallProject
from tests.workshops import says


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


@pytest.mark.parametrize("code", BY_CODE)
def test_a_template_becomes_an_agenda_with_its_steps(
    code: str, context_for: Callable[[str], Context], small_project: SmallProject
) -> None:
    asked, template = context_for("facilitator"), BY_CODE[code]
    planned = [step for block in template.blocks for step in block.steps]
    language = LANGUAGES[list(BY_CODE).index(code) % len(LANGUAGES)]
    _ = Words(language)
    meeting = record_meeting(
        asked, project_id=small_project.project_id, title=_(template.title), held_on=date(2026, 11, 22),
        mode="on_site", pilot_id=small_project.keuruu,
    )  # fmt: skip
    here = {"workshop_id": start_workshop(asked, meeting_id=meeting)}
    use_agenda_template(asked, **here, template=code, language=language)
    view = view_workshop(asked, **here)
    assert view.workshop.template == code
    assert [(one.kind, one.title, one.minutes) for one in view.blocks] == [
        (one.kind, _(one.title), one.minutes) for one in template.blocks
    ]
    assert [(one.kind, one.title, one.state) for one in view.steps] == [
        (one.kind, _(one.title), "hidden") for one in planned
    ]
    for made, step in zip(view.steps, planned, strict=True):
        boards = [one.id for one in view.steps[: made.position] if one.kind == "board"]
        assert made.board_id == (boards[-1] if step.on_board else None)
        options = [one.text for one in list_options(asked, workshop_step_id=made.id)]
        assert options == [_(text) for text in step.options]
        assert made.kind not in {"dots", "stand"} or made.board_id or options
    with says("AGENDA_NOT_EMPTY"):
        use_agenda_template(asked, **here, template=code, language=language)
    open_workshop(asked, **here)
    for step in view.steps:
        go_to_step(asked, **here, step=step.id)


def test_the_mapping_has_the_joint_survey_and_its_picture_in_the_same_meeting() -> None:
    blocks = [one for one in BY_CODE["mapping"].blocks if one.kind == "block"]
    titles = [one.title for one in blocks]
    survey, picture = (
        titles.index("The joint survey on the wall"),
        titles.index("The picture of our municipality"),
    )
    assert picture == survey + 1
    assert [step.values["picture"] for step in blocks[picture].steps] == ["practice", "network", "capacity"]


def test_every_text_has_finnish_and_swedish() -> None:
    for template in BY_CODE.values():
        steps = [step for block in template.blocks for step in block.steps]
        texts = {
            template.title,
            *(one.title for one in template.blocks),
            *(one.note for one in template.blocks),
        }
        texts |= {text for step in steps for text in (step.title, step.prompt, *step.options)}
        for language in ("fi", "sv"):
            assert all(Words(language)(text) != text for text in texts - {""})
