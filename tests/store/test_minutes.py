"""The minutes of a workshop: made from what is stored, sent, remarked on, final; and the documents made of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from mallipaja.actions.access import ANONYMOUS, Actor, Context
from mallipaja.actions.agenda import add_block, run_block
from mallipaja.actions.boards import add_group, hide_card, merge_cards, move_card, write_cards
from mallipaja.actions.challenge_cards import list_waiting_cards
from mallipaja.actions.codebook import add_theme, themed_cards
from mallipaja.actions.decisions import (
    change_decision,
    decide,
    list_changes_of_models,
    raise_challenge,
    tie_challenge,
)
from mallipaja.actions.live import take_part
from mallipaja.actions.meetings import record_meeting
from mallipaja.actions.minutes import (
    add_remark,
    add_to_minutes,
    finish_minutes,
    send_for_remarks,
    settle_remark,
    view_minutes,
)
from mallipaja.actions.minutes_in_room import minutes_here, remark_here
from mallipaja.actions.minutes_undone import Undone, minutes_undone
from mallipaja.actions.redaction import (
    REDACTED,
    redact_addition,
    redact_challenge,
    redact_decision,
    redact_remark,
)
from mallipaja.actions.taking_part import enter, join, write_card
from mallipaja.actions.thread import Stretch, follow, list_knots
from mallipaja.actions.variants import take_stand
from mallipaja.actions.voting import close_vote, open_vote
from mallipaja.actions.workshop_steps import add_step, set_options, set_step_state
from mallipaja.actions.workshops import end_workshop, go_to_step, open_workshop, start_workshop, view_workshop
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.report.minutes import minutes, title_of
from mallipaja.report.pdf import Heading, Items, Table, pdf
from mallipaja.report.room_sheet import HAND_MM, SheetStep, room_sheet
from mallipaja.report.word import word
from mallipaja.store.redaction import without
from mallipaja.store.schema import metadata
from mallipaja.ui.live.minutes_undone_words import lines
from mallipaja.workshop.attendance import Head
from mallipaja.workshop.evidence import EXPERTS, Evidence, Paper, Statement, evidence
from mallipaja.workshop.minutes import WRITTEN, ClosedVote, MinutesBody, VotedOn, read, stored
from tests.small_project import SmallProject
from tests.workshops import Guest

ContextFor = Callable[[str], Context]
WHY = {"why": "Lähete viipyi", "decided_by": "Ohjausryhmä"}
CARDS = "Lähete viipyy viikkoja\nKela mukaan alusta\n=HYPERLINK(1)"


@pytest.fixture
def workshop(context_for: ContextFor, small_project: SmallProject) -> tuple[Context, str]:
    asked = context_for("facilitator")
    meeting = record_meeting(
        asked, project_id=small_project.project_id, title="Kartoitus", held_on=date(2026, 11, 20), mode="on_site",
        pilot_id=small_project.keuruu, attendance={small_project.health: Head(4, 2, 1)},
    )  # fmt: skip
    made = start_workshop(asked, meeting_id=meeting)
    run_block(asked, block_id=add_block(asked, workshop_id=made, title="Kortit", kind="block", minutes=20))
    step = add_step(asked, workshop_id=made, kind="board", title="Haasteet")
    write_cards(asked, workshop_step_id=step, text=CARDS, kind="challenge")
    add_theme(asked, project_id=small_project.project_id, name="Ohjaaminen", stems="lähet")
    return asked, made


def test_minutes_hold_what_is_stored(workshop: tuple[Context, str], small_project: SmallProject) -> None:
    asked, made = workshop
    decide(
        asked, workshop_id=made, text="Sovitaan lähetteestä", kind="action", organisation=small_project.health,
        person="Palvelupäällikkö", due_on=date(2026, 12, 1),
    )  # fmt: skip
    raise_challenge(asked, workshop_id=made, text="Kuka kutsuu koolle?")
    body = view_minutes(asked, workshop_id=made).body
    assert (body.title, body.pilot, body.held_on) == ("Kartoitus", "Keuruu", "2026-11-20")
    assert [(one.people, one.supervisors, one.experts) for one in body.present] == [(4, 2, 1)]
    assert [(one.title, bool(one.started)) for one in body.blocks if one.title == "Kortit"] == [
        ("Kortit", True)
    ]
    assert {one.theme: [card.text for card in one.cards] for one in body.themes} == {
        "Ohjaaminen": ["Lähete viipyy viikkoja"],
        "": ["Kela mukaan alusta", "=HYPERLINK(1)"],
    }
    assert [(one.text, one.person, one.due) for one in body.decisions] == [
        ("Sovitaan lähetteestä", "Palvelupäällikkö", "2026-12-01")
    ]
    assert [(one.text, one.open) for one in body.challenges] == [("Kuka kutsuu koolle?", True)]


def test_everybody_who_joined_is_among_those_present(
    workshop: tuple[Context, str], small_project: SmallProject
) -> None:
    asked, made = workshop
    open_workshop(asked, workshop_id=made)
    code = view_workshop(asked, workshop_id=made).workshop.join_code or ""
    for said in (
        {"organisation_id": small_project.health},
        {"organisation_name": "Yhdistys", "voice": "experience_expert"},
        {"voice": "client_developer"},
        {"has_none": True},
    ):
        here = enter(replace(asked, actor=ANONYMOUS), code=code)
        assert here is not None
        actor = Actor("participant:", participants=(here.participant_id,))
        join(replace(asked, actor=actor), participant_id=here.participant_id, **said)
    body = view_minutes(asked, workshop_id=made).body
    assert [(one.organisation, one.voice, one.people, one.supervisors, one.experts) for one in body.present][
        1:
    ] == [
        ("Yhdistys", "", 1, 0, 1),
        ("", "client_developer", 1, 0, 1),
        ("", "professional", 1, 0, 0),
    ]
    (table,) = (one for one in minutes(body, Words("fi"), {}, ())[:2] if isinstance(one, Table))
    assert [row[0] for row in table.rows][1:4] == [
        "Yhdistys", "Kehittäjäasiakkaat, ei organisaatiota", "Ei ilmoitettua organisaatiota",
    ]  # fmt: skip
    assert table.rows[-1][1:] == ("7", "2", "3")
    assert read(stored(body)) == body


def test_from_draft_to_remarks_to_final(workshop: tuple[Context, str]) -> None:
    asked, made = workshop
    with pytest.raises(ActionError, match="remarks first"):
        finish_minutes(asked, workshop_id=made, by="Anna")
    send_for_remarks(asked, workshop_id=made, by="Anna")
    remark = add_remark(asked, workshop_id=made, text="Kela puuttui.", by="Kela")
    add_to_minutes(asked, workshop_id=made, text="Jatketaan joulukuussa.")
    with pytest.raises(ActionError, match="1 remarks"):
        finish_minutes(asked, workshop_id=made, by="Anna")
    settle_remark(asked, remark_id=remark, answer="Lisättiin.")
    finish_minutes(asked, workshop_id=made, by="Anna")
    view = view_minutes(asked, workshop_id=made)
    assert view.row is not None
    assert (view.state, view.row.final_by, view.body.addition) == ("final", "Anna", "Jatketaan joulukuussa.")
    assert [(one.by, one.answer) for one in view.remarks] == [("Kela", "Lisättiin.")]
    step = view_workshop(asked, workshop_id=made).steps[-1]
    write_cards(asked, workshop_step_id=step.id, text="Jälkeenpäin", kind="idea")
    assert view_minutes(asked, workshop_id=made).body == view.body
    for late in (add_to_minutes, send_for_remarks):
        with pytest.raises(ActionError, match="final"):
            late(asked, workshop_id=made, **({"text": "x"} if late is add_to_minutes else {"by": "x"}))


def test_going_to_a_step_carries_its_block_along(workshop: tuple[Context, str]) -> None:
    asked, made = workshop
    here = {"workshop_id": made}
    first, second, third = (add_block(asked, **here, title=one, kind="block", minutes=10) for one in "ABC")
    early, later = (
        add_step(asked, **here, kind="text", title=one, values={"block_id": one}) for one in (first, second)
    )
    add_step(asked, **here, kind="text", title="C", values={"block_id": third})
    at = {"A": "", "B": "", "C": ""}

    def run(step: str) -> dict[str, str]:
        go_to_step(asked, **here, step=step)
        blocks = view_workshop(asked, **here).clock
        return {one.block.title: one.state for one in blocks}

    assert run(early) == {"Kortit": "running"} | dict.fromkeys(at, "coming")  # the workshop has not begun
    open_workshop(asked, **here)
    assert run(early) == {"Kortit": "done", "A": "running", "B": "coming", "C": "coming"}
    assert run(later) == {"Kortit": "done", "A": "done", "B": "running", "C": "coming"}
    assert run(early) == {"Kortit": "done", "A": "done", "B": "running", "C": "coming"}  # only a look back
    add_block(asked, **here, title="Tauko", kind="pause", minutes=5)
    told = {one.title: (bool(one.started), one.trace) for one in view_minutes(asked, **here).body.blocks}
    assert told == {
        "Kortit": (True, ""), "A": (True, ""), "B": (True, ""), "C": (False, ""), "Tauko": (False, "unknown"),
    }  # fmt: skip


def test_a_part_whose_step_was_opened_is_not_said_to_be_left_out(workshop: tuple[Context, str]) -> None:
    asked, made = workshop
    blocks = [add_block(asked, workshop_id=made, title=one, kind="block", minutes=10) for one in "ABC"]
    for block in blocks[:2]:
        add_step(asked, workshop_id=made, kind="text", title="Askel", values={"block_id": block})
    go_to_step(asked, workshop_id=made, step=view_workshop(asked, workshop_id=made).steps[1].id)
    tables = [one for one in minutes(view_minutes(asked, workshop_id=made).body, Words("fi"), {}, ())
              if isinstance(one, Table) and one.head[1] == "Suunniteltu"]  # fmt: skip
    assert [row[2] for row in tables[0].rows[1:]] == ["kestoa ei kirjattu", "ei pidetty", "ei kirjattu"]


def test_cards_are_told_where_they_lay_and_with_those_they_speak_for(workshop: tuple[Context, str]) -> None:
    asked, made = workshop
    step = next(one.id for one in view_workshop(asked, workshop_id=made).steps)
    cards = {one.text: one.id for one in themed_cards(asked, workshop_id=made).cards}
    on = {"workshop_step_id": step}
    move_card(asked, **on, card=cards["Kela mukaan alusta"], move="a" * 32, phase="recognition")
    group = add_group(asked, **on, name="Alku")
    slow = cards["Lähete viipyy viikkoja"]
    move_card(asked, **on, card=slow, move="b" * 32, group=group)
    move_card(asked, **on, card=slow, move="d" * 32, phase="referral")
    merge_cards(
        asked, **on, into=cards["Kela mukaan alusta"], others=(cards["=HYPERLINK(1)"],), move="c" * 32
    )
    names = {"phases.recognition": "Tunnistaminen", "phases.referral": "Ohjautuminen"}
    blocks = minutes(view_minutes(asked, workshop_id=made).body, Words("fi"), names, ())
    place = [one.text for one in blocks if isinstance(one, Heading) and one.level == 2]
    assert place == ["Ohjaaminen", "Tunnistaminen"]
    assert [one.texts for one in blocks if isinstance(one, Items)] == [
        ("Lähete viipyy viikkoja (Haaste; Alku; Ohjautuminen; 1)",),
        ("Kela mukaan alusta (Haaste; 1)", "samaa sanoi yhdistetty kortti: =HYPERLINK(1) (Haaste; 1)"),
    ]


def test_hidden_cards_are_in_no_minutes(workshop: tuple[Context, str]) -> None:
    asked, made = workshop
    step = next(one for one in view_workshop(asked, workshop_id=made).steps if one.title == "Haasteet")
    card = themed_cards(asked, workshop_id=made).cards[0]
    hide_card(asked, workshop_step_id=step.id, card=card.id, hidden=True, move="a" * 32)
    said = [one.text for theme in view_minutes(asked, workshop_id=made).body.themes for one in theme.cards]
    assert card.text not in said
    assert len(said) == 2


def test_redacting_reaches_final_minutes_and_the_history(
    workshop: tuple[Context, str], small_project: SmallProject
) -> None:
    asked, made = workshop
    decision = decide(asked, workshop_id=made, text="Soitetaan Matti Meikäläiselle")
    outcome = {"outcome": "Matti vastasi"}
    change_decision(asked, decision_id=decision, values=outcome, revision=None)
    change_decision(asked, decision_id=decision, values={"outcome": ""}, revision=None)
    challenge = raise_challenge(asked, workshop_id=made, text="Matti ei pääse lääkäriin")
    tie_challenge(asked, challenge_id=challenge, kind="not_now", reason="Matti on matkalla")
    add_to_minutes(asked, workshop_id=made, text="Matti lähti kesken")
    send_for_remarks(asked, workshop_id=made, by="Anna")
    remark = add_remark(asked, workshop_id=made, text="Matti puuttuu", by="Kela")
    settle_remark(asked, remark_id=remark, answer="Matti lisättiin")
    finish_minutes(asked, workshop_id=made, by="Anna")
    redact_decision(asked, decision_id=decision)
    redact_challenge(asked, challenge_id=challenge)
    redact_remark(asked, remark_id=remark)
    redact_addition(asked, workshop_id=made)
    view = view_minutes(asked, workshop_id=made)
    assert "Matti" not in str(view)
    assert [(one.text, one.answer) for one in view.remarks] == [(REDACTED, REDACTED)]
    assert view.body.addition == REDACTED
    with asked.store.reading("test", asked.clock()) as work:
        for table in metadata.tables.values():
            assert "Matti" not in str(work.connection.execute(select(table)).all()), table.name


def test_only_whole_words_of_what_people_wrote_are_taken_out_of_final_minutes() -> None:
    body = {"title": "ok", "cards": [{"kind": "ok", "text": "ok, 2. kokous: ok"}], "addition": "kokous"}
    assert without(body, "ok", REDACTED, WRITTEN) == {
        "title": "ok", "cards": [{"kind": "ok", "text": f"{REDACTED}, 2. kokous: {REDACTED}"}], "addition": "kokous",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_holds_the_minutes(workshop: tuple[Context, str], language: str) -> None:
    asked, made = workshop
    decide(asked, workshop_id=made, text="Sovitaan lähetteestä")
    body = view_minutes(asked, workshop_id=made).body
    _ = Words(language)
    blocks = minutes(body, _, {}, (("Kela", "Huomautus", "Vastaus"),))
    document = Document(io.BytesIO(word(title_of(body, _), blocks, language)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = [one.text for one in document.paragraphs]
    assert {"Sovitaan lähetteestä", "Huomautus", "Kortit", "4"} <= set(cells)
    for card in CARDS.split("\n"):
        assert sum(text.startswith(card) for text in texts) == 1
    assert pdf(title_of(body, _), blocks, language, datetime(2026, 11, 22, tzinfo=UTC)).startswith(b"%PDF")


def test_a_kept_body_reads_back_the_same(workshop: tuple[Context, str]) -> None:
    asked, made = workshop
    body = view_minutes(asked, workshop_id=made).body
    assert read(stored(body)) == body


STATEMENTS = st.lists(st.sampled_from(["", "a", "b", EXPERTS]).map(Statement), max_size=5)
PAPERS = st.lists(st.booleans().map(Paper), max_size=3)


@given(STATEMENTS, PAPERS)
def test_grades_by_who_says_it(said: list[Statement], papers: list[Paper]) -> None:
    found = evidence(said, papers)
    organisations = {one.organisation for one in said} - {""}
    if not said:
        assert found.grade == 0
    elif any(one.agrees for one in papers):
        assert found.grade == 3
    else:
        assert found.grade == (2 if len(organisations) > 1 else 1)
    assert found.disputed == any(not one.agrees for one in papers)


def test_survey_and_workshop_may_disagree() -> None:
    assert evidence([Statement("a")], survey_disagrees=True) == Evidence(1, 1, True)


def test_the_thread_runs_from_a_card_to_a_person_and_back(
    workshop: tuple[Context, str], small_project: SmallProject
) -> None:
    asked, made = workshop
    project = small_project.project_id
    card = next(one for one in list_knots(asked, project_id=project) if one.text == "Lähete viipyy viikkoja")
    challenge = raise_challenge(asked, workshop_id=made, text="Lähete viipyy", cards=(card.id,))
    decision = decide(
        asked, workshop_id=made, text="Sovitaan lähetteestä", kind="action", organisation=small_project.health,
        person="Palvelupäällikkö", element="rules.referral_criteria", answers=(challenge,),
    )  # fmt: skip

    def at(kind: str, knot: str) -> Stretch:
        return follow(asked, project_id=project, kind=kind, knot=knot)

    forward = {(one.kind, one.text) for one in at("card", card.id).forward}
    assert forward == {("theme", "Ohjaaminen"), ("challenge", "Lähete viipyy")}
    found = at("challenge", challenge)
    assert ([one.id for one in found.back], [one.id for one in found.forward]) == ([card.id], [decision])
    assert found.evidence == Evidence(1, 0, False)
    decided = at("decision", decision)
    assert {one.id for one in decided.back} == {challenge, "rules.referral_criteria"}
    assert ("owner", "Hyvinvointialue, Palvelupäällikkö") in decided.ends
    assert [one.id for one in at("element", "rules.referral_criteria").forward] == [decision]
    # a challenge may be answered by a change of a pilot's model, and a decision be about that change
    take_stand(
        asked, pilot_id=small_project.keuruu, element="rules.referral_criteria", fit="fits_changed", what="Viikossa",
        **WHY,
    )  # fmt: skip
    ((change, told),) = list_changes_of_models(asked, project_id=project).items()
    assert told == "Keuruu: Viikossa"
    tie_challenge(asked, challenge_id=challenge, kind="adaptation", target=change)
    agreed = decide(asked, workshop_id=made, text="Otetaan käyttöön", adaptation=change)
    assert {one.id for one in at("challenge", challenge).forward} == {decision, change}
    found = at("adaptation", change)
    assert {one.id for one in found.back} == {"rules.referral_criteria", challenge}
    assert [one.id for one in found.forward] == [agreed]
    assert [one.id for one in at("decision", agreed).back] == [change]
    with pytest.raises(NotFound):
        decide(asked, workshop_id=made, text="Toinen", adaptation="0" * 32)
    with pytest.raises(ActionError, match="no longer there"):
        at("card", "nothing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_for_paper_has_the_same_steps(language: str) -> None:
    _ = Words(language)
    steps = [
        SheetStep("board", "Haasteet", "Mikä on vaikeaa?", ("Haaste", "Idea")),
        SheetStep("dots", "Tärkeimmät", "", subjects=("Lähete", "<b>Kela</b>"), dots=3, per_card=2),
        SheetStep("stand", "Sopiiko?", "", subjects=("Tiimi kokoontuu",)),
        SheetStep("decide", "Päätökset", ""),
        SheetStep("text", "Tauko", "Kahvia"),
    ]
    blocks = room_sheet(steps, _)
    document = Document(io.BytesIO(word("Kartoitus", blocks, language)))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert headings == ["1. Haasteet", "2. Tärkeimmät", "3. Sopiiko?", "4. Päätökset", "5. Tauko"]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"Lähete", "<b>Kela</b>", "Tiimi kokoontuu", "☐", "○ ○"} <= set(cells)
    heights = {round(row.height.mm) for row in document.tables[1].rows[1:] if row.height}
    assert heights == {round(HAND_MM)}, "room for handwriting"
    assert pdf("Kartoitus", blocks, language, datetime(2026, 11, 22, tzinfo=UTC)).startswith(b"%PDF")


def test_cards_of_no_theme_lie_in_the_groups_people_put_them_in(workshop: tuple[Context, str]) -> None:
    asked, made = workshop
    step = next(one for one in view_workshop(asked, workshop_id=made).steps if one.title == "Haasteet")
    group = add_group(asked, workshop_step_id=step.id, name="Tiedonkulku")
    card = next(
        one for one in themed_cards(asked, workshop_id=made).cards if one.text == "Kela mukaan alusta"
    )
    move_card(asked, workshop_step_id=step.id, card=card.id, group=group, move="b" * 32)
    themes = view_minutes(asked, workshop_id=made).body.themes
    assert {(one.theme, one.group): [said.text for said in one.cards] for one in themes} == {
        ("Ohjaaminen", ""): ["Lähete viipyy viikkoja"],
        ("", "Tiedonkulku"): ["Kela mukaan alusta"],
        ("", ""): ["=HYPERLINK(1)"],
    }


def test_a_vote_too_few_took_part_in_has_no_row_of_zeros() -> None:
    _ = Words("fi")
    silent = ClosedVote("Tärkeimmät", "dots", 1, 1, 1, False, (VotedOn("Lähete", 0, 0, 0, 0),))
    body = MinutesBody("Hanke", "", "Työpaja", "2026-11-20", "on_site", (), (), (), (silent,), (), ())
    assert [one for one in minutes(body, _, {}, ()) if isinstance(one, Table)] == []
    counted = replace(silent, counted=True, voted=4, subjects=(VotedOn("Lähete", 3, 0, 0, 0),))
    blocks = minutes(replace(body, votes=(counted,)), _, {}, ())
    assert [one.rows for one in blocks if isinstance(one, Table)] == [(("Lähete", "3"),)]


@pytest.fixture
def guest(workshop: tuple[Context, str], small_project: SmallProject) -> Guest:
    """Somebody of the health services who has joined on a phone."""
    asked, made = workshop
    code = view_workshop(asked, workshop_id=made).workshop.join_code
    anyone = replace(asked, actor=ANONYMOUS)
    found = enter(anyone, code=code or "")
    assert found is not None
    me = found.participant_id
    here = replace(asked, actor=Actor("participant:", participants=(me,)))
    join(here, participant_id=me, organisation_id=small_project.health)
    return Guest(here, me, found.secret)


def test_those_who_joined_read_the_minutes_and_remark_on_them(
    workshop: tuple[Context, str], guest: Guest
) -> None:
    asked, made = workshop
    own = {"participant_id": guest.participant_id}
    assert minutes_here(guest.context, **own) is None
    with pytest.raises(ActionError, match="not open"):
        remark_here(guest.context, **guest.here, text="Liian aikaisin")
    send_for_remarks(asked, workshop_id=made, by="Anna")
    assert minutes_here(guest.context, **own) == ("remarks", view_minutes(asked, workshop_id=made).body)
    page = take_part(guest.context, participant_id=guest.participant_id, device=guest.device)
    assert page.minutes == "remarks"
    for _again in range(2):
        remark_here(guest.context, **guest.here, text=" Kela puuttuu ", remark="a" * 32)
    remarks = view_minutes(asked, workshop_id=made).remarks
    assert [(one.text, one.by, one.settled_at) for one in remarks] == [
        ("Kela puuttuu", "Hyvinvointialue", None)
    ]
    with pytest.raises(ActionError, match="Write the remark"):
        remark_here(guest.context, **guest.here, text=" ")
    settle_remark(asked, remark_id=remarks[0].id, answer="Lisättiin")
    finish_minutes(asked, workshop_id=made, by="Anna")
    with pytest.raises(ActionError, match="not open"):
        remark_here(guest.context, **guest.here, text="Liian myöhään")
    assert minutes_here(guest.context, **own) == ("final", view_minutes(asked, workshop_id=made).body)


def test_what_looks_undone_is_told_before_the_minutes_are_final(
    workshop: tuple[Context, str], guest: Guest
) -> None:
    asked, made = workshop
    here = {"workshop_id": made}
    open_workshop(asked, **here)
    add_block(asked, **here, title="Tauko", kind="pause", minutes=5)
    stand = add_step(asked, **here, kind="stand", title="Samaa mieltä?")
    set_options(asked, workshop_step_id=stand, text="Kyllä")
    open_vote(asked, workshop_step_id=stand)
    silent = add_step(asked, **here, kind="board", title="Toiveet")
    set_step_state(asked, workshop_step_id=silent, state="open")
    write_card(guest.context, **guest.here, step=silent, card_id="a" * 32, text="Toive", kind="idea")
    assert lines(Words("fi"), minutes_undone(asked, **here)) == [
        "Työpajaa ei ole päätetty.",
        "Näiden osien kestoa ei kirjattu: Tauko.",
        "Näitä kortteja ei ole näytetty kaikille, eivätkä ne ole muistiossa: Toiveet.",
        "Nämä äänestykset ovat vielä auki: Samaa mieltä?.",
        "3 haastekorttia on ottamatta käsiteltäväksi.",
        "Päätöksiä ei kirjattu.",
    ]
    close_vote(asked, workshop_step_id=stand)
    set_step_state(asked, workshop_step_id=silent, state="revealed")
    cards = tuple(one.card.id for one in list_waiting_cards(asked, **here))
    raise_challenge(asked, **here, text="Kaikki", cards=cards)
    decide(asked, **here, text="Sovittiin")
    end_workshop(asked, **here)
    assert minutes_undone(asked, **here) == Undone(untimed=("Tauko",))
