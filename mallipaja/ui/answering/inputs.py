"""The inputs of one field. Each takes an `Entry` and gives the `Entry` that is in them now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from mallipaja.catalogue.survey_template import ChoiceItem, MissingReason, Question
from mallipaja.i18n import N_, Words
from mallipaja.survey.clean import OTHER_LENGTH
from mallipaja.survey.form import ACTORS, UNSAID, Field
from mallipaja.ui.answering.entry import REASON, SAID_BY_CHOICE, Entry
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.told_apart import told_apart

MOST_RADIOS = 9
"""A longer list of choices becomes a drop-down."""
SHORT_LABEL = 40
"""Choices of a "choose several" question are buttons side by side when none is longer than this."""

REASONS: dict[MissingReason, str] = {
    "do_not_know": N_("I do not know"),
    "not_collected": N_("This is not recorded"),
    "not_budgeted_separately": N_("Not budgeted separately"),
    "may_not_disclose": N_("We may not give this information"),
    "not_applicable": N_("Does not concern us"),
}
OPINION = N_("A question of opinion.")
IN_FINNISH = N_("The names of the actors are given in Finnish.")
NO_CLIENT_DATA = N_("Do not write information about clients.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A field ready to be drawn: its choices, its widgets' common key and what they begin with.

    ``touch`` is called when one of its widgets changes; ``mark_opinion``: say that this question asks for an opinion.
    """

    field: Field
    choices: tuple[ChoiceItem, ...]
    key: str
    start: Entry
    touch: Callable[[], None]
    mark_opinion: bool = False

    @property
    def question(self) -> Question:
        return self.field.question


def draw(asked: Asked, _: Words) -> Entry:
    """Draw the inputs of a field and give what is in them."""
    if asked.question.read_only:
        return _shown(asked, _)
    if asked.question.type in SAID_BY_CHOICE:
        return _with_other(asked, _single(asked, _), _)
    match asked.question.type:
        case "multiple":
            entry = _with_other(asked, _several(asked, _), _)
        case "ranking":
            entry = _ranked(asked, _)
        case _:
            entry = _box(asked, _)
    return replace(entry, reason=_reason(asked, entry, _))


def _shown(asked: Asked, _: Words) -> Entry:
    """A read-only question: its answer as text."""
    names = {choice.code: choice.label.get(_.language) for choice in asked.choices}
    said = asked.start.text or ", ".join(names.get(code, code) for code in asked.start.chosen)
    st.markdown(f"**{as_typed(asked.question.text.get(_.language))}**  \n{as_typed(said) or '–'}")
    _notes(asked, _)
    return asked.start


def label_of(question: Question, _: Words) -> str:
    """The question as the label of its input."""
    text = as_typed(question.text.get(_.language))
    return _("{question} (required)", question=text) if question.required else text


def _notes(asked: Asked, _: Words) -> None:
    question = asked.question
    notes = [question.hint.get(_.language)] if question.hint else []
    if question.type == "text" and not question.prefilled:
        notes.append(_(NO_CLIENT_DATA))
    if question.choices == ACTORS and _.language != "fi":
        notes.append(_(IN_FINNISH))
    if asked.mark_opinion:
        notes.append(_(OPINION))
    if notes:
        st.caption(as_typed(" ".join(notes)))


def _single(asked: Asked, _: Words) -> Entry:
    """One choice, or one of the allowed reasons for none, from one list."""
    names = {choice.code: choice.label.get(_.language) for choice in asked.choices}
    names = told_apart(names | {REASON + reason: _(REASONS[reason]) for reason in asked.question.cannot_say})
    options = list(names)
    start = asked.start.chosen[0] if asked.start.chosen else REASON + asked.start.reason
    index = options.index(start) if start in options else None
    label = label_of(asked.question, _)
    if len(options) > MOST_RADIOS:
        chosen = st.selectbox(
            label,
            options,
            index,
            format_func=names.__getitem__,
            key=asked.key,
            on_change=asked.touch,
            placeholder=_("Choose"),
            filter_mode=None,
        )
    else:
        typed = {code: as_typed(name) for code, name in names.items()}
        chosen = st.radio(
            label, options, index, format_func=typed.__getitem__, key=asked.key, on_change=asked.touch
        )
    _notes(asked, _)
    if chosen is None:
        return Entry()
    return Entry(reason=chosen.removeprefix(REASON)) if chosen.startswith(REASON) else Entry(chosen=(chosen,))


