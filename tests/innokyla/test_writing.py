"""Models as Innokylä pages: read back, opened in Word, and every sentence traced to its element."""

import io
import json

import docx
import pytest
from click.testing import CliRunner

from mallipaja.actions.model_files import describe_file
from mallipaja.cli import main
from mallipaja.exchange.innokyla_description import NOT_KNOWN, describe_region, describe_variant
from mallipaja.exchange.innokyla_docx import as_docx
from mallipaja.exchange.innokyla_fields import SECTIONS
from mallipaja.exchange.innokyla_page import read_page
from mallipaja.exchange.innokyla_text import THL, as_plain, as_text, fields
from mallipaja.model.adaptation import Adaptation, Stance, Variant
from mallipaja.settings import ROOT
from tests.model_building import described, element, fact, generic, stated

REGIONS = ["keski_suomi", "paijat_hame", "etela_karjala", "satakunta", "siun_sote"]
PLACED = {
    "context.region",
    "context.funding",
    "context.development_phase",
    "context.page_dates",
    "context.tags",
}
"""Elements told by a field of the page, not by a sentence."""


@pytest.mark.parametrize("region", REGIONS)
def test_what_is_written_is_read_back(region, catalogue):
    model = catalogue.described[region]
    description = describe_region(model, catalogue.generic)
    found = read_page(as_text(description).encode(), "sivu.txt").page
    assert found.title == model.name.fi
    assert found.short_description == model.summary.fi
    assert found.region == model.region.fi
    assert (found.created, found.modified) == (description.created, description.modified)
    assert (found.phase or "") == description.phase
    assert found.funder == description.funder
    assert found.topics == tuple(description.tags.get("Aihealueet", ()))
    assert found.target_group == tuple(description.tags.get("Kohderyhmä", ()))
    assert set(found.sections) == {label for label, _ in fields(description)} & set(SECTIONS)
    assert all(found.sections[label] == text for label, text in fields(description) if label in SECTIONS)


def test_the_header_is_that_of_the_source(catalogue):
    one = describe_region(catalogue.described["paijat_hame"], catalogue.generic)
    found = read_page(as_text(one).encode(), "sivu.txt").page.as_dict()
    assert (found["created"], found["modified"], found["phase"]) == (
        "2021-05-28",
        "2021-09-15",
        "Kehitteillä",
    )
    assert found["funder"] == ["Sosiaali- ja terveysministeriö (STM)"]
    assert found["topics"] == ["Asiakas- ja palveluohjaus", "Asiakaslähtöisyys"]
    assert (found["phenomena"], found["target_group"]) == (["Syrjäytyminen"], ["Ammattilaiset"])


@pytest.mark.parametrize("region", REGIONS)
def test_every_fact_is_written_and_every_sentence_is_a_fact_of_its_element(region, catalogue):
    model = catalogue.described[region]
    description = describe_region(model, catalogue.generic)
    text = as_text(description)
    for key, said in model.elements.items():
        if key not in PLACED:
            assert all(one.text.fi.rstrip(".") in text for one in said.facts), key
    for sentence in description.sentences():
        texts = [one.text.fi.rstrip(".") for one in model.elements[sentence.element].facts]
        assert any(sentence.text.startswith(one) for one in texts)
        assert sentence.source


@pytest.mark.parametrize("region", REGIONS)
def test_what_is_no_practice_says_so(region, catalogue):
    model = catalogue.described[region]
    firm = {
        (key, one.text.fi.rstrip("."))
        for key, said in model.elements.items()
        for one in said.facts
        if one.modality in {"in_use", "agreed"}
    }
    for sentence in describe_region(model, catalogue.generic).sentences():
        marked = sentence.text.endswith(("(toivottu).", "(suunniteltu).", "(suositus)."))
        assert marked == ((sentence.element, sentence.text.rstrip(".")) not in firm)


@pytest.mark.parametrize("region", REGIONS)
def test_the_five_questions_are_answered_or_not_known(region, catalogue):
    description = describe_region(catalogue.described[region], catalogue.generic)
    assert len(description.questions) == 5
    model = catalogue.described[region]
    for one in description.questions:
        parts = (one.element, *catalogue.generic.elements[one.element].answered_by)
        told = any(key in model.elements and model.elements[key].facts for key in parts)
        assert bool(one.sentences) == told
    lines = dict(fields(description))["Ratkaisun perusidea"].split(THL)[1].strip().splitlines()
    assert [line.endswith(NOT_KNOWN) for line in lines] == [
        not one.sentences for one in description.questions
    ]


