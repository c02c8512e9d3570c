"""What is sent to people, in the language of the one it is sent to; plain text."""

from __future__ import annotations

from collections.abc import Iterable

from mallipaja.actions.invitations import Link
from mallipaja.actions.round_view import Invited, RoundView
from mallipaja.i18n import Words
from mallipaja.store.projects import Project


def subject(_: Words, view: RoundView) -> str:
    """The subject line of an invitation."""
    return _("Survey: {title}", title=view.round.title)


def invitation(_: Words, project: Project, view: RoundView, link: Link, address: str) -> str:
    """The text of the message a link is sent in."""
    asks = {
        "unit": _("We ask you to answer on behalf of your unit: {name}.", name=link.name),
        "joint": _(
            "This is the link to the joint form of {name}. It is filled in together in a meeting.",
            name=link.name,
        ),
        "personal": _("We ask you to answer for yourself, about the pilot {name}.", name=link.name),
        "shared": _("We ask you to answer for yourself, about the pilot {name}.", name=link.organisation),
        "person": _("We ask you to answer."),
    }
    forms = forms_of(view, link)
    minutes = sum(one.minutes for one in view.templates if one.id in forms)
    parts = [
        _("Hello,"),
        asks[link.kind]
        + " "
        + _(
            "The survey “{title}” belongs to the project {project}.",
            title=view.round.title,
            project=project.name,
        ),
        _.plural(
            "Answering takes about {count} minute. Your link:",
            "Answering takes about {count} minutes. Your link:",
            minutes,
        )
        if minutes
        else _("Your link:"),
        address,
        _.plural(
            "The link opens {count} survey.", "The link opens {count} surveys, one after another.", len(forms)
        )
        if forms
        else "",
        _("The link is meant for you alone: please do not pass it on outside your unit.")
        if link.kind == "unit"
        else _("Many people have this same link. When you begin, you get a link of your own.")
        if link.kind == "shared"
        else _("Please do not pass the link on."),
        _("You can stop and go on later with your own link.")
        if link.kind == "shared"
        else _("You can stop and go on later with the same link."),
    ]
    if link.kind == "person":
        parts.append(_("The same link opens everything we ask you in this project."))
    if view.round.is_anonymous:
        parts.append(
            _("You answer anonymously: nobody sees whether you have answered, nor which answers are yours.")
            if link.kind == "shared"
            else _("You answer anonymously: we see that you have answered, but not which answers are yours.")
        )
    if view.round.closes_on:
        parts.append(_("The survey is open until {day}.", day=_.date(view.round.closes_on)))
    parts.append(_("The survey does not ask for clients' data; please do not write any in your answers."))
    return "\n\n".join(filter(None, parts))


def forms_of(view: RoundView, link: Link) -> tuple[str, ...]:
    """The forms behind a link."""
    if link.kind == "shared":
        return tuple(one.id for one in view.templates if one.answered_by == "person")
    mine = (
        one
        for one in view.invited
        if one.invitation_id == link.invitation_id
        or (link.recipient_id and one.recipient_id == link.recipient_id)
    )
    return tuple(dict.fromkeys(form for one in mine for form in one.forms))


def reminder(_: Words, view: RoundView, waiting: Iterable[Invited]) -> str:
    """The text of a reminder to those who have not answered."""
    names = "\n".join(dict.fromkeys(f"- {one.name_and_person}" for one in waiting))
    parts = [
        _("Hello,"),
        _("We have not yet received answers to the survey “{title}” from these:", title=view.round.title),
        names,
        _("Please answer with the link you have received. If the link is lost, ask us for a new one."),
    ]
    if view.round.closes_on:
        parts.append(_("The survey is open until {day}.", day=_.date(view.round.closes_on)))
    return "\n\n".join(parts)


def own_reminder(_: Words, view: RoundView) -> str:
    """The text of a reminder to one person."""
    parts = [
        _("Hello,"),
        _("We have not yet received your answers to the survey “{title}”.", title=view.round.title),
        _("Please answer with the link you have received. If the link is lost, ask us for a new one."),
    ]
    if view.round.closes_on:
        parts.append(_("The survey is open until {day}.", day=_.date(view.round.closes_on)))
    return "\n\n".join(parts)
