"""The surveys there are, what they ask, and the files that cannot be used."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.surveys import list_templates
from mallipaja.actions.template_editing import list_surveys, new_survey, survey_from_form
from mallipaja.catalogue.survey_template import Block, Calculation, SurveyTemplate
from mallipaja.i18n import LANGUAGE_NAMES, Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.templates.state import show_read
from mallipaja.ui.templates.wording import ANSWERED_BY
from mallipaja.ui.upload import file_box

NEW = "survey.new"
EDITOR = PAGES_FOLDER / "facilitate" / "edit_survey.py"
_BEGUN = "mallipaja.survey.begun"


def templates(_: Words, asked: Context, project_id: str) -> None:
    """One row per survey, with a look at its questions and the way to its editor; broken files with their problems."""
    if begun := st.session_state.pop(_BEGUN, ""):
        st.switch_page(str(EDITOR), query_params={"survey": begun})
    for one in list_surveys(asked, project_id=project_id):
        template = one.template
        mark = f" · {_('own version')}" if one.own else ""
        with st.expander(f"{as_typed(template.title.get(_.language))} · {_minutes(_, template)}{mark}"):
            with st.container(horizontal=True):
                _link(_("Edit the survey"), "edit_survey.py", template.id)
                _link(_("Try the survey"), "try_survey.py", template.id)
            _look(_, template)
    with st.popover(_("New survey")):
        _new(_, asked, project_id)
    _found, problems = list_templates(asked)
    if problems:
        st.error(_("These files cannot be used. The other surveys work."))
        for problem in problems:
            told = problem.in_language(_)
            place = f"{told.path}:{told.line}" if told.line else told.path
            st.markdown(as_typed(" ".join((place, told.where, told.message, told.allowed, told.fix))))


def _link(label: str, page: str, key: str) -> None:
    st.page_link(str(PAGES_FOLDER / "facilitate" / page), label=label, query_params={"survey": key})


def _new(_: Words, asked: Context, project_id: str) -> None:
    """A survey of the project's own, from nothing or from an Excel form."""
    said(NEW)
    title = st.text_input(_("Title of the survey (in Finnish)"), max_chars=120, key=f"{NEW}.title")
    who = st.selectbox(
        _("Who answers"),
        list(ANSWERED_BY),
        2,
        format_func=lambda one: _(ANSWERED_BY[one]),
        key=f"{NEW}.who",
        filter_mode=None,
    )

    def begin() -> None:
        st.session_state[_BEGUN] = new_survey(asked, project_id=project_id, title=title, answered_by=who)

    st.button(_("Begin a new survey"), on_click=do, args=(NEW, begin), key=f"{NEW}.go")
    given = file_box(_, _("Or bring one from Excel (.xlsx)"), ["xlsx"], key=f"{NEW}.file")
    if given is not None and st.button(_("Bring it in"), key=f"{NEW}.bring"):
        content, name = given.getvalue(), given.name
        read = survey_from_form(asked, project_id=project_id, content=content, name=name, fresh=True)
        show_read(_, read)


def _minutes(_: Words, one: SurveyTemplate) -> str:
    return _("about {minutes} min", minutes=_.number(one.minutes))


def _look(_: Words, one: SurveyTemplate) -> None:
    st.write(as_typed(one.purpose.get(_.language)))
    facts = [_(ANSWERED_BY[one.answered_by]), _("version {version}", version=one.version)]
    if one.draft_languages:
        names = _.listing(LANGUAGE_NAMES[language] for language in one.draft_languages)
        facts.append(_("translation is a draft: {names}", names=names))
    st.caption(" · ".join(facts))
    for page in one.pages:
        lines = []
        for item in page.items:
            if isinstance(item, Calculation) or item.text is None:
                continue
            lines.append(f"- {as_typed(item.text.get(_.language))}")
            if isinstance(item, Block):
                lines += [f"    - {as_typed(question.text.get(_.language))}" for question in item.questions]
        st.markdown(f"**{as_typed(page.title.get(_.language))}**\n\n" + "\n".join(lines))