def _several(asked: Asked, _: Words) -> Entry:
    names = told_apart({choice.code: as_typed(choice.label.get(_.language)) for choice in asked.choices})
    label = label_of(asked.question, _)
    if all(len(choice.label.get(_.language)) <= SHORT_LABEL for choice in asked.choices):
        chosen = st.pills(
            label,
            list(names),
            selection_mode="multi",
            default=list(asked.start.chosen),
            format_func=names.__getitem__,
            key=asked.key,
            on_change=asked.touch,
            wrap=True,
        )
        _notes(asked, _)
        return Entry(chosen=tuple(code for code in names if code in chosen))
    st.markdown(f"**{label}**")
    _notes(asked, _)
    ticked = tuple(
        code
        for code, name in names.items()
        if st.checkbox(name, code in asked.start.chosen, key=f"{asked.key}.{code}", on_change=asked.touch)
    )
    return Entry(chosen=ticked)


def _ranked(asked: Asked, _: Words) -> Entry:
    """A box for each place of a ranking, the first on top; a choice moved to another place leaves its old one.

    Boxes need no dragging: they work by keyboard, on a phone and with a screen reader.
    """
    names = told_apart({choice.code: choice.label.get(_.language) for choice in asked.choices})
    st.markdown(f"**{label_of(asked.question, _)}**")
    _notes(asked, _)
    places = range(min(len(names), asked.question.max_choices or len(names)))
    start = (*asked.start.chosen, *[None] * len(places))
    keys = [f"{asked.key}.{place}" for place in places]
    held = [st.session_state.get(key, first) for key, first in zip(keys, start, strict=False)]
    for place in places:
        moved = held[place] is not None and held.count(held[place]) > 1 and held[place] == start[place]
        if moved:  # the other box with this choice is the newer one
            held[place] = st.session_state[keys[place]] = None
    chosen = [
        st.selectbox(
            _("Place {number}", number=place + 1),
            list(names),
            list(names).index(first) if (first := held[place]) in names else None,
            format_func=names.__getitem__,
            key=keys[place],
            on_change=asked.touch,
            placeholder=_("Choose"),
            filter_mode=None,
        )
        for place in places
    ]
    return Entry(chosen=tuple(dict.fromkeys(code for code in chosen if code is not None)))


def _box(asked: Asked, _: Words) -> Entry:
    question, label = asked.question, label_of(asked.question, _)
    if question.long:
        text = st.text_area(label, asked.start.text, key=asked.key, height=120, on_change=asked.touch)
    elif question.type == "text":
        text = st.text_input(label, asked.start.text, key=asked.key, on_change=asked.touch)
    else:
        hint = question.unit.get(_.language) if question.unit else ""
        text = st.text_input(
            label,
            asked.start.text,
            key=asked.key,
            on_change=asked.touch,
            placeholder=_("day.month.year") if question.type == "date" else hint,
        )
    _notes(asked, _)
    return Entry(text=text or "")


def _with_other(asked: Asked, entry: Entry, _: Words) -> Entry:
    if asked.question.other not in entry.chosen:
        return entry
    other = st.text_input(
        _("Which other?"),
        asked.start.other,
        max_chars=OTHER_LENGTH,
        key=f"{asked.key}.other",
        on_change=asked.touch,
    )
    if not (other or "").strip():
        st.warning(_("Write which other. Otherwise it is called “{name}”.", name=UNSAID.get(_.language)))
    return replace(entry, other=other or "")


def _reason(asked: Asked, entry: Entry, _: Words) -> str:
    """Why there is no answer, offered under the input."""
    reasons = asked.question.cannot_say
    if not reasons:
        return ""
    names = {reason: _(REASONS[reason]) for reason in reasons}
    start = next((place for place, reason in enumerate(reasons) if reason == asked.start.reason), None)
    chosen = st.selectbox(
        _("If you cannot answer the question “{question}”, why?", question=label_of(asked.question, _)),
        reasons,
        start,
        format_func=names.__getitem__,
        key=f"{asked.key}.reason",
        on_change=asked.touch,
        placeholder=_("If you cannot answer, choose the reason"),
        label_visibility="collapsed",
        filter_mode=None,
    )
    return chosen or ""


def blanked(asked: Asked, shown: Entry) -> Asked:
    """Empty the input that lost: an answer and a reason for none exclude each other, the newer one holds.

    Widgets can be set only before they are drawn, so this looks at what they hold by then.
    """
    question = asked.question
    if not question.cannot_say or question.type in SAID_BY_CHOICE:
        return asked
    keys = [asked.key, *(f"{asked.key}.{choice.code}" for choice in asked.choices)]
    ranked = question.type == "ranking"
    keys += [f"{asked.key}.{place}" for place in range(len(asked.choices) if ranked else 0)]
    held = [key for key in keys if st.session_state.get(key)]
    reason = st.session_state.get(f"{asked.key}.reason")
    if not held or not reason:
        return asked
    if reason != shown.reason:
        for key in held:
            st.session_state[key] = None if ranked else _empty(st.session_state[key])
    else:
        st.session_state[f"{asked.key}.reason"] = None
    return replace(asked, start=Entry())


def _empty(value: object) -> object:
    return {bool: False, str: "", list: []}[type(value)]
