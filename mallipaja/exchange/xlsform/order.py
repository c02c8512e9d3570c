"""Keys of a document in the order people write them in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from mallipaja.catalogue.survey_template import (
    Block,
    Calculation,
    ChoiceItem,
    Note,
    Page,
    Question,
    Section,
    SurveyTemplate,
)
from mallipaja.catalogue.text import LANGUAGES, Source

_ITEMS: Mapping[str, type[BaseModel]] = {
    "note": Note,
    "section": Section,
    "calculate": Calculation,
    "block": Block,
}


def ordered(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with every key in the order of its type; the same keys and values."""
    found = _by(SurveyTemplate, document)
    if isinstance(found.get("choice_lists"), dict):
        found["choice_lists"] = {
            name: [_by(ChoiceItem, one) for one in items] for name, items in found["choice_lists"].items()
        }
    if isinstance(found.get("sources"), list):
        found["sources"] = [_by(Source, one) for one in found["sources"]]
    found["pages"] = [_page(page) for page in found.get("pages", ())]
    return found


def _page(page: Mapping[str, Any]) -> dict[str, Any]:
    return {**_by(Page, page), "items": [_item(item) for item in page["items"]]}


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    found = _by(_ITEMS.get(item["type"], Question), item)
    for key in ("calculations", "questions"):
        if key in found:
            found[key] = [_item(one) for one in found[key]]
    return found


def _by(kind: type[BaseModel], group: Mapping[str, Any]) -> dict[str, Any]:
    rank = {key: place for place, key in enumerate(kind.model_fields)}
    keys = sorted(group, key=lambda key: rank.get(key, len(rank)))
    return {key: _texts(group[key]) for key in keys}


def _texts(value: Any) -> Any:
    """A text in several languages, in their usual order; anything else as it is."""
    if isinstance(value, dict) and value and set(value) <= set(LANGUAGES):
        return {language: value[language] for language in LANGUAGES if language in value}
    return value
