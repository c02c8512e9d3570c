"""An Innokylä page read into a described model: proposed, confirmed in one's own words, published and compared."""

from collections.abc import Callable

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.comparison import compare_models, list_models
from mallipaja.actions.describing import describe_model, describe_pilot
from mallipaja.actions.innokyla_pages import (
    add_page,
    decide_passage,
    list_pages,
    preview_page_model,
    publish_page,
    remove_page,
    reopen_passage,
    view_page,
)
from mallipaja.actions.variants import take_stand
from mallipaja.errors import ActionError, NotFound, ProblemsError
from tests.small_project import SmallProject

ContextFor = Callable[[str], Context]
PAGE = """Toimintamallin nimi
Yhteinen tiimi Koemaalla
Toimintamallin lyhyt kuvaus
Tiimi tukee työkykyä.
Paikkakunta tai maakunta
Koemaa
Toimintamallin rahoittaja
STM
Luotu
01.02.2022
Viimeksi muokattu
03.04.2023
Ratkaisun perusidea **
Tiimissä toimii työkykykoordinaattori. Tiimiin ohjataan matalalla kynnyksellä. Asiakkaalta pyydetään suostumus.
Kohderyhmä ja asiakasymmärrys **
Kohderyhmänä ovat työttömät.
"""


def proposed(asked: Context, page_id: str, element: str) -> dict[str, object]:
    found = next(
        one.proposal for one in view_page(asked, page_id=page_id).passages if one.proposal.element == element
    )
    return {"page_id": page_id, "element": element, "section": found.section, "start": found.start}


def test_from_page_to_comparison(context_for: ContextFor, small_project: SmallProject) -> None:
    asked = context_for("admin")
    page_id = add_page(asked, content=PAGE.encode(), name="koemaa.txt")
    view = view_page(asked, page_id=page_id)
    assert (view.row.key, view.read.page.region) == ("yhteinen_tiimi_koemaalla", "Koemaa")
    assert {one.proposal.element for one in view.open} >= {
        "rules.threshold",
        "rules.consent",
        "rules.target_group",
    }
    before = len(view.open)
    place = proposed(asked, page_id, "rules.threshold")
    decide_passage(
        asked, **place, values={"text": "Mukaan pääsee helposti", "codes": ["low"], "relation": "same"}
    )
    decide_passage(
        asked, **proposed(asked, page_id, "rules.consent"),
        values={"text": "Suostumus on tarkoitus kysyä", "modality": "planned"},
    )  # fmt: skip
    decide_passage(asked, **proposed(asked, page_id, "rules.target_group"), values=None)
    own = {"page_id": page_id, "element": "roles.kela", "section": "Ratkaisun perusidea", "start": -1}
    decide_passage(asked, **own, values={"text": "Kela ei ole mukana", "state": "stated_absent"})
    view = view_page(asked, page_id=page_id)
    assert (len(view.open), len(view.added)) == (before - 3, 1)
    model, problems = preview_page_model(asked, page_id=page_id)
    assert problems == ()
    assert (model.version, model.name.fi) == ("2023.4.3", "Yhteinen tiimi Koemaalla")
    model_id = publish_page(asked, page_id=page_id)
    library = list_models(asked)
    assert model_id in library.here
    compared = compare_models(
        context_for("facilitator"), project_id=small_project.project_id, model_ids=(model_id,)
    )
    cell = lambda key: compared.comparison.cell(key, model_id)  # noqa: E731
    assert (cell("rules.threshold").status, cell("rules.threshold").modality) == ("same", "in_use")
    assert (cell("rules.consent").status, cell("rules.consent").is_practice) == ("same", False)
    assert cell("roles.kela").status == "missing"
    assert cell("rules.target_group").status == "not_stated"
    fact = cell("rules.threshold").facts[0]
    assert (fact.section, fact.date, fact.source) == ("Ratkaisun perusidea", "2023-04-03", "page")
    verdicts = {one.party: one.verdict for one in compared.composition if one.model == model_id}
    assert verdicts["kela"] == "missing"
    assert verdicts["health_care"] == "not_stated"
    assert "Mukaan pääsee helposti." in [
        one.text for one in describe_model(asked, model_id=model_id).description.sentences()
    ]


