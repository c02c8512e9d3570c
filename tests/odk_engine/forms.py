"""Generated forms with conditions, calculations, filters and rows, as a template of ours and as rows of an XLSForm.

Only what ODK defines the same for everybody is generated: ``and`` and ``or`` join truth values (ODK's engine gives one
of their sides back), and days are real days (ODK's engine stops at others).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from mallipaja.catalogue.survey_template import SurveyTemplate

CODES = ("a", "b", "c", "1", "2")
DAYS = ("2025-12-31", "2026-01-02", "2026-02-28", "1999-06-15", "2030-01-01")
WORDS = ("abc", "", "b", "12", "-3.5", "x y", "2026-01-02", "ääkkönen", "a1b2")
ROWS = ("r1", "r2", "r3")
PAGES = 3
KINDS = ("integer", "decimal", "text", "single", "multiple", "date")


@dataclass
class Made:
    """A form in both shapes, and the place of every question and calculation: id, row and path in the XForm."""

    template: SurveyTemplate
    survey: list[dict[str, str]]
    choices: list[dict[str, str]]
    questions: dict[str, str]
    paths: dict[tuple[str, str], str]


@dataclass
class _Maker:
    rng: Random
    earlier: list[tuple[str, str]] = field(default_factory=list)
    """Names that may be referred to, with their kinds; ``rows`` is a question of the block."""

    def ref(self, *kinds: str) -> str:
        known = [name for name, kind in self.earlier if not kinds or kind in kinds]
        return (
            f"${{{self.rng.choice(known)}}}" if known else self.literal_of(kinds[0] if kinds else "integer")
        )

    def literal_of(self, kind: str) -> str:
        rng = self.rng
        if kind in ("integer", "decimal", "number"):
            return rng.choice(("0", "1", "2", "3.5", "10", ".5", "7"))
        if kind == "date":
            return f"'{rng.choice(DAYS)}'"
        return f"'{rng.choice(CODES if kind in ('single', 'multiple') else WORDS)}'"

    def number(self, depth: int) -> str:
        rng = self.rng
        if depth <= 0:
            return rng.choice((self.ref("integer", "decimal"), self.literal_of("number"), self.ref()))
        one, other = self.number(depth - 1), self.number(depth - 1)
        rows = [name for name, kind in self.earlier if kind == "rows"]
        forms = [
            f"{one} + {other}", f"{one} - {other}", f"({one}) * ({other})", f"({one}) div ({other})",
            f"({one}) mod ({other})", f"number({self.text(depth - 1)})", f"int({one})", f"round({one})",
            f"round({one}, {rng.randint(-1, 3)})", f"min({one}, {other})", f"max({one}, {other})",
            f"string-length({self.text(depth - 1)})", f"count-selected({self.ref('multiple')})",
            f"if({self.truth(depth - 1)}, {one}, {other})", f"-({one})", f"floor({one})", f"abs({one})",
            f"coalesce({self.ref()}, {one}) + 0", f"ceiling({one})", f"number({self.ref('date')})",
        ]  # fmt: skip
        if rows:
            rowed = f"${{{rng.choice(rows)}}}"
            forms += [
                f"sum({rowed})",
                f"count({rowed})",
                f"count-non-empty({rowed})",
                f"max({rowed})",
                f"min({rowed}, {one})",
            ]
        return rng.choice(forms)

    def text(self, depth: int) -> str:
        rng = self.rng
        if depth <= 0:
            return rng.choice(
                (self.ref("text"), self.literal_of("text"), self.ref("single", "multiple"), self.ref())
            )
        one, other = self.text(depth - 1), self.text(depth - 1)
        return rng.choice((
            f"concat({one}, {other})", f"string({self.number(depth - 1)})", f"substr({one}, {rng.randint(-3, 3)})",
            f"substr({one}, {rng.randint(0, 2)}, {rng.randint(0, 4)})", f"coalesce({one}, {other})",
            f"if({self.truth(depth - 1)}, {one}, {other})", f"selected-at({self.ref('multiple')}, {rng.randint(0, 3)})",
            f"join('-', {one}, {other})", f"translate({one}, 'ab', 'xy')", f"normalize-space({one})",
            f"substring-before({one}, '-')", f"substring-after({one}, 'b')", f"concat({self.number(depth - 1)}, {one})",
            f"format-date({self.ref('date')}, '%d.%m.%Y %e %n %b %a')", self.label() or one,
        ))  # fmt: skip

    def label(self) -> str:
        singles = [name for name, kind in self.earlier if kind == "single"]
        return f"jr:choice-name(${{{self.rng.choice(singles)}}}, '${{{singles[0]}}}')" if singles else ""

    def truth(self, depth: int) -> str:
        rng = self.rng
        sign = rng.choice(("=", "!=", "<", ">", "<=", ">="))
        same, code, day = rng.choice(("=", "!=")), rng.choice(CODES), rng.choice(DAYS)
        simple = [
            f"{self.number(0)} {sign} {self.number(0)}", f"{self.ref()} {same} ''", f"{self.ref('single')} {same} '{code}'",
            f"{self.ref('date')} {sign} '{day}'", f"selected({self.ref('multiple', 'single')}, '{code}')",
            f"{self.ref()} {sign} {self.ref()}", f"{self.text(0)} {same} {self.text(0)}", "true()",
            f"{self.ref('date')} {sign} date('{day}')",
        ]  # fmt: skip
        if depth <= 0:
            return rng.choice(simple)
        one, other = self.truth(depth - 1), self.truth(depth - 1)
        return rng.choice((
            *simple, f"({one} and {other})", f"({one} or {other})", f"not({one})", f"{one} and {other}", f"{one} or {other}",
            f"contains({self.text(depth - 1)}, {self.text(0)})", f"starts-with({self.text(depth - 1)}, {self.text(0)})",
            f"regex({self.text(depth - 1)}, '^[a-c]+$')", f"not({self.ref()})", f"boolean({self.text(depth - 1)})",
            f"{self.number(depth - 1)} {sign} {self.number(depth - 1)}", f"({one}) = ({other})",
            f"checklist(1, 2, {one}, {other})", f"regex({self.ref('text')}, '[0-9]')",
            f"if({one}, {other}, false()) = true()",
        ))  # fmt: skip


def made(rng: Random) -> Made:
    """A form of a few pages, each a group, one of them with rows."""
    maker = _Maker(rng)
    survey: list[dict[str, str]] = []
    pages: list[dict[str, Any]] = []
    questions: dict[str, str] = {}
    paths: dict[tuple[str, str], str] = {}
    number = 0
    for page in range(PAGES):
        group: dict[str, str] = {"type": "begin_group", "name": f"p{page}", "label": "p"}
        own: dict[str, Any] = {"id": f"p{page}", "title": {"fi": "p"}, "items": []}
        if page and rng.random() < 0.4:
            group["relevant"] = own["relevant"] = maker.truth(1)
        survey.append(group)
        pages.append(own)
        for _ in range(rng.randint(3, 5)):
            number += 1
            name = f"q{number}"
            if number > 3 and rng.random() < 0.45:
                text = rng.choice((maker.number, maker.text, maker.truth))(rng.randint(1, 3))
                row, item = _calculation(name, text, maker, rng)
                kind = "any"
            else:
                kind = KINDS[number - 1] if number <= len(KINDS) else rng.choice(KINDS)
                row, item = _question(name, kind, maker, rng)
                questions[name] = kind
            survey.append(row)
            own["items"].append(item)
            paths[name, ""] = f"/data/p{page}/{name}"
            maker.earlier.append((name, kind))
        if page == 0:  # ODK's engine drops the rows of a group that is not relevant, and what was in them
            own["items"].append(_block(survey, maker, rng))
            for place, code in enumerate(ROWS, 1):
                paths["k", code] = f"/data/p{page}/rows[{place}]/k"
                paths["kc", code] = f"/data/p{page}/rows[{place}]/kc"
            questions["k"] = "integer"
            maker.earlier.append(("k", "rows"))
        survey.append({"type": "end_group"})
    return Made(_template(pages), survey, _choices(), questions, paths)


def _question(name: str, kind: str, maker: _Maker, rng: Random) -> tuple[dict[str, str], dict[str, Any]]:
    types = {"single": "select_one l", "multiple": "select_multiple l"}
    row = {"type": types.get(kind, kind), "name": name, "label": name}
    ours = kind if kind in ("single", "multiple", "text", "date") else "number"
    item: dict[str, Any] = {"id": name, "type": ours, "text": {"fi": name}, "disclosure": "opinion"}
    if kind == "integer":
        item["integer"] = "true"
    if kind in types:
        item["choices"] = "l"
        if rng.random() < 0.3 and maker.earlier:
            given = f"up = {rng.choice(('1', '2'))} or {maker.truth(1)}"
            row["choice_filter"] = item["choice_filter"] = given
    if rng.random() < 0.4 and maker.earlier:
        row["relevant"] = item["relevant"] = maker.truth(2)
    if rng.random() < 0.3 and maker.earlier:
        text = rng.choice((f". != {maker.ref()}", f"string-length(.) < {rng.randint(1, 6)}", f". > 1 or {maker.truth(1)}",
                           f". >= {maker.number(1)}"))  # fmt: skip
        row["constraint"] = item["constraint"] = text
    if rng.random() < 0.3:
        row["required"], item["required"] = "yes", "true"
    return row, item


def _calculation(name: str, text: str, maker: _Maker, rng: Random) -> tuple[dict[str, str], dict[str, Any]]:
    row = {"type": "calculate", "name": name, "calculation": text}
    item: dict[str, Any] = {"id": name, "type": "calculate", "calculation": text}
    if rng.random() < 0.15:
        row["relevant"] = item["relevant"] = maker.truth(1)
    return row, item


def _block(survey: list[dict[str, str]], maker: _Maker, rng: Random) -> dict[str, Any]:
    inner = {"relevant": f"position(..) != {rng.randint(1, 4)}"} if rng.random() < 0.4 else {}
    opinion = {"disclosure": "opinion"}
    text = f"${{k}} * {rng.randint(1, 3)} + position(..) + {maker.number(1)}"
    survey += [
        {"type": "begin_repeat", "name": "rows", "label": "rows", "repeat_count": str(len(ROWS))},
        {"type": "integer", "name": "k", "label": "k", **inner},
        {"type": "calculate", "name": "kc", "calculation": text},
        {"type": "end_repeat"},
    ]
    return {
        "id": "rows", "type": "block", "text": {"fi": "rows"}, "for_each": "list:rows",
        "calculations": [{"id": "kc", "type": "calculate", "calculation": text}],
        "questions": [{"id": "k", "type": "number", "text": {"fi": "k"}, "integer": "true", **opinion, **inner}],
    }  # fmt: skip


def _choices() -> list[dict[str, str]]:
    return [
        {"list_name": "l", "name": code, "label": f"L{code}", "up": str(place % 2 + 1)}
        for place, code in enumerate(CODES)
    ]


def _template(pages: list[dict[str, Any]]) -> SurveyTemplate:
    listed = [
        {"code": row["name"], "label": {"fi": row["label"]}, "attributes": {"up": row["up"]}}
        for row in _choices()
    ]
    return SurveyTemplate.model_validate({
        "format": "mallipaja/survey_template/1", "id": "t", "version": "1", "title": {"fi": "t"}, "purpose": {"fi": "t"},
        "answered_by": "person", "minutes": 1, "pages": pages,
        "choice_lists": {"l": listed, "rows": [{"code": code, "label": {"fi": code}} for code in ROWS]},
    })  # fmt: skip


def answer(kind: str, rng: Random, offered: list[str]) -> str:
    """An answer of a kind as its text; blank now and then."""
    if rng.random() < 0.15:
        return ""
    match kind:
        case "integer":
            return str(rng.randint(-2, 12))
        case "decimal":
            return rng.choice(("0.5", "2.5", "3", "-1.25", "10", "0.1"))
        case "date":
            return rng.choice(DAYS)
        case "single":
            return rng.choice(offered) if offered else ""
        case "multiple":
            chosen = rng.sample(offered, rng.randint(0, len(offered)))
            return " ".join(code for code in CODES if code in chosen)
    return rng.choice(WORDS).strip()
