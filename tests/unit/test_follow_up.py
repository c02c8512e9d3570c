"""Monthly counts: months as people write them, pasted tables, sums that say how many months they rest on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.model.follow_up import Count, findings, month_of, read_table, summaries

TODAY = date(2026, 11, 22)
REFERRED = "Ohjatut asiakkaat"


@pytest.fixture
def measures(catalogue):
    return catalogue.follow_up_measures


def test_there_are_six_to_eight_measures(measures):
    assert 6 <= len(measures) <= 8
    assert {one.unit for one in measures} == {"people", "events", "days"}
    assert all(one.label.sv and one.label.en and one.text.sv and one.text.en for one in measures)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3/2026", date(2026, 3, 1)), ("03.2026", date(2026, 3, 1)), ("2026-03", date(2026, 3, 1)),
        ("2026-03-15", date(2026, 3, 1)), ("maaliskuu 2026", date(2026, 3, 1)), ("Mars 2026", date(2026, 3, 1)),
        ("mar. 2026", date(2026, 3, 1)), ("joulu 2025", date(2025, 12, 1)), ("13/2026", None), ("2026", None),
        ("foo 2026", None), ("3/26", None), ("", None),
    ],
)  # fmt: skip
def test_months_as_people_write_them(text, month):
    assert month_of(text) == month


def test_a_table_either_way_round(measures):
    wide = f"\t1/2026\t2/2026\n{REFERRED}\t3\t\nOdotusaika tapaamiseen\t12,5\t–\n"
    tall = f";{REFERRED};waiting_days\n1/2026;3;12,5\n2/2026;;\n"
    expected = {("referred", date(2026, 1, 1)): 3.0, ("waiting_days", date(2026, 1, 1)): 12.5}
    assert read_table(wide, measures, "fi", TODAY) == (expected, ())
    assert read_table(tall, measures, "fi", TODAY) == (expected, ())


def codes(text, measures):
    return [one.rule.code for one in read_table(text, measures, "fi", TODAY)[1]]


def test_every_problem_of_a_table_is_told_with_its_place(measures):
    assert codes("jotain", measures) == ["FOLLOWUP_001"]
    assert codes("a\tb\nc\td", measures) == ["FOLLOWUP_001"]
    text = (
        f"\t1/2026\tensi kuu\t12/2026\nOhjatut asiakaat\t1\t1\t1\n{REFERRED}\t2,5\t1\t4\n{REFERRED}\t7\t\t5\n"
        "Monialaiset tapaamiset\t1\t\t\nTapaamiset, joissa asiakas oli mukana\t2\t\t\n"
    )
    values, found = read_table(text, measures, "fi", TODAY)
    assert [one.rule.code for one in found] == [
        "FOLLOWUP_003", "FOLLOWUP_002", "FOLLOWUP_004", "FOLLOWUP_005", "FOLLOWUP_006", "FOLLOWUP_007",
    ]  # fmt: skip
    assert found[1].values["near"] == REFERRED
    assert found[1].spot == (2, 1)
    assert found[2].spot == (3, 2)
    assert values["referred", date(2026, 1, 1)] == 7


def test_sums_say_how_many_months_they_rest_on(measures):
    months = [date(2026, month, 1) for month in (1, 2, 4)]
    counts = [
        Count("keuruu", "referred", month, value) for month, value in zip(months, (3, 0, 5), strict=True)
    ]
    counts += [Count("keuruu", "waiting_days", months[0], 10), Count("keuruu", "waiting_days", months[1], 20)]
    found = {(one.pilot, one.measure): one for one in summaries(counts, ["keuruu", "laukaa"], measures)}
    referred = found["keuruu", "referred"]
    assert (referred.total, referred.months, referred.first, referred.last) == (8, 3, months[0], months[2])
    assert (found["keuruu", "waiting_days"].total, found["keuruu", "waiting_days"].months) == (15, 2)
    nothing = found["laukaa", "referred"]
    assert (nothing.total, nothing.months, nothing.first) == (None, 0, None)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["referred", "handovers"]), st.dates(date(2020, 1, 1), TODAY)),
        st.integers(0, 99),
    )
)
def test_what_is_written_is_read_back(catalogue, given_values):
    values = {(key, day.replace(day=1)): float(value) for (key, day), value in given_values.items()}
    months = sorted({month for _key, month in values})
    if not months:
        return
    text = "\t" + "\t".join(f"{month.month}/{month.year}" for month in months) + "\n"
    for key in ("referred", "handovers"):
        cells = (values.get((key, month)) for month in months)
        text += f"{key}\t" + "\t".join("" if one is None else f"{one:g}" for one in cells) + "\n"
    assert read_table(text, catalogue.follow_up_measures, "fi", TODAY) == (values, ())
    assert findings(values, catalogue.follow_up_measures, "fi", TODAY) == ()
