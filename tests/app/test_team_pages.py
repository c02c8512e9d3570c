"""The team's page view by view, over the example project: every view draws, in every language."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from mallipaja.i18n import LANGUAGES, Words
from mallipaja.ui.installation import Installation
from mallipaja.ui.team import region_run
from tests.app.conftest import go_to, open_app
from tests.app.reading import texts_of
from tests.app.test_pages_speak import cookies, untranslated

VIEWS = ("posts", "alternatives", "repair")


def _team(example: Installation, language: str = "fi", pilot: str = "viitasaari") -> AppTest:
    return go_to(open_app(cookies(example), language, pilot=pilot).run(), "team")


def _show(page: AppTest, view: str) -> AppTest:
    control = next(one for one in page.segmented_control if (one.key or "").startswith("team.view"))
    control.set_value(view).run()
    assert not page.exception
    assert not page.error
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_posts_alternatives_and_ways_to_mend_speak(example: Installation, language: str) -> None:
    _ = Words(language)
    page = _team(example, language)
    titles = {
        "posts": _("Who could sit in the team?"),
        "alternatives": _("How else could the team be?"),
        "repair": _("What would fill the gaps?"),
    }
    for view in VIEWS:
        _show(page, view)
        assert titles[view] in page.title[0].value
        assert language == "en" or untranslated(texts_of(page), _) == set()


def test_a_region_is_calculated_and_shown_to_whoever_looks(example: Installation) -> None:
    """Under further methods: started by one, seen by another who opens the page, and both sides of each loan."""
    _ = Words("fi")
    page = _show(_team(example), "repair")
    next(one for one in page.toggle if (one.key or "").startswith("more.repair")).set_value(True).run()
    page.button(key="region.start").click().run()
    assert not page.exception
    run = next(iter(region_run._runs.values()))
    run.join(60)
    page.run()
    assert not page.exception
    heads = {head for table in page.table for head in table.value.columns}
    assert {_("Borrows, hours a month"), _("Lends, hours a month"), _("Seat")} <= heads
    assert page.button(key="region.agree")
    other = _show(_team(example), "repair")
    next(one for one in other.toggle if (one.key or "").startswith("more.repair")).set_value(True).run()
    assert other.button(key="region.agree")


def test_the_example_shows_what_mended_sampoharju(example: Installation) -> None:
    page = _show(_team(example, pilot="jyvaskyla_sampoharju"), "repair")
    assert Words("fi")("Ways that are in use") in [one.value for one in page.header]
    used = next(
        one.value
        for one in page.table
        if "sairaanhoitaja" in " ".join(map(str, one.value.to_numpy().ravel()))
    )
    assert [text for text in used.index if "sairaanhoitaja" in text] == [
        "Uusi toimi: sairaanhoitaja",
        "Uusi toimi: sairaanhoitaja (2)",
    ]


def test_the_employer_of_a_recruited_post_can_be_written(example: Installation) -> None:
    """Only where the post is nobody's answer: else its unit's organisation is its employer."""
    label = Words("fi")("Organisation (who employs the post)")
    page = _show(_team(example, pilot="jyvaskyla_sampoharju"), "posts")
    chosen = page.selectbox(key="post.chosen.fi")
    new = next(one for one in chosen.options if one.startswith("Uusi toimi: sairaanhoitaja"))
    chosen.select(new).run()
    assert not page.exception
    employer = next(one for one in page.text_input if one.label == label)
    assert employer.value == "Hyvinvointialue (esimerkki)"
    unit = next(one for one in page.selectbox(key="post.chosen.fi").options if one.startswith("Kuntoutus"))
    page.selectbox(key="post.chosen.fi").select(unit).run()
    assert label not in [one.label for one in page.text_input]


def test_what_is_done_today_stands_under_the_question_it_answers(example: Installation) -> None:
    """Beside an element: each answer with its question, and what another pilot changed said once."""
    page = open_app(cookies(example), "fi", pilot="keuruu", element="roles.health_care").run()
    told = texts_of(go_to(page, "walk-through"))
    assert "Toimiiko kunnassanne monialainen tiimi?" in told
    assert any(one.startswith("Yleiseen malliin verrattuna: ") for one in told)
    assert sum(one.count("kaksi terveysaseman sairaanhoitajaa") for one in told) == 1
