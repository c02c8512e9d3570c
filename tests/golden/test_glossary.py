"""The glossary: every agreed word is there once, in three languages, and the page is up to date."""

from __future__ import annotations

from collections import Counter

import pytest

from mallipaja.catalogue.glossary import Glossary
from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.operating_model import Modality, State
from mallipaja.catalogue.survey_template import MISSING_REASONS, Disclosure
from mallipaja.catalogue.text import LANGUAGES
from tools.glossary import PAGE, render

AGREED = {
    "pilot": "pilotti",
    "municipality": "kunta",
    "organisation": "organisaatio",
    "actor": "toimija",
    "unit": "yksikkö",
    "post": "henkilöresurssi",
    "profession": "ammattiryhmä",
    "role": "rooli",
    "client_coordinator": "asiakasvastaava",
    "work_ability_coordinator": "työkykykoordinaattori",
    "own_worker": "omatyöntekijä",
    "responsible_worker": "vastuutyöntekijä",
    "companion": "rinnallakulkija",
    "response": "vastauslomake",
    "answer": "vastaus",
    "operating_model": "toimintamalli",
    "generic_model": "yleinen malli",
    "variant": "oma malli",
    "adaptation": "mukautus",
    "element": "elementti",
    "draft": "tiimiluonnos",
    "htv": "henkilötyövuosi (htv)",
    "wisn": "työmäärälaskelma (WISN)",
    "typ": "TYP (monialainen yhteispalvelu)",
    "tym": "TYM (monialainen edistäminen)",
    "accompanied_handover": "saattaen vaihtaen",
    "raising_the_matter": "puheeksi otto",
    "kykyviisari": "Kykyviisari",
    "not_stated": "ei tiedossa",
    "stated_absent": "puuttuu",
    "modality": "toteutumisaste",
    "in_use": "käytössä",
    "agreed": "sovittu",
    "planned": "suunniteltu",
    "wished": "toivottu",
    "recommended": "suositus",
}


@pytest.fixture
def glossary(catalogue: Catalogue) -> Glossary:
    found = catalogue.table(Glossary)
    assert found is not None
    return found


def test_the_agreed_words_are_there(glossary: Glossary) -> None:
    assert {key: glossary.word(key).term.fi for key in AGREED} == AGREED
    with pytest.raises(KeyError):
        glossary.word("nothing_of_the_kind")


def test_code_words_have_a_row(glossary: Glossary) -> None:
    keys = {word.key for word in glossary.words()}
    for closed in (MISSING_REASONS, Modality.__args__, State.__args__, Disclosure.__args__):  # type: ignore[attr-defined]
        assert set(closed) <= keys


def test_one_row_per_idea_and_one_word_per_row(glossary: Glossary) -> None:
    words = glossary.words()
    assert max(Counter(word.key for word in words).values()) == 1
    for language in LANGUAGES:
        repeated = [t for t, n in Counter(word.term.get(language) for word in words).items() if n > 1]
        assert repeated == [], language


def test_every_word_is_in_three_languages_with_its_source(glossary: Glossary) -> None:
    sources = {source.id for source in glossary.sources}
    for word in glossary.words():
        for text in (word.term, word.meaning):
            assert all((text.fi, text.sv, text.en)), word.key
        assert word.meaning.fi.endswith("."), word.key
        assert word.source in sources, word.key
        assert word.avoid, word.key
        assert word.term.fi not in word.avoid, word.key
    assert sources == {word.source for word in glossary.words()}
    assert glossary.draft_languages == ("sv",)


def test_no_word_has_two_meanings(glossary: Glossary) -> None:
    assert max(Counter(word.meaning.fi for word in glossary.words()).values()) == 1


def test_the_page_is_up_to_date(glossary: Glossary) -> None:
    assert PAGE.read_text(encoding="utf-8") == render(glossary)


def test_the_page_has_a_row_for_every_word(glossary: Glossary) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for word in glossary.words():
        rows = [line for line in page.splitlines() if line.startswith(f"| `{word.key}` ")]
        assert len(rows) == 1, word.key
        assert f"| {word.term.fi} | {word.term.sv} | {word.term.en} |" in rows[0]
