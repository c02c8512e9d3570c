"""The handbook of a team: every line of it is stored somewhere, and what is stored nowhere is said to be missing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from docx import Document

from mallipaja.actions.access import Context
from mallipaja.actions.agreement import agree_on_team
from mallipaja.actions.agreement_parties import list_versions
from mallipaja.actions.coordination import add_rule
from mallipaja.actions.posts import PostValues, remove_post, save_post
from mallipaja.actions.practices import add_handover, add_practice
from mallipaja.actions.projects import list_pilots, list_projects
from mallipaja.actions.requests import set_seat
from mallipaja.actions.responsibilities import add_task, set_part, start_responsibilities
from mallipaja.actions.teams import draft_team, view_team
from mallipaja.actions.variants import take_stand
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.report.handbook import Handbook, handbook
from mallipaja.report.pdf import pdf
from mallipaja.report.team_papers import Facts
from mallipaja.report.word import word
from mallipaja.team.versions import SeatChange
from mallipaja.ui.example_mark import example_words
from mallipaja.ui.team import handbook as handbook_words
from mallipaja.ui.team import paper, papers
from tests.agreeing import answer_five, unagreed
from tests.app.test_pages_speak import untranslated
from tests.small_project import SmallProject
from tests.store.test_duties import RULE
from tests.store.test_thread import CAPACITY
from tests.survey_round import start

ContextFor = Callable[[str], Context]


def _made(asked: Context, project_id: str, pilot_id: str, language: str) -> Document:
    """The pilot's handbook, made and opened."""
    _ = Words(language)
    project = next(one for one in list_projects(asked) if one.id == project_id)
    pilot = next(one for one in list_pilots(asked, project_id=project_id) if one.id == pilot_id)
    view = view_team(asked, pilot_id=pilot_id)
    professions = {one.code: one.label.get(language) for one in asked.catalogue.profession_choices}
    facts = papers.facts(_, asked, view, project, pilot, professions)
    known = handbook_words.known(_, asked, view, pilot_id, facts, professions)
    return Document(io.BytesIO(word("Käsikirja", handbook(known, _), language, subtitle=facts.state)))


def _rows(document: Document) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for table in document.tables for row in table.rows]


