"""A unit with a link to one form on a real server, and what of its answers is in the database."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from mallipaja.actions.access import Actor, Context, cli_actor
from mallipaja.actions.answering import open_form, welcome
from mallipaja.actions.invitations import Link, invite_units
from mallipaja.actions.surveys import open_round
from mallipaja.catalogue.load import Catalogue
from mallipaja.survey.answers import AnswerValue
from tests.browser.conftest import Server
from tests.small_project import fill

FORM = "capacity_basic"


def invite(server: Server, catalogue: Catalogue) -> Link:
    """A unit with a link to one form."""
    store = server.store()
    project = fill(store)
    context = Context(store, cli_actor("test"), catalogue)
    round_id = open_round(
        context,
        project_id=project.project_id,
        title="Kartoitus",
        templates=(FORM,),
        pilot_ids=(project.keuruu,),
    )
    (link,) = invite_units(context, round_id=round_id, unit_ids=(project.employment_unit,))
    store.close()
    return link


def stored(server: Server, link: Link, catalogue: Catalogue) -> dict[tuple[str, str, str], AnswerValue]:
    store = server.store()
    respondent = Actor(f"invitation:{link.invitation_id}", invitations=(link.invitation_id,))
    context = Context(store, respondent, catalogue)
    (form,) = welcome(context, invitation_id=link.invitation_id).forms
    opened = open_form(context, invitation_id=link.invitation_id, document_id=form.document_id)
    store.close()
    assert opened is not None
    return {key: one.value for key, one in opened.form.answers.items()}


def confirmed(page: Page, count: int) -> None:
    """Wait until the page says of so many answers that they are saved."""
    said = page.locator(".mallipaja-saved").filter(has_text="Tallennettu klo")
    expect(said).to_have_count(count)


def confirmed_under(box: Locator) -> None:
    """Wait until the page says of the answer in this box that it is saved."""
    said = box.locator("xpath=following::p[contains(@class, 'mallipaja-saved')][1]")
    expect(said).to_contain_text("Tallennettu klo")
