"""The team's page view by view, over the example project: every view draws, in every language."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from mallipaja.i18n import LANGUAGES, Words
from mallipaja.ui.installation import Installation
from tests.app.conftest import go_to, open_app
from tests.app.reading import texts_of
from tests.app.test_pages_speak import cookies, untranslated

VIEWS = ("posts", "alternatives", "repair")


def _team(example: Installation, language: str = "fi") -> AppTest:
    return go_to(open_app(cookies(example), language, pilot="viitasaari").run(), "team")


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
