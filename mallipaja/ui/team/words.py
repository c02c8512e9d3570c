"""Seats, gaps and shortages in the workshop's words."""

from __future__ import annotations

from mallipaja.actions.teams import TeamView
from mallipaja.i18n import N_, Words
from mallipaja.survey.given import Known
from mallipaja.team.draft import Assumption, Gap
from mallipaja.team.posts import Post
from mallipaja.team.shortage import Shortage
from mallipaja.ui import labels

ASSUMPTIONS = {
    "profession": N_("{unit}: the profession has not been given; placed by sector."),
    "hours": N_("{unit}: hours have not been given; counted as 0 h a month."),
    "member": N_("{unit}: not known whether already in the team; counted as not."),
    "role_hours": N_("{role}: the model does not say how many hours; counted as 0."),
}


def role(_: Words, view: TeamView, key: str) -> str:
    """A role's name."""
    element = view.generic.elements.get(key)
    return element.label.get(_.language) if element else key


def post(view: TeamView, post_id: str | None) -> str:
    """A post is called by its unit."""
    found = next((one for one in view.posts if one.id == post_id), None)
    return found.unit_name if found else (post_id or "")


def profession(_: Words, one: Post, professions: dict[str, str]) -> str:
    """The post's profession, or that it has not been given."""
    if isinstance(one.profession, Known):
        return professions.get(one.profession.value, one.profession.value)
    return _(labels.NOT_ANSWERED)


def gap(_: Words, view: TeamView, one: Gap) -> str:
    """What the team lacks, as one sentence."""
    if one.kind == "sector":
        return _("Required party missing: {sector}.", sector=_(labels.SECTORS[one.about]))
    name = role(_, view, one.about)
    if one.kind == "heads":
        return _.plural(
            "{role}: {count} seat is vacant.", "{role}: {count} seats are vacant.", one.missing, role=name
        )
    text = _("{role}: {hours} h a month missing.", role=name, hours=_.number(one.missing, 1))
    if one.not_known:
        units = _.listing(post(view, one_post) for one_post in one.not_known)
        text += " " + _("The hours of {units} are not known, so less may be missing.", units=units)
    return text


def shortage(_: Words, view: TeamView, one: Shortage) -> str:
    """Why hours are short whoever is chosen."""
    text = _(
        "{roles} need {needed} h a month; those fit for the task have {available} h: {missing} h are missing.",
        roles=_.listing(role(_, view, key) for key in one.roles),
        needed=_.number(one.needed, 1),
        available=_.number(one.available, 1),
        missing=_.number(one.missing, 1),
    )
    if one.not_known:
        units = _.listing(post(view, one_post) for one_post in one.not_known)
        text += " " + _("The hours of {units} are not known, so less may be missing.", units=units)
    return text


def assumption(_: Words, view: TeamView, one: Assumption) -> str:
    """Something nobody has said, and what the draft used instead."""
    return _(ASSUMPTIONS[one.what], unit=post(view, one.about), role=role(_, view, one.about))
