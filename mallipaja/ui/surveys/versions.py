"""A survey edited while its round is open: what changes, what it means for the answers, taking it into use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.round_view import RoundView
from mallipaja.actions.versions import (
    Preview,
    Waiting,
    list_versions,
    preview_version,
    publish_version,
    waiting_versions,
)
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.i18n import N_, Words
from mallipaja.survey.across import Apart, Effect
from mallipaja.survey.versions import Change, Kind, labels_of
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said

NAME = "version"
KINDS: dict[Kind, str] = {
    "wording": N_("texts changed"),
    "added": N_("added"),
    "removed": N_("removed"),
    "retyped": N_("asks for another kind of answer"),
    "recoded": N_("choices removed or renamed: {codes}"),
    "choices_added": N_("choices added: {codes}"),
    "reordered": N_("order changed"),
    "limits": N_("limits of the answer changed"),
    "asked": N_("asked on other conditions"),
    "use": N_("what the answer is used for, or who sees it, changed"),
}
APART: dict[Apart | str, str] = {
    "kind": N_("another kind of answer"),
    "unit": N_("another unit"),
    "pilots": N_("asked for each pilot or for all"),
    "rows": N_("other rows"),
    "disclosure": N_("other people see it"),
    "choices": N_("choices without a counterpart"),
    "scale": N_("another scale"),
    "removed": N_("is asked no more"),
}
NOTHING = "–"


def versions(_: Words, asked: Context, view: RoundView) -> None:
    """The versions of the round's surveys, and those that wait to be taken into use."""
    said(NAME)
    st.caption(
        _(
            "A round asks what its surveys were when it was opened. When a survey has been edited since, the changes are "
            "shown here before they reach anybody. Answers keep the version they were given to."
        )
    )
    waiting = waiting_versions(asked, round_id=view.round.id) if view.is_open else []
    for one in waiting:
        _waiting(_, asked, view, one)
    if not waiting:
        st.write(_("None of the surveys has been edited since it was taken into use in this round."))
    _past(_, asked, view)


def _waiting(_: Words, asked: Context, view: RoundView, one: Waiting) -> None:
    template = one.template
    title = as_typed(template.title.get(_.language))
    with st.expander(_("{title}: a new version waits", title=title), expanded=True):
        told = preview_version(asked, round_id=view.round.id, template=template)
        _changes(_, told)
        recode = _map(_, told)
        if recode != told.guessed:
            told = preview_version(asked, round_id=view.round.id, template=template, recode=recode)
        _effects(_, told)
        note = st.text_input(
            _("What was changed and why (for the project's own people)"),
            key=f"version.note.{template.id}",
            max_chars=400,
        )
        publish = partial(
            publish_version,
            asked,
            round_id=view.round.id,
            document_id=told.version.document_id,
            template=template,
            recode=recode,
            note=note,
        )
        st.button(
            _("Ask the new version from now on"),
            type="primary",
            key=f"version.publish.{template.id}",
            on_click=do,
            args=(NAME, publish, _("The new version is asked from now on.")),
        )


def _changes(_: Words, told: Preview) -> None:
    """What is different, question by question."""
    texts = _texts(_, told.old) | _texts(_, told.new)
    lines: dict[str, list[str]] = {}
    for one in told.changes:
        lines.setdefault(one.question, []).append(_(KINDS[one.kind], codes=_codes(_, told, one)))
    st.markdown(
        "\n".join(
            f"- **{as_typed(texts.get(key, key))}**  \n  {as_typed(', '.join(said))}"
            for key, said in lines.items()
        )
        or _("Only the texts of the pages have changed.")
    )


def _codes(_: Words, told: Preview, one: Change) -> str:
    old, new = labels_of(told.old, one.question, _.language), labels_of(told.new, one.question, _.language)
    names = [old.get(code, code) for code in one.before] if one.kind == "recoded" else []
    if one.kind == "choices_added":
        names = [new.get(code, code) for code in one.after]
    return _.listing(names)


def _texts(_: Words, template: SurveyTemplate) -> dict[str, str]:
    found = {one.id: one.text.get(_.language) for one, _block in template.questions()}
    return found | {block.id: block.text.get(_.language) for block in template.blocks()}


def _map(_: Words, told: Preview) -> dict[str, dict[str, str | None]]:
    """What becomes of each choice that is gone: chosen by the facilitator, guessed where a label is the same."""
    if not told.guessed:
        return {}
    st.markdown(f"**{_('What becomes of the choices that are gone?')}**")
    texts, found = _texts(_, told.old), dict[str, dict[str, str | None]]()
    for key, guessed in told.guessed.items():
        old, new = labels_of(told.old, key, _.language), labels_of(told.new, key, _.language)
        found[key] = {}
        for code, guess in guessed.items():
            used = told.used[key][code]
            options: list[str] = [NOTHING, *new]
            label = _(
                "{question} “{choice}” ({used})",
                question=texts.get(key, key),
                choice=old.get(code, code),
                used=_.plural("{count} answer", "{count} answers", used),
            )
            picked = st.selectbox(
                as_typed(label),
                options,
                options.index(guess) if guess in new else 0,
                format_func=partial(_becomes, _, new),
                filter_mode=None,
                key=f"version.map.{told.new.id}.{key}.{code}",
            )
            found[key][code] = None if picked == NOTHING else picked
    return found


def _becomes(_: Words, labels: Mapping[str, str], code: str) -> str:
    return labels.get(code) or _("nothing: the answer stays in the old version")


def _effects(_: Words, told: Preview) -> None:
    """What the new version means for the answers given, in words and by question."""
    st.markdown(f"**{_('What it means for the answers given')}**")
    st.write(
        _(
            "{sent} responses have been sent: they stay in the old version. {under_way} are under way: each respondent is "
            "asked whether to carry the answers over or to start afresh.",
            sent=_.number(told.sent),
            under_way=_.number(told.under_way),
        )
    )
    touched = {one.question for one in told.changes}
    rows = {
        key: one
        for key, one in told.effects.items()
        if one.apart or one.carried < one.under_way or key in touched
    }
    if not rows:
        st.write(_("Every answer goes over as it is."))
        return
    _table(_, told, rows)


def _table(_: Words, told: Preview, rows: Mapping[str, Effect]) -> None:
    import pandas as pd

    texts = _texts(_, told.old)
    index = pd.Index([as_typed(texts.get(key, key)) for key in rows], name=_("Question"))
    columns = [_("Sent answers"), _("In results"), _("Answers under way"), _("Of them carried over")]
    cells = [
        (
            _.number(one.sent),
            _("apart: {why}", why=_(APART[one.apart])) if one.apart else _("together with the new ones"),
            _.number(one.under_way),
            _.number(one.carried),
        )
        for one in rows.values()
    ]
    figure.table(_, pd.DataFrame(cells, columns=columns, index=index), "versions")


def _past(_: Words, asked: Context, view: RoundView) -> None:
    """Every version a survey of the round has had, when it has had more than one."""
    titles = {one.id: one.title.get(_.language) for one in view.templates}
    for key, listed in list_versions(asked, round_id=view.round.id).items():
        if len(listed) < 2:
            continue
        st.markdown(f"**{as_typed(titles.get(key, key))}**")
        lines = []
        for one in listed:
            since = one.since or view.round.opened_at
            text = _("version {version} from {day}", version=one.version, day=_.moment(since))
            lines.append(f"- {text}" + (f": {as_typed(one.note)}" if one.note else ""))
        st.markdown("\n".join(lines))
