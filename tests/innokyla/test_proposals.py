"""Passages proposed for elements: on own-written pages by hand, and on the sources against what was read from them."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.cli import main
from mallipaja.exchange.innokyla_anchors import ANCHORS, NUMBERS
from mallipaja.exchange.innokyla_page import ReadPage, read_page
from mallipaja.exchange.innokyla_proposals import propose
from tests.innokyla.test_reading import SOURCES

PAGE = """\
Neuvontalinja on auki. Kykyviisari täytetään kotona!

Ratkaisun perusidea **
Tiimi on koottu 1.2.2024 alkaen. Yhteensä tiimejä on 1 200. Asiakas voi pyytää mukaan ystävän
Asiakkaan suostumus kirjataan, ja asiakas siirtyy saattaen vaihtaen.

Toimintaympäristö **
Kunnassa on 4 100 asukasta ja työttömien määrä on 310 (2023).
"""
CONSENT = "Asiakkaan suostumus kirjataan, ja asiakas siirtyy saattaen vaihtaen."
FIGURES = "Kunnassa on 4 100 asukasta ja työttömien määrä on 310 (2023)."
REGIONS = {
    "etela-karjala-rinnallakulkija": "etela_karjala",
    "keski-suomi-asiakasvastaavamalli": "keski_suomi",
    "paijat-hame-asiakasvastaava": "paijat_hame",
    "satakunta-asiakasvastaava": "satakunta",
    "siun-sote-tyokyvyn-tuen-tiimi": "siun_sote",
}


def found(text):
    return propose(read_page(text.encode(), "sivu.txt"))


def test_by_hand():
    assert [(one.element, one.section, one.passage, one.number) for one in found(PAGE)] == [
        ("tools.kykyviisari", "", "Kykyviisari täytetään kotona!", None),
        ("governance.number_of_teams", "Ratkaisun perusidea", "Yhteensä tiimejä on 1 200.", 1200),
        ("rules.client_may_invite", "Ratkaisun perusidea", "Asiakas voi pyytää mukaan ystävän", None),
        ("rules.consent", "Ratkaisun perusidea", CONSENT, None),
        ("phases.handover", "Ratkaisun perusidea", CONSENT, None),
        ("context.population", "Toimintaympäristö", FIGURES, 4100),
        ("context.unemployed", "Toimintaympäristö", FIGURES, 310),
    ]  # fmt: skip


def test_every_anchor_is_an_element(catalogue):
    assert set(ANCHORS) <= set(catalogue.generic.elements)
    assert set(NUMBERS) <= set(ANCHORS)
    assert all(ways and all(ways) for ways in ANCHORS.values())


@given(st.lists(st.sampled_from((*PAGE.split(" "), "\n", "Kela. ", "İ", "ß")), max_size=60).map(" ".join))
def test_a_passage_is_where_it_says(text):
    read = read_page(text.encode(), "sivu.txt")
    texts = {"": read.lead, **read.page.sections}
    for one in propose(read):
        assert texts[one.section][one.start : one.end] == one.passage


def test_nothing_is_proposed_of_nothing():
    assert propose(ReadPage(read_page(b"", "sivu.txt").page, ())) == ()


CORE = """\
Ratkaisun perusidea **
Tiimiin kuuluu edustaja Kelasta, työllisyyspalveluista, sosiaalityöstä ja terveysasemalta. Jokaiselle asiakkaalle nimetään
asiakasvastaava, ja hänelle varahenkilö.
Asiakkaalta kysytään suostumus ennen ohjaamista.
Asiakas osallistuu tapaamiseen itse, paikan päällä tai etänä.
Tapaamisessa tehdään yhteinen suunnitelma.
Suunnitelmaan kirjataan vastuut ja aikataulu.
Suunnitelman toteutumista seurataan kolmen kuukauden välein.
"""


def test_every_core_matter_a_page_names_is_proposed(catalogue):
    """A page in ordinary words that says all of the core: nothing of it is left for the reader to find."""
    core = {key for key, element in catalogue.generic.elements.items() if element.level == "core"}
    assert core <= {one.element for one in found(CORE)}
    assert (
        found(
            "Ratkaisun perusidea **\nKelan sivuilla kerrotaan etuuksista. Terveysasema on torin laidalla.\n"
        )
        == ()
    )


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not part of the project")
def test_of_the_sources_most_proposals_are_right(catalogue):
    """What was read from each source by hand is the measure. The words were chosen with these five at hand: on other
    pages fewer will be right."""
    right = proposed = 0
    for file, region in REGIONS.items():
        read = read_page((SOURCES / f"{file}.txt").read_bytes(), file)
        elements = {one.element for one in propose(read)}
        stated = {key for key, said in catalogue.described[region].elements.items() if said.facts}
        right += len(elements & stated)
        proposed += len(elements)
    assert proposed >= 80
    assert right / proposed >= 0.85


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not part of the project")
@pytest.mark.parametrize(
    ("file", "element", "number"),
    [
        ("siun-sote-tyokyvyn-tuen-tiimi", "governance.number_of_teams", 17),
        ("paijat-hame-asiakasvastaava", "context.population", 200_629),
        ("paijat-hame-asiakasvastaava", "context.unemployed", 13_690),
    ],
)
def test_the_figures_of_the_sources(file, element, number):
    result = CliRunner().invoke(main, ["innokyla", "read", str(SOURCES / f"{file}.txt"), "--proposals"])
    rows = json.loads(result.stdout)["proposals"]
    assert list(rows[0]) == ["element", "section", "start", "end", "passage", "number"]
    assert number in {one["number"] for one in rows if one["element"] == element}
