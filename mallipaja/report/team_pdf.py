"""The team of a pilot on paper: A3 for the wall, the picture with its seats, what is missing and who coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mallipaja.charts.frame import Picture as Chart
from mallipaja.i18n import Words
from mallipaja.report import chart_file
from mallipaja.report.pdf import Block, Heading, Items, NewPage, Paragraph, Picture, Table, pdf
from mallipaja.report.team_papers import RuleLine

_CHART_WIDTH = 1500
_PICTURE_SHARE = 0.94
"""The picture, drawn as for a projector, fills the first page: it is read from across a room."""


@dataclass(frozen=True, slots=True)
class PosterSeat:
    """One seat in words; ``who`` says that it is vacant when nobody sits in it."""

    role: str
    who: str
    profession: str
    hours: str
    state: str


@dataclass(frozen=True, slots=True)
class Poster:
    """What the paper says. No names of people: it hangs on a wall.

    Attributes
    ----------
    subtitle : pilot, draft and state.
    picture : the team round the client; ``None`` when there are no seats.
    hours : name and h a month of needed, given and missing, in words.
    gaps : what is missing, a sentence each; empty when nothing is.
    rules : who is the client coordinator in which situation; empty when nothing has been agreed on.
    duties : heads and rows of the tasks by role; no rows when nobody has written them. ``legend`` tells their signs.
    unsettled : what is wrong with the duties, a sentence each.
    source : where the team comes from.
    """

    subtitle: str
    picture: Chart | None
    picture_text: str
    seats: tuple[PosterSeat, ...]
    hours: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]
    rules: tuple[RuleLine, ...]
    source: str
    duties: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]] = ((), ())
    legend: str = ""
    unsettled: tuple[str, ...] = ()


def team_pdf(known: Poster, at: datetime, _: Words) -> bytes:
    """The document as bytes."""
    blocks: list[Block] = []
    if known.picture is not None:
        drawn = chart_file.svg(known.picture, _CHART_WIDTH)
        blocks += [Picture(drawn, known.picture_text, _PICTURE_SHARE), NewPage()]
    blocks += _seats(known, _)
    blocks += _missing(known, _)
    blocks += _coordinators(known.rules, _)
    blocks.append(Paragraph(known.source, muted=True))
    blocks += _duties(known, _)
    title = _("Who belongs to the team?")
    most = 1 + sum(isinstance(one, NewPage) for one in blocks)
    return pdf(
        title, blocks, _.language, at, subtitle=known.subtitle, paper="a3", landscape=True, most_pages=most
    )


def _seats(known: Poster, _: Words) -> list[Block]:
    head = (_("Role"), _("Unit"), _("Profession"), _("Hours a month"), _("State"))
    rows = tuple((one.role, one.who, one.profession, one.hours, one.state) for one in known.seats)
    sums = " · ".join(f"{name}: {value}" for name, value in known.hours)
    return [
        Heading(_("Seats")),
        Table(head, rows, (1.4, 1.8, 1.2, 1.6, 0.8)),
        Paragraph(_("Hours a month: {sums}.", sums=sums)),
    ]


def _missing(known: Poster, _: Words) -> list[Block]:
    if not known.gaps:
        return [
            Heading(_("What is missing?")),
            Paragraph(_("Nothing the generic model requires is missing.")),
        ]
    return [Heading(_("What is missing?")), Items(known.gaps)]


def _coordinators(rules: Sequence[RuleLine], _: Words) -> list[Block]:
    heading = Heading(_("Who answers for the client's services as a whole?"))
    if not rules:
        return [heading, Paragraph(_("Nothing has been agreed on yet."))]
    head = (
        _("Client's situation"),
        _("Client coordinator"),
        _("Deputy"),
        _("When it changes, and the hand-over"),
    )
    lines = tuple((one.situation, one.coordinator, one.deputy, one.changes) for one in rules)
    return [heading, Table(head, lines, (1.6, 1.2, 1.0, 2.2))]


def _duties(known: Poster, _: Words) -> list[Block]:
    """A page of its own: who does what, vacant seats too, and what is still to be settled."""
    head, rows = known.duties
    if not rows:
        return []
    widths = (1.4, 2.2, *(1.0 for _role in head[2:]))
    found: list[Block] = [NewPage(), Heading(_("Who does what?")), Table(head, rows, widths)]
    found.append(Paragraph(known.legend))
    if known.unsettled:
        count = len(known.unsettled)
        title = _.plural("{count} thing to settle", "{count} things to settle", count)
        found += [Heading(title, 2), Items(known.unsettled)]
    return found
