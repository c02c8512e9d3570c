"""Texts of the accessibility statement and the privacy notice, and who is responsible for the answers."""

from __future__ import annotations

from datetime import date

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.notice import Notice, notice_for_respondent, notice_of_project
from mallipaja.i18n import N_, Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.session import current_invitation, current_project

ACCESSIBILITY_MADE = date(2026, 11, 22)
Section = tuple[str, tuple[str, ...]]

ACCESSIBILITY: tuple[Section, ...] = (
    (
        N_("How accessible the service is"),
        (
            N_(
                "The service meets most of the requirements of WCAG 2.1, levels A and AA. "
                "What it does not meet is told below."
            ),
            N_(
                "The statement is based on the developers' own assessment with a keyboard and automatic tests."
            ),
        ),
    ),
    (N_("What is not accessible yet"), ()),
    (
        N_("Did you notice something that does not work?"),
        (N_("Tell us. We answer within 14 days."),),
    ),
    (
        N_("Supervision"),
        (
            N_(
                "If you are not satisfied with the answer, or get none in 14 days, you can complain to the authority "
                "that supervises accessibility in Finland, the Finnish Transport and Communications Agency Traficom. "
                "Its contact details are on the website saavutettavuusvaatimukset.fi."
            ),
            N_("The law behind this: Act on the Provision of Digital Services (306/2019)."),
        ),
    ),
)
SHORTCOMINGS: tuple[str, ...] = (
    N_(
        "Large tables that can be sorted are drawn as a picture. A screen reader does not read them well. "
        "The same figures can be downloaded as a file (WCAG 1.3.1, 4.1.2)."
    ),
    N_(
        "Charts and network maps are pictures. They have a short text alternative, and the same figures are given as "
        "a table or in words beside them (WCAG 1.1.1)."
    ),
    N_(
        "Wide tables scroll sideways on a narrow screen. They cannot be scrolled with the keyboard alone "
        "(WCAG 2.1.1)."
    ),
    N_(
        "Some controls tell a screen reader of their parts in English only: the buttons beside a number, a date, "
        "a list and a password, the lists' counts of what can be chosen, and the box for a file. A list says in English "
        "when nothing matches what was typed, and a number box when a number is out of its range (WCAG 3.1.2, 4.1.2)."
    ),
    N_(
        "When the page changes after your answer, a screen reader may not tell of every change "
        "(WCAG 4.1.3). What was saved is told in text."
    ),
)
PRIVACY: tuple[Section, ...] = (
    (
        N_("What the data is for"),
        (
            N_(
                "The answers are used to describe how services for people's ability to work are arranged now, and to agree "
                "on the pilot's own operating model."
            ),
            N_(
                "Basis: a task carried out in the public interest (GDPR article 6(1)(e), Data Protection Act 1050/2018, "
                "section 4). Answering is voluntary."
            ),
        ),
    ),
    (
        N_("What is collected"),
        (
            N_(
                "Of a respondent: organisation, unit, task and municipality, and the answers. No name is asked."
            ),
            N_(
                "Of a person invited by name: the name and the e-mail address that the project has written down for "
                "sending the link and reminders. They are kept apart from the answers."
            ),
            N_("Of the people who run the project: name, user name, and what they have changed and when."),
            N_(
                "Of the team: the names of persons who have been agreed on. They are kept apart from the answers."
            ),
            N_(
                "In a workshop: the organisation, the role and the nickname a participant gives, the cards and votes they "
                "give on their phone, and the minutes of what was agreed. No name is asked."
            ),
            N_("**No information about clients is collected. Do not write any into the open fields.**"),
        ),
    ),
    (
        N_("Who sees the answers"),
        (
            N_(
                "The people who run the project see them, and the contact persons of the pilot see their own pilot's."
            ),
            N_(
                "Facts about an organisation are shown in its name. Opinions are shown only as summaries. "
                "Each question says which it is."
            ),
            N_(
                "The data is not sold or given to advertisers. It is handled on the project's own server. The answers of "
                "an authority may become public documents (Act 621/1999)."
            ),
        ),
    ),
    (
        N_("Your rights"),
        (
            N_(
                "You can ask to see what is stored of you, to have it corrected or its use restricted, and object to "
                "its use. Write to the controller."
            ),
            N_("You can also complain to the Data Protection Ombudsman (tietosuoja.fi)."),
        ),
    ),
    (
        N_("Cookies"),
        (
            N_(
                "The service sets only the cookies it needs: who is signed in (12 hours), which survey or workshop this "
                "device is in (180 days), that a device left in the middle of a vote has voted (180 days), the language "
                "(one year), and which project and pilot were last chosen here (one year). Nobody is followed from one site "
                "to another."
            ),
        ),
    ),
)

