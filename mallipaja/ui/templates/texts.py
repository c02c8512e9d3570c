"""Texts in three languages as inputs, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError
from mallipaja.i18n import LANGUAGE_NAMES, LANGUAGES, N_, Words
from mallipaja.ui.editing import Form

NO_FINNISH = N_("Write the Finnish text: the other languages fall back to it.")


IN_A_LABEL = {"fi": "suomi", "sv": "svenska", "en": "English"}
"""Each language's own name, as it writes it within a sentence."""


def values_of(name: str, text: Text | None) -> dict[str, str]:
    """A text as values of a form."""
    return {f"{name}.{one}": (getattr(text, one) or "") if text else "" for one in LANGUAGES}


def text_of(name: str, values: Mapping[str, Any], *, needed: bool = True) -> Text | None:
    """The text the inputs hold.

    Raises
    ------
    ActionError : there is no Finnish text, and it is needed or another language has one.
    """
    said = {one: str(values[f"{name}.{one}"]).strip() for one in LANGUAGES}
    if not said["fi"]:
        if needed or any(said.values()):
            raise ActionError("TEXT_FINNISH", NO_FINNISH)
        return None
    return Text(fi=said["fi"], sv=said["sv"] or None, en=said["en"] or None)


def inputs(_: Words, form: Form, labels: Mapping[str, str], long: str = "") -> None:
    """The inputs of texts, a tab for each language.

    Parameters
    ----------
    labels : by name of the text, what it is.
    long : the text that gets a box of several lines.
    """
    for language, tab in zip(LANGUAGES, st.tabs([LANGUAGE_NAMES[one] for one in LANGUAGES]), strict=True):
        with tab:
            for name, label in labels.items():
                key, value = form.key(f"{name}.{language}"), form.values[f"{name}.{language}"]
                told = _("{what} ({language})", what=label, language=IN_A_LABEL[language])
                if name == long:
                    st.text_area(told, value, key=key, height=90)
                else:
                    st.text_input(told, value, key=key)
