"""Agendas to begin from: the meetings of a pilot's process, with their parts, steps and questions.

Everything can be changed afterwards; a workshop that was begun from one knows nothing of it any more but its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mallipaja.i18n import N_
from mallipaja.workshop.agenda import BlockKind


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """A step. ``on_board``: a vote on the cards of the nearest board before it; else on ``options``."""

    kind: str
    title: str
    prompt: str = ""
    minutes: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    on_board: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockTemplate:
    """A part of the agenda with what people do in it."""

    kind: BlockKind
    title: str
    minutes: int
    note: str = ""
    steps: tuple[StepTemplate, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaTemplate:
    """A meeting. Titles, notes and prompts are message ids; ``minutes`` of parts are planned lengths."""

    code: str
    title: str
    blocks: tuple[BlockTemplate, ...]


def _picture(picture: str, title: str, prompt: str) -> StepTemplate:
    return StepTemplate("picture", title, prompt, None, {"picture": picture})


def _board(title: str, prompt: str, minutes: int, *kinds: str, layout: str = "groups") -> StepTemplate:
    return StepTemplate("board", title, prompt, minutes, {"layout": layout, "card_kinds": list(kinds)})


_OPENING = N_("Opening")
_BREAK = N_("Break")
_DECISIONS = N_("What is decided, and who does it?")
_CLOSE = BlockTemplate(
    "block", N_("Decisions and next steps"), 15,
    steps=(StepTemplate("decide", _DECISIONS, N_("Each action has one owner and a day.")),),
)  # fmt: skip
_MINUTES = BlockTemplate(
    "after", N_("Minutes for remarks"), 15, N_("Send the minutes to those who were there.")
)
_OPEN = BlockTemplate(
    "block", N_("Opening, and what was left open"), 15,
    steps=(StepTemplate("decide", N_("What was left open last time?")),),
)  # fmt: skip
_PAUSE = BlockTemplate("pause", _BREAK, 15)
_NETWORK = _picture(
    "network", N_("Who works with whom here?"), N_("What surprises you? What is missing from the picture?")
)

TEMPLATES: tuple[AgendaTemplate, ...] = (
    AgendaTemplate("introduction", N_("Getting to know each other"), (
        BlockTemplate("block", _OPENING, 20, steps=(
            StepTemplate("text", N_("Who are we?"), N_("Say who you are, where you work and whom you help.")),)),
        BlockTemplate("block", N_("The project and its timetable"), 20),
        BlockTemplate("block", N_("What we hope and fear"), 30, steps=(
            _board(N_("What do you hope of the pilot, and what worries you?"), N_("One thing on each card."), 8,
                   "idea", "challenge", "question"),
            StepTemplate("dots", N_("What do we begin with?"), on_board=True,
                         values={"dots_each": 3, "dots_per_card": 1}),)),
        _CLOSE,
        BlockTemplate("after", N_("Contact list and invitations to the surveys"), 15),
    )),
    AgendaTemplate("mapping", N_("Mapping"), (
        BlockTemplate("before", N_("The surveys of the units"), 15,
                      N_("Staff resources and network; answered before the meeting.")),
        BlockTemplate("block", _OPENING, 10),
        BlockTemplate("block", N_("The joint survey on the wall"), 40, steps=(
            StepTemplate("text", N_("How does work-ability support work here today?"),
                         N_("We answer the joint survey together. Say when you see it otherwise: it is written down "
                            "too.")),)),
        BlockTemplate("block", N_("The picture of our municipality"), 25, steps=(
            _picture("practice", N_("What is done in each phase, and by whom?"),
                     N_("The picture comes from the answers just given and from the units' surveys.")),
            _NETWORK,
            _picture("capacity", N_("Are the hours enough?"), ""),)),
        _PAUSE,
        BlockTemplate("block", N_("Good practices and challenges"), 35, steps=(
            _board(N_("What works, and what does not?"),
                   N_("One thing on each card. Choose the phase and whose work it is."), 10,
                   "practice", "good_practice", "challenge", layout="matrix"),
            StepTemplate("dots", N_("Which challenges do we take up first?"), on_board=True,
                         values={"dots_each": 3, "dots_per_card": 2, "card_kinds": ["challenge"]}),)),
        _CLOSE,
        _MINUTES,
    )),
    AgendaTemplate("walk_through", N_("Walking through the pilot model"), (
        BlockTemplate("before", N_("Read the pilot model"), 20),
        _OPEN,
        BlockTemplate("block", N_("The model element by element"), 60, N_("On the page “Walk-through”."), steps=(
            StepTemplate("text", N_("Does this suit us?"),
                         N_("We go through the model on the wall, one element at a time.")),)),
        _PAUSE,
        BlockTemplate("block", N_("How the challenges are solved"), 30, steps=(
            _board(N_("How would the model solve our challenges?"), N_("One idea on each card."), 8,
                   "idea", "challenge", "question"),
            StepTemplate("stand", N_("Are we of one mind?"), options=(
                N_("The model suits our municipality."), N_("We can begin with the staff we have."),
                N_("It is clear who coordinates the client's services.")),),)),
        _CLOSE,
        _MINUTES,
    )),
    AgendaTemplate("own_teams", N_("Own teams"), (
        _OPEN,
        BlockTemplate("block", N_("The draft of the team"), 30, N_("On the page “Team and responsibilities”."), steps=(
            _picture("capacity", N_("Whose hours are there for the team?"), ""),)),
        BlockTemplate("block", N_("Working together"), 35, steps=(
            _board(N_("What has to be agreed so that the team works?"), N_("One thing on each card."), 8,
                   "practice", "idea", "challenge", "question"),
            StepTemplate("dots", N_("What is agreed first?"), on_board=True,
                         values={"dots_each": 3, "dots_per_card": 2}),)),
        _PAUSE,
        BlockTemplate("block", N_("Who is responsible in each organisation"), 25, steps=(
            StepTemplate("decide", N_("Who represents each organisation?"),
                         N_("Each organisation names its own representative.")),)),
        _MINUTES,
    )),
    AgendaTemplate("coordinator_roles", N_("The client coordinator's roles"), (
        _OPEN,
        BlockTemplate("block", N_("Who does what on the client's path"), 40, steps=(
            _picture("practice", N_("Who takes part in each phase today?"), ""),
            _board(N_("What does the client coordinator do in each phase?"),
                   N_("One thing on each card. Choose the phase and whose work it is."), 10,
                   "practice", "challenge", "question", layout="matrix"),)),
        _PAUSE,
        BlockTemplate("block", N_("The division of work"), 25, steps=(
            StepTemplate("stand", N_("Are we of one mind?"), options=(
                N_("Every client has one named coordinator."), N_("The coordinator may change along the path."),
                N_("The coordinator has time for it.")),),)),
        _CLOSE,
        _MINUTES,
    )),
    AgendaTemplate("follow_up", N_("Follow-up"), (
        BlockTemplate("before", N_("Follow-up counts of the service"), 15),
        _OPEN,
        BlockTemplate("block", N_("What has changed"), 35, steps=(
            _NETWORK,
            _board(N_("What has changed, and what has not?"), N_("One thing on each card."), 8,
                   "good_practice", "challenge", "idea"),)),
        BlockTemplate("block", N_("What goes on, changes or ends"), 20, steps=(
            StepTemplate("stand", N_("How do we go on?"), options=(
                N_("The way of working goes on as it is."), N_("The model has to be changed."),
                N_("Something has to end.")),),)),
        _CLOSE,
        _MINUTES,
    )),
)  # fmt: skip
"""The meetings of the process, in its order."""
BY_CODE: Mapping[str, AgendaTemplate] = {one.code: one for one in TEMPLATES}


def texts() -> frozenset[str]:
    """Every text of the templates that goes into a workshop, as message ids."""
    found = set()
    for block in (block for one in TEMPLATES for block in one.blocks):
        found |= {block.title, block.note}
        for step in block.steps:
            found |= {step.title, step.prompt, *step.options}
    return frozenset(found - {""})
