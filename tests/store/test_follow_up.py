"""Monthly counts saved, taken back, pasted and seen by those who may."""

from collections.abc import Callable
from datetime import date

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.follow_up import paste_counts, save_counts, view_follow_up
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.store import record, schema
from tests.small_project import SmallProject

ContextFor = Callable[[str], Context]
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def test_counts_are_saved_changed_and_taken_back(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot = context_for("pilot_contact"), small_project.keuruu
    values = {("referred", JANUARY): 4.0, ("meetings", JANUARY): 0.0, ("plans", JANUARY): None}
    assert save_counts(asked, pilot_id=pilot, values=values) == 2
    assert save_counts(asked, pilot_id=pilot, values=values) == 0
    assert (
        save_counts(asked, pilot_id=pilot, values={("referred", JANUARY): 5.0, ("meetings", JANUARY): None})
        == 2
    )
    view = view_follow_up(asked, project_id=small_project.project_id)
    assert [(one.measure, one.value) for one in view.counts] == [("referred", 5.0)]
    assert [one.name for one in view.pilots] == ["Keuruu"]
    assert save_counts(asked, pilot_id=pilot, values={("meetings", JANUARY): 3.0}) == 1  # again after the bin


def test_what_cannot_be_is_refused_and_nothing_saved(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    for values in (
        {("client_present", JANUARY): 4.0, ("meetings", JANUARY): 3.0},
        {("referred", date(2100, 1, 1)): 1.0},
    ):
        with pytest.raises(ProblemsError):
            save_counts(asked, pilot_id=pilot, values=values)
    for values in ({("referred", JANUARY): -1.0}, {("unknown", JANUARY): 1.0}):
        with pytest.raises(ActionError):
            save_counts(asked, pilot_id=pilot, values=values)
    assert view_follow_up(asked, project_id=small_project.project_id).counts == ()


def test_a_pasted_table(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, pilot = context_for("facilitator"), small_project.keuruu
    text = "\t1/2026\t2/2026\nOhjatut asiakkaat\t3\t4\nOdotusaika tapaamiseen\t10\t12,5\n"
    assert paste_counts(asked, pilot_id=pilot, text=text) == 4
    found = {
        (one.measure, one.month): one.value
        for one in view_follow_up(asked, project_id=small_project.project_id).counts
    }
    assert found["waiting_days", FEBRUARY] == 12.5
    with pytest.raises(ProblemsError):
        paste_counts(asked, pilot_id=pilot, text="\t1/2026\nTapaamiset, joissa asiakas oli mukana\tkaksi")
    save_counts(asked, pilot_id=pilot, values={("meetings", JANUARY): 1.0})
    with pytest.raises(ProblemsError):  # against what is stored already
        paste_counts(asked, pilot_id=pilot, text="\t1/2026\nclient_present\t2")


def test_the_counts_of_a_binned_pilot_are_gone(context_for: ContextFor, small_project: SmallProject) -> None:
    asked = context_for("facilitator")
    save_counts(asked, pilot_id=small_project.laukaa, values={("referred", JANUARY): 4.0})
    with asked.store.writing("cli:test", asked.clock()) as work:
        record.put_in_bin(work, schema.pilot, small_project.laukaa, project_id=small_project.project_id)
    assert view_follow_up(asked, project_id=small_project.project_id).counts == ()