ANONYMOUS: dict[str, str] = {
    "Of a respondent: organisation, unit, task and municipality, and the answers. No name is asked.": N_(
        "This survey is answered anonymously. The answers are stored with the municipality or region and the day, without "
        "name, organisation, unit and time of day. To whom links were sent is kept apart from the answers."
    ),
    "Facts about an organisation are shown in its name. Opinions are shown only as summaries. "
    "Each question says which it is.": N_(
        "The answers are shown without telling who gave them. Opinions are shown only as summaries."
    ),
    "You can ask to see what is stored of you, to have it corrected or its use restricted, and object to "
    "its use. Write to the controller.": N_(
        "Anonymous answers cannot be found by person: nobody can show, correct or erase them for you. With your own link "
        "you can do so yourself while the survey is open. In everything else write to the controller."
    ),
}
"""What the notice of an anonymous survey says instead."""


def privacy_of(notice: Notice | None) -> tuple[Section, ...]:
    """The sections of the privacy notice as they hold for a survey."""
    said = ANONYMOUS if notice is not None and notice.is_anonymous else {}
    return tuple((heading, tuple(said.get(one, one) for one in texts)) for heading, texts in PRIVACY)


def draw_sections(_: Words, sections: tuple[Section, ...]) -> None:
    """Headings and their paragraphs."""
    for heading, paragraphs in sections:
        st.header(_(heading))
        for paragraph in paragraphs:
            st.write(_(paragraph))


def current_notice(asked: Context) -> Notice | None:
    """The notice of the project that invites the respondent, else of the project one works in."""
    invitation = current_invitation() or next(iter(asked.actor.invitations), None)
    if invitation is not None:
        return notice_for_respondent(asked, invitation_id=invitation)
    project = current_project(asked)
    return notice_of_project(asked, project_id=project.id) if project else None


def draw_controller(_: Words, notice: Notice | None) -> None:
    """Who is responsible, how to reach them, and how long the answers are kept."""
    st.header(_("Who is responsible"))
    if notice is None:
        st.write(
            _("Each project has its own controller. You see it here when you open the link to your survey.")
        )
        return
    st.write(_("Project: {name}", name=as_typed(notice.project)))
    if notice.controller:
        st.write(_("Controller: {name}", name=as_typed(notice.controller)))
    else:
        st.write(
            _("The controller is the authority that invited you to answer. Its name has not been given yet.")
        )
    if notice.contact:
        st.write(_("Contact: {contact}", contact=as_typed(notice.contact)))
    else:
        st.write(_("Contact details have not been given yet. Ask whoever sent you the link."))
    if notice.run_by and not (notice.controller and notice.contact):
        st.write(_("The project is run by: {names}", names=as_typed(_.listing(notice.run_by))))
    if notice.protection_officer:
        st.write(_("Data protection officer: {contact}", contact=as_typed(notice.protection_officer)))
    if notice.deleted_on:
        st.write(_("The answers to this survey are deleted on {day}.", day=_.date(notice.deleted_on)))
    else:
        if notice.of_survey:
            st.write(_("No closing day has been set for this survey yet."))
        st.write(
            _.plural(
                "The answers are deleted {count} month after the survey has closed.",
                "The answers are deleted {count} months after the survey has closed.",
                notice.retention_months,
            )
        )
