"""Values written to YAML and read back are the same values, and the same value gives the same text."""

from __future__ import annotations

import string
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.catalogue.formats import Value
from mallipaja.catalogue.load import load_catalogue
from mallipaja.catalogue.municipality import FIGURE_KEYS, UNITS, Figure, Municipality
from mallipaja.catalogue.operating_model import DescribedModel, Description, Fact
from mallipaja.catalogue.reader import read_yaml
from mallipaja.catalogue.shape import shape
from mallipaja.catalogue.survey_template import (
    Block,
    Calculation,
    ChoiceItem,
    Note,
    Page,
    Question,
    Section,
    SurveyTemplate,
)
from mallipaja.catalogue.text import Source, Text
from mallipaja.catalogue.write import document_name, dump_document
from mallipaja.errors import ProblemsError
from mallipaja.settings import ROOT

TRAPS = st.sampled_from([
    "no", "yes", "null", "~", "020", "0o17", "10:30", "1e3", "2021-09-15", "- a", "a: b", "#x", "[x]", "{x}", "'", '"',
    "a\nb", "a\n\nb\n c", "&a", "*a", "<<", "!x", "%", "@", "=", "1_000", "true", ": ", "a #b", "…", "😀", "a\tb",
])  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40)
WRITTEN = (TRAPS | WORDS).map(str.strip).filter(bool)
TEXTS = st.builds(Text, fi=WRITTEN, sv=st.none() | WRITTEN, en=st.none() | WRITTEN)
KEYS = st.builds(str.__add__, st.sampled_from(string.ascii_lowercase), st.text("abcxyz019_", max_size=8))
IDS = st.builds(str.__add__, st.sampled_from(string.ascii_letters), st.text("abcXYZ019_", max_size=8))
CODES = st.text(string.ascii_letters + string.digits + "_.-", min_size=1, max_size=8)
NUMBERS = st.floats(-1e14, 1e14, allow_nan=False) | st.integers(-10_000, 10_000).map(float)
WHENS = st.sampled_from(["2021", "2021-09", "2021-09-15"])
WHOLES = st.integers(-10, 10_000)
SOURCES = st.builds(
    Source, id=KEYS, title=WRITTEN, kind=st.sampled_from(["web_page", "design"]), address=st.none() | WRITTEN,
    created=st.none() | st.dates(), note=st.none() | TEXTS,
)  # fmt: skip


