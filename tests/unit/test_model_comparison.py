"""Statuses of described and adopted models, core fidelity, required parties, progress."""

import pytest

from mallipaja.catalogue.operating_model import Description
from mallipaja.catalogue.reference import RequiredParty
from mallipaja.model.adaptation import Adaptation, Stance, Variant
from mallipaja.model.cell import Cell
from mallipaja.model.comparison import compare
from mallipaja.model.composition import composition
from mallipaja.model.fidelity import Fidelity, core_fidelity
from mallipaja.model.progress import Progress, progress
from tests.model_building import X, described, element, fact, generic, role, stated

GENERIC = generic(
    {
        "roles.kela": role("kela"),
        "roles.social": role("social"),
        "rules.consent": element(),
        "rules.mode": element(level="adaptable"),
        "questions.who": element("questions", "core", mandatory=True),
    }
)


def change(target, core_kept=None, operation="set", state="agreed", value="a"):
    return Adaptation(
        f"{operation}-{target}-{state}",
        operation,
        target,
        value=value,
        core_kept=core_kept,
        state=state,
        what="W",
    )


def cell(key, stances=(), adaptations=()):
    """The cell of one element in a variant."""
    variant = Variant("keuruu", "Keuruu", "1", tuple(adaptations), tuple(stances))
    return compare(GENERIC, (variant,)).cell(key, "keuruu")


def test_a_described_model_says_what_its_source_says_and_nothing_else():
    absent = Description(state="stated_absent", facts=(fact("Kela ei ole mukana"),))
    model = described(
        "region",
        {
            "roles.kela": absent,
            "rules.consent": stated("adapted_consistent"),
            "rules.mode": Description(state="not_stated"),
        },
    )
    found = compare(GENERIC, described=(model,))
    assert [(row.key, c.status, c.reason, c.modality) for row, c in found.cells("region")] == [
        ("roles.kela", "missing", "said_absent", "in_use"),
        ("roles.social", "not_stated", "not_mentioned", None),
        ("rules.consent", "adapted_consistent", "", "in_use"),
        ("rules.mode", "not_stated", "not_mentioned", None),
        ("questions.who", "not_stated", "not_mentioned", None),
    ]
    assert found.columns[0].name == "Region"
    assert [row.differs for row in found.rows] == [True, False, True, False, False]


@pytest.mark.parametrize(
    ("facts", "modality"),
    [
        ((fact(modality="wished"),), "wished"),
        ((fact(modality="wished"), fact(modality="planned")), "planned"),
        ((fact(modality="recommended"), fact()), "in_use"),
        ((fact(proposal=True),), "planned"),
        ((fact(modality="wished", proposal=True),), "wished"),
    ],
)
def test_the_firmest_modality_counts_and_a_possibility_is_a_plan_at_most(facts, modality):
    model = described("region", {"rules.consent": stated("same", *facts)})
    assert compare(GENERIC, described=(model,)).cell("rules.consent", "region").modality == modality


def test_a_variant_states_nothing_before_the_walk_through():
    assert cell("rules.consent") == Cell("not_stated", reason="not_handled")
    proposal = change("rules.consent", True, state="proposal")
    assert cell("rules.consent", adaptations=[proposal]) == Cell(
        "not_stated", reason="not_handled", adaptations=(proposal,)
    )
    ended = change("rules.consent", True, state="ended")
    assert cell("rules.consent", adaptations=[ended]) == Cell("not_stated", reason="not_handled")


@pytest.mark.parametrize(
    ("in_use", "modality"), [("yes", "in_use"), ("partly", "agreed"), ("no", "agreed"), (None, "agreed")]
)
def test_an_element_that_fits_is_the_same_and_in_use_only_when_said(in_use, modality):
    found = cell("rules.consent", [Stance("rules.consent", "fits", in_use)])
    assert (found.status, found.modality, found.is_practice) == ("same", modality, True)


@pytest.mark.parametrize(
    ("key", "core_kept", "status", "reason"),
    [
        ("rules.consent", True, "adapted_consistent", ""),
        ("rules.consent", False, "adapted_inconsistent", ""),
        ("rules.consent", None, "adapted_inconsistent", "core_not_settled"),
        ("rules.mode", None, "adapted_consistent", ""),
        ("rules.mode", False, "adapted_inconsistent", ""),
    ],
)
def test_an_adaptation_keeps_the_core_changes_it_or_waits_to_be_settled(key, core_kept, status, reason):
    found = cell(key, [Stance(key, "fits_changed")], [change(key, core_kept)])
    assert (found.status, found.reason, found.to_settle) == (status, reason, bool(reason))
    assert cell(key, (), [change(key, core_kept)]).status == status


def test_a_trial_is_in_use_and_a_proposal_is_a_plan():
    fits_changed = [Stance("rules.mode", "fits_changed")]
    assert cell("rules.mode", (), [change("rules.mode", True, state="in_trial")]).modality == "in_use"
    planned = cell("rules.mode", fits_changed, [change("rules.mode", True, state="proposal")])
    assert (planned.status, planned.modality, planned.is_practice) == ("adapted_consistent", "planned", False)
    undescribed = cell("rules.mode", fits_changed)
    assert (undescribed.status, undescribed.reason) == ("adapted_consistent", "change_not_described")
    core = cell("rules.consent", [Stance("rules.consent", "fits_changed")])
    assert (core.status, core.reason) == ("adapted_inconsistent", "change_not_described")


