"""A small generic model and described models for tests of the model and the team."""

from mallipaja.catalogue.operating_model import (
    DescribedModel,
    Description,
    Element,
    Fact,
    GenericModel,
    PhaseSpec,
    RoleSpec,
)
from mallipaja.catalogue.text import Text

X = Text(fi="x")


def element(group="rules", level="core", label="Nimi", text="Teksti", **more):
    """An element of the generic model with as little as it needs."""
    return Element(group=group, level=level, label=Text(fi=label), text=Text(fi=text), rationale=X, **more)


def role(
    sector,
    requirement="core",
    count=1,
    *,
    hours=None,
    professions=(),
    substitutes=(),
    level="core",
    seat=True,
):
    """A seat in the team."""
    spec = RoleSpec(
        sector=sector,
        owner=X,
        requirement=requirement,
        minimum_count=count,
        seat=seat,
        hours_per_month=hours,
        professions=professions,
        substitutes=substitutes,
    )
    return element("roles", level, role=spec)


def phase(order, sectors=()):
    """A phase of the client's path."""
    spec = PhaseSpec(order=order, owner="roles.kela", input=X, output=X, required_sectors=sectors)
    return element("phases", "adaptable", phase=spec)


def generic(elements, version="1"):
    """A generic model of these elements."""
    return GenericModel(
        format="mallipaja/operating_model/1",
        kind="generic",
        id="generic",
        version=version,
        name=X,
        summary=X,
        sources=(),
        elements=elements,
    )


def fact(text="Näin tehdään", **more):
    """One fact of a described model."""
    return Fact(text=Text(fi=text), source="page", **more)


def stated(relation="same", *facts):
    """A stated element."""
    return Description(state="stated", relation=relation, facts=facts or (fact(),))


def described(model_id, elements, version="1"):
    """A described model that says this of these elements."""
    return DescribedModel(
        format="mallipaja/operating_model/1",
        kind="described",
        id=model_id,
        version="1",
        described_against="generic",
        described_version=version,
        name=Text(fi=model_id.title()),
        region=X,
        summary=X,
        sources=(),
        elements=elements,
    )
