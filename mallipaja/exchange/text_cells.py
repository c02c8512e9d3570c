"""Text that people wrote, as the cell of a table that is opened in a spreadsheet.

A text that a spreadsheet would take for a formula gets an apostrophe in front; `from_cell` takes it off again, so
nothing is lost. (A bundle's tables, which only programs read, have rules of their own: `cells`.)
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"'+[=+\-@\t\r]")


def to_cell(text: str) -> str:
    """The text of a cell that no spreadsheet calculates."""
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """The text `to_cell` was given."""
    return cell[1:] if _MARKED.match(cell) else cell
