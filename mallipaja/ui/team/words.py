"""Seats, gaps and shortages in the workshop's words."""

from __future__ import annotations

from mallipaja.actions.team_ways import Ways
from mallipaja.actions.teams import TeamView
from mallipaja.i18n import N_, Words
from mallipaja.survey.given import Known
from mallipaja.team.alternatives import Difference
from mallipaja.team.decisions import Decision
from mallipaja.team.draft import Assumption, Gap
from mallipaja.team.means import HIRE_HOURS, HIRE_HTV, Action
from mallipaja.team.posts import Post
from mallipaja.team.shortage import Shortage
from mallipaja.ui import labels

ASSUMPTIONS = {
    "profession": N_("{unit}: the profession has not been given; placed by sector."),
    "hours": N_("{unit}: hours have not been given; counted as 0 h a month."),
    "member": N_("{unit}: not known whether already in the team; counted as not."),
    "convenes": N_("{unit}: not known whether it may convene the team; counted as not."),
    "travel": N_("{unit}: the way is not known; counted as no travel."),
    "role_hours": N_("{role}: the model does not say how many hours; counted as 0."),
}


def role(_: Words, view: TeamView, key: str) -> str:
    """A role's name."""
    element = view.generic.elements.get(key)
    return element.label.get(_.language) if element else key


def post(view: TeamView, post_id: str | None) -> str:
    """A post is called by its unit; one that is lent, by its pilot too."""
    found = next((one for one in (*view.posts, *view.base.answered) if one.id == post_id), None)
    if found is None:
        row = next((one for one in view.base.rows if one.key == post_id), None)
        return (row.name if row else None) or post_id or ""
    return lent_name(view, found)


def lent_name(view: TeamView, one: Post) -> str:
    """A post's unit, with the pilot that lends it where the name does not say so already."""
    lender = view.pilots.get(one.lent_by, "")
    return f"{one.unit_name} ({lender})" if lender and lender not in one.unit_name else one.unit_name


def competence(view: TeamView, key: str) -> str:
    """A competence's name, as it was typed."""
    return next((one.name for one in view.base.competences if one.id == key), key)


def profession(_: Words, one: Post, professions: dict[str, str]) -> str:
    """The post's profession, or that it has not been given."""
    if isinstance(one.profession, Known):
        return professions.get(one.profession.value, one.profession.value)
    return _(labels.NOT_ANSWERED)


def gap(_: Words, view: TeamView, one: Gap) -> str:
    """What the team lacks, as one sentence."""
    if one.kind == "sector":
        return _("Required party missing: {sector}.", sector=_(labels.SECTORS[one.about]))
    if one.kind == "chair":
        if one.not_known:
            return _("Nobody in the team is known to be able to convene it: not all units have been asked.")
        return _("Nobody in the team may convene it.")
    if one.kind == "competence":
        name = competence(view, one.about)
        return _.plural(
            "{name}: {count} member who knows it is missing.",
            "{name}: {count} members who know it are missing.",
            round(one.missing),
            name=name,
        )
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


def action(_: Words, view: TeamView, ways: Ways, one: Action, professions: dict[str, str]) -> str:
    """A way to mend the team, as one sentence."""
    amount = _.number(one.amount, 1)
    if one.means in {"hire", "buy"}:
        name = professions.get(one.about, one.about)
        if one.means == "hire":
            htv, hours = _.number(one.amount * HIRE_HTV, 1), _.number(one.amount * HIRE_HOURS, 1)
            return _(
                "Recruit {htv} person-years ({hours} h a month): {profession}",
                htv=htv,
                hours=hours,
                profession=name,
            )
        return _("Buy {hours} h a month as a service: {profession}", hours=amount, profession=name)
    if one.means in {"share", "remote"}:
        lent = ways.neighbours.get(one.about)
        who = lent_name(view, lent) if lent else one.about
        if one.means == "share":
            return _("Share with the neighbour {hours} h a month: {unit}", hours=amount, unit=who)
        return _("The neighbour takes part remotely {hours} h a month: {unit}", hours=amount, unit=who)
    if one.means == "more_hours":
        return _("{hours} h a month more: {unit}", hours=amount, unit=post(view, one.about))
    if one.means == "convene":
        return _("Agree that this one convenes the team: {unit}", unit=post(view, one.about))
    if one.means == "train":
        return _(
            "Train: {unit}, {competence}",
            unit=post(view, one.about),
            competence=competence(view, one.competence),
        )
    return accepting(_, view, one)


def accepting(_: Words, view: TeamView, one: Action) -> str:
    """What is done without, as one sentence."""
    amount = _.number(one.amount, 1)
    if one.means == "accept_hours":
        return _("Do without {hours} h a month: {role}", hours=amount, role=role(_, view, one.about))
    if one.means == "accept_seat":
        return _("Leave the seat vacant for now: {role}", role=role(_, view, one.about))
    if one.means == "accept_sector":
        return _("Start without the party: {sector}", sector=_(labels.SECTORS[one.about]))
    if one.means == "accept_competence":
        return _("Do without the competence: {competence}", competence=competence(view, one.about))
    return _("Agree on the convener later")


def difference(_: Words, view: TeamView, found: Difference) -> str:
    """What an alternative has otherwise, as its name."""
    parts = []
    if found.without:
        parts.append(_("Without: {names}.", names=_.listing(post(view, one) for one in found.without)))
    if found.added:
        parts.append(_("In: {names}.", names=_.listing(post(view, one) for one in found.added)))
    for one, _before, after in found.moved:
        roles = _.listing(role(_, view, key) for key in after)
        parts.append(_("{unit} sits in another seat: {roles}.", unit=post(view, one), roles=roles))
    return " ".join(parts)


def no_solver(_: Words) -> str:
    """What is said where only the solver could answer."""
    return _("The calculation program is missing here: other teams and ways to mend cannot be looked for.")


def decision(_: Words, view: TeamView, one: Decision) -> str:
    """A pin or a veto as one sentence."""
    names = {"unit": post(view, one.post), "role": role(_, view, one.role)}
    return (
        _("Kept here: {unit} – {role}", **names)
        if one.kind == "pin"
        else _("Ruled out: {unit} – {role}", **names)
    )
