"""The picture of a step as JSON for the component: the drawing, what it says in words, and the same as a table."""

from __future__ import annotations

import base64
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from time import monotonic
from typing import Any

import pandas as pd

from mallipaja.actions.access import Context
from mallipaja.actions.forgetting import also_forget
from mallipaja.actions.picture import CapacityPicture, NetworkPicture, PracticePicture
from mallipaja.actions.step_picture import StepPicture, step_picture, step_picture_here
from mallipaja.capacity.totals import FEW
from mallipaja.i18n import N_, Words
from mallipaja.report.chart_process import PictureNotMade
from mallipaja.store.workshops import WorkshopStep
from mallipaja.survey.given import Known
from mallipaja.ui.live import wall_pictures
from mallipaja.ui.live.as_planned import as_planned
from mallipaja.ui.live.practice_grid import grid

Json = dict[str, Any]
KEPT = 24
SAID = 4
"""Sentences beside a picture; more than these nobody reads from the wall."""
MOST_ROWS = 60
WIDTH, MATRIX_WIDTH = 800, 1150
"""Pixels the drawing is made at: on the wall the height decides, and a matrix has room to the side."""
NOTHING = N_("There is no picture yet: it comes from the answers of the surveys.")
COMMON = N_("This meeting is about all the pilots. Open a pilot's picture on the page “Nykytila”.")

TRIED_AGAIN_S = 60.0
"""How long a picture that could not be made is told to be so, before it is tried again."""

_kept: OrderedDict[tuple[str, ...], Json] = OrderedDict()
_failed: dict[tuple[str, ...], tuple[float, PictureNotMade]] = {}
_lock, _drawing = Lock(), Lock()


def of_step(
    _: Words, asked: Context, step: WorkshopStep, participant_id: str | None, *, wall: bool = False
) -> Json:
    """The picture of a step as its facilitator, or somebody in the room, may see it; for the wall in large type."""
    if participant_id is None:
        found = step_picture(asked, workshop_step_id=step.id)
    else:
        found = step_picture_here(asked, participant_id=participant_id, step=step.id)
    place = (str(asked.store.url), found.pilot_id, step.picture, str(found.version), _.language, str(wall))
    told = _known(place) or _drawn(place, _, asked, found, wall=wall)
    again = f"{as_planned(_, step.title)} · "  # the step's own title stands over the picture already
    return {**told, "title": told["title"].removeprefix(again)}


def _known(place: tuple[str, ...]) -> Json | None:
    with _lock:
        return _kept.get(place)


def _drawn(place: tuple[str, ...], _: Words, asked: Context, found: StepPicture, *, wall: bool) -> Json:
    with _drawing:  # thirty phones ask at once: it is drawn for the first one
        told = _known(place)
        if told is not None:
            return told
        since, why = _failed.get(place, (0.0, None))
        if why is not None and monotonic() - since < TRIED_AGAIN_S:
            return _without_picture(_, why)  # thirty phones in a row would each wait for it to fail
        try:
            told = _told(_, asked, found, wall=wall)
        except PictureNotMade as error:
            now = monotonic()
            for old in [one for one, (then, _why) in _failed.items() if now - then > TRIED_AGAIN_S]:
                del _failed[old]
            _failed[place] = (now, error)
            return _without_picture(_, error)
        with _lock:
            _kept[place] = told
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
        return told


def forget() -> None:
    """Keep no picture: something has been erased that may be in it."""
    with _lock:
        _kept.clear()


also_forget(forget)


def _without_picture(_: Words, why: PictureNotMade) -> Json:
    return {"title": "", "said": [_(why.message, **why.values)], "source": "", "image": "", "alt": ""}


def _told(_: Words, asked: Context, found: StepPicture, *, wall: bool) -> Json:
    match found.picture:
        case CapacityPicture() as picture:
            return _capacity(_, asked, picture, found.pilot, wall=wall)
        case NetworkPicture() as picture:
            return _network(_, picture, found.pilot, wall=wall)
        case PracticePicture() as picture:
            return _practice(_, asked, picture, found.pilot, wall=wall)
        case None:
            return {"title": "", "said": [_(COMMON)], "source": "", "image": "", "alt": ""}