def test_what_does_not_fit_or_is_taken_out_is_missing():
    assert cell("rules.mode", [Stance("rules.mode", "does_not_fit")]).reason == "does_not_fit"
    removed = cell("rules.mode", [Stance("rules.mode", "fits")], [change("rules.mode", operation="remove")])
    assert (removed.status, removed.reason) == ("missing", "taken_out")


def test_an_added_element_is_a_row_of_its_own_and_not_stated_elsewhere():
    adding = Variant(
        "keuruu", "Keuruu", "1", (change("tools.hot_line", operation="add", value="Kuumalinja"),)
    )
    silent = Variant("laukaa", "Laukaa", "1")
    found = compare(GENERIC, (adding, silent), (described("region", {}),))
    row = found.rows[-1]
    assert (row.key, row.group, row.level, row.label, row.element) == (
        "tools.hot_line",
        "tools",
        "local",
        "W",
        None,
    )
    assert [c.status for c in row.cells] == ["added", "not_stated", "not_stated"]
    assert row.cells[0].modality == "agreed"
    assert row.differs


def test_statements_about_elements_this_version_lacks_are_listed():
    variant = Variant("keuruu", "Keuruu", "0", (change("rules.old"),), (Stance("rules.older", "fits"),))
    model = described("region", {"rules.gone": stated()})
    found = compare(GENERIC, (variant,), (model,))
    assert found.unplaced == (("keuruu", "rules.old"), ("keuruu", "rules.older"), ("region", "rules.gone"))
    assert found.columns[0].made_against == "0"


def test_two_models_of_one_name_are_refused():
    with pytest.raises(ValueError, match="compared twice"):
        compare(GENERIC, (Variant("a", "A", "1"), Variant("a", "A", "1")))


def test_core_fidelity_counts_practice_only_and_says_what_it_leaves_out():
    variant = Variant(
        "keuruu",
        "Keuruu",
        "1",
        (change("roles.social", None), change("rules.consent", True, state="proposal")),
        (
            Stance("roles.kela", "fits", "yes"),
            Stance("roles.social", "fits_changed"),
            Stance("rules.consent", "fits_changed"),
            Stance("rules.mode", "does_not_fit"),
        ),
    )
    comparison = compare(GENERIC, (variant,))
    assert core_fidelity(comparison, "keuruu") == Fidelity("keuruu", 1, 2, 1, 1, ("roles.social",))
    assert core_fidelity(comparison, "keuruu").share == 0.5


def test_a_wish_is_not_in_the_fidelity_of_a_described_model():
    model = described(
        "region",
        {
            "rules.consent": stated("same", fact(modality="wished")),
            "roles.kela": stated(),
            "roles.social": Description(state="stated_absent", facts=(fact(),)),
        },
    )
    found = core_fidelity(compare(GENERIC, described=(model,)), "region")
    assert found == Fidelity("region", 1, 2, 1, 1, ())
    silent = core_fidelity(compare(GENERIC, described=(described("none", {}),)), "none")
    assert (silent.share, silent.not_stated) == (None, 4)


def party(key, role_key, sector):
    return RequiredParty(key=key, role=role_key, sector=sector, label=X, source="page", verified="true")


def test_a_required_party_is_missing_only_where_it_is_said():
    parties = (party("kela", "roles.kela", "kela"), party("social", "roles.social", "social"))
    absent = Description(state="stated_absent", facts=(fact(),))
    models = (
        described("all", {"roles.kela": stated(), "roles.social": stated("adapted_inconsistent")}),
        described("none", {"roles.kela": absent}),
        described("wish", {"roles.kela": stated("same", fact(modality="wished"))}),
    )
    found = composition(compare(GENERIC, described=models), (*parties, party("te", "roles.te", "employment")))
    assert [(one.model, one.party, one.verdict) for one in found] == [
        ("all", "kela", "present"),
        ("all", "social", "present"),
        ("all", "te", "not_stated"),
        ("none", "kela", "missing"),
        ("none", "social", "not_stated"),
        ("none", "te", "not_stated"),
        ("wish", "kela", "intended"),
        ("wish", "social", "not_stated"),
        ("wish", "te", "not_stated"),
    ]


def test_progress_puts_the_core_first_and_names_the_mandatory():
    variant = Variant(
        "keuruu", "Keuruu", "1", (), (Stance("roles.kela", "fits"), Stance("rules.gone", "fits"))
    )
    assert progress(GENERIC, variant) == Progress(
        handled=1,
        elements=5,
        remaining=("roles.social", "rules.consent", "questions.who", "rules.mode"),
        core_open=("roles.social", "rules.consent", "questions.who"),
        mandatory_open=("questions.who",),
    )
