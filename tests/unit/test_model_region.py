"""Regions between the generic model and a municipality: inherited, compared, and one on top of another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.catalogue.operating_model import AdoptedModel
from mallipaja.catalogue.text import Text
from mallipaja.errors import ProblemsError
from mallipaja.model.adaptation import Adaptation, Stance, Variant, on_day
from mallipaja.model.comparison import compare
from mallipaja.model.region import (
    CycleError,
    as_change,
    chain,
    flattened,
    inherited,
    regional_model,
    variant_of,
)
from mallipaja.model.snapshot import fields
from tests.model_building import element, generic, role
from tests.property.test_model_algebra import GENERIC as SMALL
from tests.property.test_model_algebra import adaptations

GENERIC = generic(
    {
        "roles.kela": role("kela", hours=12, professions=("kela_expert",)),
        "rules.consent": element(),
        "rules.interval": element(level="adaptable", text="Kolmen kuukauden välein"),
        "tools.form": element("tools", "adaptable"),
    }
)


def region(model_id="maakunta", *changes, on="generic"):
    return AdoptedModel(
        format="mallipaja/operating_model/1",
        kind="adopted",
        id=model_id,
        version="1",
        based_on=on,
        based_version="1",
        name=Text(fi=model_id),
        summary=Text(fi="x"),
        changes=tuple(as_change(one, f"c{number}") for number, one in enumerate(changes)),
    )


def change(operation, key, field="", value=None, **more):
    return Adaptation("x", operation, key, field, None, value, "Mitä", "Miksi", "Kokous", **more)


COUNTY = region(
    "maakunta",
    change("set", "rules.interval", "text", "Kuukauden välein", core_kept=True),
    change("set", "roles.kela", "role.hours_per_month", 6.0, core_kept=True),
    change("remove", "tools.form"),
    change("add", "governance.ring", value="Vetäjät tapaavat"),
    change("set", "roles.kela", "local_name", "Kelan yhteyshenkilö", core_kept=True),
)
SUBREGION = region(
    "seutu",
    change("set", "roles.kela", "role.hours_per_month", 4.0, core_kept=True),
    change("add_member", "roles.kela", "role.professions", ("nurse",), core_kept=True),
    on="maakunta",
)


def test_a_region_is_a_generic_model_with_its_changes():
    model = regional_model(GENERIC, [COUNTY, SUBREGION])
    assert list(model.elements) == ["roles.kela", "rules.consent", "rules.interval", "governance.ring"]
    kela = model.elements["roles.kela"]
    assert (kela.role.hours_per_month, kela.role.professions) == (4.0, ("kela_expert", "nurse"))
    assert kela.label.fi == "Kelan yhteyshenkilö"
    assert model.elements["rules.interval"].text == Text(fi="Kuukauden välein")
    assert model.elements["rules.consent"] == GENERIC.elements["rules.consent"]
    assert (model.elements["governance.ring"].level, model.version) == ("local", "1")


def test_a_municipality_inherits_its_region_once_it_has_taken_a_stand():
    taken = (Stance("rules.interval", "fits", "yes"), Stance("governance.ring", "fits"))
    with_region = Variant("keuruu", "Keuruu", "1", (), taken, inherited([COUNTY]))
    alone = Variant("laukaa", "Laukaa", "1", (), (Stance("rules.interval", "fits", "yes"),))
    found = compare(GENERIC, (with_region, alone, variant_of(COUNTY, (), GENERIC)))
    at = lambda key, model: (found.cell(key, model).status, found.cell(key, model).modality)  # noqa: E731
    assert at("rules.interval", "keuruu") == ("adapted_consistent", "in_use")
    assert at("rules.interval", "laukaa") == ("same", "in_use")
    assert at("rules.interval", "maakunta") == ("adapted_consistent", "agreed")
    assert at("roles.kela", "keuruu") == ("not_stated", None)  # no stand yet
    assert found.cell("roles.kela", "keuruu").reason == "not_handled"
    assert at("tools.form", "keuruu") == ("missing", "agreed")  # nothing left to take a stand on
    assert at("governance.ring", "keuruu") == ("added", "agreed")
    assert at("governance.ring", "maakunta") == ("added", "agreed")
    assert at("rules.consent", "keuruu") == ("not_stated", None)


def test_what_the_municipality_says_comes_before_its_region():
    own = (change("set", "rules.interval", "text", "Puolivuosittain", core_kept=True),)
    found = compare(GENERIC, (Variant("keuruu", "Keuruu", "1", own, (), inherited([COUNTY])),))
    assert [one.value for one in found.cell("rules.interval", "keuruu").adaptations] == ["Puolivuosittain"]


def test_chains_and_circles():
    models = {one.id: one for one in (COUNTY, SUBREGION)}
    assert [one.id for one in chain(models, "seutu", "generic")] == ["maakunta", "seutu"]
    circle = {"a": region("a", on="b"), "b": region("b", on="a")}
    with pytest.raises(CycleError) as caught:
        chain(circle, "a", "generic")
    assert caught.value.circle == ("a", "b", "a")
    with pytest.raises(KeyError):
        chain({}, "a", "generic")


def test_a_change_holds_only_within_its_days():
    one = change("set", "rules.interval", valid_from=date(2025, 3, 1), valid_to=date(2025, 5, 31))
    states = [on_day(one, date(2025, month, 1)).state for month in (2, 3, 5, 6)]
    assert states == ["proposal", "agreed", "agreed", "ended"]
    assert on_day(change("set", "rules.interval"), date(2025, 1, 1)).state == "agreed"


def said(model):
    return {key: (one.level, fields(one)) for key, one in model.elements.items()}


lists = st.lists(
    adaptations.filter(lambda one: one.value is not None or one.operation == "remove"), max_size=4
)


@given(lists, lists)
def test_two_regions_are_the_same_as_the_lower_one_made_flat(upper, lower):
    above, below = region("a", *upper), region("b", *lower, on="a")
    if any(one.operation == "add" and one.element in SMALL.elements for one in lower):
        return  # a problem of the file: ADAPTATION_004
    try:
        found = regional_model(SMALL, [above, below])
    except ProblemsError:
        return
    flat = flattened([above, below])
    assert (flat.id, flat.based_on) == ("b", "generic")
    assert said(regional_model(SMALL, [flat])) == said(found)
