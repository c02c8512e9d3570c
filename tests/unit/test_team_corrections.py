"""Corrections over answers, levels of professions, demand, and the bars of posts' hours."""

from dataclasses import replace

from mallipaja.charts.load import Load, load_bars
from mallipaja.i18n import Words
from mallipaja.survey.given import NOT_ANSWERED, Known, Missing
from mallipaja.team.corrections import Correction, corrected, with_levels
from mallipaja.team.demand import demanded
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role
from tests.drawing import spec_of

CLINIC = Post(
    "clinic", "clinic", "Terveysasema", "o", "O", "health", Known("nurse"), Missing("may_not_disclose"),
    remote=Known(True), coordinator_clients=Known(0.0),
)  # fmt: skip
EN = Words("en")


def test_a_correction_changes_what_it_says_and_nothing_else():
    (found,) = corrected([CLINIC], [Correction(key="clinic", hours_per_month=6.0, coordinator_clients=4.0)])
    assert found == replace(
        CLINIC, hours_per_month=Known(6.0), coordinator_clients=Known(4.0), coordinates=Known(True)
    )
    assert found.may_coordinate
    assert corrected([CLINIC], [Correction(key="clinic")]) == (CLINIC,)


def test_posts_are_added_removed_and_kept_unsaid():
    new = Correction(key="own_1", name="Ohjaamo", sector="other", lent_by="laukaa")
    guide, clinic = sorted(corrected([CLINIC], [new]), key=lambda post: post.unit_name)
    assert clinic == CLINIC
    assert (guide.sector, guide.lent_by, guide.hours_per_month, guide.profession) == (
        "other", "laukaa", NOT_ANSWERED, NOT_ANSWERED,
    )  # fmt: skip
    assert corrected([CLINIC], [Correction(key="clinic", removed=True)]) == ()
    assert corrected([], [Correction(key="own_2", name="Nimi")]) == ()  # without a sector it is no post


def test_levels_are_of_professions_and_a_posts_own_level_stands_where_it_is_higher():
    trained = replace(CLINIC, competences=(("c", 3.0),))
    plain, own = with_levels([CLINIC, trained], [("c", "nurse", 2.0), ("d", "doctor", 3.0)])
    assert (plain.competences, own.competences) == ((("c", 2.0),), (("c", 3.0),))


def test_demand_scales_hours_that_are_stated():
    roles = (Role("a", "health", 1, 12.0, True, ()), Role("b", "kela", 0, None, False, ()))
    assert [role.hours_per_month for role in demanded(roles, "high")] == [15.0, None]
    assert [role.hours_per_month for role in demanded(roles, "low")] == [9.0, None]
    assert demanded(roles, "base") == roles


def test_bars_say_what_is_taken_and_what_is_not_known():
    assert load_bars([], EN) is None
    chart = load_bars([Load("Clinic", 6.0, 8.0), Load("Kela", 0.0, None)], EN)
    assert chart is not None
    assert [layer["mark"]["type"] for layer in spec_of(chart)["layer"]] == ["bar", "bar", "text", "text"]
