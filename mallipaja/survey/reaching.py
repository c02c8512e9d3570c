"""Whether any answers make a condition true.

Every question a condition looks at is tried with an answer of each kind that could matter: each choice, each side of
each number it is compared with, blank. What is not understood (a function of several answers, a pattern) may be true or
false. So what is never true here is never true; the other way round nothing is promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise, product
from math import ceil, floor, isnan, prod

from mallipaja.catalogue.survey_template import Question
from mallipaja.survey.expression import tree
from mallipaja.survey.expression.values import Value as Compared
from mallipaja.survey.expression.values import at_most, day_of, equal, less, number_text, text_number, unequal

MOST_TRIED = 20_000
THIS = "."
_COMPARE = {"=": equal, "!=": unequal, "<": less, "<=": at_most}
_TURNED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
Answers = Mapping[str, str]


class Tried:
    """Conditions that hold together, and the answers tried for them.

    Parameters
    ----------
    own : the condition asked about.
    questions : the questions by id, with the choice codes they have (``None`` when not all are known).
    guards : the conditions under which questions are asked at all, by id; one that is not reads as blank.
    """

    def __init__(
        self,
        own: Sequence[tree.Node],
        questions: Mapping[str, tuple[Question, tuple[str, ...] | None]],
        guards: Mapping[str, Sequence[tree.Node]],
    ) -> None:
        self.own = own
        self.questions = questions
        self.guards = guards

    def never(self) -> bool:
        """Whether the condition is never true, as far as that can be tried out."""
        names = self._names()
        every = [*self.own, *(node for name in names for node in self.guards.get(name, ()))]
        constants = _constants(every)
        domains: dict[str, list[str]] = {
            name: self._domain(name, constants.get(name, set())) for name in names
        }
        unknown = {f"?{place}": ["", "1"] for place in range(len(_not_understood(every)))}
        if prod(map(len, (*domains.values(), *unknown.values()))) > MOST_TRIED:
            return False
        free = {id(node): f"?{place}" for place, node in enumerate(_not_understood(every))}
        tried = (
            dict(zip((*domains, *unknown), values, strict=True))
            for values in product(*domains.values(), *unknown.values())
        )
        return not any(self._holds(answers, names, free) for answers in islice(tried, MOST_TRIED))

    def _names(self) -> list[str]:
        """What the conditions look at, and what those look at; what decides on others first."""
        found: dict[str, None] = {}
        waiting = [name for node in self.own for name in _named(node)]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = None
                waiting += [other for node in self.guards.get(name, ()) for other in _named(node)]
        return sorted(
            found, key=lambda name: list(self.questions).index(name) if name in self.questions else -1
        )

    def _holds(self, answers: dict[str, str], names: list[str], free: Mapping[int, str]) -> bool:
        for name in names:
            if not all(_truth(node, answers, free) for node in self.guards.get(name, ())):
                answers[name] = ""
        return all(_truth(node, answers, free) for node in self.own)

    def _domain(self, name: str, constants: set[str]) -> list[str]:
        """Answers that stand for all there are."""
        blank = [] if name == THIS else [""]
        known = self.questions.get(name)
        if known is None:
            return [*_around(constants, None), *sorted(constants), "?", ""]
        question, codes = known
        reasons = [] if name == THIS else list(question.cannot_say)
        match question.type:
            case "number":
                return [*blank, *reasons, *_around(constants, question)]
            case "date":
                return [*blank, *reasons, *_days(constants)]
            case "single" | "scale":
                return [
                    *blank,
                    *reasons,
                    *(codes if codes is not None else sorted(constants)),
                    *(["?"] if codes is None else []),
                ]
            case "multiple" | "ranking":
                return [*blank, *reasons, *_subsets(sorted(constants), codes)]
        return [*blank, *reasons, *sorted(constants - {""}), *_around(constants, None), "?"]


def looked_at(node: tree.Node) -> tuple[str, ...]:
    """The answers a condition looks at, each once; `THIS` for its own."""
    return tuple(dict.fromkeys(_named(node)))


def _named(node: tree.Node) -> Iterator[str]:
    for one in tree.every(node):
        if isinstance(one, tree.Ref):
            yield one.name
        elif isinstance(one, tree.This):
            yield THIS


def _name(node: tree.Node) -> str | None:
    return node.name if isinstance(node, tree.Ref) else THIS if isinstance(node, tree.This) else None


def _constant(node: tree.Node) -> Compared | None:
    match node:
        case tree.Number(value) | tree.Literal(value):
            return value
        case tree.Negative(tree.Number(value)):
            return -value
        case tree.Call("date", (tree.Literal(text),)):
            return text
    return None


def _compared(node: tree.Pair) -> tuple[str, str, Compared] | None:
    """Name, operator and constant of a comparison of an answer with a constant."""
    for one, other, operator in (
        (node.left, node.right, node.operator),
        (node.right, node.left, _TURNED.get(node.operator, "")),
    ):
        name, constant = _name(one), _constant(other)
        if name is not None and constant is not None and operator:
            return name, operator, constant
    return None


def _selected(node: tree.Call) -> tuple[str, str] | None:
    """Name and code of ``selected(${m}, 'a')``."""
    if node.name != "selected" or len(node.arguments) != 2:
        return None
    name, code = _name(node.arguments[0]), _constant(node.arguments[1])
    return (name, str(code)) if name is not None and isinstance(code, str) else None


def _constants(nodes: Iterable[tree.Node]) -> dict[str, set[str]]:
    """What each answer is compared with, as texts."""
    found: dict[str, set[str]] = {}
    for root in nodes:
        for node in tree.every(root):
            if isinstance(node, tree.Pair) and (told := _compared(node)) is not None:
                text = told[2] if isinstance(told[2], str) else number_text(float(told[2]))  # type: ignore[arg-type]
                found.setdefault(told[0], set()).add(text)
            elif isinstance(node, tree.Call) and (chosen := _selected(node)) is not None:
                found.setdefault(chosen[0], set()).add(chosen[1])
    return found


def _understood(node: tree.Node) -> bool:
    match node:
        case tree.Chain():
            return True
        case tree.Pair():
            return _compared(node) is not None
        case tree.Call("true" | "false", ()):
            return True
        case tree.Call("not", (_,)):
            return True
        case tree.Call():
            return _selected(node) is not None
    return False


def _not_understood(nodes: Iterable[tree.Node]) -> list[tree.Node]:
    """The parts that may be true or false, each once."""
    found: dict[int, tree.Node] = {}
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if not _understood(node):
            found[id(node)] = node
        elif isinstance(node, tree.Chain) or (isinstance(node, tree.Call) and node.name == "not"):
            waiting += tree.parts_of(node)
    return list(found.values())


def _truth(node: tree.Node, answers: Answers, free: Mapping[int, str]) -> bool:
    if id(node) in free:
        return bool(answers[free[id(node)]])
    match node:
        case tree.Chain("and"):
            return all(_truth(part, answers, free) for part in node.parts)
        case tree.Chain():
            return any(_truth(part, answers, free) for part in node.parts)
        case tree.Call("not", (part,)):
            return not _truth(part, answers, free)
        case tree.Call("true" | "false"):
            return node.name == "true"
        case tree.Call():
            name, code = _selected(node) or ("", "")
            return code in answers[name].split(" ")
        case tree.Pair():
            told = _compared(node)
            return told is not None and _compares(told[1], (answers[told[0]],), told[2])
    return True


def _compares(operator: str, answer: tuple[str, ...], constant: Compared) -> bool:
    if operator in (">", ">="):
        return _COMPARE["<" if operator == ">" else "<="](constant, answer)
    return _COMPARE[operator](answer, constant)


def _around(constants: set[str], question: Question | None) -> list[str]:
    """Numbers on each side of those compared with, as far as the question takes them."""
    numbers = sorted({number for text in constants if not isnan(number := text_number(text))})
    limits = [one for one in (question.min, question.max) if one is not None] if question else []
    ends = sorted({*numbers, *limits})
    between = [(low + high) / 2 for low, high in pairwise(ends)]
    tried = {*ends, *between, *(end + step for end in ends for step in (-1, 1)), 0.0, 1.0}
    if question is not None:
        if question.integer:
            tried = {float(whole) for one in tried for whole in (floor(one), ceil(one))}
        low, high = question.min, question.max
        tried = {one for one in tried if (low is None or one >= low) and (high is None or one <= high)}
    return [number_text(one) for one in sorted(tried)]


def _days(constants: set[str]) -> list[str]:
    days = {day for text in constants if (day := day_of(text))} or {date(2026, 1, 31)}
    return sorted({(day + timedelta(step)).isoformat() for day in days for step in (-1, 0, 1)})


def _subsets(named: list[str], codes: tuple[str, ...] | None) -> list[str]:
    """Every way to tick the choices that matter, with and without one that does not."""
    matter = [code for code in named if code and " " not in code and (codes is None or code in codes)][:8]
    other = next((code for code in codes if code not in matter), "") if codes is not None else "?"
    ways = [
        [code for code, ticked in zip(matter, chosen, strict=True) if ticked]
        for chosen in product((0, 1), repeat=len(matter))
    ]
    return [
        " ".join(way) for ticked in ways for way in (ticked, [*ticked, other] if other else ticked) if way
    ]
