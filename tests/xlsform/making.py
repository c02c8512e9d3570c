"""Templates made up by Hypothesis, as documents whose scalars are texts, and workbooks made of plain rows."""

from __future__ import annotations

import io
import string
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from hypothesis import strategies as st

Item = dict[str, Any]
TRAPS = st.sampled_from([
    "=1+1", "+358", "-", "@x", "no", "yes", "TRUE", "020", "1e3", "10:30", "2021-09-15", "a\nb", "a\n", " a", "a  b ",
    "#N/A", "{=A1}", "'a", '"', "<b>&amp;", "_x0041_", "[]", "{}", "😀", "${K1}", "select_one a", "true()", "a\tb",
    "Yksikkö: a", "multiline", "\u00a0a", "--", "a--b", "mallipaja", "http://a.b",
])  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=20)
TEXT = (TRAPS | WORDS).filter(str.strip)
KEYS = st.builds(str.__add__, st.sampled_from("abk"), st.text("ab1_", max_size=4))
IDS = st.builds(str.__add__, st.sampled_from("aKx"), st.text("abX1_", max_size=4))
CODES = st.text(string.ascii_letters + string.digits + "_.-", min_size=1, max_size=5)
DIGITS = st.sampled_from(["0", "-1", "5", "0.50", "200", "12.25", "007"])
CONDITIONS = st.sampled_from([
    "${K1} > 3", "selected(${K1}, 'a b')", ". >= 0", "(. >= 0)", ". >= 0 and . <= 9", "((. >= 0) and (. < 3))", "1 = 1",
    ". >= 1 and . <= 5 or . = 9", "(1) or (2)", "string-length(.) <= 5", "count-selected(.) <= 2 and . = 'a'",
    "not(${K1} = '')", " . > 1 ", "regex(., '^[a-z]+$')", "a = 'x) and (y'",
])  # fmt: skip
FLAGS = st.sampled_from(["true", "false"])


@st.composite
def texts(draw: st.DrawFn) -> Item:
    languages = draw(st.sampled_from([("fi",), ("fi", "sv"), ("fi", "en"), ("fi", "sv", "en")]))
    return {one: draw(TEXT) for one in languages}


def some(draw: st.DrawFn, **options: st.SearchStrategy[Any]) -> Item:
    """A part of the keys, each with a value."""
    return {key: draw(values) for key, values in options.items() if draw(st.booleans())}


KEPT = st.dictionaries(
    st.sampled_from(["media::image", "$given", "Own column"]), TEXT, min_size=1, max_size=2
)


@st.composite
def choice_lists(draw: st.DrawFn) -> dict[str, list[Item]]:
    names = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    found = {}
    for name in names:
        codes = draw(st.lists(CODES, min_size=1, max_size=3, unique=True))
        found[name] = [
            {
                "code": code,
                "label": draw(texts()),
                **some(
                    draw,
                    sector=KEYS,
                    attributes=st.dictionaries(
                        KEYS | st.sampled_from(["label", "name", "attribute_x"]),
                        st.just("") | TEXT,
                        max_size=2,
                    ),
                    xlsform=st.dictionaries(st.just("media::image"), TEXT, max_size=1),
                ),
            }
            for code in codes
        ]
    return found


def question(draw: st.DrawFn, own: str, lists: Mapping[str, list[Item]], plain_list: bool = False) -> Item:
    kind = draw(st.sampled_from(["single", "multiple", "ranking", "scale", "number", "text", "date"]))
    item: Item = {
        "id": own,
        "type": kind,
        "text": draw(texts()),
        "disclosure": draw(st.sampled_from(["opinion", "organisation_fact"])),
    }
    item |= some(
        draw,
        hint=texts(),
        required=FLAGS,
        per_pilot=FLAGS,
        feeds=st.sampled_from(["capacity.htv", "unit.pilots"]),
    )
    item |= some(
        draw, relevant=CONDITIONS, constraint=CONDITIONS, constraint_message=texts(), required_message=texts()
    )
    item |= some(
        draw, default=st.sampled_from(["a b", "today()", "5"]), read_only=FLAGS, xlsform=KEPT, prefilled=FLAGS
    )
    item |= some(draw, cannot_say=st.lists(st.sampled_from(["do_not_know", "not_collected"]), unique=True))
    if kind in ("single", "multiple", "ranking", "scale"):
        external = ["project:actors", "reference:professions"]
        item["choices"] = draw(st.sampled_from([*lists, *([] if kind == "scale" else external)]))
        item |= some(draw, choice_filter=st.just("sector = ${K1}"))
        if kind in ("single", "multiple"):
            extra = [one for one in lists if one != item["choices"]]
            item |= some(draw, extra_choices=st.sampled_from(extra)) if extra else {}
            item |= some(draw, other=st.sampled_from([one["code"] for one in lists[next(iter(lists))]]))
        item |= some(draw, max_choices=st.sampled_from(["1", "8"])) if kind in ("multiple", "ranking") else {}
    elif kind == "number":
        item |= some(draw, integer=FLAGS, unit=texts(), min=DIGITS, max=DIGITS, step=DIGITS)
    elif kind == "text":
        item |= some(draw, long=FLAGS, max_length=st.sampled_from(["5", "2000"]))
    return item


