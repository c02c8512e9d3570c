"""Rows to questions, notes and calculations of a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mallipaja.catalogue.shape import options
from mallipaja.errors import Spot
from mallipaja.exchange.xlsform import names as naming
from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.bounds import parted
from mallipaja.exchange.xlsform.columns import Row, Table
from mallipaja.exchange.xlsform.export import UNITS, WHICH_OTHER
from mallipaja.exchange.xlsform.kinds import CHANGED
from mallipaja.exchange.xlsform.languages import Languages
from mallipaja.exchange.xlsform.lists import Lists
from mallipaja.exchange.xlsform.taking import Taking
from mallipaja.exchange.xlsform.tree import Node, Tell

Item = dict[str, Any]
_LIMITS_OF = {"number": {"min", "max"}, "text": {"max_length"}, "multiple": {"max_choices"}}
TRUE, _FALSE = ("yes", "true", "true()", "1"), ("no", "false", "false()", "0")
_WHICH = re.compile(r"""\s*selected\(\s*\$\{\s*([^}\s]+)\s*\}\s*,\s*(['"])(.*?)\2\s*\)\s*""")
_ACKNOWLEDGE = {"fi": "Hyväksyn", "sv": "Jag godkänner", "en": "I accept"}
_OTHER = {"fi": "Muu, mikä?", "sv": "Annan, vilken?", "en": "Other, which?"}
_CHOICES = ("single", "multiple", "ranking")


@dataclass(slots=True)
class Made:
    """An item with the row it came from, and the rows of what is in it by their place in it."""

    item: Item
    row: Row
    inside: dict[Spot, Row]


class Questions:
    """Makes questions of rows. Whatever is not taken of a row is kept with the item or told."""

    def __init__(
        self, survey: Table, languages: Languages, lists: Lists, names: Mapping[str, str], ours: bool,
        ids: set[str], problem: Tell, loss: Tell,
    ) -> None:  # fmt: skip
        self.survey, self.languages, self.lists, self.names, self.ours = survey, languages, lists, names, ours
        self.ids, self.problem, self.loss = ids, problem, loss
        self.others: dict[str, Item] = {}
        self.assumed_opinions = 0
        self.assumed_at: Row | None = None
        self.kept: dict[str, Row] = {}

    def taking(self, node: Node) -> Taking:
        taking = Taking(self.survey, node.row, self.languages, self.names)
        taking.drop("type", "name")
        return taking

    def id_of(self, node: Node) -> str:
        own = node.new_name or node.name
        if not own:
            own = naming.unused("group", self.ids)
            self.ids.add(own)
        return own

    def rest(self, taking: Taking, node: Node) -> Item:
        """What nothing has taken; ``kept`` has each column of it with the first row that uses it."""
        found = taking.rest()
        for heading in found.get("xlsform", ()):
            self.kept.setdefault(heading, node.row)
        return found

    def note(self, node: Node) -> Made:
        taking = self.taking(node)
        item: Item = {"id": self.id_of(node), "type": "note", "text": self.label(taking, node)}
        relevant = taking.expression("relevant")
        if relevant:
            item["relevant"] = relevant
        return Made({**item, **self.rest(taking, node)}, node.row, {})

    def label(self, taking: Taking, node: Node) -> dict[str, str]:
        texts = taking.texts("label")
        if not texts:
            self.loss(rules.NO_LABEL.found("label", name=node.name[:60]), node.row)
        return texts or {"fi": node.name}

    def calculation(self, node: Node, *without: str) -> Made:
        """A calculation; the columns named are let go."""
        taking = self.taking(node)
        taking.drop(*without)
        worked_out = taking.expression("calculation")
        if not worked_out:
            worked_out = (
                "today()" if node.kind.written.lower() == "today" else taking.expression("default") or "''"
            )
        item: Item = {"id": self.id_of(node), "type": "calculate", "calculation": worked_out}
        relevant = taking.expression("relevant")
        if relevant:
            item["relevant"] = relevant
        return Made({**item, **self.rest(taking, node)}, node.row, {})

    def asked(self, node: Node) -> list[Made]:
        """A question; one that is calculated is a calculation here."""
        if node.row.get("calculation"):
            self.loss(rules.CALCULATED_QUESTION.found("calculation", name=node.name[:60]), node.row)
            return [self.calculation(node, "label", "hint", "required", "read_only")]
        return [self.question(node)]

    def question(self, node: Node) -> Made:
        taking, kind = self.taking(node), node.kind.what
        item: Item = {"id": self.id_of(node), "type": kind, "text": self.label(taking, node)}
        if hint := taking.texts("hint"):
            item["hint"] = hint
        written = node.kind.written.lower()
        if written in CHANGED:
            told = rules.AS_TEXT.found("type", type=node.kind.written, now=kind, name=node.name[:60])
            self.loss(told, node.row)
        self.flags(taking, item, node)
        if kind in _CHOICES:
            self.choose(taking, item, node)
        if kind == "number":
            self.number(taking, item, written)
        if kind == "text":
            self.text(taking, item)
        self.conditions(taking, item)
        item |= self.rest(taking, node)
        if "disclosure" not in item:
            self.assume_opinion(item, node)
        self.others[node.name] = item
        return Made(item, node.row, {})

    def assume_opinion(self, item: Item, node: Node) -> None:
        item["disclosure"] = "opinion"
        self.assumed_opinions += 1
        self.assumed_at = self.assumed_at or node.row

    def flags(self, taking: Taking, item: Item, node: Node) -> None:
        for key in ("required", "read_only"):
            said = taking.word(key)
            if said.lower() in TRUE:
                item[key] = "true"
            elif said.lower() in _FALSE:
                item |= {key: "false"} if self.ours else {}
            elif said and key == "required":
                self.loss(rules.SOMETIMES_REQUIRED.found("required", name=node.name[:60]), node.row)
                taking.give_back(key, said)
            else:
                taking.give_back(key, said)
        if texts := taking.texts("required_message"):
            item["required_message"] = texts

    def conditions(self, taking: Taking, item: Item) -> None:
        constraint, texts = taking.expression("constraint"), taking.texts("constraint_message")
        if constraint:
            limits, own = parted(constraint)
            # limits have words of their own here; with words of the form's they stay a constraint
            told = bool(texts) and own is None and not self.ours
            if limits and (told or not limits.keys() <= _LIMITS_OF.get(item["type"], set())):
                limits, own = {}, constraint
            item |= limits
            if own is not None:
                item["constraint"] = own
        if texts:
            item["constraint_message"] = texts
        for key in ("relevant", "default"):
            if said := taking.expression(key):
                item[key] = said
        if item["type"] in ("single", "multiple", "ranking", "scale") and (
            said := taking.expression("choice_filter")
        ):
            item["choice_filter"] = self.with_columns(said)

    def with_columns(self, expression: str) -> str:
        """A filter with the columns of choices as they are called now."""
        for old, new in self.lists.columns.items():
            expression = re.sub(rf"(?<![\w$'\"{{/]){re.escape(old)}(?![\w'\"}}(])", new, expression)
        return expression

    def number(self, taking: Taking, item: Item, written: str) -> None:
        if written in ("integer", "int"):
            item["integer"] = "true"
        elif written == "range":
            said = dict(re.findall(r"(start|end|step)\s*=\s*(-?[0-9.]+)", taking.word("parameters")))
            values = {
                "min": said.get("start", "1"),
                "max": said.get("end", "10"),
                "step": said.get("step", "1"),
            }
            item |= values | ({"integer": "true"} if not any("." in one for one in values.values()) else {})
        units = taking.peek("guidance_hint")
        if units and all(text.startswith(UNITS.get(language, "\0")) for language, text in units.items()):
            taking.drop("guidance_hint")
            item["unit"] = {one: text.removeprefix(UNITS[one]) for one, text in units.items()}

    def text(self, taking: Taking, item: Item) -> None:
        words = taking.word("appearance").split()
        if "multiline" in words:
            item["long"] = "true"
            words.remove("multiline")
        taking.give_back("appearance", " ".join(words))

    def choose(self, taking: Taking, item: Item, node: Node) -> None:
        """The list a question chooses from, and whether it is a scale."""
        if node.kind.written.lower() in ("acknowledge", "trigger"):
            self.acknowledge(item, node.row)
            return
        keys = self.lists.keys.get(node.kind.lists)
        if keys is None:
            known = list(self.lists.keys)
            told = rules.UNKNOWN_LIST.found(
                "type", list=node.kind.lists[:60], **options(node.kind.lists, known)
            )
            self.problem(told, node.row)
            keys = ("list",)
        item["choices"] = keys[0]
        if len(keys) > 1:
            item["extra_choices"] = keys[1]
        if node.kind.or_other:
            self.or_other(item, node.row)
        kind = taking.own("type")
        if kind:
            item["type"] = kind
        elif not self.ours and item["type"] == "single" and "likert" in taking.row.get("appearance").split():
            codes = [one["code"] for one in self.lists.choices.get(keys[0], ())]
            if all(str(code).isdigit() for code in codes) and codes == sorted(
                codes, key=lambda one: int(str(one))
            ):
                item["type"] = "scale"

    def acknowledge(self, item: Item, row: Row) -> None:
        if "acknowledge" not in self.lists.choices:
            self.lists.add("acknowledge", [{"code": "OK", "label": dict(_ACKNOWLEDGE)}], [row])
        item["choices"] = "acknowledge"

    def or_other(self, item: Item, row: Row) -> None:
        item["other"] = "other"
        if any(one["code"] == "other" for one in self.lists.choices.get(item["choices"], ())):
            return
        if "other_only" not in self.lists.choices:
            self.lists.add("other_only", [{"code": "other", "label": dict(_OTHER)}], [row])
        item["extra_choices"] = "other_only"

    def which_other(self, node: Node) -> None:
        """The row that asks which other: its condition says of which choice."""
        owner = node.row.own("other_of")
        found = _WHICH.fullmatch(node.row.get("relevant"))
        question = self.others.get(owner)
        if found is None or found[1] != owner or question is None:
            wanted = f"selected(${{{owner}}}, 'other')"
            self.problem(rules.NOT_A_CONDITION.found("relevant", wanted=wanted), node.row)
            return
        question["other"] = found[3]
        for language, text in node.row.texts("label").items():
            if language in WHICH_OTHER and text != WHICH_OTHER[language]:
                self.loss(rules.OTHER_LABEL.found("label", text=text[:60]), node.row)
