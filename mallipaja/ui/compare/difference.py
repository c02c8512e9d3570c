"""Word differences on a page: what only the one text has is struck through, what only the other has is bold."""

from __future__ import annotations

from mallipaja.model.word_difference import Piece, word_difference
from mallipaja.ui.as_typed import as_typed


def difference(before: str, after: str) -> str:
    """Markdown of both texts in one; what people typed stays as typed."""
    return "".join(_piece(one) for one in word_difference(before, after))


def _piece(one: Piece) -> str:
    """Marks hug the words: Markdown takes none with a space inside them."""
    inner = one.text.strip()
    if one.kind == "same" or not inner:
        return as_typed(one.text)
    mark = "~~" if one.kind == "before" else "**"
    start = one.text[: len(one.text) - len(one.text.lstrip())]
    end = one.text[len(one.text.rstrip()) :]
    return f"{start}{mark}{as_typed(inner)}{mark}{end}"
