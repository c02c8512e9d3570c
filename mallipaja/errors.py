"""Problems in words: where, what, what is allowed, what to do.

Two kinds. A `Problem` is a finding about a file or a piece of input; checks collect all of them. An
`ActionError` stops one action and is shown to the person who tried it. Neither ever carries an answer's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from mallipaja.i18n import N_, Words

Spot = tuple[str | int, ...]
"""A place inside a document: keys and 0-based list positions from the top."""

_PUBLIC = ("code", "path", "line", "where", "message", "allowed", "fix")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check can find, in message ids. The texts hold ``{name}`` where a value of the finding goes.

    ``fix_near`` is said instead of ``fix`` when the finding has a value ``near``: the known word closest
    to the one met.
    """

    code: str
    message: str
    allowed: str = ""
    fix: str = ""
    fix_near: str = ""

    def found(self, *spot: str | int, **values: object) -> Finding:
        """The rule met at ``spot`` of some document."""
        return Finding(self, spot, values)

    def fix_for(self, values: Mapping[str, object]) -> str:
        """The advice that fits ``values``."""
        return self.fix_near if self.fix_near and values.get("near") else self.fix


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule met at a place of a document, before anybody knows the file and the line."""

    rule: Rule
    spot: Spot
    values: Mapping[str, object] = field(default_factory=dict)

    def at(self, path: str, line: int = 0) -> Problem:
        """The finding as a problem of the file ``path``."""
        rule, values = self.rule, self.values
        texts = (rule.message, rule.allowed, rule.fix_for(values))
        message, allowed, fix = (text.format(**values) for text in texts)
        return Problem(path, line, where_of(self.spot), rule.code, message, allowed, fix, rule, values)


def where_of(spot: Spot) -> str:
    """A place as people read it: ``pages[0].items[3].scale``, ``elements[roles.kela].text``."""
    text = ""
    for part in spot:
        if isinstance(part, int) or "." in part or not part:
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding.

    Attributes
    ----------
    path : file or input the problem is in, as the caller named it.
    line : 1-based line; 0 when the problem has no line (for example a missing file).
    where : place inside the document, for example ``questions[3].scale``; may be empty. Positions run from 0.
    code : stable code, for example ``TEMPLATE_014``.
    message : what is wrong, with the offending value.
    allowed : what is allowed; may be empty.
    fix : what to do.
    rule, values : what the texts were made of, for `in_language`.
    """

    path: str
    line: int
    where: str
    code: str
    message: str
    allowed: str = ""
    fix: str = ""
    rule: Rule | None = field(default=None, compare=False, repr=False)
    values: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        parts = [
            f"{place} {self.where}:" if self.where else f"{place}:",
            self.message,
            self.allowed,
            self.fix,
        ]
        return " ".join(p for p in parts if p) + f" [{self.code}]"

    def as_dict(self) -> dict[str, object]:
        """The problem as plain values, in the shape of ``mallipaja check --json``."""
        return {name: getattr(self, name) for name in _PUBLIC}

    def in_language(self, words: Words) -> Problem:
        """The same problem in the reader's language."""
        if self.rule is None:
            return self
        texts = (self.rule.message, self.rule.allowed, self.rule.fix_for(self.values))
        message, allowed, fix = (words(text, **self.values) for text in texts)
        return replace(self, message=message, allowed=allowed, fix=fix)


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
    message : English message id (marked with ``N_``): what happened and what to do, with ``{name}`` where
        a value goes. Never holds answers, names or tokens.
    values : the values of the message (counts, dates, labels); a tuple is of message ids and becomes a list of words.
    """

    def __init__(self, code: str, message: str, **values: object) -> None:
        plain = {name: ", ".join(one) if isinstance(one, tuple) else one for name, one in values.items()}
        super().__init__(message.format(**plain) if values else message)
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

    ``theirs`` (field -> (before, now)) is what the other person changed, ``mine`` (field -> value) what this
    save would have written, ``by`` the other person as the history names them. Nothing is lost: the caller
    shows both and saves again.
    """

    def __init__(self, theirs: dict[str, tuple[object, object]], mine: dict[str, object], by: str) -> None:
        super().__init__(
            "LATE_SAVE",
            N_("Somebody else saved this while you were editing it."),
            theirs=theirs,
            mine=mine,
            by=by,
        )
        self.theirs, self.mine, self.by = theirs, mine, by