def few(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(inner, max_size=3).map(tuple)


CONDITIONS = st.none() | WRITTEN
QUESTIONS = st.builds(
    Question,
    id=IDS, type=st.sampled_from(["single", "multiple", "ranking", "number", "text", "date", "scale"]), text=TEXTS,
    hint=st.none() | TEXTS, required=st.booleans(), per_pilot=st.booleans(), feeds=st.none() | WRITTEN,
    disclosure=st.sampled_from(["organisation_fact", "opinion"]), choices=st.none() | WRITTEN,
    extra_choices=st.none() | KEYS, other=st.none() | WRITTEN, max_choices=st.none() | WHOLES,
    cannot_say=few(st.sampled_from(["do_not_know", "not_collected"])), integer=st.booleans(),
    unit=st.none() | TEXTS, min=st.none() | NUMBERS, max=st.none() | NUMBERS, step=st.none() | NUMBERS,
    long=st.booleans(), max_length=st.none() | WHOLES, prefilled=st.booleans(),
    required_message=st.none() | TEXTS, relevant=CONDITIONS, constraint=CONDITIONS, constraint_message=st.none() | TEXTS,
    choice_filter=CONDITIONS, default=CONDITIONS, read_only=st.booleans(),
)  # fmt: skip
NOTES = st.builds(Note, id=IDS, type=st.just("note"), text=TEXTS, relevant=CONDITIONS)
SECTIONS = st.builds(Section, id=IDS, type=st.just("section"), text=st.none() | TEXTS, relevant=CONDITIONS)
CALCULATIONS = st.builds(
    Calculation, id=IDS, type=st.just("calculate"), calculation=WRITTEN, relevant=CONDITIONS
)
BLOCKS = st.builds(
    Block, id=IDS, type=st.just("block"), text=TEXTS, for_each=WRITTEN, max_rows=st.none() | WHOLES,
    per_pilot=st.booleans(), relevant=CONDITIONS, calculations=few(CALCULATIONS), questions=few(QUESTIONS),
)  # fmt: skip
CHOICES = st.builds(
    ChoiceItem, code=CODES, label=TEXTS, attributes=st.dictionaries(KEYS, WRITTEN, max_size=2)
)
TEMPLATES = st.builds(
    SurveyTemplate,
    format=st.just("mallipaja/survey_template/1"), id=KEYS, version=st.sampled_from(["1", "1.10", "2.0.3"]),
    title=TEXTS, purpose=TEXTS, answered_by=st.sampled_from(["unit", "pilot", "person"]), minutes=WHOLES,
    draft_languages=few(st.sampled_from(["fi", "sv", "en"])), sources=few(SOURCES),
    choice_lists=st.dictionaries(KEYS, few(CHOICES), max_size=2),
    pages=few(st.builds(
        Page, id=KEYS, title=TEXTS, relevant=CONDITIONS,
        items=few(st.one_of(QUESTIONS, NOTES, SECTIONS, CALCULATIONS, BLOCKS)),
    )),
)  # fmt: skip
MUNICIPALITIES = st.builds(
    Municipality,
    format=st.just("mallipaja/municipality/1"), code=st.text(string.digits, min_size=3, max_size=3), name=TEXTS,
    region=TEXTS, sources=few(SOURCES),
    figures=few(st.builds(
        Figure, key=st.sampled_from(FIGURE_KEYS), value=NUMBERS, unit=st.sampled_from(UNITS), date=WHENS, source=KEYS,
    )),
)  # fmt: skip
FACTS = st.builds(
    Fact, text=TEXTS, value=st.none() | NUMBERS, unit=st.none() | st.just("teams"), codes=few(KEYS),
    start=st.none() | WHENS, modality=st.sampled_from(["in_use", "planned"]), proposal=st.booleans(), source=KEYS,
    section=st.none() | WRITTEN,
)  # fmt: skip
MODELS = st.builds(
    DescribedModel,
    format=st.just("mallipaja/operating_model/1"), kind=st.just("described"), id=KEYS, version=st.just("1"),
    described_against=KEYS, described_version=WRITTEN, name=TEXTS, region=TEXTS, summary=TEXTS, sources=few(SOURCES),
    elements=st.dictionaries(
        st.builds("{}.{}".format, KEYS, KEYS),
        st.builds(
            Description, state=st.sampled_from(["stated", "not_stated"]), relation=st.none() | st.just("same"),
            facts=few(FACTS),
        ),
        max_size=3,
    ),
)  # fmt: skip


def read_back(text: str, name: str) -> Value | None:
    raw = read_yaml(text, name)
    assert raw.problems == ()
    assert raw.data is not None
    value, findings = shape(raw.data)
    assert findings == ()
    return value


@given(st.one_of(TEMPLATES, MUNICIPALITIES, MODELS))
def test_a_value_comes_back_from_its_text(value: Value) -> None:
    text = dump_document(value)
    again = read_back(text, document_name(value))
    assert again == value
    assert again is not None
    assert dump_document(again) == text


@given(MUNICIPALITIES)
def test_other_yaml_readers_see_the_same_texts_and_numbers(value: Municipality) -> None:
    seen = yaml.safe_load(dump_document(value))
    assert seen["code"] == value.code
    assert seen["name"]["fi"] == value.name.fi
    assert [figure["value"] for figure in seen.get("figures", [])] == [
        figure.value for figure in value.figures
    ]
    assert [figure["date"] for figure in seen.get("figures", [])] == [figure.date for figure in value.figures]


@pytest.mark.parametrize("document", load_catalogue(ROOT).documents, ids=lambda document: document.name)
def test_shipped_files_come_back_from_their_text(document: Any) -> None:
    text = dump_document(document.value)
    assert read_back(text, document.name) == document.value
    assert document.name.endswith("/" + document_name(document.value))


def test_keys_stand_in_the_order_of_their_type_and_defaults_are_left_out() -> None:
    value = Municipality(
        format="mallipaja/municipality/1", code="020", name=Text(fi="Äänekoski"), region=Text(fi="Keski-Suomi"),
        figures=(Figure(key="unemployed", value=1204.0, unit="persons", date="2022", source="own"),),
        sources=(Source(id="own", title="no", kind="design"),),
    )  # fmt: skip
    assert dump_document(value) == (
        "format: mallipaja/municipality/1\ncode: '020'\nname:\n  fi: Äänekoski\nregion:\n  fi: Keski-Suomi\n"
        "sources:\n- id: own\n  title: 'no'\n  kind: design\n"
        "figures:\n- key: unemployed\n  value: 1204\n  unit: persons\n  date: '2022'\n  source: own\n"
    )
    assert document_name(value) == "020_aanekoski.yaml"


def test_what_could_not_be_read_back_is_not_written() -> None:
    value = Municipality(
        format="mallipaja/municipality/1", code="020", name=Text(fi="a\x00b"), region=Text(fi="K")
    )
    with pytest.raises(ProblemsError, match="YAML_011"):
        dump_document(value)
