"""One main responsibility a row, a deputy for each seat that must be filled, nobody with everything."""

from __future__ import annotations

import pytest

from mallipaja.errors import ActionError
from mallipaja.team.responsibilities import (
    PARTS,
    Finding,
    PastedTask,
    Task,
    findings,
    following,
    read_table,
)
from mallipaja.team.versions import SeatChange, Sitting, seat_changes
from mallipaja.ui.team.duty_words import hyphenated

ROLES = ("kela", "health", "social")
NAMES = {"kela": ("Kela",), "health": ("Terveydenhuolto", "Health care"), "social": ("Sosiaalipalvelut",)}
WORDS = {
    "main": ("päävastuu", "P"),
    "takes_part": ("osallistuu", "O"),
    "heard": ("kuullaan",),
    "informed": ("tiedoksi",),
}


def task(name: str, **parts: str) -> Task:
    return Task(name, "plan", name, parts)  # type: ignore[arg-type]


def test_every_row_has_exactly_one_main_responsibility() -> None:
    rows = (
        task("a", kela="main", health="main", social="heard"),
        task("b", kela="takes_part"),
        task("c", health="main"),
    )
    assert findings(rows, ROLES) == (
        Finding("several_mains", "a", ("kela", "health")),
        Finding("no_main", "b"),
    )


def test_a_part_of_a_role_that_is_gone_does_not_count() -> None:
    assert findings((task("a", gone="main"),), ("kela",)) == (
        Finding("no_main", "a"),
        Finding("no_part", roles=("kela",)),
    )


def test_mandatory_seats_need_deputies_and_vacant_ones_cannot_carry_a_task() -> None:
    rows = (task("a", kela="main", health="informed", social="heard"),)
    assert findings(rows, ROLES, mandatory=("kela", "health"), deputised=("health",), vacant=("kela",)) == (
        Finding("vacant_main", "a", ("kela",)),
        Finding("no_deputy", roles=("kela",)),
    )


def test_more_than_half_of_the_tasks_is_too_much_from_four_tasks_on() -> None:
    mains = ("kela", "kela", "kela", "health")
    rows = tuple(task(str(n), **{one: "main"}, social="heard") for n, one in enumerate(mains))
    assert findings(rows, ROLES) == (Finding("overload", roles=("kela",), count=3),)
    assert findings(rows[:3], ("kela", "social")) == ()
    half = tuple(task(str(n), **{one: "main"}) for n, one in enumerate(("kela", "kela", "health", "social")))
    assert findings(half, ROLES) == ()


def test_pressing_a_cell_goes_round() -> None:
    seen, part = [], None
    for _ in range(5):
        part = following(part)
        seen.append(part)
    assert seen == [*PARTS, None]


def test_a_table_from_a_spreadsheet() -> None:
    text = "Tehtävä\tkela\tHealth care\r\nKutsuu  tiimin koolle\tP\tosallistuu\r\n\r\nKirjaa suunnitelman\t-\tP\r\n"
    assert read_table(text, NAMES, WORDS) == (  # type: ignore[arg-type]
        PastedTask("Kutsuu tiimin koolle", {"kela": "main", "health": "takes_part"}),
        PastedTask("Kirjaa suunnitelman", {"health": "main"}),
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "TABLE_HEAD"),
        ("Tehtävä", "TABLE_HEAD"),
        ("Tehtävä\tPoliisi\nKutsuu\tP", "TABLE_ROLES"),
        ("Tehtävä\tKela\nKutsuu\tvastaa", "TABLE_PART"),
        ("Tehtävä\tKela\n \tP", "TABLE_TASK"),
        ("Tehtävä\tKela\nKutsuu\tP\nkutsuu\tO", "TABLE_TWICE"),
        ("Tehtävä\tKela\n" + "x" * 201 + "\tP", "TABLE_LONG"),
        ("Tehtävä\tKela\n" + "\n".join(f"t{n}\tP" for n in range(201)), "TABLE_ROWS"),
    ],
)
def test_a_table_that_cannot_be_read_says_where_and_what_is_allowed(text: str, code: str) -> None:
    with pytest.raises(ActionError) as refused:
        read_table(text, NAMES, WORDS)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_changes_between_drafts() -> None:
    before = [Sitting("kela", "k1", 8.0), Sitting("health", "h1", None), Sitting("social", "s1", 4.0)]
    after = [Sitting("kela", "k1", 12.0), Sitting("health", "h2", 6.0), Sitting("social", "s1", 4.0)]
    assert seat_changes(before, after) == (
        SeatChange("left", "health", "h1", None, None),
        SeatChange("came", "health", "h2", None, 6.0),
        SeatChange("hours", "kela", "k1", 8.0, 12.0),
    )
    assert seat_changes(before, before) == ()


def test_long_words_may_be_broken_where_a_syllable_begins() -> None:
    found = {word: hyphenated(word).replace("\u00ad", "-") for word in ("Asiakasvastaava", "Kelan jäsen", "")}
    assert found == {"Asiakasvastaava": "Asia-kas-vas-taava", "Kelan jäsen": "Kelan jäsen", "": ""}
