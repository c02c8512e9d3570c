"""Rows to items of a template: sections, tables of choices and repeated questions around the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mallipaja.catalogue.reader import Plain
from mallipaja.errors import Spot
from mallipaja.exchange.xlsform import names as naming
from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.columns import Row
from mallipaja.exchange.xlsform.questions import TRUE, Item, Made, Questions
from mallipaja.exchange.xlsform.taking import Taking
from mallipaja.exchange.xlsform.tree import Node

MOST_ROWS = 20
"""How many rows a respondent may add where a foreign form sets no limit."""
_COUNT = re.compile(r"\s*count-selected\(\s*\$\{\s*([^}\s]+)\s*\}\s*\)\s*")


class Items(Questions):
    """Makes items of rows and of the groups they are in."""

    def page(self, nodes: Sequence[Node]) -> list[Made]:
        """The items of a page, in order."""
        made: list[Made] = []
        for place, node in enumerate(nodes):
            is_section = node.kind.what == "group" and not self.is_block(node)
            made += self.section(node, "") if is_section else self.item(node)
            following = nodes[place + 1 : place + 2]
            if (
                is_section
                and following
                and (following[0].kind.what != "group" or self.is_block(following[0]))
            ):
                made.append(self.end_of_section(node, ""))
        return made

    def section(self, node: Node, outer: str) -> list[Made]:
        """A group inside a page: a heading and what follows it."""
        taking = self.taking(node)
        own = taking.expression("relevant")
        if "table-list" in node.row.get("appearance").split():
            self.loss(rules.NOT_A_TABLE.found("appearance", name=node.name[:60]), node.row)
        item: Item = {"id": self.id_of(node), "type": "section"}
        texts = taking.texts("label")
        if texts:
            item["text"] = texts
        relevant = _both(outer, own)
        if relevant:
            item["relevant"] = relevant
        made = [Made({**item, **self.rest(taking, node)}, node.row, {})]
        for place, inner in enumerate(node.inside):
            nested = inner.kind.what == "group" and not self.is_block(inner)
            if not nested:
                made += self.item(inner)
                continue
            self.loss(rules.FLATTENED.found("name", name=inner.name[:60]), inner.row)
            made += self.section(inner, relevant)
            following = node.inside[place + 1 : place + 2]
            if following and (following[0].kind.what != "group" or self.is_block(following[0])):
                made.append(self.end_of_section(inner, relevant))
        return made

    def end_of_section(self, node: Node, relevant: str) -> Made:
        """What follows a group belongs to it no more: a section without a heading says so."""
        name = naming.unused(f"{naming.question_id(node.name or 'group')}_end", self.ids)
        self.ids.add(name)
        item: Item = {"id": name, "type": "section"}
        return Made({**item, "relevant": relevant} if relevant else item, node.row, {})

    def item(self, node: Node) -> list[Made]:
        """The item a row says; none when it says nothing that can be taken."""
        what = node.kind.what
        if node.row.own("row_of"):
            return []
        if node.row.own("other_of"):
            self.which_other(node)
            return []
        if what == "group":
            return [self.own_table(node)] if node.row.own("for_each") else [self.table(node)]
        if what == "repeat":
            return [self.block(node)]
        if what == "metadata":
            self.loss(rules.METADATA.found("type", type=node.kind.written), node.row)
            return []
        if what == "left out":
            found = rules.LEFT_OUT.found("type", name=node.name[:60], type=node.kind.written[:60])
            self.loss(found, node.row)
            return []
        if what == "file":
            told = rules.OUTSIDE_FILE.found("type", name=node.name[:60], file=node.kind.lists[:60])
            self.loss(told, node.row)
            return []
        if what == "note":
            return [self.note(node)]
        return [self.calculation(node)] if what == "calculate" else self.asked(node)

    def is_block(self, node: Node) -> bool:
        """Whether a group is a table of choices, ours or a foreign one that can be one."""
        if node.row.own("for_each"):
            return True
        if "table-list" not in node.row.get("appearance").split():
            return False
        lists = {one.kind.lists for one in node.inside}
        kinds = {one.kind.what for one in node.inside}
        bare = all(
            set(one.row.cells) <= {column for column in one.row.cells if column.name in _TABLE_COLUMNS}
            and not one.row.unknown
            for one in node.inside
        )
        return bool(node.inside) and len(lists) == 1 and kinds in ({"single"}, {"multiple"}) and bare

    def own_table(self, node: Node) -> Made:
        """A block we wrote as a table: the inner group is the question, its rows are a list."""
        taking = self.taking(node)
        item: Item = {"id": self.id_of(node), "type": "block", "text": self.label(taking, node)}
        if hint := taking.texts("hint"):
            item["hint"] = hint
        item["for_each"] = taking.own("for_each")
        for_each = item["for_each"].removeprefix("list:")
        inner = next((one for one in node.inside if one.kind.what == "group"), None)
        inside: dict[Spot, Row] = {}
        if inner and inner.inside:
            questions = self.asked_of_rows(inner)
            inside[("questions", 0)] = inner.row
            rows = [one.row for one in inner.inside]
            codes = [
                row.own("row") or naming.choice_code(row.get("name").rpartition("__")[2]) for row in rows
            ]
            items: list[dict[str, Plain]] = [
                {"code": code, "label": {**self.label(self.taking(one), one)}}
                for code, one in zip(codes, inner.inside, strict=True)
            ]
            self.lists.add(for_each, items, rows)
        else:
            questions = []
        return Made({**item, **self.rest(taking, node), "questions": questions}, node.row, inside)

    def asked_of_rows(self, inner: Node) -> list[Item]:
        taking = self.taking(inner)
        taking.drop("appearance")
        first = inner.inside[0]
        item: Item = {"id": self.id_of(inner), "type": first.kind.what, "text": self.label(taking, inner)}
        if hint := taking.texts("hint"):
            item["hint"] = hint
        self.choose(taking, item, first)
        item |= self.rest(taking, inner)
        if "disclosure" not in item:
            self.assume_opinion(item, inner)
        return [item]

    def table(self, node: Node) -> Made:
        """A foreign table of choices: its questions are the rows of a block."""
        taking = self.taking(node)
        words = [one for one in taking.word("appearance").split() if one != "table-list"]
        taking.give_back("appearance", " ".join(words))
        own = self.id_of(node)
        rows = naming.unused(naming.key(f"{own}_rows", "rows"), self.lists.choices)
        items: list[dict[str, Plain]] = [
            {"code": naming.choice_code(one.name), "label": {**self.label(self.taking(one), one)}}
            for one in node.inside
        ]
        self.lists.add(rows, items, [one.row for one in node.inside])
        asked = naming.unused(f"{own}_answer", self.ids)
        self.ids.add(asked)
        label = self.label(taking, node)
        question: Item = {"id": asked, "type": node.inside[0].kind.what, "text": dict(label)}
        if all(one.row.get("required").lower() in TRUE for one in node.inside):
            question["required"] = "true"
        self.choose(self.taking(node.inside[0]), question, node.inside[0])
        self.assume_opinion(question, node)
        item: Item = {"id": own, "type": "block", "text": label, "for_each": f"list:{rows}"}
        if relevant := taking.expression("relevant"):
            item["relevant"] = relevant
        inside: dict[Spot, Row] = {("questions", 0): node.inside[0].row}
        return Made({**item, **self.rest(taking, node), "questions": [question]}, node.row, inside)

    def block(self, node: Node) -> Made:
        """Repeated questions."""
        taking = self.taking(node)
        item: Item = {"id": self.id_of(node), "type": "block", "text": self.label(taking, node)}
        if hint := taking.texts("hint"):
            item["hint"] = hint
        item |= self.rows_of(taking, node)
        if relevant := taking.expression("relevant"):
            item["relevant"] = relevant
        item |= self.rest(taking, node)
        calculations: list[Made] = []
        questions: list[Made] = []
        for made in self.repeated(node, ""):
            (calculations if made.item["type"] == "calculate" else questions).append(made)
        if calculations:
            item["calculations"] = [one.item for one in calculations]
        item["questions"] = [one.item for one in questions]
        inside: dict[Spot, Row] = {("calculations", place): one.row for place, one in enumerate(calculations)}
        inside |= {("questions", place): one.row for place, one in enumerate(questions)}
        return Made(item, node.row, inside)

    def rows_of(self, taking: Taking, node: Node) -> Item:
        """What the rows of a block are."""
        count, for_each = taking.expression("repeat_count").strip(), taking.own("for_each")
        if for_each:
            return {"for_each": for_each}
        if ticked := _COUNT.fullmatch(count):
            return {"for_each": ticked[1]}
        if node.row.own("max_rows"):
            return {"for_each": "own_rows"}
        if count.isdigit() and 0 < int(count) < 1000:
            self.loss(rules.OWN_ROWS.found("repeat_count", name=node.name[:60], most=count), node.row)
            return {"for_each": "own_rows", "max_rows": str(int(count))}
        if count:
            told = rules.REPEAT_COUNT.found(
                "repeat_count", name=node.name[:60], value=count[:60], most=MOST_ROWS
            )
            self.loss(told, node.row)
            taking.give_back("repeat_count", count)
        else:
            self.loss(rules.OWN_ROWS.found("repeat_count", name=node.name[:60], most=MOST_ROWS), node.row)
        return {"for_each": "own_rows", "max_rows": str(MOST_ROWS)}

    def repeated(self, node: Node, outer: str) -> Iterator[Made]:
        """The questions and calculations of a repeat; groups in it are opened."""
        for one in node.inside:
            what = one.kind.what
            if what == "group" and not one.row.own("row_of"):
                relevant = _both(outer, self.taking(one).expression("relevant"))
                if relevant:
                    self.loss(rules.GROUP_LOST.found("name", name=one.name[:60]), one.row)
                else:
                    self.loss(rules.FLATTENED.found("name", name=one.name[:60]), one.row)
                yield from self.repeated(one, relevant)
            elif what == "repeat":
                self.loss(rules.NESTED_REPEAT.found("name", name=one.name[:60]), one.row)
            elif what == "note" and not one.row.own("row_of"):
                self.loss(rules.IN_REPEAT.found("type", name=one.name[:60], type="note"), one.row)
            else:
                for made in self.item(one):
                    if outer:
                        made.item["relevant"] = _both(outer, made.item.get("relevant", ""))
                    yield made


_TABLE_COLUMNS = frozenset({"type", "name", "label", "required", "appearance"})


def _both(one: str, other: str) -> str:
    """Two conditions that both have to hold."""
    return f"({one}) and ({other})" if one and other else one or other
