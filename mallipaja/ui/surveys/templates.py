"""The surveys there are, what they ask, and the files that cannot be used."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.surveys import list_templates
from mallipaja.catalogue.survey_template import Block, Calculation, SurveyTemplate
from mallipaja.i18n import LANGUAGE_NAMES, N_, Words
from mallipaja.ui.as_typed import as_typed

ANSWERED_BY = {
    "unit": N_("each unit answers once"),
    "pilot": N_("one joint answer per pilot"),
    "person": N_("each person answers"),
}


def templates(_: Words, asked: Context) -> None:
    """One row per survey, with a look at its questions; broken files with their problems."""
    found, problems = list_templates(asked)
    for one in found:
        with st.expander(f"{as_typed(one.title.get(_.language))} · {_minutes(_, one)}"):
            _look(_, one)
    if problems:
        st.error(_("These files cannot be used. The other surveys work."))
        for problem in problems:
            told = problem.in_language(_)
            place = f"{told.path}:{told.line}" if told.line else told.path
            st.markdown(as_typed(" ".join((place, told.where, told.message, told.allowed, told.fix))))


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
