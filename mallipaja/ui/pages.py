"""Every page, in one table: its file, address, title, place in the menu and who has it there.

All pages are registered for everybody, hidden where they are of no use: a cold link to a page one may not
see meets the
page's guard and its words, not "page not found". The menu is a convenience; rights are checked in
`mallipaja.actions`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mallipaja.actions.access import Actor, Role
from mallipaja.i18n import N_
from mallipaja.settings import ROOT

PAGES_FOLDER = ROOT / "pages"


def anyone(actor: Actor) -> bool:
    return True


def nobody(actor: Actor) -> bool:
    """For pages that are reached from another page, not from the menu."""
    return False


def signed_in(actor: Actor) -> bool:
    return actor.signed_in


def responds(actor: Actor) -> bool:
    return bool(actor.invitations)


def takes_part(actor: Actor) -> bool:
    return bool(actor.participants)


def sees_wall(actor: Actor) -> bool:
    """Whoever leads workshops, or has come in with the code of one."""
    return facilitates(actor) or takes_part(actor)


def administers(actor: Actor) -> bool:
    return actor.is_admin


def facilitates(actor: Actor) -> bool:
    return actor.is_admin or _has(actor, Role.FACILITATOR)


def knows_pilot(actor: Actor) -> bool:
    """Facilitators and pilot contacts."""
    return facilitates(actor) or _has(actor, Role.PILOT_CONTACT)


def knows_pilot_only(actor: Actor) -> bool:
    """Pilot contacts; facilitators come to the page from another one."""
    return knows_pilot(actor) and not facilitates(actor)


def compares(actor: Actor) -> bool:
    """Whoever belongs to a project or develops models."""
    return actor.is_admin or actor.is_developer or bool(actor.members)


def develops(actor: Actor) -> bool:
    return actor.is_admin or actor.is_developer


def _has(actor: Actor, role: Role) -> bool:
    return any(member.role is role for member in actor.members)


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page. ``in_menu_of`` tells who has it in the menu, or of an `ABOUT` page in the foot of every page.

    ``per_pilot`` pages have the pilot switcher on top.
    """

    file: str
    path: str
    title: str
    section: str
    in_menu_of: Callable[[Actor], bool]
    per_pilot: bool = False

    @property
    def source(self) -> Path:
        return PAGES_FOLDER / self.file


WORK, ADMIN, ABOUT = "work", "admin", "about"
"""Where a page stands: in the menu one's work, then administration; under every page what is about the service."""

HOME = PageRow("open/home.py", "home", N_("Front page"), WORK, anyone)
PAGES: tuple[PageRow, ...] = (
    HOME,
    PageRow("respond/answer.py", "answer", N_("Answer the survey"), WORK, responds),
    PageRow("respond/take_part.py", "take-part", N_("Workshop: take part"), WORK, takes_part),
    PageRow("facilitate/process.py", "process", N_("Process"), WORK, knows_pilot),
    PageRow("facilitate/surveys.py", "surveys", N_("Surveys"), WORK, facilitates),
    PageRow("facilitate/edit_survey.py", "edit-survey", N_("Edit the survey"), WORK, nobody),
    PageRow("facilitate/try_survey.py", "try-survey", N_("Try the survey"), WORK, nobody),
    PageRow("facilitate/results.py", "results", N_("Results"), WORK, knows_pilot_only),
    PageRow(
        "facilitate/current_state.py", "current-state", N_("Current state"), WORK, knows_pilot, per_pilot=True
    ),
    PageRow("facilitate/workshop.py", "workshop", N_("Workshop"), WORK, facilitates),
    PageRow("facilitate/lead.py", "lead", N_("Lead the workshop"), WORK, nobody),
    PageRow("open/wall.py", "wall", N_("Workshop on the wall"), WORK, nobody),
    PageRow("facilitate/team.py", "team", N_("Team and responsibilities"), WORK, knows_pilot, per_pilot=True),
    PageRow("facilitate/walk_through.py", "walk-through", N_("Walk-through"), WORK, nobody, per_pilot=True),
    PageRow("facilitate/upgrade.py", "upgrade", N_("Moving to a new version"), WORK, nobody, per_pilot=True),
    PageRow("facilitate/follow_up.py", "follow-up", N_("Follow-up"), WORK, nobody, per_pilot=True),
    PageRow("facilitate/comparison.py", "comparison", N_("Comparison"), WORK, compares),
    PageRow("develop/models.py", "models", N_("Models"), WORK, develops),
    PageRow("develop/impact.py", "impact", N_("Municipality's share (calculator)"), WORK, develops),
    PageRow("admin/project.py", "project", N_("Project"), ADMIN, facilitates),
    PageRow("admin/past.py", "changes", N_("Changes"), ADMIN, facilitates),
    PageRow("admin/people.py", "people", N_("Users"), ADMIN, administers),
    PageRow("admin/system.py", "system", N_("Upkeep"), ADMIN, administers),
    PageRow("open/account.py", "account", N_("My account"), ABOUT, signed_in),
    PageRow("open/glossary.py", "glossary", N_("Glossary"), ABOUT, anyone),
    PageRow("open/accessibility.py", "accessibility", N_("Accessibility statement"), ABOUT, anyone),
    PageRow("open/privacy.py", "privacy", N_("Privacy notice"), ABOUT, anyone),
)


def own_pages(actor: Actor) -> tuple[PageRow, ...]:
    """The pages of a person's own work."""
    return tuple(row for row in PAGES if row.section == WORK and row is not HOME and row.in_menu_of(actor))


def start_of(actor: Actor) -> str:
    """Address of the page a person starts from: the first of their own work, else the front page."""
    return next((row.path for row in own_pages(actor)), "")
