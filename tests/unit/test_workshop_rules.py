"""The rules of a workshop: the clock, who sees which card, hints, themes, the room, challenges."""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from mallipaja.workshop import agenda, cards, challenges, codebook, room, similar
from mallipaja.workshop.agenda import Block
from mallipaja.workshop.attendance import Head
from mallipaja.workshop.cards import Card, Seen, Sight
from mallipaja.workshop.challenges import Link
from mallipaja.workshop.codebook import Theme

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def block(
    id_: str, minutes: int, start: float | None = None, end: float | None = None, kind: str = "block"
) -> Block:
    return Block(
        id_, kind, id_, minutes, "", None if start is None else at(start), None if end is None else at(end)
    )


def test_a_plan_adds_up() -> None:
    timed = agenda.clock([block("a", 10), block("x", 60, kind="before"), block("b", 20)], NINE, at(-30))
    assert [(one.state, one.start, one.end) for one in timed] == [
        ("coming", NINE, at(10)), ("off", None, None), ("coming", at(10), at(30)),
    ]  # fmt: skip
    assert agenda.total_minutes([one.block for one in timed]) == 30


def test_running_over_moves_what_comes() -> None:
    timed = agenda.clock([block("a", 10, 2, 17), block("b", 20, 17), block("c", 5)], NINE, at(42))
    done, now, coming = timed
    assert (done.state, done.over_minutes, done.late_minutes) == ("done", 5, 2)
    assert (now.state, now.over_minutes, now.end) == ("running", 5, at(42))
    assert (coming.start, coming.late_minutes) == (at(42), 12)
    assert agenda.running(timed) == now


def test_finishing_early_brings_the_rest_forward_but_never_to_the_past() -> None:
    timed = agenda.clock([block("a", 30, 0, 10), block("b", 20)], NINE, at(12))
    assert timed[0].over_minutes == -20
    assert (timed[1].start, timed[1].late_minutes) == (at(12), -18)


def test_without_a_beginning_only_what_was_run_has_times() -> None:
    timed = agenda.clock([block("a", 30, 0), block("b", 20)], None, at(5))
    assert (timed[0].start, timed[0].planned_start, timed[1].start) == (NINE, None, at(30))
    assert agenda.clock([block("b", 20)], None, at(5))[0].start is None


def card(id_: str, key: str | None = None, **more: object) -> Card:
    values: dict[str, object] = {
        "id": id_, "step_id": "s", "kind": "idea", "text": id_, "author_key": key, "source": "participant",
        "source_label": "", "organisation": None, "voice": "professional", "signature": "", "phase": "",
        "actor": None, "group": None, "position": 0, "late": False, "hidden": False, "merged_into": None,
        "split_from": None, "written_at": NINE, "redacted": False, "revision": 1,
    }  # fmt: skip
    return Card(**{**values, **more})  # type: ignore[arg-type]


SIX = [card(f"c{n}", "me" if n < 2 else f"other{n}") for n in range(6)]


def ids(seen: tuple[Seen, ...]) -> list[str]:
    return [one.card.id for one in seen]


def test_silent_cards_are_seen_by_their_writers_only() -> None:
    silent = Sight("open", revealed=False, others="none")
    assert ids(cards.seen(SIX, silent, "participant", "me")) == ["c0", "c1"]
    assert cards.seen(SIX, silent, "facilitator") == () == cards.seen(SIX, silent, "wall")
    assert cards.seen(SIX, silent, "participant", "") == ()


def test_a_few_of_the_others_are_faded_and_always_the_same() -> None:
    some = Sight("open", revealed=False, others="some")
    seen = cards.seen(SIX, some, "participant", "me")
    assert [one.own for one in seen if not one.faded] == [True, True]
    assert sum(one.faded for one in seen) == cards.SOME
    assert seen == cards.seen(SIX, some, "participant", "me")
    assert cards.seen(SIX, some, "facilitator") == ()


@pytest.mark.parametrize("viewer", ["participant", "facilitator", "wall"])
def test_after_the_reveal_everybody_sees_all_but_hidden(viewer: cards.Viewer) -> None:
    shown = [*SIX, card("h", "me", hidden=True), card("m", "me", merged_into="c0")]
    seen = ids(cards.seen(shown, Sight("view_only", revealed=True, others="none"), viewer, "me"))
    assert seen == [*(one.id for one in SIX), *(["h"] if viewer == "facilitator" else [])]


def test_a_hidden_step_shows_nothing_outside() -> None:
    hidden = Sight("hidden", revealed=True, others="all")
    assert cards.seen(SIX, hidden, "participant", "me") == () == cards.seen(SIX, hidden, "wall")
    assert len(cards.seen(SIX, hidden, "facilitator")) == 6


