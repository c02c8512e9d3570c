"""The process board as a picture: pilots down, steps across, one mark per cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any, Literal

import altair as alt

from mallipaja.charts.frame import Picture
from mallipaja.charts.heads import lines
from mallipaja.charts.palette import BRAND, GROUND, MUTED, SOFT_GROUND, TEXT
from mallipaja.workshop.process import StepState

Mark = Literal["closed", "without_artefact", "under_way", "not_started"]
MARKS: tuple[Mark, ...] = ("closed", "without_artefact", "under_way", "not_started")
SYMBOLS: dict[Mark, str] = {"closed": "●", "without_artefact": "◌", "under_way": "◐", "not_started": "○"}

_COLUMN, _ROW, _LABELS = 56, 36, 120  # pixels: a step, a pilot, the slanted labels above
_RADIUS, _TYPE = 10, 13
_SLANT, _LINE = -38, 15  # degrees, and pixels from a line of a label to the next
_ROOM = 20
"""Letters of a line of a step's label, unless it needs more."""
_PROJECTOR = 1.28
"""How much larger the board is on a projector; it still fits 1280 pixels with thirteen steps."""
_RINGS: dict[Mark, dict[str, Any]] = {
    "not_started": {"stroke": MUTED, "strokeWidth": 1.5},
    "under_way": {"stroke": BRAND, "strokeWidth": 2},
    "without_artefact": {"stroke": BRAND, "strokeWidth": 2, "strokeDash": [3, 3]},
}
_LEFT_HALF = "M0,-1A1,1,0,0,0,0,1Z"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the board in words: ``note`` says the state, the day and what came of the step."""

    pilot_id: str
    pilot: str
    step: str
    mark: Mark
    note: str


def mark_of(state: StepState) -> Mark:
    """The mark of a step."""
    if state.closed_without_artefact:
        return "without_artefact"
    return state.status


def process_board(
    cells: Sequence[Cell],
    steps: Mapping[str, str],
    titles: tuple[str, str, str],
    chosen: tuple[str, str],
    *,
    projector: bool = False,
) -> Picture:
    """The board.

    Parameters
    ----------
    cells : one for each pilot and step.
    steps : the label of each step by key, in order.
    titles : what the pilot, the step and the state are called, for the tooltip.
    chosen : pilot id and step key of the cell that is open; it has a frame.

    Returns
    -------
    A chart with the selection parameter ``cell`` over the fields ``pilot_id`` and ``step``.
    """
    pilots = {cell.pilot_id: cell.pilot for cell in cells}
    rows = [
        {
            "pilot_id": cell.pilot_id,
            "step": cell.step,
            "mark": cell.mark,
            "pilot": cell.pilot,
            "label": steps[cell.step],
            "note": cell.note,
            "open": (cell.pilot_id, cell.step) == chosen,
        }
        for cell in cells
    ]
    scale = _PROJECTOR if projector else 1.0
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "step:N", sort=list(steps), scale=alt.Scale(domain=list(steps)), axis=_axis(steps, _SLANT, scale)
        ),
        y=alt.Y(
            "pilot_id:N",
            sort=list(pilots),
            scale=alt.Scale(domain=list(pilots)),
            axis=_axis(pilots, 0, scale),
        ),
        tooltip=[
            alt.Tooltip(field, type="nominal", title=title)
            for field, title in zip(("pilot", "label", "note"), titles, strict=True)
        ],
    )
    picked = alt.selection_point(name="cell", fields=["pilot_id", "step"], on="click", empty=False)
    layers = (
        base.mark_rect(fill=SOFT_GROUND, stroke=GROUND, strokeWidth=3),
        base.mark_rect(stroke=MUTED, strokeWidth=2, fill="transparent").encode(
            opacity=alt.condition("datum.open", alt.value(1), alt.value(0))
        ),
        *_marks(base, _RADIUS * scale),
        base.mark_rect(opacity=0).add_params(picked),  # the whole cell can be clicked
    )
    made: Picture = (
        alt.layer(*layers)
        .properties(width=alt.Step(_COLUMN * scale), height=(_LABELS + _ROW * len(pilots)) * scale)
        .configure_mark(aria=False)
        .configure_view(strokeWidth=0)
        .configure_axis(
            labelFontSize=_TYPE * scale, labelColor=TEXT, labelLimit=190 * scale, domain=False, ticks=False
        )
    )
    return made


def _axis(labels: Mapping[str, str], angle: int, scale: float) -> Any:
    names = {key: _two_lines(label) if angle else [_short(label)] for key, label in labels.items()}
    expression = " : ".join(
        f"datum.value === '{key}' ? [{', '.join(map(_quoted, name))}]" for key, name in names.items()
    )
    return alt.Axis(
        title=None,
        orient="top" if angle else "left",
        labelAngle=angle,
        labelAlign="left" if angle else "right",
        labelLineHeight=_LINE * scale,
        labelPadding=(3 + _LINE * cos(radians(angle)) if angle else 3)
        * scale,  # the second line stands on the board
        labelOffset=_LINE * sin(radians(angle)) * scale,
        labelExpr=f"{expression} : ''" if expression else "''",
        grid=False,
    )


def _short(label: str) -> str:
    return label if len(label) <= 26 else f"{label[:25]}…"


def _two_lines(label: str) -> list[str]:
    """The label in two lines, as short as they can be: two is what fits between slanted neighbours.

    The first is empty when one is enough, so that the last lines of all stand at their marks.
    """
    rooms = range(_ROOM, len(label) + _ROOM + 1)
    found = next(found for room in rooms if len(found := lines(label, room)) <= 2)
    return ["", *found][-2:]


def _quoted(text: str) -> str:
    """A Vega string: what people typed stays text."""
    return "'" + " ".join(text.split()).replace("\\", "\\\\").replace("'", "\\'") + "'"


def _marks(base: Any, radius: float) -> Iterator[Any]:
    """A mark for each state, told apart by its filling and its line, not by colour."""
    size = 3.6 * radius**2
    for mark, line in _RINGS.items():
        yield _points(base, mark, shape="circle", fill=GROUND, size=size, **line)
    yield _points(base, "under_way", shape=_LEFT_HALF, fill=BRAND, size=4 * radius**2)
    yield _points(base, "closed", shape="circle", fill=BRAND, size=size)


def _points(base: Any, mark: Mark, **style: Any) -> Any:
    return base.transform_filter(f"datum.mark === '{mark}'").mark_point(filled=False, opacity=1, **style)
