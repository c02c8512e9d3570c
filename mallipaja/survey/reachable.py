"""Conditions no answers make true: empty ranges, contradictions, and questions nobody is ever asked."""

from __future__ import annotations

from collections.abc import Iterator

from mallipaja.catalogue.survey_template import Calculation, Question
from mallipaja.errors import Finding
from mallipaja.survey import condition_rules as rules
from mallipaja.survey.conditions import Conditions, Said
from mallipaja.survey.expression import tree
from mallipaja.survey.logic import PAGE
from mallipaja.survey.reaching import THIS, Tried, looked_at

_ORDERED = ("number", "date")


class Reachable:
    """The conditions of a template tried together."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.questions = {
            name: (one.item, conditions.codes(one.item))
            for name, one in conditions.elements.items()
            if isinstance(one.item, Question)
        }
        self.relevant = {said.element.id: said for said in conditions.read if said.key == "relevant"}
        self.never: set[str] = set()

    def findings(self) -> Iterator[Finding]:
        """What can never be true, each once: a question in a page that is never asked is not told again."""
        for said in self.conditions.read:
            if said.key in ("relevant", "constraint"):
                yield from self._alone(said)
        for name, element in self.conditions.elements.items():
            asked_for = isinstance(element.item, Question)
            if asked_for and name not in self.never and not self.never & set(element.containers):
                yield from self._together(name)

    def _alone(self, said: Said) -> Iterator[Finding]:
        node = self._single(said)
        questions = dict(self.questions)
        if said.key == "constraint":
            questions[THIS] = self.questions[said.element.id]
        if not Tried([node], questions, {}).never():
            return
        if said.key == "relevant":
            self.never.add(said.element.id)
        named = looked_at(node)
        only = named[0] if len(named) == 1 else ""
        if only in questions and questions[only][0].type in _ORDERED:
            shown = said.element.id if only == THIS else only
            yield rules.EMPTY_RANGE.found(*said.spot, question=shown, token=_short(said.text))
        else:
            yield rules.CONTRADICTION.found(*said.spot, token=_short(said.text))

    def _together(self, name: str) -> Iterator[Finding]:
        """A question whose condition holds by itself, but not with those of what it lies in and looks at."""
        element = self.conditions.elements[name]
        own = [said for one in (*element.containers, name) if (said := self.relevant.get(one))]
        guards = {
            one: [
                self._single(said) for inner in (*other.containers, one) if (said := self.relevant.get(inner))
            ]
            for one, other in self.conditions.elements.items()
        }
        guarded = any(guards.get(one) for said in own for one in tree.names(said.node))
        if not own or (len(own) == 1 and not guarded):
            return
        if Tried([self._single(said) for said in own], self.questions, guards).never():
            self.never.add(name)
            at = own[-1]
            others = dict.fromkeys(
                one for said in own for one in (said.element.id, *tree.names(said.node)) if one != name
            )
            shown = ", ".join(one.removeprefix(PAGE) for one in others)
            yield rules.NEVER_ASKED.found(*at.spot, token=name, others=shown)

    def _single(self, said: Said) -> tree.Node:
        """The expression with those references taken for unknown that stand for several answers."""
        element = said.element

        def change(node: tree.Node) -> tree.Node:
            if not isinstance(node, tree.Ref):
                return node
            target = self.conditions.elements[node.name]
            rows = bool(target.block) and target.block != element.block
            pilots = target.per_pilot and not element.per_pilot
            worked_out = isinstance(target.item, Calculation)
            return tree.Column(node.name, node.at) if rows or pilots or worked_out else node

        return tree.changed(said.node, change)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79] + "…"