def test_passages_never_leave_the_database(context_for: ContextFor) -> None:
    asked = context_for("admin")
    page_id = add_page(asked, content=PAGE.encode(), name="x.txt")
    place = proposed(asked, page_id, "rules.threshold")
    passage = next(
        one.proposal.passage
        for one in view_page(asked, page_id=page_id).passages
        if one.proposal.element == place["element"]
    )
    for values, code in (
        ({"text": passage.upper()}, "COPIED"),
        ({"text": " "}, "OWN_WORDS"),
        ({"text": "x", "codes": ["high"]}, "NO_CHOICE"),
        ({"text": "x", "modality": "maybe"}, "CHOICE_UNKNOWN"),
    ):
        with pytest.raises(ActionError) as caught:
            decide_passage(asked, **place, values=values)
        assert caught.value.code == code
    decide_passage(asked, **place, values={"text": "Helposti"})
    publish_page(asked, page_id=page_id)
    model = next(one for one in list_models(asked).described if one.id == "yhteinen_tiimi_koemaalla")
    assert "matalalla kynnyksellä" not in model.model_dump_json()


def test_taking_back_and_removing(context_for: ContextFor) -> None:
    asked = context_for("admin")
    page_id = add_page(asked, content=PAGE.encode(), name="x.txt")
    with pytest.raises(ActionError) as caught:
        publish_page(asked, page_id=page_id)
    assert caught.value.code == "NOTHING_CONFIRMED"
    place = proposed(asked, page_id, "rules.threshold")
    decide_passage(asked, **place, values={"text": "Helposti"})
    decide_passage(asked, **place, values={"text": "Aina helposti"})
    (decided,) = [one.decision for one in view_page(asked, page_id=page_id).passages if one.decision]
    assert decided.content is not None
    assert decided.content["text"] == "Aina helposti"
    reopen_passage(asked, page_id=page_id, finding_id=decided.id)
    assert all(one.decision is None for one in view_page(asked, page_id=page_id).passages)
    again = add_page(asked, content=PAGE.encode(), name="x.txt")
    assert {one.key for one in list_pages(asked)} == {
        "yhteinen_tiimi_koemaalla",
        "yhteinen_tiimi_koemaalla_2",
    }
    remove_page(asked, page_id=page_id)
    assert [one.id for one in list_pages(asked)] == [again]
    with pytest.raises(NotFound):
        view_page(asked, page_id=page_id)


def test_pages_that_cannot_be_read(context_for: ContextFor) -> None:
    asked = context_for("admin")
    for content in (b"<html><body>x</body></html>", b"\xff\xfe\x00a"):
        with pytest.raises(ProblemsError):
            add_page(asked, content=content, name="x.txt")
    for content, code in ((b"   ", "NOTHING_READ"), (b"a" * 1_000_001, "TOO_LONG")):
        with pytest.raises(ActionError) as caught:
            add_page(asked, content=content, name="x.txt")
        assert caught.value.code == code
    swedish = add_page(asked, content=b"Modellens namn\nTeamet\nKort beskrivning\nText", name="sv.txt")
    view = view_page(asked, page_id=swedish)
    assert view.passages == ()
    assert [one.code for one in view.read.problems] == ["INNOKYLA_002"]


def test_a_pilot_as_a_description(context_for: ContextFor, small_project: SmallProject) -> None:
    asked = context_for("pilot_contact")
    take_stand(
        asked, pilot_id=small_project.keuruu, element="rules.consent", fit="fits_changed", what="Kirjallisesti",
        text="Suostumus otetaan kirjallisesti.", why="Tietosuoja", decided_by="Kokous", core_kept=True,
    )  # fmt: skip
    told = {
        one.text: one for one in describe_pilot(asked, pilot_id=small_project.keuruu).description.sentences()
    }
    assert told["Suostumus otetaan kirjallisesti."].element == "rules.consent"
    assert told["Suostumus otetaan kirjallisesti."].source == "Kokous"
