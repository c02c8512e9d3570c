"""A real round in the small project: shipped templates, invitations, answers given as a respondent gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from mallipaja.actions.access import Actor, Context
from mallipaja.actions.answering import save_answer, start_form, submit, welcome
from mallipaja.actions.invitations import invite_units
from mallipaja.actions.surveys import open_round
from mallipaja.survey.answers import AnswerValue
from tests.small_project import SmallProject

Answers = Mapping[tuple[str, str, str], AnswerValue]
"""By (question, pilot key, row)."""


@dataclass(frozen=True, slots=True)
class SurveyRound:
    """An open round with one invitation per unit, by unit id."""

    round_id: str
    facilitator: Context
    invitations: Mapping[str, str]

    def respondent(self, unit_id: str) -> Context:
        """The context of whoever answers for the unit."""
        invitation = self.invitations[unit_id]
        return replace(self.facilitator, actor=Actor(f"invitation:{invitation}", invitations=(invitation,)))

    def answer(self, unit_id: str, template: str, answers: Answers, *, send: bool = False) -> str:
        """Give these answers of a unit to one of its forms; returns the response's id."""
        asked = self.respondent(unit_id)
        invitation = self.invitations[unit_id]
        seen = welcome(asked, invitation_id=invitation)
        ids = {form.template.id: form.document_id for form in seen.forms}
        opened = start_form(asked, invitation_id=invitation, document_id=ids[template])
        for (question, pilot, row), value in answers.items():
            save_answer(
                asked, response_id=opened.response_id, question=question, pilot=pilot, row=row, value=value
            )
        if send:
            submit(asked, response_id=opened.response_id)
        return opened.response_id


def start(
    context_for: Callable[[str], Context], project: SmallProject,
    templates: tuple[str, ...] = ("capacity_basic", "network_basic", "partner_short"),
) -> SurveyRound:  # fmt: skip
    """Open a round for both pilots and invite both units."""
    facilitator = context_for("facilitator")
    round_id = open_round(
        facilitator, project_id=project.project_id, title="Kartoitus", templates=templates,
        pilot_ids=(project.keuruu, project.laukaa),
    )  # fmt: skip
    units = (project.employment_unit, project.health_unit)
    links = invite_units(facilitator, round_id=round_id, unit_ids=units)
    return SurveyRound(
        round_id, facilitator, dict(zip(units, (link.invitation_id for link in links), strict=True))
    )
