"""How well a card or a challenge is known: its grade, the documents and statistics beside it, and one more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from mallipaja.actions import evidence_sources
from mallipaja.actions.access import Context
from mallipaja.i18n import N_, Words
from mallipaja.report.minutes import grade
from mallipaja.store.boards import EvidenceSource
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.live import wording
from mallipaja.workshop.evidence import Evidence

SAID = "live.sources"
KINDS = {"document": N_("Document"), "statistic": N_("Statistic")}
AGREES = {True: N_("says the same"), False: N_("says otherwise")}


def of_project(asked: Context, project_id: str) -> dict[str, list[EvidenceSource]]:
    """Card or challenge id -> what documents and statistics say of it."""
    found: dict[str, list[EvidenceSource]] = {}
    for one in evidence_sources.list_evidence_sources(asked, project_id=project_id):
        found.setdefault(one.card_id or one.challenge_id or "", []).append(one)
    return found


def graded(_: Words, known: Evidence) -> str:
    """The grade in words, for a line of small print."""
    return _("Evidence {grade}", grade=grade(_, known.grade, disputed=known.disputed))


def draw(_: Words, asked: Context, kind: str, of: str, listed: Sequence[EvidenceSource]) -> None:
    """The sources of a card or a challenge (``kind``), and a form for one more.

    Parameters
    ----------
    of : id of the card or challenge.
    """
    said(f"{SAID}.{of}")
    for one in listed:
        place = f", {one.place}" if one.place else ""
        st.markdown(f"{_(KINDS[one.kind])}: {as_typed(one.title + place)} ({_(AGREES[one.agrees])})")
        remove = partial(evidence_sources.remove_evidence_source, asked, evidence_source_id=one.id)
        st.button(
            _("Remove: {what}", what=as_typed(one.title)), on_click=do, args=(f"{SAID}.{of}", remove),
            key=f"source.bin.{one.id}",
        )  # fmt: skip
    _new(_, asked, kind, of)


def _new(_: Words, asked: Context, kind: str, of: str) -> None:
    add = evidence_sources.add_card_source if kind == "card" else evidence_sources.add_challenge_source
    about = {"card_id": of} if kind == "card" else {"challenge_id": of}
    key = f"source.{of}"

    def write() -> None:
        state = st.session_state
        given = {"kind": state[f"{key}.kind"], "title": state[f"{key}.title"], "place": state[f"{key}.place"]}
        do(f"{SAID}.{of}", partial(add, asked, **about, **given, agrees=state[f"{key}.agrees"]))

    with st.form(key, border=False, clear_on_submit=True):
        st.radio(_("What tells of it"), tuple(KINDS), key=f"{key}.kind", horizontal=True,
                 format_func=lambda one: _(KINDS[one]))  # fmt: skip
        st.text_input(_("Title"), max_chars=120, key=f"{key}.title")
        st.text_input(_("Page, table or address"), max_chars=200, key=f"{key}.place")
        st.radio(_("What does it say?"), tuple(AGREES), key=f"{key}.agrees", horizontal=True,
                 format_func=lambda one: _(AGREES[one]))  # fmt: skip
        st.caption(_(wording.CLIENT_DATA))
        st.form_submit_button(_("Add the source"), on_click=write)
