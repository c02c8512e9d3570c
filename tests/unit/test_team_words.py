"""Codes in the comparison as people read them, and what of a post is written where it differs from the answer."""

from __future__ import annotations

import pytest

from mallipaja.actions.posts import PostValues
from mallipaja.i18n import Words
from mallipaja.report.field_words import value_text
from mallipaja.store.posts import PostRow
from mallipaja.ui.team.posts import _only_changes


def test_codes_are_told_by_name() -> None:
    names = {"nurse": "sairaanhoitaja"}
    assert value_text(Words("fi"), None, "role.professions", ("nurse", "x"), names) == "sairaanhoitaja ja x"
    assert value_text(Words("fi"), None, "role.professions", (), names) == ""


@pytest.mark.parametrize(("own", "employer"), [(True, "Uusi"), (False, "Vanha")])
def test_only_a_post_that_is_nobodys_answer_is_given_another_employer(own: bool, employer: str) -> None:
    unsaid = dict.fromkeys(
        ("hours_per_month", "remote", "shareable", "convenes", "coordinator_clients", "member")
    )
    row = PostRow(
        id="1", pilot_id="p", key="own_1", source="repair", name="Uusi toimi", organisation="Vanha",
        sector="health", profession="nurse", mandate=None, funded_until=None, lent_by=None, competences=None,
        removed=False, why="", revision=1, **unsaid,
    )  # fmt: skip
    kept = _only_changes(PostValues(organisation="Uusi", profession="nurse"), None, row, own=own)
    assert (kept.organisation, kept.name, kept.sector) == (employer, "Uusi toimi", "health")
