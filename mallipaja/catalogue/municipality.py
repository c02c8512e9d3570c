"""Municipality files: ``municipalities/<code>_<name>.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mallipaja.catalogue.text import Key, Number, Source, Strict, Text, When

FIGURE_KEYS = ("unemployed", "unemployed_share", "population", "area_population", "labour_force")
UNITS = ("persons", "percent", "municipalities", "count")


class Figure(Strict):
    """One dated figure with its source. Two figures with the same key may stand side by side."""

    key: Literal["unemployed", "unemployed_share", "population", "area_population", "labour_force"]
    value: Number
    unit: Literal["persons", "percent", "municipalities", "count"]
    date: When
    source: Key
    note: Text | None = None


class Municipality(Strict):
    """A municipality as the catalogue knows it. ``code`` is a three-digit string, never a number."""

    format: Literal["mallipaja/municipality/1"]
    code: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    name: Text
    region: Text
    sources: tuple[Source, ...] = ()
    figures: tuple[Figure, ...] = ()
