"""JSON Schemas of the catalogue formats, so that an editor completes keys and marks mistakes while one types.

A schema says less than the checks do: it knows keys, types and patterns, not whether a choice list exists.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from mallipaja.catalogue.formats import FORMATS, Format

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_name(made: Format) -> str:
    """The file name of a format's schema: ``survey_template.schema.json``."""
    return f"{made.stem}.schema.json"


def schemas() -> dict[str, dict[str, Any]]:
    """One JSON Schema per format, by file name."""
    return {schema_name(made): schema_of(made) for made in FORMATS.values()}


def schema_of(made: Format) -> dict[str, Any]:
    """The JSON Schema of one format; one with several kinds allows any of them.

    Texts may be written as numbers or true and false too, because the reader takes every scalar as the text it is
    (``version: 1.2``, ``date: 2021``).
    """
    union: Any = None
    for kind in made.kinds.values():
        union = kind if union is None else union | kind
    schema = TypeAdapter(union).json_schema()
    _loosen(schema)
    return {"$schema": DIALECT, **schema, "title": made.name}


def _loosen(node: Any) -> None:
    if isinstance(node, list):
        for item in node:
            _loosen(item)
    elif isinstance(node, dict):
        if (
            node.get("type") == "string"
            and "enum" not in node
            and "const" not in node
            and "format" not in node
        ):
            node["type"] = ["string", "number", "boolean"]
        for item in node.values():
            _loosen(item)
