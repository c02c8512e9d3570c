"""A workbook as a survey template: the document, what was lost on the way, and what stands in the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import PurePath
from typing import Any

from mallipaja.errors import Finding, Problem, Spot
from mallipaja.exchange.xlsform import names as naming
from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.columns import NAMESPACE, TRANSLATED, Column, Row, Table, table_of
from mallipaja.exchange.xlsform.items import Items
from mallipaja.exchange.xlsform.languages import Languages, languages_of
from mallipaja.exchange.xlsform.lists import Lists, lists_of
from mallipaja.exchange.xlsform.order import ordered
from mallipaja.exchange.xlsform.own_sheet import put_own
from mallipaja.exchange.xlsform.places import Places
from mallipaja.exchange.xlsform.questions import Made
from mallipaja.exchange.xlsform.reading import CHOICES, OWN, SETTINGS, SURVEY, Book, read_book
from mallipaja.exchange.xlsform.tree import Node, tree_of

_KNOWN = {
    SURVEY: frozenset(
        {
            "type", "name", *TRANSLATED, "required", "relevant", "constraint", "calculation", "choice_filter", "default",
            "appearance", "parameters", "read_only", "repeat_count", "disabled",
        }
    ),
    CHOICES: frozenset({"list_name", "name", "label", "sector", "mallipaja_list"}),
    SETTINGS: frozenset({"form_title", "form_id", "version", "default_language", "style", "namespaces"}),
    OWN: frozenset({"where", "text"}),
}  # fmt: skip
_NEEDED = {SURVEY: ("type", "name"), CHOICES: ("list_name", "name"), OWN: ("where", "text")}
_FORMAT = "mallipaja/survey_template/1"
_MINUTES_A_QUESTION = 0.4


@dataclass(frozen=True, slots=True)
class Imported:
    """What a workbook says.

    Attributes
    ----------
    document : the template as a document with every scalar a text; ``None`` when there are problems.
    losses : what of the workbook is not in it, or has changed.
    problems : what has to be put right first.
    places : where things of the document stand in the workbook, for problems found later.
    """

    document: dict[str, Any] | None
    losses: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    places: Places


def read_form(content: bytes, file: str) -> Imported:
    """The survey a workbook says. Never raises for what is in the file.

    Parameters
    ----------
    content : the bytes of an .xlsx file: one written by Mallipaja, or any XLSForm.
    file : what it is called in problems; its name is the survey's id where the form has none.
    """
    book, problems = read_book(content, file)
    if book is None or problems:
        return Imported(None, (), problems, Places(file))
    return _Import(book, file).imported()


class _Import:
    def __init__(self, book: Book, file: str) -> None:
        self.book, self.file = book, file
        self.problems: list[Problem] = []
        self.losses: list[Problem] = []
        self.tables: dict[str, Table] = {}
        for name, sheet in book.sheets.items():
            self.tables[name], found = table_of(sheet, _KNOWN[name], file)
            self.problems += found
        self.places = Places(file, self.tables)
        own = self.tables.get(OWN)
        self.ours = own is not None and any(row.get("where") == "format" for row in own.rows)
        settings = self.tables.get(SETTINGS)
        self.settings = settings.rows[0] if settings and settings.rows else None

    def imported(self) -> Imported:
        document: dict[str, Any] | None = None
        self.check_sheets()
        if not self.problems:
            document = self.document()
        if self.problems or document is None:
            return Imported(None, tuple(sorted(self.losses)), tuple(sorted(self.problems)), self.places)
        return Imported(
            ordered(document), tuple(sorted(self.losses)), tuple(sorted(self.problems)), self.places
        )

    def check_sheets(self) -> None:
        if SURVEY not in self.tables:
            found = [*(sheet.name for sheet in self.book.sheets.values()), *self.book.others]
            told = rules.MISSING_SHEET.found(sheet=SURVEY, found=", ".join(found)[:200])
            self.problems.append(told.at(self.file))
        for sheet, names in _NEEDED.items():
            table = self.tables.get(sheet)
            for name in names if table else ():
                if table and Column(name) not in table.headings:
                    known = ", ".join(table.written)[:200] or "–"
                    told = rules.MISSING_COLUMN.found(sheet, sheet=sheet, column=name, found=known)
                    self.problems.append(told.at(self.file, 1))
        for sheet in self.book.others:
            self.losses.append(rules.OTHER_SHEET.found(sheet=sheet[:60]).at(self.file))

    def telling(self, sheet: str, into: list[Problem]) -> Any:
        """A function that notes a finding about a row of a sheet; its spot names the column."""

        def tell(found: Finding, row: Row) -> None:
            column = self.places.column(sheet, found.spot)
            into.append(self.places.at(found, sheet, row, column))

        return tell

    def document(self) -> dict[str, Any]:
        survey, choices = self.tables[SURVEY], self.tables.get(CHOICES)
        problem, loss = self.telling(SURVEY, self.problems), self.telling(SURVEY, self.losses)
        nodes = tree_of(survey, problem, loss)
        languages = languages_of((survey, choices), self.settings)
        self.tell_languages(languages)
        names = self.new_names(nodes, loss)
        lists = lists_of(
            choices,
            languages,
            self.ours,
            names,
            self.telling(CHOICES, self.problems),
            self.telling(CHOICES, self.losses),
        )
        ids = {node.new_name or node.name for outer in nodes for node in outer.everything()}
        items = Items(survey, languages, lists, names, self.ours, ids, problem, loss)
        pages = self.pages(nodes, items)
        if not self.problems and not any(page["items"] for page in pages):
            self.problems.append(rules.NO_QUESTIONS.found(SURVEY).at(self.file))
        document = self.head(languages, pages)
        if lists.choices:
            document["choice_lists"] = lists.choices
        self.place_lists(lists)
        if OWN in self.tables:
            own = put_own(document, self.tables[OWN], self.telling(OWN, self.problems))
            self.places.rows |= {
                (key,): (OWN, row) for key, row in own.items() if (key,) not in self.places.rows
            }
        self.settle(document, pages)
        document["pages"] = pages
        self.tell_assumptions(items)
        if not self.ours:
            self.tell_kept(items)
        return document

    def place_lists(self, lists: Lists) -> None:
        """A list may also have been made of rows of the sheet survey."""
        of_choices = {id(row) for row in self.tables[CHOICES].rows} if CHOICES in self.tables else set()
        for spot, row in lists.places.items():
            self.places.rows[spot] = (CHOICES if id(row) in of_choices else SURVEY, row)

    def tell_languages(self, languages: Languages) -> None:
        for language in languages.left_out:
            self.losses.append(rules.OTHER_LANGUAGE.found(SURVEY, language=language[:30]).at(self.file, 1))
        named = [one for one in languages.met if one]
        if languages.stands_in != "fi" and "fi" not in named:
            self.losses.append(
                rules.NO_FINNISH.found(SURVEY, language=languages.stands_in[:30]).at(self.file, 1)
            )

    def new_names(self, nodes: list[Node], loss: Any) -> dict[str, str]:
        """Give new names to what cannot keep its own, and to what is met twice.

        Returns
        -------
        The old and new names of what others refer to: of two with one name, the first.
        """
        everything = [node for outer in nodes for node in outer.everything() if node.name]
        pages = {id(node) for node in nodes if node.kind.what == "group"}
        inner = [node for node in everything if id(node) not in pages and not _is_made(node)]
        taken = {node.name for node in inner}
        new: dict[str, str] = {}
        seen: Counter[str] = Counter()
        for node in inner:
            seen[node.name] += 1
            name = naming.question_id(node.name)
            if name == node.name and seen[node.name] == 1:
                continue
            name = naming.unused(name, taken | set(new.values()))
            taken.add(name)
            loss(rules.NEW_NAME.found("name", old=node.name[:60], new=name), node.row)
            node.new_name = name
            if seen[node.name] == 1:
                new[node.name] = name
        return new

    def pages(self, nodes: list[Node], items: Items) -> list[dict[str, Any]]:
        """Outermost groups are pages; what is between them makes pages of its own."""
        pages: list[dict[str, Any]] = []
        loose: list[Node] = []
        for node in nodes:
            if node.kind.what == "group" and not items.is_block(node):
                self.loose_page(loose, items, pages)
                loose = []
                self.page(node, items, pages)
            else:
                loose.append(node)
        self.loose_page(loose, items, pages)
        return pages

    def page(self, node: Node, items: Items, pages: list[dict[str, Any]]) -> None:
        taking = items.taking(node)
        words = [one for one in taking.word("appearance").split() if one != "field-list"]
        taking.give_back("appearance", " ".join(words))
        page_id = taking.own("id") or self.page_id(node.name, pages)
        page: dict[str, Any] = {"id": page_id, "title": taking.texts("label") or self.title(items.languages)}
        if relevant := taking.expression("relevant"):
            page["relevant"] = relevant
        page |= items.rest(taking, node)
        made = items.page(node.inside)
        if not made and not self.ours:
            self.losses.append(
                self.places.at(rules.EMPTY_GROUP.found(name=node.name[:60]), SURVEY, node.row, Column("name"))
            )
            return
        self.add_page(page, node.row, made, pages)

    def loose_page(self, nodes: list[Node], items: Items, pages: list[dict[str, Any]]) -> None:
        made = items.page(nodes)
        if made:
            page = {"id": self.page_id("page", pages), "title": self.title(items.languages)}
            self.add_page(page, made[0].row, made, pages)

    def add_page(self, page: dict[str, Any], row: Row, made: list[Made], pages: list[dict[str, Any]]) -> None:
        spot: Spot = ("pages", len(pages))
        self.places.rows[spot] = (SURVEY, row)
        for place, one in enumerate(made):
            self.places.rows[(*spot, "items", place)] = (SURVEY, one.row)
            for inside, inner in one.inside.items():
                self.places.rows[(*spot, "items", place, *inside)] = (SURVEY, inner)
        pages.append({**page, "items": [one.item for one in made]})

    def page_id(self, name: str, pages: list[dict[str, Any]]) -> str:
        return naming.unused(
            name if self.ours and name != "page" else naming.key(name, "page"), [one["id"] for one in pages]
        )

    def title(self, languages: Languages) -> dict[str, str]:
        said = self.settings.get("form_title") if self.settings else ""
        return {"fi": said or PurePath(self.file).stem}

    def head(self, languages: Languages, pages: list[dict[str, Any]]) -> dict[str, Any]:
        """What the sheet settings says; what is missing is told and gets a value."""
        if self.settings is None and not self.ours:
            self.assume("form_title", PurePath(self.file).stem)
        document: dict[str, Any] = {"format": _FORMAT} if not self.ours else {}
        document["id"] = self.form_id()
        document["version"] = self.version()
        document["title"] = self.title(languages)
        if self.ours and self.settings is not None:
            text = next((t for c, t in self.settings.cells.items() if c.name == "form_title"), "")
            document["title"] = {"fi": text} if text else {}
        kept = self.kept_settings()
        if kept:
            document["xlsform"] = kept
        if self.settings is not None:
            self.places.rows |= {(key,): (SETTINGS, self.settings) for key in ("id", "version", "title")}
        return document

    def form_id(self) -> str:
        said = self.settings.get("form_id") if self.settings else ""
        if self.ours:
            return said
        made = naming.key(said or PurePath(self.file).stem, "survey")
        if made != said:
            self.assume("form_id", made)
        return made

    def version(self) -> str:
        said = self.settings.get("version") if self.settings else ""
        if self.ours or re.fullmatch(r"[0-9]+(\.[0-9]+)*", said):
            return said
        digits = ".".join(re.findall(r"[0-9]+", said)) or "1"
        self.assume("version", digits)
        return digits

    def kept_settings(self) -> dict[str, str]:
        if self.settings is None:
            return {}
        kept = dict(self.settings.unknown)
        spaces = self.settings.cells.get(Column("namespaces"), "").removeprefix(NAMESPACE).removeprefix(" ")
        style = self.settings.cells.get(Column("style"), "")
        if spaces.strip():
            kept["namespaces"] = spaces
        if style.strip() and style != "pages":
            kept["style"] = style
        return kept

    def assume(self, what: str, value: str) -> None:
        sheet = SETTINGS if SETTINGS in self.tables else SURVEY
        self.losses.append(rules.SETTINGS_ASSUMED.found(sheet, what=what, value=value[:60]).at(self.file))

    def settle(self, document: dict[str, Any], pages: Iterable[Mapping[str, Any]]) -> None:
        """What every template has and a foreign form does not say."""
        if self.ours:
            return
        count = sum(1 for page in pages for item in page["items"] for _ in item.get("questions", (item,)))
        minutes = str(max(1, ceil(count * _MINUTES_A_QUESTION)))
        for key, value in (
            ("purpose", dict(document["title"])),
            ("answered_by", "person"),
            ("minutes", minutes),
        ):
            if key not in document:
                document[key] = value
                self.assume(key, value["fi"] if isinstance(value, dict) else value)

    def tell_assumptions(self, items: Items) -> None:
        if items.assumed_opinions and items.assumed_at:
            found = rules.ASSUMED_OPINION.found("disclosure", count=items.assumed_opinions)
            self.losses.append(self.places.at(found, SURVEY, items.assumed_at))

    def tell_kept(self, items: Items) -> None:
        """Each column that is kept without an effect, once, at the first row that uses it."""
        for sheet, kept in ((SURVEY, items.kept), (CHOICES, items.lists.kept)):
            for heading, row in kept.items():
                found = rules.KEPT_COLUMN.found(column=heading[:60])
                self.losses.append(self.places.at(found, sheet, row, heading))


def _is_made(node: Node) -> bool:
    """Whether a row was written only for ODK, and says nothing of its own."""
    return any(node.row.own(key) for key in ("row", "row_of", "other_of"))
