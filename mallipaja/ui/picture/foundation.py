"""“Where does this figure come from?”: the same five things under every picture."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from mallipaja.i18n import Words


def foundation(
    _: Words, method: str, n: str, completeness: float | None, source: str, more: Iterable[str] = ()
) -> None:
    """Method, n, completeness, source and whatever else the figures rest on."""
    with st.expander(_("Where does this figure come from?")):
        st.markdown(f"**{_('Method')}**")
        st.text(method)
        st.markdown(f"**{_('Completeness')}**")
        st.text(
            n
            + (
                ""
                if completeness is None
                else " " + _("{share} of the figures needed are known.", share=_.percent(completeness, 0))
            )
        )
        st.markdown(f"**{_('Source')}**")
        st.text(source)
        for line in more:
            st.text(line)
