"""Coordinator rules, responsibilities, who agreed, and the papers made of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx import Document

from mallipaja.actions.access import Context
from mallipaja.actions.agreement_parties import list_versions, note_paper, set_party, view_parties
from mallipaja.actions.coordination import (
    QUESTIONS,
    Coordination,
    add_rule,
    answer_question,
    change_rule,
    remove_rule,
    view_coordination,
)
from mallipaja.actions.history import read_history
from mallipaja.actions.responsibilities import (
    PREPARATORY,
    add_task,
    paste_tasks,
    remove_task,
    set_part,
    start_responsibilities,
    view_responsibilities,
)
from mallipaja.actions.teams import decide_seat, draft_team, view_team
from mallipaja.errors import ActionError, LateSave
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.practice.joint import Part
from mallipaja.practice.questions import PilotAnswer
from mallipaja.report.pdf import Block, Table, pages, pdf
from mallipaja.report.team_papers import (
    PAGES,
    Facts,
    PartyLine,
    RuleLine,
    SeatLine,
    agreement,
    memo,
    referral_card,
)
from mallipaja.report.word import word
from mallipaja.store import record, schema
from mallipaja.survey.given import Known
from mallipaja.team.versions import SeatChange
from mallipaja.ui.admin.wording import called
from mallipaja.ui.team import duty_words, questions
from tests.small_project import SmallProject
from tests.store.test_thread import CAPACITY
from tests.survey_round import start

ContextFor = Callable[[str], Context]
RULE = {
    "situation": "Terveys estää työn",
    "coordinator": "terveydenhoitaja",
    "deputy": "sairaanhoitaja",
    "needs": ["health", "rehabilitation"],
    "phases": [],
    "changes_when": "kun hoito päättyy",
    "handover": "yhteisessä tapaamisessa",
}


def test_a_decision_table_grows_until_nothing_is_left_open(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    assert len(view_coordination(asked, pilot_id=pilot).holes) == 6
    rule_id = add_rule(asked, pilot_id=pilot, values=RULE)
    view = view_coordination(asked, pilot_id=pilot)
    assert [hole.need for hole in view.holes] == ["employment", "social", "livelihood", "several"]
    assert view.unsaid == ()
    others = ["employment", "social", "livelihood", "several", "health"]
    add_rule(asked, pilot_id=pilot, values={**RULE, "situation": "Muut", "needs": others})
    view = view_coordination(asked, pilot_id=pilot)
    assert (view.holes, [one.needs for one in view.overlaps]) == ((), [("health",)])
    revision = view.rows[0].revision
    change_rule(
        asked,
        rule_id=rule_id,
        values={"needs": ["rehabilitation"], "second": "omatyöntekijä"},
        revision=revision,
    )
    view = view_coordination(asked, pilot_id=pilot)
    assert (view.overlaps, view.unsaid[0].lacks) == ((), ("second_period",))
    with pytest.raises(LateSave):
        change_rule(asked, rule_id=rule_id, values={"needs": []}, revision=revision)
    remove_rule(asked, rule_id=rule_id)
    assert [one.need for one in view_coordination(asked, pilot_id=pilot).holes] == ["rehabilitation"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"situation": " "}, "NAME_EMPTY"),
        ({"needs": ["police"]}, "CHOICE_UNKNOWN"),
        ({"phases": ["nowhere"]}, "CHOICE_UNKNOWN"),
        ({"position": 3}, "CHOICE_UNKNOWN"),
        ({"handover": "x" * 20_001}, "TEXT_LONG"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(
    context_for: ContextFor, small_project: SmallProject, values: dict[str, object], code: str
) -> None:
    with pytest.raises(ActionError) as refused:
        add_rule(context_for("facilitator"), pilot_id=small_project.keuruu, values={**RULE, **values})
    assert refused.value.code == code


def test_five_questions_are_answered_over_the_survey(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    assert view_coordination(asked, pilot_id=pilot).unanswered == QUESTIONS
    answer_question(asked, pilot_id=pilot, question="guidance", answer="Palveluohjaaja ohjaa.")
    line = read_history(asked, project_id=small_project.project_id, entity="pilot_question").lines[0]
    assert called(Words("fi"), line.entity, line.title, {}) == "Keuruu: Miten asiakkaat ohjataan palveluihin?"
    view = view_coordination(asked, pilot_id=pilot)
    assert (view.own["guidance"].answer, len(view.unanswered)) == ("Palveluohjaaja ohjaa.", 4)
    answer_question(asked, pilot_id=pilot, question="guidance", answer="")
    assert view_coordination(asked, pilot_id=pilot).unanswered == QUESTIONS


def test_what_the_survey_answers_is_a_proposal_until_it_is_confirmed(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    told = (PilotAnswer("coordinator", (Part("practice.T1", Known("public_health_nurse"), None),)),)

    def view() -> Coordination:
        found = view_coordination(asked, pilot_id=pilot)
        return replace(found, answers=(*told, *found.answers[1:]))

    add_rule(asked, pilot_id=pilot, values={**RULE, "coordinator": "Psykiatrinen sairaanhoitaja"})
    assert (view().standing("coordinator"), view().unanswered) == ("proposed", QUESTIONS)
    _ = Words("fi")
    assert questions.state(_, asked, view(), "coordinator") == (
        "kyselystä, ei sovittu. Lähde: kysely ”Toimintatavat, yhteinen kysely”, miten asia hoidetaan nyt. "
        "Tilannetaulukko nimeää: Psykiatrinen sairaanhoitaja."
    )
    shown = questions.answers(_, asked, view())[0][2]
    assert shown == "terveydenhoitaja"
    answer_question(asked, pilot_id=pilot, question="coordinator", answer=shown)
    assert (view().standing("coordinator"), view().unanswered) == ("answered", QUESTIONS[1:])
    assert questions.state(_, asked, view(), "guidance") == "ei vastausta."


def test_responsibilities_begin_with_the_phases_and_take_a_table(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    view = view_responsibilities(asked, pilot_id=pilot)
    assert (view.findings, {one.role.id for one in view.columns if not one.vacant}) == (
        (), {"roles.client_coordinator", "roles.referring_worker"},
    )  # fmt: skip
    count = start_responsibilities(asked, pilot_id=pilot)
    assert count == len(view.phases) + len(PREPARATORY)
    with pytest.raises(ActionError, match="already"):
        start_responsibilities(asked, pilot_id=pilot)
    added = add_task(asked, pilot_id=pilot, phase="meeting", task="Kutsuu tiimin koolle")
    table = "Tehtävä\tKelan jäsen\tHealth care member\nKutsuu tiimin koolle\tP\to\nKirjaa suunnitelman\t\tpäävastuu"
    assert paste_tasks(asked, pilot_id=pilot, text=table) == (1, 1)
    view = view_responsibilities(asked, pilot_id=pilot)
    convening = next(one for one in view.rows if one.id == added)
    assert convening.parts == {"roles.kela": "main", "roles.health_care": "takes_part"}
    set_part(asked, responsibility_id=added, role="roles.kela", part=None, revision=convening.revision)
    with pytest.raises(ActionError):
        set_part(asked, responsibility_id=added, role="roles.police", part="main", revision=None)
    found = {(one.breach, one.task) for one in view_responsibilities(asked, pilot_id=pilot).findings}
    assert ("no_main", added) in found
    remove_task(asked, responsibility_id=added)
    assert added not in {one.id for one in view_responsibilities(asked, pilot_id=pilot).tasks}
    with pytest.raises(ActionError):
        paste_tasks(asked, pilot_id=pilot, text="Tehtävä\tKelan jäsen\nUusi\tpäättää")
    assert len(view_responsibilities(asked, pilot_id=pilot).tasks) == count + 1


def test_who_has_agreed_and_what_changed_between_drafts(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    rounds = start(context_for, small_project)
    rounds.answer(small_project.health_unit, "capacity_basic", CAPACITY, send=False)
    asked, pilot = context_for("facilitator"), small_project.keuruu
    first = draft_team(asked, pilot_id=pilot)
    assert len(view_parties(asked, pilot_id=pilot).lacking) == 1
    (organisation,) = view_parties(asked, pilot_id=pilot).lacking
    set_party(
        asked, draft_id=first, organisation=organisation, agreed_by="Palvelupäällikkö", mandate="present"
    )
    parties = view_parties(asked, pilot_id=pilot)
    assert (parties.lacking, [(one.agreed_by, one.mandate) for one in parties.rows]) == (
        (), [("Palvelupäällikkö", "present")],
    )  # fmt: skip
    with pytest.raises(ActionError):
        set_party(asked, draft_id=first, organisation=organisation, agreed_by="x", mandate="maybe")
    seat = next(one for one in view_team(asked, pilot_id=pilot).seats if one.post)
    assert seat.post
    decide_seat(asked, draft_id=first, post=seat.post, role=seat.role, decision="veto")
    newest, before = list_versions(asked, pilot_id=pilot)
    assert before.changes == ()
    assert SeatChange("left", seat.role, seat.post, seat.hours_per_month, None) in newest.changes
    note_paper(asked, pilot_id=pilot, paper="agreement", rows=3)


FACTS = Facts(
    project="Hanke & <pilotti>",
    pilot="Keuruu",
    state="Sovittu 1.12.2026",
    basis="Luonnos 2",
    seats=tuple(
        SeatLine(f"Rooli {n}", "Yksikkö", "sairaanhoitaja", "12", "nimetty", f"Nimi {n}", "Vara")
        for n in range(11)
    ),
    parties=tuple(PartyLine(f"Organisaatio {n}", "Päällikkö", "esihenkilö oli paikalla") for n in range(5)),
    referral="Asiakas ohjataan tiimiin, kun tilanne on jumissa. " * 3,
    consent="Asiakas antaa suostumuksen. " * 3,
    rules=tuple(
        RuleLine(f"Tilanne {n}", "terveydenhoitaja", "hoitaja", "kun hoito päättyy") for n in range(5)
    ),
    answers=(
        ("Kuka toimii asiakasvastaavana?", "=1+1", "kyselystä, ei sovittu."),
        ("Miten ohjataan?", "", "ei vastausta."),
    ),
    tasks=("Kirjaaminen (Anna, 1.12.2026)", "Viestintä"),
    duties=tuple((f"Tehtävä {n}", "Kelan jäsen", "Terveydenhuollon jäsen") for n in range(8)),
    hours=(("Tarvitaan", "48"), ("Annetaan", "40"), ("Puuttuu", "8")),
    gaps=("Kelan jäsen: 8 h/kk puuttuu.",),
    next_meeting="12.12.2026, Seuranta",
)


def test_papers_say_why_nobody_is_named_who_has_not_agreed_and_what_the_hours_rest_on() -> None:
    _ = Words("fi")
    own = SeatLine("Kelan jäsen", "Kela", "", "6", "ehdotettu, ei vielä pyydetty")
    lent = SeatLine(
        "Lääkäri", "Terveysasema (Laukaa)", "", "4", "ehdotettu, ei vielä pyydetty", not_asked=True
    )
    facts = replace(
        FACTS, seats=(own, lent), repairs=("Terveysasema (Laukaa): 4 h/kk, jaettu naapurin kanssa.",),
        parties=(*FACTS.parties[:1], PartyLine("Kela", "", "ei ole vielä sopinut")),
    )  # fmt: skip
    card = Document(io.BytesIO(word("Kortti", referral_card(facts, _), "fi")))
    contacts = [tuple(cell.text for cell in row.cells) for row in card.tables[0].rows][1:]
    nobody = "ei nimetty vielä (ehdotettu, ei vielä pyydetty)"
    assert contacts == [("Kelan jäsen", "Kela", nobody, "ei nimetty vielä", "ei kirjattu")]
    missing = "Ei vielä yhteystaho, naapurilta ei ole pyydetty: Terveysasema (Laukaa) (Lääkäri)."
    assert missing in [one.text for one in card.paragraphs]
    for paper in (agreement, memo):
        made = Document(io.BytesIO(word("Paperi", paper(facts, _), "fi")))
        assert facts.repairs[0] in [one.text for one in made.paragraphs]
    signed = Document(io.BytesIO(word("Sopimus", agreement(facts, _), "fi")))
    rows = [tuple(cell.text for cell in row.cells) for row in signed.tables[-1].rows]
    assert rows[-1] == ("Kela", "", "ei ole vielä sopinut", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_agreement_holds_what_is_known_and_fits_two_pages(language: str) -> None:
    _ = Words(language)
    blocks = agreement(FACTS, _)
    document = Document(io.BytesIO(word("Sopimus: Keuruu", blocks, language, subtitle=FACTS.project)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = [one.text for one in document.paragraphs]
    assert {"Nimi 3", "Organisaatio 4", "Tilanne 2", "12"} <= set(cells)
    assert FACTS.project in texts
    assert _("Next meeting: {meeting}.", meeting=FACTS.next_meeting) in texts
    assert FACTS.gaps[0] in texts
    assert _pages(blocks, language, PAGES["agreement"]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_large_team_s_papers_are_set_smaller_rather_than_made_longer(language: str) -> None:
    """The agreement of fourteen seats and ten organisations; the card on its one page."""
    _ = Words(language)
    unit = "Monialaisen tuen työpari, Jyväskylän seutu"
    seats = tuple(
        replace(FACTS.seats[0], role=f"Työllisyyspalvelujen jäsen {n}", who=unit) for n in range(14)
    )
    parties = tuple(replace(FACTS.parties[0], organisation=f"Organisaatio {n}") for n in range(10))
    facts = replace(
        FACTS,
        seats=seats,
        parties=parties,
        gaps=FACTS.gaps * 20,
        tasks=FACTS.tasks * 4,
        meetings="Tiimi kokoontuu. " * 60,
    )
    assert _pages(agreement(facts, _), language, None) > 2
    assert _pages(agreement(facts, _), language, PAGES["agreement"]) == 2
    assert _pages(referral_card(facts, _), language, None) > 1
    assert _pages(referral_card(facts, _), language, PAGES["referral card"]) == 1
    far_too_long = agreement(replace(facts, gaps=FACTS.gaps * 200), _)
    assert _pages(far_too_long, language, 2) == _pages(far_too_long, language, None), "not made small in vain"


def _pages(blocks: Sequence[Block], language: str, most: int | None) -> int:
    at = datetime(2026, 12, 1, tzinfo=UTC)
    return pages(pdf("Sopimus: Keuruu", blocks, language, at, subtitle=FACTS.project, most_pages=most))


def test_a_row_of_one_very_long_cell_goes_on_over_the_page() -> None:
    """Short rows are kept whole; one that is longer than a page must not run out of it."""
    told = "Tiimi kokoontuu joka toinen viikko. " * 160
    table = Table(("Mikä", "Miten"), (("Kokous", told),), (4, 1))
    assert _pages((table,), "fi", None) > 1


def test_a_column_nobody_has_anything_in_is_left_out_of_the_agreement() -> None:
    facts = replace(FACTS, duties=tuple((task, main, "") for task, main, _other in FACTS.duties))
    heads = [one.head for one in agreement(facts, Words("fi")) if isinstance(one, Table)]
    assert ("Tehtävä", "Päävastuu") in heads


def test_the_memo_says_what_nobody_has_said_yet() -> None:
    _ = Words("fi")
    bare = Facts(FACTS.project, FACTS.pilot, "Luonnos", "Luonnos 1", FACTS.seats[:1], answers=FACTS.answers)
    document = Document(io.BytesIO(word("Muistio", memo(bare, _), "fi")))
    texts = [one.text for one in document.paragraphs]
    assert _("No alternatives have been compared yet.") in texts
    assert _("No follow-up has been agreed on yet.") in texts
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "=1+1" in cells
    assert _("Not answered yet") in cells
    assert document.core_properties.language == "fi-FI"


def test_a_rule_for_phases_the_model_has_no_more_is_for_no_situation(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    phases = view_coordination(asked, pilot_id=pilot).phases
    values = {"situation": "Hoito", "coordinator": "sairaanhoitaja", "phases": [phases[0].code]}
    rule = add_rule(asked, pilot_id=pilot, values=values)
    with asked.store.writing("test", asked.clock()) as work:
        gone = {"phases": ["a phase of an older version"]}
        record.change(
            work,
            schema.coordinator_rule,
            rule,
            gone,
            revision=None,
            project_id=small_project.project_id,
        )
    view = view_coordination(asked, pilot_id=pilot)
    assert {one.phases for one in view.holes} == {tuple(one.code for one in phases)}
    assert "a phase of an older version" in duty_words.situation(Words("fi"), view, view.rules[0])
