"""Pictures of models, counts and costs, and the small rules behind their pages."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.charts.composition import party_matrix
from mallipaja.charts.follow_up import follow_up_lines
from mallipaja.charts.impact import cost_bands
from mallipaja.charts.similarity import similarity_map
from mallipaja.charts.status_counts import status_counts
from mallipaja.i18n import Words
from mallipaja.model.adaptation import Adaptation
from mallipaja.model.comparison import compare
from mallipaja.model.composition import composition
from mallipaja.model.follow_up import Count
from mallipaja.model.frame import OPTIONS
from mallipaja.model.frame_derived import suggested
from mallipaja.model.related import related
from mallipaja.model.similarity import similarities
from mallipaja.model.version_changes import field_changes, version_changes
from mallipaja.ui.compare.difference import difference
from tests.drawing import spec_of

_ = Words("fi")


def values(chart):
    found, spec = [], spec_of(chart)
    for dataset in spec.get("datasets", {}).values():
        found += dataset
    for layer in spec["layer"]:
        found += layer.get("data", {}).get("values", [])
    return found or spec.get("data", {}).get("values", [])


@pytest.fixture(scope="module")
def regions(request):
    catalogue = request.getfixturevalue("catalogue")
    return catalogue, compare(catalogue.generic, described=list(catalogue.described.values()))


def test_the_similarity_map_has_every_pair_once_with_its_n(regions):
    _catalogue, matrix = regions
    pairs = similarities(matrix)
    names = {column.id: column.name for column in matrix.columns}
    rows = values(similarity_map(pairs, names, _))
    assert len({(one["row"], one["column"]) for one in rows}) == len(pairs) == 10
    assert {one["n"] for one in rows} == {f"n = {one.n}" for one in pairs}
    assert similarity_map([], names, _) is None


def test_parties_and_counts_of_statuses(regions):
    catalogue, matrix = regions
    parties = catalogue.parties_on(date(2024, 6, 1))
    checks = composition(matrix, parties)
    names = {column.id: column.name for column in matrix.columns}
    labels = {one.key: one.label.fi for one in parties}
    marks = values(party_matrix(checks, names, labels, _))
    assert {(one["column_label"]) for one in marks} == {
        "Kela",
        "TE-toimisto",
        "sosiaalipalvelut",
        "terveydenhuolto",
    }
    siun = {one["column"]: one["symbol"] for one in marks if one["row"] == "siun_sote"}
    assert set(siun.values()) == {"●"}
    bars = values(status_counts(matrix.rows[:12], _))
    per_row = {}
    for one in bars:
        per_row[one["row"]] = per_row.get(one["row"], 0) + one["count"]
    assert set(per_row.values()) == {5}
    assert status_counts([], _) is None


def test_lines_never_cross_a_month_nobody_counted():
    months = [date(2026, month, 1) for month in (1, 2, 4)]
    counts = [Count("a", "x", month, value) for month, value in zip(months, (1, 2, 3), strict=True)]
    rows = values(follow_up_lines(counts, {"a": "Keuruu", "b": "Laukaa"}, _, title="x"))
    assert [(one["month"], one["run"]) for one in rows] == [
        ("1/2026", "a 0"),
        ("2/2026", "a 0"),
        ("4/2026", "a 1"),
    ]
    assert follow_up_lines([], {"a": "Keuruu"}, _, title="x") is None


def test_costs_are_bands():
    rows = values(cost_bands([("ennen", (10.0, 10.0)), ("nyt", (5.0, 2500.0))], _))
    assert [one["text"].replace("\xa0", " ") for one in rows] == ["10 €", "5–2 500 €"]
    assert cost_bands([], _) is None


def test_what_belongs_to_a_phase_and_a_role(regions):
    catalogue, _matrix = regions
    elements = catalogue.generic.elements
    assert "roles.kela" in related(elements, "roles.kela")
    for key, element in elements.items():
        if element.phase:
            found = related(elements, key)
            assert {key, element.phase.owner} <= found
            assert key in related(elements, element.phase.owner)


def test_differences_between_versions(regions):
    catalogue, _matrix = regions
    old = catalogue.generic
    first, second, *rest = old.elements
    kept = {key: old.elements[key] for key in (second, *rest)}
    kept[second] = kept[second].model_copy(update={"level": "local"})
    kept["rules.new"] = old.elements[first]
    found = version_changes(old, old.model_copy(update={"elements": kept}))
    assert [(one.element, one.kind, one.parts) for one in found] == [
        (second, "changed", ("level",)), ("rules.new", "added", ()), (first, "removed", ()),
    ]  # fmt: skip
    assert version_changes(old, old) == ()


def test_fields_that_are_otherwise(regions):
    catalogue, _matrix = regions
    old = catalogue.generic.elements["roles.kela"]
    assert old.role is not None
    text = old.text.model_copy(update={"sv": "Annat"})
    role = old.role.model_copy(update={"hours_per_month": 7.5})
    new = old.model_copy(update={"text": text, "role": role, "level": "local"})
    assert [(one.field, one.before, one.after) for one in field_changes(old, new)] == [
        ("level", old.level, "local"), ("text", old.text, text),
        ("role.hours_per_month", old.role.hours_per_month, 7.5),
    ]  # fmt: skip
    assert field_changes(old, old) == ()
    without = {one.field for one in field_changes(old, old.model_copy(update={"role": None}))}
    assert {"role.sector", "role.seat"} <= without


@given(st.sampled_from(("set", "add", "remove", "substitute", "reorder", "add_member")),
       st.sampled_from(("roles.x", "rules.x", "governance.number_of_teams", "people.x", "phases.x")),
       st.sampled_from(("", "text", "role.hours_per_month")))  # fmt: skip
def test_suggested_codes_are_codes_of_frame(operation, element, field):
    for name, code in suggested(Adaptation("1", operation, element, field)).items():
        assert code in OPTIONS[name]


def test_seed_examples_of_frame():
    teams = suggested(Adaptation("1", "set", "governance.number_of_teams", "default", state="in_trial"))
    assert (teams["what"], teams["context_type"], teams["level"]) == ("contextual", "setting", "organisation")
    nurses = suggested(Adaptation("1", "set", "people.staffing", "default"))
    assert (nurses["context_type"], nurses["when"]) == ("personnel", "planning")
    assert suggested(Adaptation("1", "add", "rules.x"))["content_type"] == "adding"


TEXTS = st.text(st.sampled_from("ab *_<>$\\[]~ \n"), max_size=12)


@given(TEXTS, TEXTS)
def test_differences_keep_what_people_typed(before, after):
    told = difference(before, after)
    assert not re.search("<[ab/!?]", told)
    if before == after:
        assert "**" not in told.replace("\\*", "")
