"""What nobody has agreed on yet in a pilot's team, and on which page it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mallipaja.actions.agreement_parties import Parties
from mallipaja.actions.caseloads import CaseloadView
from mallipaja.actions.coordination import Coordination
from mallipaja.actions.responsibilities import Responsibilities
from mallipaja.actions.teams import TeamView
from mallipaja.actions.variants import VariantView
from mallipaja.i18n import Words
from mallipaja.report.handbook import Lacking
from mallipaja.report.team_papers import SeatLine
from mallipaja.survey.given import Known
from mallipaja.ui.picture import practice_words
from mallipaja.ui.team import duty_words, model_words, parties, words


def in_team(_: Words, view: TeamView) -> list[str]:
    """Of the draft itself: not agreed on, or made from what is no more so."""
    found = []
    if view.row is None or view.row.agreed_on is None:
        found.append(_("The team has not been agreed on: this is a draft."))
    if view.stale:
        found.append(_("The answers or the model have changed since this draft was made. Make a new draft."))
    return found


def in_posts(_: Words, view: TeamView) -> list[str]:
    """Of who could sit: units that have not said, seats whose hours nobody has said."""
    posts = {one.id: one for one in view.posts}
    seated = [posts[one.post] for one in view.seats if one.post in posts]
    unsaid = [words.post(view, one.id) for one in seated if not isinstance(one.hours_per_month, Known)]
    found = [_("Hours not known: {names}.", names=_.listing(dict.fromkeys(unsaid)))] if unsaid else []
    unheard = [one.unit_name for one in view.unheard]
    return found + ([_("Not heard yet: {names}.", names=_.listing(unheard))] if unheard else [])


def in_requests(_: Words, seats: Sequence[SeatLine]) -> list[str]:
    """Of who sits: vacant seats, nobody named, no deputy, no way to reach the seat."""
    filled = [one for one in seats if one.who]
    named = [one for one in filled if one.name]
    return [
        *_roles(_, [one for one in seats if not one.who], "vacant"),
        *_roles(_, [one for one in filled if not one.name], "name"),
        *_roles(_, [one for one in named if not one.deputy], "deputy"),
        *_roles(_, [one for one in named if not one.contact], "contact"),
    ]


def _roles(_: Words, seats: Iterable[SeatLine], lack: str) -> list[str]:
    listed = _.listing(dict.fromkeys(f"{one.role} ({one.who})" if one.who else one.role for one in seats))
    if not listed:
        return []
    match lack:
        case "vacant":
            return [_("Vacant seats: {roles}.", roles=listed)]
        case "name":
            return [_("Nobody has been named: {roles}.", roles=listed)]
        case "deputy":
            return [_("No deputy yet: {roles}.", roles=listed)]
        case _:
            return [_("How the seat is reached has not been written down: {roles}.", roles=listed)]


def in_coordination(_: Words, view: Coordination, loads: CaseloadView) -> list[str]:
    """Of the coordinators: no rules or holes in them, questions without an answer, clients nobody has counted."""
    found = [] if view.rules else [_("Nothing has been agreed on the client coordinator yet.")]
    found += duty_words.complaints(_, view) if view.rules else []
    found += [
        _("No agreed answer yet: {question}", question=_(practice_words.QUESTIONS[one]))
        for one in view.unanswered
    ]
    uncounted = [one.name for one in loads.caseloads.loads if one.now is None]
    return found + ([_("Clients not counted: {names}.", names=_.listing(uncounted))] if uncounted else [])


def in_responsibilities(_: Words, view: Responsibilities) -> list[str]:
    """Of who does what; seats without a deputy are told seat by seat among the names."""
    if not view.tasks:
        return [_("Nobody's responsibilities have been written down yet.")]
    return [duty_words.finding(_, view, one) for one in view.findings if one.breach != "no_deputy"]


def in_agreement(_: Words, known: Parties) -> list[str]:
    """Of who has agreed for whom."""
    found = []
    if known.unagreed:
        found.append(
            _("Required parties without an agreement: {parties}.", parties=parties.lacking(_, known.unagreed))
        )
    if known.lacking:
        found.append(_("Not yet agreed: {organisations}.", organisations=_.listing(known.lacking)))
    return found


def in_walk_through(_: Words, variant: VariantView) -> list[str]:
    """Of the pilot's own model: what it has taken no stand on, and changes that wait for a decision."""
    found = []
    unagreed = model_words.unagreed(_, variant)
    if unagreed:
        found.append(_("No stand has been taken: {names}.", names=_.listing(unagreed)))
    waiting = [
        model_words.name(_, variant, one.element)
        for one in variant.variant.adaptations
        if one.state == "proposal" and one.element in variant.snapshot.elements
    ]
    if waiting:
        found.append(
            _("Proposed, waits for a decision or its day: {names}.", names=_.listing(dict.fromkeys(waiting)))
        )
    return found


def listed(_: Words, found: Iterable[tuple[str, list[str]]]) -> tuple[Lacking, ...]:
    """The places where something lacks; a view is named with its page."""
    page = _("Team and responsibilities")
    places = (
        (_("page “{page}”, view “{view}”", page=page, view=view) if view else _("page “Walk-through”"), texts)
        for view, texts in found
    )
    return tuple(Lacking(place, tuple(texts)) for place, texts in places if texts)
