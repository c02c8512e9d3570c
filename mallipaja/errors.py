"""Problems in words: where, what, what is allowed, what to do.

Two kinds. A `Problem` is a finding about a file or a piece of input; checks collect all of them. An
`ActionError` stops one action and is shown to the person who tried it. Neither ever carries an answer's text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from mallipaja.i18n import N_


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding.

    Attributes
    ----------
    path : file or input the problem is in, as the caller named it.
    line : 1-based line; 0 when the problem has no line (for example a missing file).
    where : place inside the document, for example ``questions[3].scale``; may be empty.
    code : stable code, for example ``TEMPLATE_014``.
    message : what is wrong, with the offending value.
    allowed : what is allowed; may be empty.
    fix : what to do.
    """

    path: str
    line: int
    where: str
    code: str
    message: str
    allowed: str = ""
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        parts = [f"{place} {self.where}:" if self.where else f"{place}:", self.message, self.allowed, self.fix]
        return " ".join(p for p in parts if p) + f" [{self.code}]"

    def as_dict(self) -> dict[str, object]:
        """The problem as plain values, in the shape of ``mallipaja check --json``."""
        return asdict(self)


class ProblemsError(Exception):
    """Input that cannot be used; carries every problem found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(p) for p in self.problems))


class ActionError(Exception):
    """An action that was not carried out, with a message for the person who tried.

    Parameters
    ----------
    code : stable code, for example ``ACTION_LATE``; the interface translates by code.
    message : English message id (marked with ``N_``): what happened and what to do, with ``{name}`` where a value goes.
        Never holds answers, names or tokens.
    values : the values of the message (counts, dates, labels).
    """

    def __init__(self, code: str, message: str, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.code = code
        self.message = message
        self.values = values


class Refused(ActionError):  # noqa: N818 - a verdict, read in sentences: "raises Refused"
    """The person has no right to do this here."""

    def __init__(self, message: str = N_("You do not have the right to do this.")) -> None:
        super().__init__("REFUSED", message)


class NotFound(ActionError):  # noqa: N818
    """What was asked for does not exist, or the person may not know that it does."""

    def __init__(self, what: str) -> None:
        super().__init__("NOT_FOUND", N_("This was not found. It may have been removed."), what=what)


class LateSave(ActionError):  # noqa: N818
    """Somebody else saved first.

    ``values``: ``theirs`` (field -> (before, now)) is what the other person changed, ``mine`` (field -> value) what
    this save would have written. Nothing is lost: the caller shows both and saves again.
    """

    def __init__(self, theirs: dict[str, tuple[object, object]], mine: dict[str, object], by: str) -> None:
        super().__init__(
            "LATE_SAVE", N_("Somebody else saved this while you were editing it."), theirs=theirs, mine=mine, by=by
        )