def _capacity(_: Words, asked: Context, picture: CapacityPicture, pilot: str, *, wall: bool) -> Json:
    from mallipaja.ui.picture import capacity

    professions = {item.code: item.label.get(_.language) for item in asked.catalogue.profession_choices}
    names = {group.key: capacity.name(_, group, professions) for group in picture.professions}
    together = FEW in names
    if together:
        names[FEW] = _("small professions together")
    done = picture.completeness
    partial = any(
        one.client_hours_per_week.value is not None and not one.client_hours_per_week.is_complete
        for one in picture.professions
    )
    return {
        "title": f"{_('Are the hours enough?')} · {pilot}",
        "said": [
            _("Client hours a week") + f": {_.number(picture.overall.client_hours_per_week.value, 1)}",
            _("Person-years (htv)") + f": {_.number(picture.overall.htv.value, 2)}",
        ],
        "alt": _("Client hours a week and person-years as bars; the table below has the same figures"),
        "image": "",
        "bars": wall_pictures.hours(_, picture.professions, names, wall=wall),
        "legend": " ".join(
            [_("≥: at least this much; somebody has not told their hours.")] * partial
            + [_("Professions of one person are told together with others.")] * together
        ),
        **_table(_, capacity.table(_, picture.professions, names)),
        "source": _("{answered} of {all} units have answered.", answered=done.answered, all=done.units)
        + ("" if wall else " " + _(capacity.ASKED)),
    }  # fmt: skip


def _network(_: Words, picture: NetworkPicture, pilot: str, *, wall: bool) -> Json:
    from mallipaja.charts.network import network_map
    from mallipaja.ui.picture import network, network_table

    drawn = len(picture.network.nodes) <= network.MOST_DRAWN
    chart = (
        network_map(picture.network, picture.positions, "any", _, projector=True, legends=not wall)
        if drawn
        else None
    )
    responded, actors = len(picture.network.responded), len(picture.network.nodes)
    return {
        "title": f"{_('Who works with whom, and where does cooperation break?')} · {pilot}",
        "said": [network.sentence(_, picture, one) for one in picture.findings[:SAID]],
        "alt": _("Map of the ties between actors; the sentences above and the table below say the same"),
        "image": _image(chart),
        "legend": wall_pictures.map_legend(_, picture) if wall else "",
        **_table(_, network_table.tie_table(_, picture)),
        "source": _("Actors that answered") + f": {responded}/{actors}",
    }


def _practice(_: Words, asked: Context, picture: PracticePicture, pilot: str, *, wall: bool) -> Json:
    from mallipaja.charts.practice import practice_matrix
    from mallipaja.ui.picture import practice

    generic = asked.catalogue.generic
    elements: Mapping[str, str] = (
        {key: one.label.get(_.language) for key, one in generic.elements.items()} if generic else {}
    )
    cells = picture.matrix.cells
    known = sum(isinstance(cell.activity, Known) for cell in cells)
    counts = grid(_, picture) if wall else None
    shown: Json = {"grid": counts, "image": ""} if counts else {
        "image": _image(practice_matrix(picture.matrix, _, records=picture.records, projector=True), MATRIX_WIDTH)
    }  # fmt: skip
    return {
        "title": f"{_('What is done in each phase, and by whom?')} · {pilot}",
        "said": practice.sentences(_, picture, elements)[:SAID],
        "alt": _("Matrix of phases and actors; the table below has the same content"),
        **shown,
        **_table(_, practice.table(_, picture, practice.Choice())),
        "source": _("{known} of {all} cells are known.", known=_.number(known), all=_.number(len(cells))),
    }


def _image(chart: Any, width: int = WIDTH) -> str:
    """The chart as a picture that needs no other file; "" without a chart."""
    if chart is None:
        return ""
    from mallipaja.report.chart_file import svg

    return "data:image/svg+xml;base64," + base64.b64encode(svg(chart, width).encode()).decode()


def _table(_: Words, frame: pd.DataFrame) -> Json:
    if frame.empty:
        return {"table": None, "nothing": _(NOTHING)}
    rows = [[str(label), *(str(cell) for cell in row)] for label, row in
            zip(frame.index[:MOST_ROWS], frame.to_numpy()[:MOST_ROWS].tolist(), strict=True)]  # fmt: skip
    head = [str(frame.index.name or ""), *(str(column) for column in frame.columns)]
    return {"table": {"label": _("The same as a table"), "head": head, "rows": rows}, "nothing": ""}