@st.composite
def documents(draw: st.DrawFn) -> Item:
    """A template of every kind of item. It means little, but a workbook can hold it."""
    lists = draw(choice_lists())
    taken: set[str] = {"K1"}

    def fresh() -> str:
        own = draw(IDS.filter(lambda one: one not in taken))
        taken.add(own)
        return own

    def calculation() -> Item:
        return {
            "id": fresh(),
            "type": "calculate",
            "calculation": draw(CONDITIONS),
            **some(draw, relevant=CONDITIONS),
        }

    def block() -> Item:
        for_each = draw(st.sampled_from(["own_rows", "K1", *(f"list:{one}" for one in lists)]))
        item: Item = {"id": fresh(), "type": "block", "text": draw(texts()), "for_each": for_each}
        item |= some(draw, hint=texts(), per_pilot=FLAGS, relevant=CONDITIONS, xlsform=KEPT)
        if for_each == "own_rows":
            item["max_rows"] = draw(st.sampled_from(["1", "12"]))
        if draw(st.booleans()):
            item["calculations"] = [calculation() for _ in range(draw(st.integers(0, 2)))]
        item["questions"] = [question(draw, fresh(), lists) for _ in range(draw(st.integers(1, 2)))]
        return item

    def table() -> Item:
        rows, asked = fresh().lower(), draw(st.sampled_from([*lists]))
        codes = draw(st.lists(CODES, min_size=1, max_size=3, unique=True))
        tables[rows] = [{"code": code, "label": draw(texts())} for code in codes]
        inner = {
            "id": fresh(),
            "type": "single",
            "text": draw(texts()),
            "disclosure": "opinion",
            "choices": asked,
        }
        return {
            "id": fresh(),
            "type": "block",
            "text": draw(texts()),
            "for_each": f"list:{rows}",
            "questions": [inner],
        }

    tables: dict[str, list[Item]] = {}
    makers = [
        lambda: question(draw, fresh(), lists),
        lambda: {
            "id": fresh(),
            "type": "note",
            "text": draw(texts()),
            **some(draw, relevant=CONDITIONS, xlsform=KEPT),
        },
        lambda: {"id": fresh(), "type": "section", **some(draw, text=texts(), relevant=CONDITIONS)},
        calculation,
        block,
        table,
    ]
    first = {
        "id": "K1",
        "type": "multiple",
        "text": draw(texts()),
        "disclosure": "opinion",
        "choices": next(iter(lists)),
    }
    pages = []
    for place, own in enumerate(draw(st.lists(KEYS, min_size=1, max_size=2, unique=True))):
        items = [first] if place == 0 else [question(draw, fresh(), lists)]
        items += [draw(st.sampled_from(makers))() for _ in range(draw(st.integers(0, 3)))]
        pages.append(
            {
                "id": own,
                "title": draw(texts()),
                **some(draw, relevant=CONDITIONS, xlsform=KEPT),
                "items": items,
            }
        )
    return {
        "format": "mallipaja/survey_template/1",
        "id": draw(KEYS),
        "version": draw(st.sampled_from(["1", "1.10"])),
        "title": draw(texts()),
        "purpose": draw(texts()),
        "answered_by": draw(st.sampled_from(["unit", "person"])),
        "minutes": "7",
        **some(
            draw,
            draft_languages=st.lists(st.sampled_from(["fi", "sv"]), unique=True),
            for_sectors=st.lists(KEYS, max_size=2),
            sources=st.just(
                [
                    {"id": "a", "title": "T", "kind": "design", "note": {"fi": "x", "sv": ""}},
                    {"id": "b", "title": "B", "kind": "design"},
                ]
            ),
            xlsform=st.dictionaries(
                st.sampled_from(["instance_name", "style", "namespaces", "form_title"]), TEXT, max_size=2
            ),
        ),
        "choice_lists": {**lists, **tables},
        "pages": pages,
    }


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """An .xlsx file of rows; the first row of each sheet has the headings."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": True, "strings_to_urls": False}
    ) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, place, value)
    return out.getvalue()