def _pages(made: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", made))


def _texts(document: Document) -> list[str]:
    return [one.text for one in document.paragraphs]


def _write_down(asked: Context, small_project: SmallProject) -> None:
    """Stands, a task, a coordinator, a practice with its hand-over, and the five answers."""
    pilot = small_project.keuruu
    take_stand(asked, pilot_id=pilot, element="rules.consent", fit="fits", in_use="no")
    told = {"what": "Lähete", "why": "Puhelin on ruuhkainen", "decided_by": "Työpaja"}
    take_stand(
        asked,
        pilot_id=pilot,
        element="rules.referral_criteria",
        fit="fits_changed",
        text="Lähetteellä.",
        **told,
    )
    proposed = {"text": "Vain kirjeellä.", "state": "proposal", **told}
    take_stand(asked, pilot_id=pilot, element="rules.who_may_refer", fit="fits_changed", **proposed)
    task = add_task(asked, pilot_id=pilot, phase="meeting", task="Kutsuu koolle")
    revision = set_part(asked, responsibility_id=task, role="roles.kela", part="main", revision=1)
    set_part(asked, responsibility_id=task, role="roles.health_care", part="heard", revision=revision)
    add_rule(asked, pilot_id=pilot, values={**RULE, "own_worker": "sosiaalityöntekijä"})
    place = {"phase": "referral", "actor_id": small_project.employment_actor, "kind": "practice"}
    practice = add_practice(asked, pilot_id=pilot, values={**place, "what": "Soitetaan tiimiin"})
    add_handover(asked, practice_id=practice, receiver="Terveysasema", channel="puhelin", longest_wait_days=3)
    answer_five(asked, pilot)


def test_a_handbook_says_what_is_stored_and_how_far_it_is_agreed(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot, project = context_for("facilitator"), small_project.keuruu, small_project.project_id
    start(context_for, small_project).answer(small_project.health_unit, "capacity_basic", CAPACITY)
    draft_team(asked, pilot_id=pilot)
    _ = Words("fi")
    early = _made(asked, project, pilot, "fi")
    assert _("The team has not been agreed on: this is a draft.") in _texts(early)
    assert _("Nobody's responsibilities have been written down yet.") in _texts(early)
    assert _("Nothing has been agreed on the client coordinator yet.") in _texts(early)
    assert "Kantaa ei ole otettu" in "".join(_texts(early))

    _write_down(asked, small_project)
    seat = next(one for one in view_team(asked, pilot_id=pilot).seats if one.post)
    set_seat(
        asked, seat_id=seat.id, state="named", name="Aino Esimerkki", deputy="Eero Esimerkki",
        contact="tiimi@example.fi", revision=seat.revision,
    )  # fmt: skip
    row = view_team(asked, pilot_id=pilot).row
    assert row is not None
    agree_on_team(
        asked, draft_id=row.id, agreed_on=date(2026, 11, 20), decided_by="Johtoryhmä", why="Tunteja puuttuu.",
        without=unagreed(asked, pilot),
    )  # fmt: skip

    document = _made(asked, project, pilot, "fi")
    rows, texts = _rows(document), _texts(document)
    assert _("The team has not been agreed on: this is a draft.") not in texts
    assert ("Ohjaamisen perusteet", "Lähetteellä.", _("agreed, changed here")) in rows
    states = {row[0]: row[2] for row in rows if len(row) == 3}
    assert states["Suostumus"] == f"{_('agreed, as in the model')}; {_('not in use yet')}"
    assert states["Kynnys"] == _("not agreed yet (the model proposes this)")
    who = asked.catalogue.generic.elements["rules.who_may_refer"].label.fi  # type: ignore[union-attr]  # it is there
    assert states[who] == _("does not fit as it is; what is done instead is not agreed yet")
    assert not any("Vain kirjeellä" in cell for row in rows for cell in row)
    assert ("Kutsuu koolle", "Kelan jäsen (avoin)", "", "Terveydenhuollon jäsen", "") in rows
    coordinator = next(row for row in rows if row[1] == RULE["coordinator"])
    assert coordinator[2:] == (RULE["deputy"], RULE["changes_when"], RULE["handover"])
    assert any("sosiaalityöntekijä" in text for text in texts)
    assert any("Soitetaan tiimiin" in text and "Terveysasema · puhelin" in text for text in texts)
    assert ("Ohjaamisen perusteet", "Lähete.", "Puhelin on ruuhkainen.", "Työpaja") in rows
    assert any(row[0] == "Terveydenhuollon jäsen" and row[3] == "Johtoryhmä" for row in rows)
    assert any(row[2:] == ("Aino Esimerkki", "Eero Esimerkki", "tiimi@example.fi") for row in rows)
    vacant = [row for row in rows if len(row) == 6 and row[1] == _("vacant")]
    assert {row[0] for row in vacant} == {
        "Kelan jäsen",
        "Sosiaalipalvelujen jäsen",
        "Työllisyyspalvelujen jäsen",
    }
    assert all(row[4:] == ("–", "–") for row in vacant)
    day = _("Agreed on {day}", day="20.11.2026")
    first = (_("Draft {number}", number=1), "22.11.2026", day)
    assert (*first, _("the first of those told here")) in rows
    assert day in texts  # under the title
    for hours in (
        7.0,
        6.0,
    ):  # two drafts later: what changed since the agreement, not since the draft between
        save_post(asked, pilot_id=pilot, key=seat.post, values=PostValues(hours_per_month=hours))
        draft_team(asked, pilot_id=pilot)
    newest, agreed = list_versions(asked, pilot_id=pilot, agreed=True)
    assert (newest.draft.number, agreed.draft.number, agreed.changes) == (3, 1, ())
    assert newest.changes == (SeatChange("hours", seat.role, seat.post, 8.0, 6.0),)
    other = _made(context_for("pilot_contact"), project, pilot, "sv")
    said = [*_texts(other), *(cell for row in _rows(other) for cell in row)]
    assert untranslated(said, Words("sv")) == set()
    assert Words("sv")("The team has not been agreed on: this is a draft.") in said


def test_a_removed_post_marks_the_papers_and_keeps_its_hours(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    start(context_for, small_project).answer(small_project.health_unit, "capacity_basic", CAPACITY)
    draft_team(asked, pilot_id=pilot)
    remove_post(asked, pilot_id=pilot, key="rehabilitation", why="Toimi lakkautettiin")
    document, _ = _made(asked, small_project.project_id, pilot, "fi"), Words("fi")
    assert f"{_('Draft')} · {_('the answers or the model have changed since')}" in _texts(document)
    view = view_team(asked, pilot_id=pilot)
    assert _pages(paper.paper(_, asked, view, pilot, {})) == 2  # the picture, and the tables
    start_responsibilities(asked, pilot_id=pilot)
    plain = paper.paper(_, asked, view, pilot, {})
    assert _pages(plain) == 3  # and who does what
    (project,) = list_projects(asked)
    assert example_words(_, project) == ""
    marked = paper.paper(_, asked, view, pilot, {}, mark=example_words(_, replace(project, is_example=True)))
    assert (_pages(marked), marked == plain) == (3, False)
    seat = next(row for row in _rows(document) if row[0] == "Terveydenhuollon jäsen")
    assert (seat[1].endswith("sairaanhoitaja"), seat[2]) == (True, "8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_handbook_says_what_is_missing(language: str) -> None:
    _ = Words(language)
    facts = Facts("Hanke", "Keuruu", _("Draft"), "Luonnos 1", (), answers=(("Kuka?", "", "ei vastausta."),))
    blocks = handbook(Handbook(facts), _)
    document = Document(io.BytesIO(word("Käsikirja", blocks, language)))
    assert _("Nothing has been agreed on the client coordinator yet.") in _texts(document)
    assert _("No change of the generic model has been agreed on.") in _texts(document)
    assert ("Kuka?", _("Not answered yet"), "ei vastausta.") in _rows(document)
    assert pdf("Käsikirja", blocks, language, datetime(2026, 11, 22, tzinfo=UTC)).startswith(b"%PDF")
