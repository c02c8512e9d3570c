"""309 variants × 80 elements: applying their changes and comparing them, beside deepdiff on the same data in one run.

``python -m bench.models`` prints the figures and, on the last line, the same as JSON. deepdiff is given the finished
models and only has to find what differs; we also apply the changes, check that they hold together and give every cell
its status. What both find is compared before anything is timed.
"""

from __future__ import annotations

import json
import random
from typing import Any

import deepdiff
from deepdiff import DeepDiff

from bench.timing import cpu_s, machine, show
from mallipaja.actions.catalogue import checked_catalogue
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.charts.status_counts import status_counts
from mallipaja.i18n import Words
from mallipaja.model.adaptation import Adaptation, Stance, Variant
from mallipaja.model.comparison import Comparison, compare
from mallipaja.model.resolve import resolve
from mallipaja.model.similarity import similarities
from mallipaja.model.snapshot import Snapshot, base
from mallipaja.settings import ROOT
from mallipaja.ui.compare import matrix, picture

VARIANTS, ELEMENTS, CHANGES = 309, 80, 15
TARGET_S = 1.0
FILTER_S = 0.3
SEED = 6


def main() -> None:
    generic = eighty(ROOT)
    variants = [made(generic, number) for number in range(VARIANTS)]
    plain = as_plain(base(generic))
    finished = [as_plain(resolve(generic, one.adaptations)) for one in variants]
    agree(generic, variants, plain, finished)
    ours = cpu_s(lambda: resolved_and_compared(generic, variants))
    theirs = cpu_s(lambda: [DeepDiff(plain, one, threshold_to_diff_deeper=0) for one in finished], runs=1)
    few, compared = variants[:30], compare(generic, variants)
    figures: dict[str, Any] = {
        "machine": machine(),
        "deepdiff": deepdiff.__version__,
        "deepdiff, times our CPU": theirs / ours,
        "resolve and compare, s": ours,
        f"target of {TARGET_S} s met": ours < TARGET_S,
        "resolve alone, s": cpu_s(lambda: [resolve(generic, one.adaptations) for one in variants]),
        "compare alone, s": cpu_s(lambda: compare(generic, variants)),
        "a filter change, 24 of the rows drawn and told, s": cpu_s(lambda: filtered(compared)),
        f"target of {FILTER_S} s met": cpu_s(lambda: filtered(compared)) < FILTER_S,
        "deepdiff, s": theirs,
        "similarity of 30 models, s": cpu_s(lambda: similarities(compare(generic, few)), runs=1),
    }
    show(figures)
    print(json.dumps(figures))


def eighty(root: Any) -> GenericModel:
    """The shipped generic model with its first 80 elements."""
    generic = checked_catalogue(root).generic
    assert generic is not None
    kept = dict(list(generic.elements.items())[:ELEMENTS])
    assert len(kept) == ELEMENTS
    return generic.model_copy(update={"elements": kept})


def made(generic: GenericModel, number: int) -> Variant:
    """A variant with 15 changes to different elements, and a stand on most of them."""
    chance = random.Random(SEED * 1_000 + number)
    keys = chance.sample(list(generic.elements), CHANGES)
    changes = [change(generic, key, place, chance) for place, key in enumerate(keys)]
    stands = tuple(
        Stance(key, "fits") for key in generic.elements if key not in keys and chance.random() < 0.8
    )
    return Variant(f"v{number}", f"Kunta {number}", generic.version, tuple(changes), stands)


def change(generic: GenericModel, key: str, place: int, chance: random.Random) -> Adaptation:
    """A change of one of the kinds there are."""
    kind = chance.choice(("text", "text", "local_name", "hours", "remove", "add"))
    if kind == "hours" and generic.elements[key].role is not None:
        return Adaptation(str(place), "set", key, "role.hours_per_month", value=place + 0.25, core_kept=True)
    if kind == "remove":
        return Adaptation(str(place), "remove", key, why="Ei tarvita")
    if kind == "add":
        return Adaptation(str(place), "add", f"tools.own_{place}", value="Oma", what="Oma")
    field = "local_name" if kind == "local_name" else "text"
    return Adaptation(str(place), "set", key, field, value=f"Oma {place}", core_kept=chance.random() < 0.9)


def as_plain(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """What is in the model, for deepdiff. A name of one's own is no change, and is left out."""
    return {
        state.key: {name: value for name, value in state.fields.items() if name != "local_name"}
        for state in snapshot.present()
    }


def resolved_and_compared(generic: GenericModel, variants: list[Variant]) -> Comparison:
    """What a page of 309 municipalities needs."""
    for one in variants:
        resolve(generic, one.adaptations)
    return compare(generic, variants)


def filtered(comparison: Comparison) -> None:
    """What a changed filter does with a comparison that stays as it was computed: rows, picture and table."""
    words = Words("fi")
    rows = matrix.rows(comparison, matrix.Filters(only_differences=True))[: picture.MOST_ROWS]
    chart = status_counts(rows, words)
    assert chart is not None
    chart.to_dict()
    matrix.counts(words, rows)


def agree(
    generic: GenericModel, variants: list[Variant], plain: dict[str, Any], finished: list[dict[str, Any]]
) -> None:
    """deepdiff finds the very elements that are adapted, missing or added here."""
    matrix = compare(generic, variants)
    for variant, one in zip(variants, finished, strict=True):
        differ = set(DeepDiff(plain, one, threshold_to_diff_deeper=0).affected_root_keys)
        changed = {
            row.key for row, cell in matrix.cells(variant.id) if cell.status not in {"same", "not_stated"}
        }
        assert differ == changed, variant.id


if __name__ == "__main__":
    main()
