"""The steps of a workshop on paper, for a room without devices: the same steps, lines to write on, boxes to mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.i18n import Words
from mallipaja.report.pdf import Block, Heading, Paragraph, Table

LINES = 8
"""Empty rows of a board or of decisions: as many as fit half a page."""
HAND_MM = 9.0
"""Height of a row somebody writes on by hand."""
_EMPTY = " "


@dataclass(frozen=True, slots=True)
class SheetStep:
    """One step. ``kind`` is that of the step; ``subjects`` are what is voted on; ``dots`` each one has, and ``per_card``
    of them may go to one.
    """

    kind: str
    title: str
    prompt: str
    card_kinds: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    dots: int = 0
    per_card: int = 1


def room_sheet(steps: Iterable[SheetStep], _: Words) -> tuple[Block, ...]:
    """The sheet; who fills it writes the organisation on the first row."""
    blocks: list[Block] = [
        Table((_("Organisation"), _("Role")), ((_EMPTY, _EMPTY),), (2, 2), row_height_mm=HAND_MM),
        Paragraph(_("Do not write names of clients or anything a client could be recognised by.")),
    ]
    for number, step in enumerate(steps, 1):
        blocks.append(Heading(f"{number}. {step.title}"))
        if step.prompt:
            blocks.append(Paragraph(step.prompt))
        blocks += _lines(step, _)
    return tuple(blocks)


def _lines(step: SheetStep, _: Words) -> list[Block]:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    high = 0.0 if step.subjects else HAND_MM
    match step.kind:
        case "board":
            note = Paragraph(_("Kind: {kinds}", kinds=_.listing(step.card_kinds)), muted=True)
            head = (_("Kind"), _("One matter on a line"))
            return [note, Table(head, ((_EMPTY, _EMPTY),) * LINES, (1, 5), row_height_mm=HAND_MM)]
        case "dots":
            said = Paragraph(
                _.plural("You have {count} dot.", "You have {count} dots.", step.dots), muted=True
            )
            rings = " ".join("○" * step.per_card)
            rows = tuple((one, rings) for one in step.subjects) or ((_EMPTY, rings),) * LINES
            return [said, Table((_("What the vote is on"), _("Dots")), rows, (4, 1.4), row_height_mm=high)]
        case "stand":
            head = (_("What the vote is on"), _("Agree"), _("Disagree"), _("Pass"))
            boxes = ("☐", "☐", "☐")
            rows = tuple((one, *boxes) for one in step.subjects) or ((_EMPTY, *boxes),) * LINES
            return [Table(head, rows, (5, 1, 1, 1), row_height_mm=high)]
        case "decide":
            head = (_("What was decided"), _("Responsible"), _("By when"))
            return [Table(head, ((_EMPTY, _EMPTY, _EMPTY),) * LINES, (4, 2, 1), row_height_mm=HAND_MM)]
    return []