def test_what_the_survey_said_is_no_secret() -> None:
    silent = Sight("open", revealed=False, others="none")
    survey = card("s", None, source="survey")
    assert ids(cards.seen([survey, *SIX], silent, "facilitator")) == ["s"]


def test_counts_tell_cards_and_writers() -> None:
    found = cards.tally([*SIX, card("h", "x", hidden=True), card("r", None, source="room")])
    assert (found.cards, found.writers) == (7, 5)


def test_merged_texts_stand_under_the_card_that_speaks() -> None:
    chain = [
        card("a"),
        card("b", merged_into="a"),
        card("c", merged_into="b"),
        card("d", hidden=True, merged_into="a"),
    ]
    assert cards.merged(chain) == {"a": ("b", "c")}


def test_hints_are_the_cosine_of_weighted_grams() -> None:
    """Computed again, the long way."""
    texts = {"a": "lääkäriaikoja ei saa", "b": "Lääkäriaikoja ei saada", "c": "Kela puuttuu"}
    grams = {one: similar.grams(text) for one, text in texts.items()}
    df = Counter(gram for found in grams.values() for gram in found)
    weights = {
        one: {gram: n * (math.log(4 / (1 + df[gram])) + 1) for gram, n in found.items()}
        for one, found in grams.items()
    }
    dot = sum(weights["a"].get(gram, 0.0) * value for gram, value in weights["b"].items())
    size = math.dist([0] * len(weights["a"]), list(weights["a"].values())) * math.dist(
        [0] * len(weights["b"]), list(weights["b"].values())
    )
    found = similar.hints(texts)
    assert set(found) == {"a", "b"}
    assert found["a"].similarity == pytest.approx(dot / size) == found["b"].similarity
    assert found["a"].other == "b"
    assert similar.hints({"a": "", "b": ""}) == {}


def test_grams_of_a_word() -> None:
    assert set(similar.grams("Ei")) == {" ei", "ei ", " ei "}


def test_themes_come_from_the_beginnings_of_words_and_the_facilitator() -> None:
    book = [
        Theme("k", "Kuntoutus", codebook.tidy_stems("Kuntout*, kelan kuntout")),
        Theme("l", "Lähetteet", ("lähet",)),
    ]
    assert book[0].stems == ("kuntout", "kelan")
    text = "Lähetteen tekee lääkäri; KUNTOUTUKSEEN ei lähetetä."
    found = codebook.themes_of(text, book)
    assert [(one.theme, one.words) for one in found] == [
        ("k", ("KUNTOUTUKSEEN",)),
        ("l", ("Lähetteen", "lähetetä")),
    ]
    said = codebook.themes_of(text, book, {"k": False})
    assert [one.theme for one in said] == ["l"]
    assert codebook.themes_of("muuta", book, {"k": True})[0].by_hand
    assert codebook.by_theme({"1": found, "2": ()}, book) == {"k": ("1",), "l": ("1",), "": ("2",)}


def test_attendance_counts_everybody_who_joined() -> None:
    joined = [
        room.Participant("1", "kela", "professional", is_supervisor=True),
        room.Participant("2", "kela", "experience_expert", is_supervisor=False),
        room.Participant("3", None, "professional", is_supervisor=False),
    ]
    heads = room.heads(joined)
    assert heads == {"kela": Head(2, 1, 1)}
    assert room.at_least({"kela": Head(1, 1, 0), "te": Head(4)}, heads, {}) == {
        "kela": Head(2, 1, 1),
        "te": Head(4),
    }
    sectors = {"kela": "kela"}
    assert [room.voting_group(one, sectors) for one in joined] == ["kela", "experience", "other"]


def test_who_is_of_no_organisation_is_counted_by_name_or_part() -> None:
    joined = [
        room.Participant("1", "org", "professional", is_supervisor=False),
        room.Participant("2", None, "experience_expert", is_supervisor=False),
        room.Participant("3", None, "client_developer", is_supervisor=False),
        room.Participant("4", None, "client_developer", is_supervisor=False),
        room.Participant("5", None, "professional", is_supervisor=True),
    ]
    assert room.of_no_organisation(joined, {"2": "Mielenterveysyhdistys", "3": ""}) == {
        ("Mielenterveysyhdistys", ""): Head(1, 0, 1),
        ("", "client_developer"): Head(2, 0, 2),
        ("", "professional"): Head(1, 1, 0),
    }


def test_a_challenge_lives_until_something_answers_it() -> None:
    links = [
        Link("a", "element", "roles.kela"), Link("b", "not_now"), Link("c", "not_now", reason="ei rahaa"),
        Link("d", "regional"), Link("e", "decision"),
    ]  # fmt: skip
    assert challenges.unlinked("abcdef", links) == ("b", "e", "f")
    assert challenges.by_kind(links) == {
        "element": 1,
        "adaptation": 0,
        "decision": 0,
        "regional": 1,
        "not_now": 1,
    }
