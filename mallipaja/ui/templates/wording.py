"""Words of the survey editor."""

from __future__ import annotations

from mallipaja.catalogue.survey_template import Calculation, QuestionType
from mallipaja.i18n import N_, Words
from mallipaja.survey.entries import Item

TYPES: dict[QuestionType, str] = {
    "single": N_("One choice"),
    "multiple": N_("Several choices"),
    "scale": N_("Scale (opinion)"),
    "number": N_("Number"),
    "text": N_("Text"),
    "date": N_("Date"),
    "ranking": N_("Ranking"),
}
KINDS: dict[str, str] = {
    "note": N_("Note"),
    "section": N_("Heading"),
    "calculate": N_("Calculation"),
    "block": N_("Repeated questions"),
}
DISCLOSURES: dict[str, str] = {
    "organisation_fact": N_("A fact of the organisation: shown in the unit's name"),
    "opinion": N_("An opinion: hidden when fewer than five have answered"),
}
ANSWERED_BY: dict[str, str] = {
    "unit": N_("each unit answers once"),
    "pilot": N_("one joint answer per pilot"),
    "person": N_("each person answers"),
}
LISTS: dict[str, str] = {
    "project:actors": N_("The project's actors"),
    "project:pilots": N_("The project's pilots"),
    "reference:professions": N_("Professions"),
}


def name_of(_: Words, item: Item) -> str:
    """An item as the list of questions tells it: its text, else what it is."""
    if isinstance(item, Calculation) or item.text is None:
        return _(KINDS[item.type])
    return item.text.get(_.language)


def kind_of(_: Words, item: Item) -> str:
    """What an item is."""
    return _(KINDS.get(item.type) or TYPES[item.type])  # type: ignore[index]
