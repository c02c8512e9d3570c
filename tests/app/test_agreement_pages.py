"""Requests, coordinators, responsibilities and agreement of a pilot of the example that has agreed on its team."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from mallipaja.i18n import Words
from mallipaja.ui.installation import Installation
from tests.app.conftest import go_to, open_app
from tests.app.reading import texts_of
from tests.app.test_pages_speak import cookies, untranslated


def _show(page: AppTest, view: str) -> AppTest:
    control = next(one for one in page.segmented_control if (one.key or "").startswith("team.view"))
    control.set_value(view).run()
    assert not page.exception
    assert not page.error
    for one in page.selectbox:  # of choices with the same words Streamlit takes the last
        assert len(set(one.options)) == len(one.options), one.label
    return page


def test_every_view_speaks(example: Installation) -> None:
    """Viitasaari has agreed: it has caseloads, rules, requests that wait, and parties that have agreed."""
    language = "sv"
    _ = Words(language)
    page = go_to(open_app(cookies(example), language, pilot="viitasaari").run(), "team")
    seen = {
        "seats": _("Which requests wait for an answer?"),
        "coordinators": _("Do the coordinators have room for the next client?"),
        "responsibilities": _("Change a task"),
        "agreement": _("Have the required parties agreed?"),
    }
    for view, heading in seen.items():
        _show(page, view)
        assert heading in [one.value for one in page.header]
        assert untranslated(texts_of(page), _) == set()
    page.button[[one.label for one in page.button].index(_("Make the paper"))].click().run()
    assert not page.exception
