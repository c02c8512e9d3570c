"""The formats of catalogue files: what the ``format`` line may say, in which folder, read as which type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, get_args

from mallipaja.catalogue.example import ExampleProject
from mallipaja.catalogue.glossary import Glossary
from mallipaja.catalogue.municipality import Municipality
from mallipaja.catalogue.operating_model import AdoptedModel, DescribedModel, GenericModel
from mallipaja.catalogue.reference import (
    BenefitShare,
    FollowUpMeasures,
    ProcessSteps,
    Professions,
    RegionFigures,
    RequiredParties,
    RiskFlags,
)
from mallipaja.catalogue.survey_template import SurveyTemplate

Reference: TypeAlias = (
    Professions
    | RequiredParties
    | BenefitShare
    | RegionFigures
    | ProcessSteps
    | RiskFlags
    | FollowUpMeasures
    | ExampleProject
    | Glossary
)
Value: TypeAlias = SurveyTemplate | Municipality | GenericModel | DescribedModel | AdoptedModel | Reference

TEMPLATES, MUNICIPALITIES = "survey_templates", "municipalities"
MODELS, REFERENCE = "operating_models", "reference_data"
FOLDERS: tuple[str, ...] = (TEMPLATES, MUNICIPALITIES, MODELS, REFERENCE)


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``kinds`` are its types by the ``kind`` line; a format of one type has it under ""."""

    name: str
    folder: str
    kinds: dict[str, type[Value]]

    @property
    def stem(self) -> str:
        """The word of the format between the slashes: ``professions`` of ``mallipaja/professions/1``."""
        return self.name.split("/")[1]


def _said(value_type: type[Value], key: str) -> str:
    return str(get_args(value_type.model_fields[key].annotation)[0])


def _format(folder: str, *types: type[Value]) -> Format:
    by_kind = {_said(t, "kind") if "kind" in t.model_fields else "": t for t in types}
    return Format(_said(types[0], "format"), folder, by_kind)


FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        _format(TEMPLATES, SurveyTemplate),
        _format(MUNICIPALITIES, Municipality),
        _format(MODELS, GenericModel, DescribedModel, AdoptedModel),
        *(_format(REFERENCE, table) for table in get_args(Reference)),
    )
}


def format_of(value: Value) -> Format:
    """The format a value is written in."""
    return FORMATS[value.format]
