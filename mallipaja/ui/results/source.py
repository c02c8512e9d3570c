"""Where the page gets results from: the whole project for those who run it, their own pilot for a contact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mallipaja.actions.access import Context, Right, may
from mallipaja.actions.survey_exports import take_answers, take_pilot_answers
from mallipaja.actions.survey_results import (
    Listed,
    RoundResults,
    list_answers,
    pilot_answers,
    pilot_results,
    pilot_rounds,
    result_rounds,
    round_results,
)
from mallipaja.store.places import Place
from mallipaja.store.projects import Pilot, Project
from mallipaja.store.surveys import Round


@dataclass(frozen=True, slots=True)
class Choice:
    """What the page shows: a page of a form in a round, of everybody or of a group; "" for the first or for all."""

    round_id: str
    form: str = ""
    page: str = ""
    question: str = ""
    pilot: str = ""
    organisation: str = ""


class Source(Protocol):
    """Results as one person may see them."""

    @property
    def narrows(self) -> bool:
        """Whether the results can be narrowed to a group."""
        ...

    def rounds(self) -> list[Round]: ...

    def results(self, choice: Choice) -> RoundResults: ...

    def answers(self, choice: Choice, column: str) -> Listed: ...

    def taken(self, choice: Choice, column: str) -> Listed:
        """Every answer, for a file; it is noted."""
        ...


@dataclass(frozen=True, slots=True)
class OfProject:
    """Everything in the project."""

    asked: Context
    project_id: str
    narrows: bool = True

    def rounds(self) -> list[Round]:
        return result_rounds(self.asked, project_id=self.project_id)

    def results(self, choice: Choice) -> RoundResults:
        return round_results(
            self.asked,
            round_id=choice.round_id,
            form=choice.form,
            page=choice.page,
            question=choice.question,
            pilot=choice.pilot,
            organisation=choice.organisation,
        )

    def answers(self, choice: Choice, column: str) -> Listed:
        return self._given(list_answers, choice, column)

    def taken(self, choice: Choice, column: str) -> Listed:
        return self._given(take_answers, choice, column)

    def _given(self, action: Callable[..., Listed], choice: Choice, column: str) -> Listed:
        return action(
            self.asked,
            round_id=choice.round_id,
            form=choice.form,
            column=column,
            pilot=choice.pilot,
            organisation=choice.organisation,
        )


@dataclass(frozen=True, slots=True)
class OfPilot:
    """One pilot."""

    asked: Context
    pilot_id: str
    narrows: bool = False

    def rounds(self) -> list[Round]:
        return pilot_rounds(self.asked, pilot_id=self.pilot_id)

    def results(self, choice: Choice) -> RoundResults:
        return pilot_results(
            self.asked,
            pilot_id=self.pilot_id,
            round_id=choice.round_id,
            form=choice.form,
            page=choice.page,
            question=choice.question,
        )

    def answers(self, choice: Choice, column: str) -> Listed:
        return pilot_answers(
            self.asked, pilot_id=self.pilot_id, round_id=choice.round_id, form=choice.form, column=column
        )

    def taken(self, choice: Choice, column: str) -> Listed:
        return take_pilot_answers(
            self.asked, pilot_id=self.pilot_id, round_id=choice.round_id, form=choice.form, column=column
        )


def source_for(asked: Context, project: Project, pilot: Pilot | None) -> Source | None:
    """The person's source; ``None`` for a contact without a pilot."""
    if may(asked.actor, Right.RUN_PROJECT, Place(project.id)):
        return OfProject(asked, project.id)
    return OfPilot(asked, pilot.id) if pilot is not None else None
