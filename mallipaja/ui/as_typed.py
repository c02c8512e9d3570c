"""What people typed, shown as they typed it: in Markdown neither formatting nor formula nor link."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:])")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto|www)(?=[:.@])")


def as_typed(text: str) -> str:
    """The text for a place that reads Markdown (labels, captions, `st.write`, table cells)."""
    escaped = _SPECIAL.sub(r"\\\1", _AUTOLINK.sub("\\1\u2060", text))
    return escaped.replace("\r", " ").replace("\n", "  \n")
