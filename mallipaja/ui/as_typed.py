"""What people typed, shown as they typed it: in Markdown neither formatting nor formula nor link.

Streamlit gives a label to screen readers as it was written, with every backslash. So a backslash stands only where
Markdown would take the character for formatting inside a line; everything else is broken up by a word joiner, which is
neither seen nor read out. Ordinary text, "Sosiaalityö (aikuiset), 1.–31.5.: h/kk", stays as it is.

An e-mail address stays whole, so that it can be copied; Streamlit makes it a link to itself.
"""

from __future__ import annotations

import re

JOINER = "\u2060"
"""No width, no sound, no line break; neither space nor punctuation to Markdown."""

_BLOCK = re.compile(
    r"^(?=[^\S\n]*(?:[-+*](?:\s|$)|#{1,6}(?:\s|$)|\d{1,9}[.)](?:\s|$)|>|=+\s*$|-[- \t]*$|::|:?-+:?\s*$)| {0,3}\t| {4})",
    re.MULTILINE,
)
"""Where a line would begin a list, a heading, a quotation, a rule, a table, a directive or code."""
_COLOURS = "red|orange|yellow|green|blue|violet|purple|gray|grey|primary|rainbow"
_DIRECTIVE = rf"(?:help|shimmer|small|color|{_COLOURS})"
_BROKEN_UP = re.compile(
    r"(?:https?|ftp|mailto|xmpp|www)(?=[:.@])"  # addresses that would become links
    rf"|:(?=[\w+-]+:|streamlit:|material[/_]|{_DIRECTIVE})"  # emoji, directives, icons
    r"|<(?=[a-z/!?]|$)|&(?=#?\w*(?:;|$))"  # tags, character references
    r"|[<>~-](?=(?:->|[->=])(?:[\s\ufeff:]|$))"  # arrows and signs that Streamlit draws
    r"|(?<=\s)#+(?=\s*$)",  # what would close a heading
    re.IGNORECASE,
)
_ALONE = r"(?<=\s)\*(?=\s)"
_INSIDE_A_WORD = r"(?<=[^\W_])_+(?=[^\W_])"
_ABOUT = r"(?<![^\W_])(?<!~)~(?=[^\W_])"
_FORMATTING = re.compile(rf"{_ALONE}|{_INSIDE_A_WORD}|{_ABOUT}|([\\`*_\[\]|$~]|(?<=\S)\{{)")
"""Characters that format within a line; first, what does not: a star alone, the line in a_word, about as in "~5"."""


def as_typed(text: str) -> str:
    """The text for a place that reads Markdown (labels, captions, `st.write`, table cells)."""
    line_by_line = _BLOCK.sub(JOINER, text.replace("\r", " "))
    whole = _BROKEN_UP.sub(lambda found: found.group() + JOINER, line_by_line)
    escaped = _FORMATTING.sub(lambda found: f"\\{found.group()}" if found.group(1) else found.group(), whole)
    return escaped.replace("\n", "  \n")


def in_style(text: str) -> str:
    """The text for between the quotation marks of a style sheet inside a page."""
    return text.replace("\\", "").replace('"', "").replace("<", "")
