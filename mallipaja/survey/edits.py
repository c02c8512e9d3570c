"""The changes of a template, each as what was there when it was opened and what there is to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from mallipaja.catalogue.survey_template import ChoiceItem, Page, QuestionType
from mallipaja.catalogue.text import Text
from mallipaja.survey.entries import Item


@dataclass(frozen=True, slots=True)
class SaveItem:
    """An item as it was opened, and as it is to be. Its id stays; a block keeps the questions it has now."""

    before: Item
    after: Item


@dataclass(frozen=True, slots=True)
class Retype:
    """A question of another type: what does not go with it is dropped, and choices are given where it needs some."""

    item: str
    type: QuestionType


@dataclass(frozen=True, slots=True)
class AddItem:
    """A new item on a page, or a new question in a block; after the one named, "" = last."""

    page: str
    item: Item
    after: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """An item goes; lists nothing uses any more go with it."""

    item: str


@dataclass(frozen=True, slots=True)
class MoveItem:
    """An item one place up (-1) or down (1); over the edge of its page onto the next one."""

    item: str
    step: int


@dataclass(frozen=True, slots=True)
class SavePage:
    """The heading and condition of a page as they were opened, and as they are to be."""

    page: str
    before: tuple[Text, str | None]
    after: tuple[Text, str | None]


@dataclass(frozen=True, slots=True)
class AddPage:
    """A new page after the one named."""

    page: Page
    after: str


@dataclass(frozen=True, slots=True)
class RemovePage:
    """A page goes with everything on it."""

    page: str


@dataclass(frozen=True, slots=True)
class MovePage:
    """A page one place up (-1) or down (1)."""

    page: str
    step: int


@dataclass(frozen=True, slots=True)
class SaveChoices:
    """A list of choices as it was opened, and as it is to be; one that was not there is new."""

    name: str
    before: tuple[ChoiceItem, ...]
    after: tuple[ChoiceItem, ...]


@dataclass(frozen=True, slots=True)
class SaveHead:
    """Title, purpose and minutes of the survey as they were opened, and as they are to be."""

    before: tuple[Text, Text, int]
    after: tuple[Text, Text, int]


Change: TypeAlias = (
    SaveItem
    | Retype
    | AddItem
    | RemoveItem
    | MoveItem
    | SavePage
    | AddPage
    | RemovePage
    | MovePage
    | SaveChoices
    | SaveHead
)
