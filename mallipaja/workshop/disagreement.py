"""Where the survey and the workshop say opposite things of one matter: something to talk about, never a verdict.

Compared is only what both have placed: a card in a phase, at an actor or at nobody in particular, and a challenge with
the elements of the model that would answer it. The survey is what the units said they do in each phase (T24), and the
elements the joint answers say are in use. Free text is read for one thing only, whether it denies, and the word that
does is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from mallipaja.practice.matrix import Matrix
from mallipaja.survey.given import Known
from mallipaja.workshop.cards import Card

SurveySays = Literal["no", "regularly", "in_use"]
"""An actor takes no part in a phase; it does it regularly; an element is in use."""
DENIALS = frozenset(
    {
        "ei", "eivät", "eikä", "emme", "ette", "kukaan", "koskaan", "puuttuu", "puuttuvat",
        "inte", "ej", "ingen", "inget", "inga", "aldrig", "saknas",
        "no", "not", "nobody", "none", "never", "missing", "lacking", "cannot",
    }
)  # fmt: skip
"""Words by which a challenge says that something is not done, in the three languages of the service."""
_DONE = frozenset({"practice", "good_practice"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SurveySide:
    """What the survey says of a pilot.

    Attributes
    ----------
    activity : (code of the phase, id of the actor) -> no, sometimes or regularly; what is not known is left out.
    in_use : keys of the elements that the joint answers say are in use.
    """

    activity: Mapping[tuple[str, str], str]
    in_use: frozenset[str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The survey says one thing and the workshop the opposite.

    Attributes
    ----------
    phase, actor : of a card's cell; ``actor`` ``None``: every actor of the phase has said that it takes no part.
    element : of a challenge that waits for what the survey says is in use.
    word : of a card, the word that denies.
    """

    survey: SurveySays
    phase: str = ""
    actor: str | None = None
    element: str = ""
    word: str = ""


def side(matrix: Matrix, in_use: Iterable[str], ids: Mapping[str, str]) -> SurveySide:
    """The survey's side of a pilot. ``ids``: id of an actor by its key in the matrix."""
    activity = {
        (cell.phase, ids[cell.actor]): cell.activity.value
        for cell in matrix.cells
        if isinstance(cell.activity, Known) and cell.actor in ids
    }
    nobody = {(phase.code, ""): "no" for phase in matrix.phases if _nobody(matrix, phase.code)}
    return SurveySide({**activity, **nobody}, frozenset(in_use))


def of_card(card: Card, survey: SurveySide) -> Disagreement | None:
    """How the survey contradicts a card; ``None`` when it does not, or says nothing of the card's cell.

    A practice contradicts "takes no part", a challenge that denies contradicts "regularly". A card that came from the
    survey contradicts nothing.
    """
    if card.source == "survey" or not card.phase:
        return None
    said = survey.activity.get((card.phase, card.actor or ""))
    if card.kind in _DONE and said == "no":
        return Disagreement("no", card.phase, card.actor)
    if card.kind == "challenge" and said == "regularly":
        word = denial(card.text)
        return Disagreement("regularly", card.phase, card.actor, word=word) if word else None
    return None


def of_challenge(elements: Iterable[str], survey: SurveySide) -> tuple[Disagreement, ...]:
    """A challenge that waits for an element the survey says is in use already, by element."""
    return tuple(
        Disagreement("in_use", element=one) for one in dict.fromkeys(elements) if one in survey.in_use
    )


def denial(text: str) -> str:
    """The first word by which a text denies, as written; "" when it has none."""
    return next((word for word in _WORD.findall(text) if word.casefold() in DENIALS), "")


def _nobody(matrix: Matrix, phase: str) -> bool:
    """Whether every unit of every actor has said that it takes no part."""
    row = matrix.row(phase)
    return bool(row) and all(cell.is_settled and cell.activity == Known("no") for cell in row)
