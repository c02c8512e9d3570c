"""A file of what people's unemployment costs a municipality, for ``mallipaja impact FILE.yaml``.

``people`` are numbers of persons by the benefit days they have been paid: ``101-200``, ``701-`` (or ``701+``), or one
day. A number may be a range ``[low, high]``. The daily amount has no default: it changes every year, and who gives it says
where it is from.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from mallipaja.catalogue.given import read_given
from mallipaja.catalogue.reader import Lines
from mallipaja.catalogue.rules import NO_IMPACT
from mallipaja.catalogue.text import Number, Strict, When


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Range = Annotated[tuple[Number, ...], BeforeValidator(_listed)]
"""A number, or the lowest and highest it may be."""
Band = Annotated[str, Field(min_length=1)]


class ImpactFile(Strict):
    """The whole file. ``what_if`` gives some bands other numbers of people; the rest stay as in ``people``."""

    rules: Literal["before_2025", "from_2025"]
    days_per_year: Number
    daily_amount_eur: Number
    amount_source: str | None = None
    amount_date: When | None = None
    people: dict[Band, Range]
    what_if: dict[Band, Range] | None = None


def read_impact(content: bytes, name: str) -> tuple[ImpactFile, Lines]:
    """What the file says, and the line of every place.

    Raises
    ------
    ProblemsError : everything that is wrong with the file's text and shape.
    """
    return read_given(content, name, ImpactFile, NO_IMPACT)
