"""The process in words: steps, next actions, risks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mallipaja.actions.process import PilotBoard
from mallipaja.actions.process_signs import Sign
from mallipaja.catalogue.load import Catalogue
from mallipaja.charts.process_board import Mark, mark_of
from mallipaja.i18n import N_, Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.labels import SECTORS
from mallipaja.workshop.process import NextAction, NextKind, RiskFinding, StepState

MARK_NAMES: dict[Mark, str] = {
    "closed": N_("closed"),
    "without_artefact": N_("closed without its artefact"),
    "under_way": N_("under way"),
    "not_started": N_("not started"),
}
STATE_NAMES = {
    "not_started": N_("Not started"),
    "under_way": N_("Under way"),
    "closed": N_("Closed"),
}
PILOT_KINDS = {"municipality": N_("Municipality"), "site": N_("Site"), "area": N_("Area")}
_NEXT: dict[NextKind, str] = {
    "overdue_task": N_("Task overdue: {task}"),
    "under_way_step": N_("Finish the step “{step}”"),
    "next_step": N_("Start the step “{step}”"),
    "task": N_("Task: {task}"),
    "done": N_("Every step is closed"),
}


@dataclass(frozen=True, slots=True)
class Definitions:
    """The catalogue in one language: labels and artefacts of steps, labels and texts of risks."""

    steps: Mapping[str, str]
    artefacts: Mapping[str, str]
    risks: Mapping[str, str]
    risk_texts: Mapping[str, str]


def definitions(_: Words, catalogue: Catalogue) -> Definitions:
    """The catalogue's words in the reader's language."""
    steps, flags, language = catalogue.process_steps, catalogue.risk_flags, _.language
    return Definitions(
        {one.key: one.label.get(language) for one in steps},
        {one.key: one.artefact.get(language) for one in steps},
        {one.key: one.label.get(language) for one in flags},
        {one.key: one.text.get(language) for one in flags},
    )


def next_text(_: Words, known: Definitions, action: NextAction) -> str:
    """What to do next, as Markdown."""
    step = known.steps.get(action.step, action.step)
    return _(_NEXT[action.kind], task=as_typed(action.task), step=step)


def next_details(_: Words, action: NextAction) -> str:
    """The owner and the day of a task, as Markdown; "" when neither is known."""
    parts = [as_typed(action.owner)] if action.owner else []
    if action.due_on:
        parts.append(_("due {day}", day=_.date(action.due_on)))
    return " · ".join(parts)


def sign_text(_: Words, sign: Sign) -> str:
    """What the project holds of a step; plain text."""
    count, of = _.number(sign.count), _.number(sign.of)
    day = _.date(sign.day) if sign.day else ""
    match sign.kind:
        case "invited":
            return _.plural("{count} respondent invited", "{count} respondents invited", sign.count)
        case "round_open" if day:
            return _("“{title}” is open until {day}, {count}/{of} have answered", title=sign.name, day=day,
                     count=count, of=of)  # fmt: skip
        case "round_open":
            return _("“{title}” is open, {count}/{of} have answered", title=sign.name, count=count, of=of)
        case "round_closed":
            return _("“{title}” is closed, {count}/{of} answered", title=sign.name, count=count, of=of)
        case "answered":
            return _("answers to “{title}” from {count}/{of}", title=sign.name, count=count, of=of)
        case "drafts":
            return _.plural("{count} team drafted", "{count} teams drafted", sign.count)
        case "stances":
            return _.plural(
                "{count} element of the model gone through",
                "{count} elements of the model gone through",
                sign.count,
            )
        case "tasks":
            return _("{count}/{of} preparatory tasks have an owner and a day", count=count, of=of)
        case "agreed":
            return _("team agreed {day}", day=day) if day else _("team agreed")
        case "named":
            return _("{count}/{of} seats of the team have a named person", count=count, of=of)
        case "counts":
            return _.plural("monthly counts of {count} month", "monthly counts of {count} months", sign.count)


def state_note(_: Words, state: StepState) -> str:
    """How far a step is, its day and what came of it; plain text."""
    parts = [_(MARK_NAMES[mark_of(state)])]
    if state.closed_on:
        parts.append(_.date(state.closed_on))
    if told := state.artefact or state.reason:
        parts.append(told)
    return " · ".join(parts)


def finding_text(_: Words, finding: RiskFinding) -> str:
    """A risk that shows in the recorded attendance."""
    if finding.key == "supervisors_absent":
        return _.plural(
            "No supervisor was present at {count} meeting (of {of} with attendance recorded).",
            "No supervisor was present at {count} meetings (of {of} with attendance recorded).",
            finding.count,
            of=_.number(finding.of),
        )
    sectors = _.listing(_(SECTORS[one]) for one in finding.sectors)
    return _("Required parties that have not come to any meeting: {sectors}.", sectors=sectors)


def risk_lines(_: Words, known: Definitions, row: PilotBoard) -> list[str]:
    """Every risk of a pilot, as Markdown: those that show in attendance and those people have raised."""
    lines = [finding_text(_, one) for one in row.findings]
    for risk in row.risks:
        label = known.risks.get(risk.key, risk.key)
        lines.append(f"{label}: {as_typed(risk.note)}." if risk.note else f"{label}.")
    return lines