@pytest.mark.parametrize("region", REGIONS)
def test_the_word_document_says_the_same(region):
    made = describe_file(ROOT, region)
    document = docx.Document(io.BytesIO(as_docx(made.description, made.labels)))
    text = "\n".join(one.text for one in document.paragraphs)
    headings = [one.text for one in document.paragraphs if one.style.name.startswith(("Heading", "Title"))]
    assert headings[0] == made.description.title
    for section in made.description.sections:
        assert section.label in headings
    for sentence in made.description.sentences():
        assert sentence.text in text
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1:] == [
        [made.labels[one.element], one.text, one.source]
        for one in dict.fromkeys(made.description.sentences())
    ]
    assert document.core_properties.language == "fi-FI"


GENERIC = generic(
    {
        "rules.consent": element(label="Suostumus", text="Suostumus pyydetään"),
        "rules.mode": element(level="adaptable", label="Tapa", text="Tavataan kerran"),
        "rules.plan": element(label="Suunnitelma", text="Suunnitelma tehdään"),
        "questions.coordinator": element(
            "questions", label="Kuka?", text="Kerrotaan", answered_by=("rules.plan",)
        ),
    }
)


def test_a_variant_tells_what_it_has_taken_a_stand_on():
    variant = Variant(
        "keuruu",
        "Keuruun malli",
        "1",
        (
            Adaptation(
                "1", "set", "rules.consent", "text", None, "Suostumus kirjataan", "m", "s", "Kokous", True
            ),
            Adaptation("2", "remove", "rules.mode", why="Ei tarvita", decided_by="Kokous"),
            Adaptation("3", "add", "tools.line", "", None, "Linja\x01 on auki", "Linja", "s", "Tiimi"),
        ),
        (Stance("rules.consent", "fits_changed"), Stance("rules.plan", "fits")),
    )
    description = describe_variant(variant, GENERIC, "Keuruu")
    said = {one.element: (one.text, one.source) for one in description.sentences()}
    assert said == {
        "rules.consent": ("Suostumus kirjataan.", "Kokous"),
        "rules.mode": ("Ei kuulu malliin. Ei tarvita.", "Kokous"),
        "rules.plan": ("Suunnitelma tehdään.", ""),
        "tools.line": ("Linja\x01 on auki.", "Tiimi"),
    }
    assert [one.sentences[0].text for one in description.questions] == ["Suunnitelma tehdään."]
    found = read_page(as_text(description).encode(), "sivu.txt").page
    assert (found.title, found.region, found.phase) == ("Keuruun malli", "Keuruu", None)
    assert docx.Document(io.BytesIO(as_docx(description, {}))).paragraphs[0].text == "Keuruun malli"


def test_nothing_stated_writes_nothing_but_open_questions():
    description = describe_variant(Variant("v", "Tyhjä", "1"), GENERIC, "Keuruu")
    assert (description.sections, list(description.sentences())) == ((), [])
    assert dict(fields(description))["Ratkaisun perusidea"] == f"{THL}\n– Kuka? {NOT_KNOWN}"


def test_an_unknown_funder_keeps_its_sentence():
    model = described("d", {"context.funding": stated("added", fact("Rahat tulevat kunnalta"))})
    wider = generic({**GENERIC.elements, "context.funding": element("context", "local")})
    assert describe_region(model, wider).funder == ("Rahat tulevat kunnalta.",)


def test_by_the_command_line(tmp_path, catalogue):
    file = tmp_path / "malli.docx"
    run = CliRunner().invoke
    assert run(main, ["innokyla", "write", "siun_sote", "--docx", str(file)]).stdout.strip() == str(file)
    assert docx.Document(str(file)).paragraphs[0].text == "Työkyvyn tuen tiimi Siun sotessa"
    assert "--replace" in run(main, ["innokyla", "write", "siun_sote", "--docx", str(file)]).stderr
    text = run(main, ["innokyla", "write", "siun_sote"]).stdout
    description = describe_region(catalogue.described["siun_sote"], catalogue.generic)
    assert text == as_text(description)
    plain = json.loads(run(main, ["innokyla", "write", "siun_sote", "--json"]).stdout)
    assert plain == as_plain(description)
    assert {one["element"] for one in plain["sentences"]} <= set(catalogue.generic.elements)
    for model in ("siun_sot", "generic"):
        result = run(main, ["innokyla", "write", model, "--json"])
        assert result.exit_code == 1
        (problem,) = json.loads(result.stdout)["problems"]
        assert problem["code"] == "MODEL_037"
