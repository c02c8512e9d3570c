"""Elements × models: what is the same, adapted, missing, added, and what nobody has said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, get_args

from mallipaja.catalogue.operating_model import DescribedModel, Element, GenericModel, Group, Level
from mallipaja.model.adaptation import Adaptation, Variant
from mallipaja.model.cell import Cell, added_cell, adopted_cell, described_cell
from mallipaja.model.resolve import contradict


@dataclass(frozen=True, slots=True)
class Column:
    """A compared model. ``made_against`` is the generic version it was written against, where it says one.

    The generic model itself may be a column beside the others: then every element of it is the same.
    """

    id: str
    name: str
    kind: Literal["generic", "adopted", "described"]
    made_against: str


@dataclass(frozen=True, slots=True)
class Row:
    """An element and its cell in each model, in the order of the columns.

    ``element`` is ``None`` for an element that only variants have; ``label`` is then what the variant calls
    it, else the Finnish label.
    """

    key: str
    group: Group | Literal[""]
    level: Level
    label: str
    element: Element | None
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether any model that says something of it differs from the generic model."""
        return any(cell.status not in {"same", "not_stated"} for cell in self.cells)


@dataclass(frozen=True)
class Comparison:
    """A matrix of statuses against one version of the generic model.

    Rows follow the generic model, added elements last by key. ``unplaced`` are statements about elements this
    version does not have, as (model id, element key): nothing is dropped in silence.
    """

    generic_id: str
    generic_version: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unplaced: tuple[tuple[str, str], ...]
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _rows: Mapping[str, Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {column.id: place for place, column in enumerate(self.columns)})
        object.__setattr__(self, "_rows", {row.key: row for row in self.rows})

    def row(self, key: str) -> Row:
        """The row of an element; ``KeyError`` when the comparison has none."""
        return self._rows[key]

    def cell(self, key: str, model: str) -> Cell:
        """The cell of an element and a model; ``KeyError`` when the comparison has none."""
        return self._rows[key].cells[self._places[model]]

    def select(self, models: Sequence[str]) -> Comparison:
        """The same comparison with these models only, in this order; ``KeyError`` for one it does not have.

        Rows stay, also those that only a model left out has added: a model never loses what it does not say.
        """
        places = [self._places[model] for model in models]
        rows = tuple(replace(row, cells=tuple(row.cells[place] for place in places)) for row in self.rows)
        columns = tuple(self.columns[place] for place in places)
        unplaced = tuple(pair for pair in self.unplaced if pair[0] in models)
        return Comparison(self.generic_id, self.generic_version, columns, rows, unplaced)

    def cells(self, model: str) -> tuple[tuple[Row, Cell], ...]:
        """Every row with its cell in one model."""
        place = self._places[model]
        return tuple((row, row.cells[place]) for row in self.rows)


def compare(
    generic: GenericModel,
    variants: Sequence[Variant] = (),
    described: Sequence[DescribedModel] = (),
    *,
    with_generic: bool = False,
) -> Comparison:
    """Every model against the generic one.

    Parameters
    ----------
    generic : the version all statuses are against.
    variants, described : columns in this order.
    with_generic : make the generic model the first column, "same" all the way down, for reading beside the others.

    Raises
    ------
    ValueError
        When two models have the same id.
    """
    columns = (
        *([Column(generic.id, generic.name.fi, "generic", generic.version)] if with_generic else []),
        *(Column(v.id, v.name, "adopted", v.generic_version) for v in variants),
        *(Column(d.id, d.name.fi, "described", d.described_version) for d in described),
    )
    ids = [column.id for column in columns]
    if len(set(ids)) < len(ids):
        raise ValueError(f"a model is compared twice: {', '.join(sorted(ids))}")
    readers: tuple[_Reader, ...] = (
        *([_GenericReader(generic)] if with_generic else []),
        *(_AdoptedReader(v, generic) for v in variants),
        *(_DescribedReader(d) for d in described),
    )
    added = sorted({key for reader in readers for key in reader.added()} - set(generic.elements))
    rows = [
        Row(key, element.group, element.level, element.label.fi, element, tuple(r.cell(key) for r in readers))
        for key, element in generic.elements.items()
    ]
    rows += [_added_row(key, readers) for key in added]
    placed = {row.key for row in rows}
    unplaced = tuple(
        (column.id, key)
        for column, reader in zip(columns, readers, strict=True)
        for key in sorted(reader.keys() - placed)
    )
    return Comparison(generic.id, generic.version, columns, tuple(rows), unplaced)


class _Reader(Protocol):
    """What a column of the comparison can tell."""

    def cell(self, key: str) -> Cell: ...

    def keys(self) -> set[str]: ...

    def added(self) -> dict[str, str]: ...


class _GenericReader:
    """Cells of the generic model itself."""

    def __init__(self, generic: GenericModel) -> None:
        self._elements = generic.elements

    def cell(self, key: str) -> Cell:
        return Cell("same") if key in self._elements else Cell("not_stated", reason="not_mentioned")

    def keys(self) -> set[str]:
        return set()

    def added(self) -> dict[str, str]:
        return {}


class _AdoptedReader:
    """Cells of a pilot's variant."""

    def __init__(self, variant: Variant, generic: GenericModel) -> None:
        self._generic = generic
        self._stances = {stance.element: stance for stance in variant.stances}
        self._adaptations = _by_element(variant.adaptations)
        self._inherited = {
            key: [
                one
                for one in listed
                if not any(
                    mine.is_active and contradict(mine, one) for mine in self._adaptations.get(key, [])
                )
            ]
            for key, listed in _by_element(variant.inherited).items()
        }

    def cell(self, key: str) -> Cell:
        element = self._generic.elements.get(key)
        own, above = self._adaptations.get(key, []), self._inherited.get(key, [])
        stance = self._stances.get(key)
        return adopted_cell(element.level, stance, own, above) if element else added_cell(own, above, stance)

    def keys(self) -> set[str]:
        return set(self._stances) | set(self._adaptations) | set(self._inherited)

    def added(self) -> dict[str, str]:
        """Labels of the elements the variant adds, by key."""
        return {
            key: one.what or str(one.value or key)
            for listed_by_key in (self._inherited, self._adaptations)
            for key, listed in listed_by_key.items()
            for one in listed
            if one.operation == "add"
        }


def _by_element(adaptations: Iterable[Adaptation]) -> dict[str, list[Adaptation]]:
    """The changes that have not ended, by their elements."""
    found: dict[str, list[Adaptation]] = {}
    for one in adaptations:
        if one.state != "ended":
            found.setdefault(one.element, []).append(one)
    return found


class _DescribedReader:
    """Cells of a described model."""

    def __init__(self, model: DescribedModel) -> None:
        self._elements = model.elements

    def cell(self, key: str) -> Cell:
        return described_cell(self._elements.get(key))

    def keys(self) -> set[str]:
        return set(self._elements)

    def added(self) -> dict[str, str]:
        return {}


def _added_row(key: str, readers: Iterable[_Reader]) -> Row:
    listed = list(readers)
    label = next(labels[key] for reader in listed if key in (labels := reader.added()))
    group: Group | Literal[""] = _group(key)
    return Row(key, group, "local", label, None, tuple(reader.cell(key) for reader in listed))


def _group(key: str) -> Group | Literal[""]:
    return next((group for group in get_args(Group) if group == key.split(".", 1)[0]), "")
