"""A survey template as the rows of an XLSForm. What it does not know goes into ``bind::mallipaja:`` columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mallipaja.catalogue.reader import Plain
from mallipaja.catalogue.survey_template import EXTERNAL_LISTS, ChoiceItem
from mallipaja.exchange.xlsform.bounds import is_limit, joined
from mallipaja.exchange.xlsform.columns import BIND, HEADINGS, NAMESPACE, own_heading
from mallipaja.exchange.xlsform.names import Names, combined, reserved_attribute

Cells = dict[str, str]
Group = Mapping[str, Any]
"""A group of a document as it was read: every scalar a text."""
UNITS = {"fi": "Yksikkö: ", "sv": "Enhet: ", "en": "Unit: "}
WHICH_OTHER = {"fi": "Mikä muu?", "sv": "Vilken annan?", "en": "Which other?"}
ROW = {"fi": "Rivi", "sv": "Rad", "en": "Row"}
FILL_IN = {
    "project:actors": {"fi": "Hankkeen toimijat tähän", "sv": "Projektets aktörer här", "en": "The project's actors here"},
    "project:pilots": {"fi": "Hankkeen pilotit tähän", "sv": "Projektets piloter här", "en": "The project's pilots here"},
}  # fmt: skip
_PLAIN_TYPES = {"text": "text", "date": "date", "number": "decimal"}
_CHOICE_TYPES = {
    "single": "select_one",
    "scale": "select_one",
    "multiple": "select_multiple",
    "ranking": "rank",
}
_COLUMNS = ("relevant", "choice_filter", "default", "calculation")
_IN_TABLES = {
    "id", "type", "text", "hint", "for_each", "questions", "choices", "extra_choices", "disclosure", "feeds",
    "cannot_say", "per_pilot",
}  # fmt: skip
"""What a question in a table of choices may say: nothing that each of its rows would have to repeat."""
_TEXTS = ("hint", "required_message", "constraint_message")


@dataclass(slots=True)
class Sheets:
    """The rows of each sheet, heading -> text; headings stand in the order they were first met."""

    survey: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    settings: list[Cells] = field(default_factory=list)
    own: list[Cells] = field(default_factory=list)


def sheets_of(document: Group, external: Mapping[str, Sequence[ChoiceItem]]) -> Sheets:
    """The rows of a template.

    Parameters
    ----------
    document : a template as it was read, without problems.
    external : the choices of `EXTERNAL_LISTS`; a list that is not there gets a row to be filled in.
    """
    return _Export(document, external).sheets()


class _Export:
    def __init__(self, document: Group, external: Mapping[str, Sequence[ChoiceItem]]) -> None:
        self.document = document
        self.external = external
        self.lists: Mapping[str, Any] = document.get("choice_lists", {})
        self.names = Names(_item_ids(document))
        self.out = Sheets()
        self.used: dict[str, tuple[str, ...]] = {}
        self.in_tables: set[str] = set()

    def sheets(self) -> Sheets:
        for page in self.document["pages"]:
            self.page(page)
        self.choices()
        self.settings()
        return self.out

    def add(self, type_: str, name: str, cells: Mapping[str, str] | None = None) -> Cells:
        row: Cells = {"type": type_, "name": name, **(cells or {})}
        self.out.survey.append(row)
        return row

    def page(self, page: Group) -> None:
        name = self.names.page(page["id"])
        row = self.add("begin_group", name, _texts("label", page["title"]))
        repeats = any(item["type"] == "block" and not self.is_table(item) for item in page["items"])
        if not repeats:
            row["appearance"] = "field-list"  # ODK cannot show repeated questions on one screen with others
        self.rest(row, page, ("id", "title", "items"), name)
        open_section = False
        for item in page["items"]:
            if item["type"] == "section":
                if open_section:
                    self.add("end_group", "")
                self.section(item)
                open_section = True
            else:
                self.item(item)
        if open_section:
            self.add("end_group", "")
        self.add("end_group", "")

    def section(self, item: Group) -> None:
        row = self.add("begin_group", item["id"], _texts("label", item.get("text", {})))
        self.rest(row, item, ("id", "type", "text"), item["id"])

    def item(self, item: Group) -> None:
        kind = item["type"]
        if kind == "note":
            row = self.add("note", item["id"], _texts("label", item["text"]))
            self.rest(row, item, ("id", "type", "text"), item["id"])
        elif kind == "calculate":
            self.calculation(item)
        elif kind == "block" and self.is_table(item):
            self.table(item)
        elif kind == "block":
            self.repeat(item)
        else:
            self.question(item)

    def calculation(self, item: Group) -> None:
        self.rest(self.add("calculate", item["id"]), item, ("id", "type"), item["id"])

    def question(self, question: Group) -> None:
        row = self.add(self.type_of(question), question["id"], _texts("label", question["text"]))
        self.rest(row, question, ("id", "type", "text", "choices", "extra_choices", "other"), question["id"])
        if question["type"] == "scale":
            row[BIND + "type"] = "scale"
        if "other" in question:
            self.which_other(question)

    def which_other(self, question: Group) -> None:
        asked = f"selected(${{{question['id']}}}, '{question['other']}')"
        name = self.names.made(f"{question['id']}_other")
        texts = _texts("label", {one: WHICH_OTHER[one] for one in question["text"]})
        self.add("text", name, {**texts, "relevant": asked, BIND + "other_of": question["id"]})

    def type_of(self, question: Group) -> str:
        kind = question["type"]
        if kind in _CHOICE_TYPES:
            named = (question["choices"], question.get("extra_choices"))
            return f"{_CHOICE_TYPES[kind]} {self.use(*(one for one in named if one))}"
        return "integer" if question.get("integer") == "true" else _PLAIN_TYPES[kind]

    def use(self, *lists: str) -> str:
        """The name on the sheet choices of a list, or of several one after the other."""
        name = combined(lists)
        self.used[name] = lists
        return name

    def repeat(self, block: Group) -> None:
        own, for_each = block["id"], block["for_each"]
        row = self.add("begin_repeat", own, _texts("label", block["text"]))
        self.rest(row, block, ("id", "type", "text", "for_each", "calculations", "questions"), own)
        if block.get("calculations") == []:
            row[BIND + "calculations"] = "[]"
        if for_each.startswith("list:"):
            row[BIND + "for_each"] = for_each
            self.rows_of(own, for_each.removeprefix("list:"), row)
        elif for_each != "own_rows":
            row["repeat_count"] = f"count-selected(${{{for_each}}})"
            self.ticked_rows(own, for_each)
        for one in block.get("calculations", ()):
            self.calculation(one)
        for one in block["questions"]:
            self.question(one)
        self.add("end_repeat", "")

    # Which row of the block is being answered is told by rows that are made anew on every export.

    def rows_of(self, block: str, name: str, row: Cells) -> None:
        """The rows of a list, one after the other: a choice that is already made."""
        codes = [item["code"] for item in self.lists[name]]
        row["repeat_count"] = str(len(codes))
        calculation = f"selected-at('{' '.join(codes)}', position(..) - 1)"
        cells = {**_texts("label", self.said(ROW)), "calculation": calculation, "read_only": "yes"}
        made = self.names.made(f"{block}_row")
        self.add(
            f"select_one {self.use(name)}", made, {**cells, "appearance": "minimal", BIND + "row_of": block}
        )

    def ticked_rows(self, block: str, question: str) -> None:
        """The choices ticked in a question, one after the other, by their texts."""
        code, name, title = (self.names.made(f"{block}_{end}") for end in ("code", "name", "row"))
        mark = {BIND + "row_of": block}
        ticked = f"selected-at(${{{question}}}, position(..) - 1)"
        self.add("calculate", code, {"calculation": ticked, **mark})
        told = f"jr:choice-name(${{{code}}}, '${{{question}}}')"
        self.add("calculate", name, {"calculation": told, **mark})
        texts = dict.fromkeys(self.said(ROW), f"${{{name}}}")
        self.add("note", title, {**_texts("label", texts), **mark})

    def said(self, texts: Mapping[str, str]) -> dict[str, str]:
        """A text of ours in the languages the template has."""
        spoken = self.document["title"].keys() | self.document["purpose"].keys()
        return {language: text for language, text in texts.items() if language in spoken}

    def is_table(self, block: Group) -> bool:
        """Whether a block is written as a table of choices: one question, and rows nothing else refers to."""
        if not block["for_each"].startswith("list:") or len(block["questions"]) != 1:
            return False
        (question,), rows = block["questions"], block["for_each"].removeprefix("list:")
        plain = all(set(item) <= {"code", "label"} for item in self.lists[rows])
        alone = question["type"] in ("single", "scale") and "other" not in question and self.uses(rows) == 1
        keys = {*question, *block}
        return plain and alone and keys <= _IN_TABLES and bool(self.lists[rows])

    def uses(self, name: str) -> int:
        """In how many places the template names a list."""
        places = [
            named
            for item in _items(self.document)
            for named in (item.get("choices"), item.get("extra_choices"), item.get("for_each", "")[5:])
        ]
        return places.count(name)

    def table(self, block: Group) -> None:
        (question,), rows = block["questions"], block["for_each"].removeprefix("list:")
        self.in_tables.add(rows)
        outer = self.add("begin_group", block["id"], _texts("label", block["text"]))
        outer[BIND + "for_each"] = block["for_each"]
        self.rest(outer, block, ("id", "type", "text", "for_each", "questions"), block["id"])
        inner = self.add("begin_group", question["id"], _texts("label", question["text"]))
        inner["appearance"] = "table-list"
        self.rest(inner, question, ("id", "type", "text", "choices", "extra_choices"), question["id"])
        if question["type"] == "scale":
            inner[BIND + "type"] = "scale"
        type_ = self.type_of(question)
        for item in self.lists[rows]:
            name = self.names.made(f"{question['id']}__{item['code']}")
            self.add(type_, name, {**_texts("label", item["label"]), BIND + "row": item["code"]})
        self.add("end_group", "")
        self.add("end_group", "")

    def rest(self, row: Cells, group: Group, done: tuple[str, ...], name: str) -> None:
        """Put every key of a group that has not been written yet where it belongs."""
        if row["name"] != group["id"]:
            row[BIND + "id"] = group["id"]
        limits = {key: group[key] for key in ("min", "max", "max_length") if is_limit(group.get(key))}
        if group.get("type") == "multiple" and is_limit(group.get("max_choices")):
            limits["max_choices"] = group["max_choices"]
        constraint = joined(limits, group.get("constraint"))
        if constraint:
            row["constraint"] = constraint
        for key, value in group.items():
            if key not in done and key not in limits and key != "constraint":
                self.cell(row, group, key, value)

    def cell(self, row: Cells, group: Group, key: str, value: Any) -> None:
        if key in _TEXTS:
            row |= _texts(key, value)
        elif key in _COLUMNS:
            row[key] = value
        elif key in ("required", "read_only"):
            row[key] = {"true": "yes", "false": "no"}.get(value, value)
        elif key == "unit":
            row |= _texts("guidance_hint", {one: UNITS[one] + text for one, text in value.items()})
        elif key == "long" and value == "true":
            row["appearance"] = "multiline"
        elif key == "integer" and value == "true":
            pass
        elif key == "xlsform":
            for heading, text in value.items():
                row[heading] = (
                    f"{row[heading]} {text}" if heading == "appearance" and heading in row else text
                )
            if not value:
                row[BIND + "xlsform"] = "{}"
        else:
            row[BIND + key] = " ".join(value) or "[]" if isinstance(value, list) else value

    def choices(self) -> None:
        wanted = dict(self.used)
        alone = {name for lists in self.used.values() for name in lists}
        for name in self.lists:
            if name not in alone and name not in self.in_tables:
                wanted[name] = (name,)
        order = {name: place for place, name in enumerate(self.lists)}
        for name, lists in sorted(wanted.items(), key=lambda one: order.get(one[1][0], -1)):
            for source in lists:
                for cells in self.rows_of_list(source):
                    mark = {"mallipaja_list": source} if len(lists) > 1 or source not in self.lists else {}
                    self.out.choices.append({"list_name": name, **cells, **mark})
        for name, items in self.lists.items():
            if not items:
                self.own(f"choice_lists.{name}[]", "")

    def rows_of_list(self, name: str) -> Iterator[Cells]:
        if name in EXTERNAL_LISTS and name not in self.lists:
            given = [
                {"code": item.code, "label": item.label.model_dump(exclude_none=True)}
                for item in self.external.get(name, ())
            ]
            for item in given or [{"code": "fill_in", "label": FILL_IN.get(name, {"fi": name})}]:
                yield {"name": str(item["code"]), **_texts("label", item["label"])}
            return
        for item in self.lists[name]:
            cells = {"name": item["code"], **_texts("label", item["label"])}
            for key, value in item.items():
                if key == "sector":
                    cells["sector"] = value
                elif key in ("attributes", "xlsform"):
                    for attribute, text in value.items():
                        heading = reserved_attribute(attribute) if key == "attributes" else attribute
                        if text:
                            cells[heading] = text
                        else:
                            self.own(f"choice_lists.{name}.{item['code']}.{key}.{attribute}", "")
                    if not value:
                        self.own(f"choice_lists.{name}.{item['code']}.{key}{{}}", "")
            yield cells

    def settings(self) -> None:
        document = self.document
        title = document["title"]
        row = {
            "form_title": title["fi"],
            "form_id": document["id"],
            "version": document["version"],
            "default_language": HEADINGS["fi"],
            "style": "pages",
            "namespaces": NAMESPACE,
        }
        kept = document.get("xlsform", {})
        if kept.get("namespaces"):
            row["namespaces"] = f"{NAMESPACE} {kept['namespaces']}"
        self.out.settings.append({**row, **{key: text for key, text in kept.items() if key not in row}})
        for heading in sorted(kept.keys() & (row.keys() - {"namespaces"})):
            self.own(f"xlsform.{heading}", kept[heading])
        if kept == {} and "xlsform" in document:
            self.own("xlsform{}", "")
        for key, value in document.items():
            if key == "title":
                self.flat(key, {one: text for one, text in value.items() if one != "fi"}, told_empty=False)
            elif key == "choice_lists":
                if not value:
                    self.own(key + "{}", "")
            elif key not in ("id", "version", "pages", "xlsform"):
                self.flat(key, value)

    def flat(self, where: str, value: Plain, *, told_empty: bool = True) -> None:
        """A value as rows of the own sheet: ``sources[0].note.fi``."""
        if isinstance(value, str):
            self.own(where, value)
        elif isinstance(value, list):
            for place, one in enumerate(value):
                self.flat(f"{where}[{place}]", one)
        elif isinstance(value, dict):
            for key, one in value.items():
                self.flat(f"{where}.{key}", one)
        if not value and isinstance(value, list | dict) and told_empty:
            self.own(where + ("[]" if isinstance(value, list) else "{}"), "")

    def own(self, where: str, value: str) -> None:
        self.out.own.append({"where": where, "text": value})


def _texts(column: str, texts: Any) -> Cells:
    return {own_heading(column, language): texts[language] for language in HEADINGS if language in texts}


def _items(document: Group) -> Iterator[Group]:
    for page in document["pages"]:
        for item in page["items"]:
            yield item
            yield from item.get("calculations", ())
            yield from item.get("questions", ())


def _item_ids(document: Group) -> list[str]:
    return [item["id"] for item in _items(document)]
