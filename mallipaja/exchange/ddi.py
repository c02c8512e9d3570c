"""The codebook of a round as DDI-Codebook 2.5 (a subset): which files and variables there are, what was asked, how answered.

Written: ``docDscr`` and ``stdyDscr`` (titles, who is responsible, days of collection, conditions of use), a ``fileDscr`` for
each file of `survey_odk`, and for each of its columns a ``var`` with its question in every language, its choices, range,
how many answered, and a note on who may see the answers. Counts of opinions are those that may be shown; of others there are
none. Source of the elements and of their order: DDI Alliance, DDI-Codebook 2.5 (2012), codebook.xsd.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree

from mallipaja.catalogue.survey_template import MISSING_REASONS
from mallipaja.catalogue.text import Text
from mallipaja.exchange.survey_odk import Variable, file_name, variables
from mallipaja.exchange.xlsform.names import Names
from mallipaja.survey.distributions import Distribution
from mallipaja.survey.results import QuestionResult, standing
from mallipaja.survey.whole import FormResults, GivenForm

NAMESPACE = "ddi:codebook:2_5"
_XML = "http://www.w3.org/XML/1998/namespace"
_DOMAINS = {
    "single": "category", "scale": "category", "multiple": "multiple", "ranking": "multiple", "number": "numeric",
    "text": "text", "date": "datetime",
}  # fmt: skip
REASONS = {
    "do_not_know": Text(fi="En tiedä", sv="Vet inte", en="I do not know"),
    "not_collected": Text(fi="Tietoa ei kerätä", sv="Uppgiften samlas inte in", en="Not recorded"),
    "not_budgeted_separately": Text(
        fi="Ei budjetoitu erikseen", sv="Inte budgeterat separat", en="Not budgeted separately"
    ),
    "may_not_disclose": Text(
        fi="Tietoa ei voi luovuttaa", sv="Får inte lämnas ut", en="May not be disclosed"
    ),
    "not_applicable": Text(fi="Ei koske meitä", sv="Gäller inte oss", en="Does not concern us"),
}
Element = ElementTree.Element


@dataclass(frozen=True, slots=True)
class Study:
    """What a codebook says of the round itself."""

    id: str
    title: str
    project: str
    controller: str
    opened_at: datetime
    closed_on: date | None
    made_on: date
    program: str
    least: int


def codebook(study: Study, forms: Sequence[tuple[GivenForm, FormResults]]) -> bytes:
    """The codebook as an XML file."""
    root = Element(f"{{{NAMESPACE}}}codeBook", {"version": "2.5", f"{{{_XML}}}lang": "fi"})
    _document(root, study)
    _study(root, study, [form for form, _results in forms])
    ids = _ids(forms)
    for form, _results in forms:
        _files(root, form, ids)
    data = _add(root, "dataDscr")
    for form, _results in forms:
        _groups(data, form, ids)
    for form, results in forms:
        found = {one.column.key: one for one in results.groups[0].questions}
        for one in variables(form):
            _variable(data, form, one, found.get(one.column.key), ids)
    ElementTree.register_namespace("", NAMESPACE)
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


_Ids = Mapping[tuple[str, str, str], str]


def _ids(forms: Sequence[tuple[GivenForm, FormResults]]) -> dict[tuple[str, str, str], str]:
    """Ids of files and variables: (form, file, "") and (form, file, variable)."""
    found: dict[tuple[str, str, str], str] = {}
    files = number = 0
    for form, _results in forms:
        for one in variables(form):
            if (form.form.id, one.file, "") not in found:
                files += 1
                found[form.form.id, one.file, ""] = f"F{files}"
            number += 1
            found[form.form.id, one.file, one.name] = f"V{number}"
    return found


def _document(root: Element, study: Study) -> None:
    citation = _add(_add(root, "docDscr"), "citation")
    _add(_add(citation, "titlStmt"), "titl", study.title)
    made = _add(citation, "prodStmt")
    _add(made, "prodDate", study.made_on.isoformat(), date=study.made_on.isoformat())
    _add(made, "software", study.program)


def _study(root: Element, study: Study, forms: Sequence[GivenForm]) -> None:
    described = _add(root, "stdyDscr")
    citation = _add(described, "citation")
    titles = _add(citation, "titlStmt")
    _add(titles, "titl", study.title)
    _add(titles, "IDNo", study.id, agency="mallipaja")
    _add(_add(citation, "rspStmt"), "AuthEnty", study.controller or study.project)
    _add(_add(citation, "serStmt"), "serName", study.project)
    info = _add(described, "stdyInfo")
    for form in forms:
        _texts(info, "abstract", form.form.purpose)
    days = _add(info, "sumDscr")
    opened = study.opened_at.date().isoformat()
    _add(days, "collDate", opened, date=opened, event="start")
    if study.closed_on is not None:
        _add(days, "collDate", study.closed_on.isoformat(), date=study.closed_on.isoformat(), event="end")
    _add(days, "nation", "Suomi", abbr="FI")
    use = _add(_add(described, "dataAccs"), "useStmt")
    _texts(
        use,
        "conditions",
        Text(
            fi=f"Mielipiteistä näytetään vain vähintään {study.least} vastaajan ryhmien jakaumat.",
            sv=f"Av åsikterna visas endast fördelningar för grupper på minst {study.least} svarande.",
            en=f"Of opinions only the distributions of groups of at least {study.least} are shown.",
        ),
    )


def _files(root: Element, form: GivenForm, ids: _Ids) -> None:
    listed = variables(form)
    for file in dict.fromkeys(one.file for one in listed):
        described = _add(root, "fileDscr", ID=ids[form.form.id, file, ""])
        told = _add(described, "fileTxt")
        _add(told, "fileName", file_name(form, file))
        _texts(told, "fileCont", form.form.title)
        sizes = _add(told, "dimensns")
        if not file:
            _add(sizes, "caseQnty", str(len(form.responses)))
        _add(sizes, "varQnty", str(sum(one.file == file for one in listed)))
        _add(told, "fileType", "text/csv", charset="UTF-8")


def _groups(data: Element, form: GivenForm, ids: _Ids) -> None:
    """A group for each page, with its title."""
    by_page: dict[str, list[str]] = {}
    titles: dict[str, Text] = {}
    for one in variables(form):
        page = standing(one.column).page
        by_page.setdefault(page.id, []).append(ids[form.form.id, one.file, one.name])
        titles[page.id] = page.title
    names = Names(())
    for page_id, listed in by_page.items():
        group = _add(
            data, "varGrp", ID=f"G_{form.form.id}_{names.made(page_id)}", type="section", var=" ".join(listed)
        )
        _texts(group, "labl", titles[page_id])


def _variable(
    data: Element, form: GivenForm, one: Variable, result: QuestionResult | None, ids: _Ids
) -> None:
    question = one.column.question
    key = (form.form.id, one.file, one.name)
    numeric = question.type == "number" and one.kind == "value"
    attributes = {"ID": ids[key], "name": one.name, "files": ids[form.form.id, one.file, ""]}
    if numeric:
        attributes |= {"intrvl": "discrete" if question.integer else "contin"}
        attributes |= {"dcml": "0"} if question.integer else {}
    var = _add(data, "var", **attributes)
    _texts(var, "labl", question.text)
    if question.disclosure == "opinion":
        _add(var, "security", "Values of single respondents are withheld; see notes.")
    if one.kind == "value":
        asked = _add(var, "qstn", responseDomainType=_DOMAINS[question.type])
        _texts(asked, "qstnLit", question.text)
        if question.hint:
            _texts(asked, "ivuInstr", question.hint)
    if numeric and (question.min is not None or question.max is not None):
        limits = {"min": question.min, "max": question.max}
        units = "INT" if question.integer else "REAL"
        given = {name: f"{limit:.10g}" for name, limit in limits.items() if limit is not None}
        _add(_add(var, "valrng"), "range", UNITS=units, **given)
    _answered(var, one, result)
    _categories(var, form, one, result)
    if question.feeds:
        _add(var, "concept", question.feeds)
    _add(var, "varFormat", type="numeric" if numeric else "character", schema="other")
    _notes(var, one)


def _answered(var: Element, one: Variable, result: QuestionResult | None) -> None:
    found = _distribution(one, result)
    if found is not None and one.kind == "value":
        _add(var, "sumStat", str(found.answered), type="vald")
        _add(var, "sumStat", str(found.cannot_say), type="invd")
        if found.numbers is not None:
            for kind, value in (
                ("min", found.numbers.least), ("max", found.numbers.most), ("mean", found.numbers.mean),
                ("medn", found.numbers.median),
            ):  # fmt: skip
                _add(var, "sumStat", f"{value:.10g}", type=kind)


def _categories(var: Element, form: GivenForm, one: Variable, result: QuestionResult | None) -> None:
    column = one.column
    found = _distribution(one, result)
    if one.kind == "reason":
        counts = dict[str, int](found.reasons) if found else {}
        for reason in MISSING_REASONS:
            if reason in column.question.cannot_say:
                _category(var, reason, REASONS[reason], counts.get(reason, 0) if found else None)
    elif one.kind == "value":
        counts = dict(found.counts) if found else {}
        for choice in column.template.choices_of(column.question, form.lists):
            _category(var, choice.code, choice.label, counts.get(choice.code, 0) if found else None)


def _category(var: Element, code: str, label: Text, count: int | None) -> None:
    category = _add(var, "catgry")
    _add(category, "catValu", code)
    _texts(category, "labl", label)
    if count is not None:
        _add(category, "catStat", str(count), type="freq")


def _distribution(one: Variable, result: QuestionResult | None) -> Distribution | None:
    """The distribution a variable's counts come from; ``None`` where it has none of its own."""
    if result is None:
        return None
    rows = {row.row: row.distribution for row in result.rows}
    return rows.get(one.row) if one.row or len(rows) == 1 else None


def _notes(var: Element, one: Variable) -> None:
    told = "opinion" if one.column.question.disclosure == "opinion" else "organisation_fact"
    _add(var, "notes", told, type="disclosure")
    _add(var, "notes", ", ".join(one.column.versions), type="versions")
    if one.column.apart:
        _add(var, "notes", one.column.apart, type="apart")


def _texts(parent: Element, tag: str, text: Text) -> None:
    """A text in every language it has."""
    for language, said in text.model_dump(exclude_none=True).items():
        if said:
            _add(parent, tag, said, lang=language)


def _add(parent: Element, tag: str, text: str | None = None, lang: str = "", **attributes: str) -> Element:
    more = {f"{{{_XML}}}lang": lang} if lang else {}
    made = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", {**attributes, **more})
    if text is not None:
        made.text = _plain(text)
    return made


def _plain(text: str) -> str:
    """Without characters XML does not have."""
    return "".join(one for one in text if one in "\t\n" or (one >= " " and one not in "\ufffe\uffff"))
