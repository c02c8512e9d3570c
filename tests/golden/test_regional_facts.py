"""Every fact of the five regional models can be read back, and nothing else is in them.

The tables in ``regional_facts/`` list the facts one by one, written by hand from the fact tables of the
domain, in their order: element, words the Finnish text must contain, figure, codes, modality, dates. A
blank cell means that the fact has none (no figure, no code), that it is in use, and that it is dated to
the day its source was last edited. Under "not stated" stand the elements people ask about and the source
is silent on.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.operating_model import DescribedModel, Fact, GenericModel
from mallipaja.catalogue.text import Text

TABLES = Path(__file__).parent / "regional_facts"
SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"
REGIONS = ("keski_suomi", "paijat_hame", "etela_karjala", "satakunta", "siun_sote")
LONGEST_SHARED_RUN = 7
"""So many words in a row may be the same as in a source: names and fixed terms are."""


@dataclass(frozen=True)
class Row:
    element: str
    words: str
    value: float | None
    unit: str | None
    codes: tuple[str, ...]
    modality: str
    proposal: bool
    date: str | None
    start: str | None
    end: str | None


def as_row(line: str, edited: str | None) -> Row:
    element, words, figure, codes, modality, dates = (*(c.strip() for c in line.split("|")), *[""] * 4)[:6]
    value, _, unit = figure.partition(" ")
    firmness = modality.split()
    period = next((part for part in dates.split() if ".." in part), "..")
    start, _, end = period.partition("..")
    date = next((part for part in dates.split() if ".." not in part), edited)
    return Row(
        element,
        words,
        float(value) if value else None,
        unit or None,
        tuple(codes.split()),
        firmness[0] if firmness else "in_use",
        "proposal" in firmness,
        date,
        start or None,
        end or None,
    )


def table(region: str) -> tuple[list[str], list[str]]:
    """The fact lines and the not-stated elements of a region's table."""
    lines = (TABLES / f"{region}.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    cut = lines.index("not stated")
    return lines[:cut], lines[cut + 1 :]


def edited(model: DescribedModel) -> str | None:
    """The day the model's source was last edited, else made; ``None`` when the source gives neither."""
    day = model.sources[0].modified or model.sources[0].created
    return day.isoformat() if day else None


def stated_facts(model: DescribedModel) -> Iterator[tuple[str, Fact]]:
    for key, description in model.elements.items():
        for fact in description.facts:
            yield key, fact


@pytest.fixture
def models(catalogue: Catalogue) -> dict[str, DescribedModel]:
    return dict(catalogue.described)


@pytest.fixture
def generic(catalogue: Catalogue) -> GenericModel:
    assert catalogue.generic is not None
    return catalogue.generic


def test_the_regional_models_are_the_five(models: dict[str, DescribedModel]) -> None:
    assert sorted(models) == sorted(REGIONS)


@pytest.mark.parametrize("region", REGIONS)
def test_every_fact_reads_back(region: str, models: dict[str, DescribedModel]) -> None:
    model = models[region]
    rows = defaultdict(list)
    for line in table(region)[0]:
        row = as_row(line, edited(model))
        rows[row.element].append(row)
    # THL's questions are answered from the facts below them, so they have no rows of their own.
    facts = defaultdict(list)
    for key, fact in stated_facts(model):
        if not key.startswith("questions."):
            facts[key].append(fact)
    assert {key: len(found) for key, found in facts.items()} == {key: len(r) for key, r in rows.items()}
    for key, expected in rows.items():
        for row, fact in zip(expected, facts[key], strict=True):
            assert row.words in fact.text.fi
            read = Row(
                key,
                row.words,
                fact.value,
                fact.unit,
                fact.codes,
                fact.modality,
                fact.proposal,
                fact.date,
                fact.start,
                fact.end,
            )
            assert read == row
            assert fact.source == model.sources[0].id
            assert fact.section


@pytest.mark.parametrize("region", REGIONS)
def test_what_the_source_does_not_say_is_not_stated(region: str, models: dict[str, DescribedModel]) -> None:
    silent = table(region)[1]
    assert len(silent) == len(set(silent))
    model = models[region]
    assert {key: model.state_of(key) for key in silent} == dict.fromkeys(silent, "not_stated")
    listed = {key for key, description in model.elements.items() if description.state == "not_stated"}
    assert set(silent) == {key for key in listed if not key.startswith("questions.")}


@pytest.mark.parametrize("region", REGIONS)
def test_a_question_is_answered_where_the_facts_below_it_are(
    region: str, models: dict[str, DescribedModel], generic: GenericModel
) -> None:
    model = models[region]
    for key, element in generic.elements.items():
        if element.answered_by:
            below = {model.state_of(answer) for answer in element.answered_by}
            assert (model.state_of(key) == "stated") == ("stated" in below), key


@pytest.mark.parametrize("region", REGIONS)
def test_a_regions_own_facts_are_added_and_the_rest_are_compared(
    region: str, models: dict[str, DescribedModel], generic: GenericModel
) -> None:
    for key, description in models[region].elements.items():
        if description.state == "stated":
            local = generic.elements[key].level == "local"
            assert (description.relation == "added") == local, key


def stating(models: dict[str, DescribedModel], key: str) -> set[str]:
    return {region for region in REGIONS if models[region].state_of(key) == "stated"}


def figures(models: dict[str, DescribedModel], key: str) -> dict[str, list[tuple[float | None, str | None]]]:
    return {
        region: [(fact.value, fact.unit) for fact in models[region].elements[key].facts if fact.value]
        for region in stating(models, key)
    }


def test_only_siun_sote_states_a_minimum_composition(models: dict[str, DescribedModel]) -> None:
    assert stating(models, "rules.minimum_composition") == {"siun_sote"}
    assert figures(models, "rules.minimum_composition") == {"siun_sote": [(4, "parties")]}
    for seat in ("roles.kela", "roles.employment_services", "roles.social_services", "roles.health_care"):
        assert stating(models, seat) == {"siun_sote"}


def test_only_paijat_hame_gives_population_and_unemployed(models: dict[str, DescribedModel]) -> None:
    assert figures(models, "context.population") == {"paijat_hame": [(200629, "persons")]}
    assert figures(models, "context.unemployed") == {"paijat_hame": [(13690, "persons")]}


def test_a_trial_with_start_and_end_is_only_in_etela_karjala(models: dict[str, DescribedModel]) -> None:
    periods = {
        region: [
            (fact.start, fact.end)
            for fact in models[region].elements["context.pilot_dates"].facts
            if fact.start or fact.end
        ]
        for region in stating(models, "context.pilot_dates")
    }
    assert periods == {
        "etela_karjala": [("2023-11-01", "2024-01-31"), ("2024-02-01", "2024-12-31")],
        "keski_suomi": [("2021-10", None)],
    }


def test_kykyviisari_is_named_in_two_regions(models: dict[str, DescribedModel]) -> None:
    assert stating(models, "tools.kykyviisari") == {"paijat_hame", "satakunta"}
    naming = {
        region
        for region in REGIONS
        for _, fact in stated_facts(models[region])
        if "ykyviisari" in fact.text.fi
    }
    assert naming == {"paijat_hame", "satakunta"}


def test_staffing_and_teams_have_numbers_where_the_sources_give_them(
    models: dict[str, DescribedModel],
) -> None:
    assert {region: found for region, found in figures(models, "people.staffing").items() if found} == {
        "keski_suomi": [(2, "posts")],
        "etela_karjala": [(1, "coordinators"), (2, "coordinators"), (1, "coordinators")],
    }
    assert figures(models, "governance.number_of_teams") == {"siun_sote": [(17, "teams")]}


def test_the_phase_of_development_is_as_each_page_gives_it(models: dict[str, DescribedModel]) -> None:
    key = "context.development_phase"
    codes = {region: models[region].elements[key].facts[0].codes for region in stating(models, key)}
    assert codes == {
        "paijat_hame": ("in_development",),
        "siun_sote": ("in_development",),
        "etela_karjala": ("ready",),
    }


def texts(model: DescribedModel) -> Iterator[Text]:
    yield from (model.name, model.region, model.summary)
    for _, fact in stated_facts(model):
        yield from (text for text in (fact.text, fact.note, fact.local_name) if text)


@pytest.mark.parametrize("region", REGIONS)
def test_every_text_is_in_three_languages(region: str, models: dict[str, DescribedModel]) -> None:
    for text in texts(models[region]):
        assert text.sv, text.fi
        assert text.en, text.fi


def plain_words(text: str) -> list[str]:
    """Words without case, punctuation and diacritics, so that poor text recognition hides no copy."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return re.findall(
        r"[a-z0-9]+", "".join(letter for letter in letters if not unicodedata.combining(letter))
    )


def runs(words: list[str]) -> set[tuple[str, ...]]:
    length = LONGEST_SHARED_RUN + 1
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not on this machine")
def test_no_text_is_copied_from_a_source(models: dict[str, DescribedModel], generic: GenericModel) -> None:
    copied = {
        run for path in SOURCES.glob("*.txt") for run in runs(plain_words(path.read_text(encoding="utf-8")))
    }
    assert copied
    titles = {
        run
        for model in models.values()
        for source in model.sources
        for run in runs(plain_words(source.title))
    }
    own = [text for model in models.values() for text in texts(model)]
    own += [
        t for element in generic.elements.values() for t in (element.label, element.text, element.rationale)
    ]
    for text in own:
        assert (runs(plain_words(text.fi)) & copied) - titles == set(), text.fi


def test_figures_that_differ_from_the_law_are_noted_and_not_corrected(
    models: dict[str, DescribedModel],
) -> None:
    shares = models["etela_karjala"].elements["context.benefit_share"].facts
    assert [fact.value for fact in shares] == [50, 70, 10, 50]
    assert all(fact.note for fact in shares)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not on this machine")
def test_no_author_of_a_source_is_named() -> None:
    authors = {
        name
        for path in SOURCES.glob("*.txt")
        for name in re.findall(r"^Tekijä\s+(\S.*?)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(authors) >= 2
    root = Path(__file__).resolve().parents[2]
    definitions = [
        path.read_text(encoding="utf-8")
        for folder in ("operating_models", "municipalities", "reference_data")
        for path in (root / folder).glob("*.yaml")
    ]
    assert definitions
    assert [name for name in authors for text in definitions if name in text] == []
