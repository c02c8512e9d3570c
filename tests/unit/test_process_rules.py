"""What to do next in a pilot and what its attendance tells: exact tables, and what holds for any input."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.workshop.attendance import AttendanceSum, Gathering, Head, attendance_sums
from mallipaja.workshop.process import (
    NextAction,
    OpenTask,
    Presence,
    RiskFinding,
    StepState,
    meeting_risks,
    most_urgent,
    next_action,
    next_actions,
)

TODAY = date(2026, 11, 22)
ORDER = ("invited", "mapped", "drafted", "agreed")
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

# states by a letter per step of ORDER: . not started, u under way, c closed; tasks by title, due day
NEXT = [
    ("....", (), NextAction("next_step", step="invited")),
    ("c...", (), NextAction("next_step", step="mapped")),
    ("c.c.", (), NextAction("next_step", step="agreed")),
    (".cc.", (), NextAction("next_step", step="agreed")),
    (".ccc", (), NextAction("next_step", step="invited")),
    ("cu..", (), NextAction("under_way_step", step="mapped")),
    ("cuu.", (), NextAction("under_way_step", step="mapped")),
    ("c..u", (), NextAction("under_way_step", step="agreed")),
    ("cccc", (), NextAction("done")),
    ("cccc", (("Tilastointi", TOMORROW),), NextAction("task", task="Tilastointi", due_on=TOMORROW)),
    ("cccc", (("Tilastointi", TODAY),), NextAction("task", task="Tilastointi", due_on=TODAY)),
    ("cccc", (("Viestintä", None), ("Tilastointi", TOMORROW)), NextAction("task", task="Tilastointi", due_on=TOMORROW)),
    ("cu..", (("Tilastointi", TOMORROW),), NextAction("under_way_step", step="mapped")),
    ("cu..", (("Tilastointi", YESTERDAY),), NextAction("overdue_task", task="Tilastointi", due_on=YESTERDAY)),
    ("....", (("A", YESTERDAY), ("B", YESTERDAY - timedelta(days=9))),
     NextAction("overdue_task", task="B", due_on=YESTERDAY - timedelta(days=9))),
]  # fmt: skip
LETTERS = {".": "not_started", "u": "under_way", "c": "closed"}


def states_of(letters: str) -> list[StepState]:
    return [StepState(key, LETTERS[letter]) for key, letter in zip(ORDER, letters, strict=True)]


def tasks_of(rows: tuple[tuple[str, date | None], ...]) -> list[OpenTask]:
    return [OpenTask(title, "", due_on) for title, due_on in rows]


@pytest.mark.parametrize(("letters", "tasks", "expected"), NEXT)
def test_the_one_thing_to_do_next(
    letters: str, tasks: tuple[tuple[str, date | None], ...], expected: NextAction
) -> None:
    assert next_action(ORDER, states_of(letters), tasks_of(tasks), TODAY) == expected


def test_everything_to_do_next_in_order_of_urgency() -> None:
    tasks = tasks_of(
        (("Viestintä", None), ("Tilastointi", TOMORROW), ("Kirjaaminen", YESTERDAY), ("Lupa", TODAY))
    )
    assert next_actions(ORDER, states_of("cu.."), tasks, TODAY) == (
        NextAction("overdue_task", task="Kirjaaminen", due_on=YESTERDAY),
        NextAction("under_way_step", step="mapped"),
        NextAction("next_step", step="drafted"),
        NextAction("task", task="Lupa", due_on=TODAY),
    )


def test_a_step_never_touched_counts_as_not_started() -> None:
    assert next_action(ORDER, [], [], TODAY) == NextAction("next_step", step="invited")


def test_without_steps_and_tasks_everything_is_done() -> None:
    assert next_actions((), [], [], TODAY) == (NextAction("done"),)


letters = st.text(".uc", min_size=4, max_size=4)
days = st.none() | st.integers(-30, 30).map(lambda n: TODAY + timedelta(days=n))
task_rows = st.lists(st.tuples(st.sampled_from(["A", "B", "C", "D"]), days), max_size=5).map(tuple)


@given(letters, task_rows)
def test_urgency_never_falls_and_what_is_named_is_open(
    letters: str, rows: tuple[tuple[str, date | None], ...]
) -> None:
    found = next_actions(ORDER, states_of(letters), tasks_of(rows), TODAY)
    assert [one.urgency for one in found] == sorted(one.urgency for one in found)
    for one in found:
        if one.step:
            assert LETTERS[letters[ORDER.index(one.step)]] != "closed"
        if one.task:
            assert (one.task, one.due_on) in rows
        if one.kind == "overdue_task":
            assert one.due_on is not None
            assert one.due_on < TODAY
    assert (found[0].kind == "done") == (letters == "cccc" and not rows)


@given(letters, task_rows, st.randoms(use_true_random=False))
def test_the_order_things_are_told_in_changes_nothing(letters: str, rows: tuple, random) -> None:  # type: ignore[type-arg,no-untyped-def]
    states, tasks = states_of(letters), tasks_of(rows)
    expected = next_actions(ORDER, states, tasks, TODAY)
    random.shuffle(states)
    random.shuffle(tasks)
    assert next_actions(ORDER, states, tasks, TODAY) == expected


def test_the_most_urgent_over_all_pilots() -> None:
    late = NextAction("overdue_task", task="Kirjaaminen", due_on=YESTERDAY)
    later = NextAction("overdue_task", task="Tilastointi", due_on=YESTERDAY - timedelta(days=3))
    under_way, following = (
        NextAction("under_way_step", step="mapped"),
        NextAction("next_step", step="drafted"),
    )
    pilots = [
        ("keuruu", (under_way, following)),
        ("laukaa", (NextAction("done"),)),
        ("viitasaari", (late, under_way)),
        ("hankasalmi", (later,)),
    ]
    assert most_urgent(pilots, 4) == (
        ("hankasalmi", later),
        ("viitasaari", late),
        ("keuruu", under_way),
        ("viitasaari", under_way),
    )
    assert most_urgent(pilots[1:2], 3) == ()


def met(people: int, supervisors: int, *sectors: str) -> Presence:
    return Presence(TODAY, people, supervisors, frozenset(sectors))


REQUIRED = ("kela", "employment", "social", "health")
RISKS = [
    ([], ()),
    ([met(0, 0)], ()),
    ([met(8, 2, *REQUIRED)], ()),
    ([met(8, 0, *REQUIRED)], (RiskFinding("supervisors_absent", 1, 1),)),
    ([met(8, 0, *REQUIRED), met(5, 0, "kela"), met(3, 1, "kela")], (RiskFinding("supervisors_absent", 2, 3),)),
    ([met(8, 0, *REQUIRED), met(0, 0)], (RiskFinding("supervisors_absent", 1, 1),)),
    ([met(3, 1, "kela"), met(3, 1, "social")], (RiskFinding("party_absent", 2, 4, ("employment", "health")),)),
    ([met(3, 0, "third")],
     (RiskFinding("supervisors_absent", 1, 1), RiskFinding("party_absent", 4, 4, REQUIRED))),
]  # fmt: skip


@pytest.mark.parametrize(("meetings", "expected"), RISKS)
def test_what_attendance_tells(meetings: list[Presence], expected: tuple[RiskFinding, ...]) -> None:
    assert meeting_risks(meetings, REQUIRED) == expected


def test_parties_nobody_requires_are_not_missed() -> None:
    assert meeting_risks([met(3, 1, "third")], ()) == ()


presences = st.builds(
    Presence,
    st.just(TODAY),
    st.integers(0, 9),
    st.integers(0, 3),
    st.frozensets(st.sampled_from([*REQUIRED, "third"])),
)


@given(st.lists(presences, max_size=6))
def test_risks_count_no_more_than_there_is(meetings: list[Presence]) -> None:
    for finding in meeting_risks(meetings, REQUIRED):
        assert 1 <= finding.count <= finding.of
        assert finding.of <= max(len(meetings), len(REQUIRED))


@given(st.lists(presences, max_size=5))
def test_a_meeting_with_everybody_ends_the_absence_of_parties(meetings: list[Presence]) -> None:
    found = meeting_risks([*meetings, met(9, 1, *REQUIRED)], REQUIRED)
    assert "party_absent" not in {one.key for one in found}


def test_attendance_by_organisation() -> None:
    meetings = [
        Gathering("keuruu", {"kela": Head(2, 1), "county": Head(5, 0, 1)}),
        Gathering("laukaa", {"kela": Head(1), "county": Head(0)}),
        Gathering(None, {"county": Head(1, 1)}),
        Gathering("keuruu", {"kela": Head(0), "county": Head(0)}),  # nobody recorded: tells nothing
        Gathering("keuruu", {}),
    ]
    serves = {"kela": {"keuruu"}, "county": {"keuruu", "laukaa"}, "municipality": {"laukaa"}}
    assert attendance_sums(serves, meetings) == (
        # Kela came to Laukaa's meeting although it does not serve it: that one counts too
        AttendanceSum("kela", meetings=2, with_supervisor=1, of=3, visits=3, expert_visits=0),
        AttendanceSum("county", meetings=2, with_supervisor=1, of=3, visits=6, expert_visits=1),
        AttendanceSum("municipality", meetings=0, with_supervisor=0, of=2, visits=0, expert_visits=0),
    )


heads = st.builds(lambda people, part: Head(people, min(people, part)), st.integers(0, 5), st.integers(0, 5))
gatherings = st.builds(
    Gathering,
    st.sampled_from([None, "keuruu", "laukaa"]),
    st.dictionaries(st.sampled_from(["kela", "county", "municipality"]), heads),
)


@given(st.lists(gatherings, max_size=6))
def test_attendance_never_exceeds_the_meetings(meetings: list[Gathering]) -> None:
    serves = {"kela": {"keuruu"}, "county": {"keuruu", "laukaa"}, "municipality": set[str]()}
    for one in attendance_sums(serves, meetings):
        assert 0 <= one.with_supervisor <= one.meetings <= one.of <= len(meetings)
        assert one.visits >= one.meetings


@pytest.mark.parametrize(
    ("head", "possible"),
    [
        (Head(0), True),
        (Head(3, 3, 3), True),
        (Head(-1), False),
        (Head(3, -1), False),
        (Head(3, 4), False),
        (Head(3, 0, 4), False),
    ],
)
def test_parts_are_among_the_people(head: Head, possible: bool) -> None:
    assert head.is_possible is possible
