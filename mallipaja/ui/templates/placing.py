"""Adding, moving and removing questions and pages."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.template_editing import FIRST_QUESTION, edit_survey
from mallipaja.catalogue.survey_template import (
    Block,
    Calculation,
    Note,
    Page,
    Question,
    Section,
    SurveyTemplate,
)
from mallipaja.catalogue.text import Text
from mallipaja.i18n import N_, Words
from mallipaja.survey.edits import (
    AddItem,
    AddPage,
    Change,
    MoveItem,
    MovePage,
    RemoveItem,
    RemovePage,
    Retype,
)
from mallipaja.survey.entries import Item, entry, fresh_id, fresh_page_id
from mallipaja.survey.form import OWN_ROWS
from mallipaja.ui.editing import do
from mallipaja.ui.templates.choosing import open_survey
from mallipaja.ui.templates.item_form import NAME
from mallipaja.ui.templates.outline import PAGE
from mallipaja.ui.templates.wording import KINDS, TYPES

NEW_PAGE = N_("New page")
NEW_TEXT = N_("Write the text here")


class Desk:
    """What the buttons of one survey need."""

    def __init__(self, _: Words, asked: Context, project_id: str, template: SurveyTemplate) -> None:
        self._, self.asked, self.project_id, self.template = _, asked, project_id, template

    def change(self, change: Change, then: str) -> None:
        """Make a change, and show an item or a page; a callback."""

        def write() -> None:
            edit_survey(self.asked, project_id=self.project_id, key=self.template.id, change=change)
            open_survey(self.template.id, then)

        do(NAME, write)

    def button(self, label: str, change: Change, then: str, key: str) -> None:
        st.button(label, on_click=partial(self.change, change, then), key=f"template.{key}")

    def of_item(self, item: Item) -> None:
        """The buttons of an item: up, down, away, and what to add after it."""
        _, template = self._, self.template
        found = entry(template, item.id)
        if found is None:
            return
        with st.container(horizontal=True):
            self.button(_("Up"), MoveItem(item.id, -1), item.id, f"up.{item.id}")
            self.button(_("Down"), MoveItem(item.id, 1), item.id, f"down.{item.id}")
            after = found.block or PAGE + found.page
            self.button(_("Remove"), RemoveItem(item.id), after, f"remove.{item.id}")
            # of one question each: what was chosen in it leads to another question, where it is closed
            with st.popover(_("Add after this"), key=f"template.after.{item.id}"):
                self.adding(found.page, item.id, found.block)
            if isinstance(item, Block):
                with st.popover(_("Add a question to be repeated"), key=f"template.repeated.{item.id}"):
                    self.adding(found.page, "", item.id)

    def of_page(self, page: Page) -> None:
        """The buttons of a page."""
        _ = self._
        with st.container(horizontal=True):
            self.button(_("Up"), MovePage(page.id, -1), PAGE + page.id, f"up.{page.id}")
            self.button(_("Down"), MovePage(page.id, 1), PAGE + page.id, f"down.{page.id}")
            with st.popover(_("Add to this page"), key=f"template.add.{page.id}"):
                self.adding(page.id, "", "")
            fresh = Page(id=fresh_page_id(self.template), title=Text(fi=_(NEW_PAGE)), items=())
            self.button(_("Add a page"), AddPage(fresh, page.id), PAGE + fresh.id, f"page.{page.id}")
            with st.popover(_("Remove the page"), key=f"template.gone.{page.id}"):
                st.write(_("Its questions go with it."))
                self.button(
                    _("Remove the page and its questions"), RemovePage(page.id), "", f"away.{page.id}"
                )

    def adding(self, page: str, after: str, block: str) -> None:
        """A button for each type of question, and outside blocks for the other kinds of items."""
        _ = self._
        where = f"{page}.{after}.{block}"
        for kind, text in TYPES.items():
            item = self.new_question(kind)
            st.button(
                _(text),
                on_click=partial(self.add, AddItem(page, item, after, block), kind),
                key=f"template.add.{kind}.{where}",
                width="stretch",
            )
        for other, text in KINDS.items() if not block else ():
            made = self.new_item(other)
            self.button(_(text), AddItem(page, made, after), made.id, f"add.{other}.{where}")

    def add(self, change: AddItem, kind: str) -> None:
        """Add a question as a text, and make it what it is to be; a callback."""
        own = change.item.id

        def write() -> None:
            here = {"project_id": self.project_id, "key": self.template.id}
            edit_survey(self.asked, **here, change=change)
            if kind != "text":
                edit_survey(self.asked, **here, change=Retype(own, kind))  # type: ignore[arg-type]
            open_survey(self.template.id, own)

        do(NAME, write)

    def new_question(self, kind: str) -> Question:
        text = Text(fi=self._(FIRST_QUESTION))
        return Question(id=fresh_id(self.template, "Q"), type="text", text=text, disclosure="opinion")

    def new_item(self, kind: str) -> Note | Section | Calculation | Block:
        own, text = fresh_id(self.template, "Q"), Text(fi=self._(NEW_TEXT))
        if kind == "note":
            return Note(id=own, type="note", text=text)
        if kind == "section":
            return Section(id=own, type="section", text=text)
        if kind == "calculate":
            return Calculation(id=own, type="calculate", calculation="1 + 1")
        inner = self.new_question("text").model_copy(update={"id": f"{own}_a"})
        return Block(id=own, type="block", text=text, for_each=OWN_ROWS, max_rows=5, questions=(inner,))
