"""docs/formats.md and docs/problems.md say what the code says: every key, every feed, every code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from mallipaja.actions.catalogue import check_paths
from mallipaja.catalogue import text as shared
from mallipaja.catalogue.example import ExampleProject
from mallipaja.catalogue.formats import FORMATS
from mallipaja.catalogue.reader import read_yaml
from mallipaja.catalogue.shape import shape
from mallipaja.settings import ROOT
from mallipaja.survey.expression.functions import EVERY
from mallipaja.survey.feeds import FEEDS
from tools.problem_codes import page

FORMATS_PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| (yes|no) \| ([^|]+) \|$", re.MULTILINE)
NAMES: dict[Any, str] = {
    shared.Text: "texts", shared.Whole: "whole number", shared.Number: "number", shared.Flag: "true or false",
    shared.Day: "day", shared.When: "date", shared.Key: "key", shared.ElementKey: "element key", str: "text",
}  # fmt: skip


def said(annotation: Any) -> str:
    """A type as the tables put it."""
    known = next((name for kind, name in NAMES.items() if kind == annotation), None)
    if known:
        return known
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in inside)
    if origin is Annotated:
        return said(inside[0])
    if origin in {Union, UnionType}:
        return " or ".join(said(option) for option in inside if option is not type(None))
    if origin is tuple:
        return f"list of {said(inside[0])}"
    if origin is dict:
        return f"{said(inside[1])} by {said(inside[0])}"
    return f"[{annotation.__name__}](#{annotation.__name__.lower()})"


def models() -> Iterator[type[BaseModel]]:
    """Every type the formats are made of, outermost first, but for those of the one example project."""
    kinds = [kind for made in FORMATS.values() for kind in made.kinds.values()]
    waiting: list[Any] = [kind for kind in kinds if kind is not ExampleProject]
    met: set[Any] = set()
    while waiting:
        at = waiting.pop(0)
        if isinstance(at, type) and issubclass(at, BaseModel):
            if at not in met:
                met.add(at)
                yield at
                waiting += [field.annotation for field in at.model_fields.values()]
        else:
            waiting += list(get_args(at))


def section(name: str) -> str:
    found = re.search(rf"^### {name}\n(.*?)(?=^##|\Z)", FORMATS_PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/formats.md has no section {name}"
    return found.group(1)


@pytest.mark.parametrize("model", list(models()), ids=lambda model: model.__name__)
def test_every_key_is_in_the_table_of_its_group(model: type[BaseModel]) -> None:
    hints = get_type_hints(model, include_extras=True)
    rows = ROW.findall(section(model.__name__))
    assert [(key, kind, required) for key, kind, required, _ in rows] == [
        (name, said(hints[name]), "yes" if field.is_required() else "no")
        for name, field in model.model_fields.items()
    ]


def test_every_feed_is_listed() -> None:
    rows = re.findall(r"^\| `([a-z]+\.\w+)` \| ([^|]*) \| ([^|]*) \|$", FORMATS_PAGE, re.MULTILINE)
    assert rows == [
        (
            feed.key,
            ", ".join(feed.types) + (" (whole)" if feed.integer else ""),
            ", ".join(f"`{code}`" for code in feed.codes) or "any",
        )
        for feed in FEEDS.values()
    ]


def test_every_function_of_conditions_is_listed() -> None:
    rows = re.findall(r"^\| (`[a-z].*?) \| ", section("Conditions"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([a-z][\w:-]*)\(", row)}
    assert named == set(EVERY)


def test_the_page_of_problems_is_up_to_date() -> None:
    """``python tools/problem_codes.py`` writes it."""
    assert (ROOT / "docs" / "problems.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize(
    "block", re.findall(r"```yaml\n(.*?)```", FORMATS_PAGE, re.DOTALL), ids=lambda b: b[:40]
)
def test_the_examples_have_the_right_shape(block: str) -> None:
    raw = read_yaml(block, "docs/formats.md")
    assert raw.problems == ()
    assert raw.data is not None
    assert shape(raw.data)[1] == ()


def test_the_commands_of_the_page_exist() -> None:
    assert check_paths([ROOT / "operating_models" / "generic.yaml"], ROOT) == ()
    assert {"mallipaja check", "mallipaja schema"} <= set(re.findall(r"mallipaja \w+", FORMATS_PAGE))
