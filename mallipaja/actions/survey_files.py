"""Survey templates as Excel forms and back: no database, no permission; a form is what its file says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mallipaja.catalogue.check import check_file
from mallipaja.catalogue.load import Catalogue, open_document
from mallipaja.catalogue.reader import read_yaml
from mallipaja.catalogue.rewrite import rewrite
from mallipaja.catalogue.shape import shape
from mallipaja.catalogue.survey_template import ChoiceItem, SurveyTemplate
from mallipaja.catalogue.text import LANGUAGES
from mallipaja.catalogue.write import dump_document
from mallipaja.errors import Finding, Problem, ProblemsError
from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.export import sheets_of
from mallipaja.exchange.xlsform.foreign import set_aside
from mallipaja.exchange.xlsform.importing import Imported, read_form
from mallipaja.exchange.xlsform.writing import workbook_of
from mallipaja.survey import rules as survey_rules
from mallipaja.survey.check import check_template


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A workbook that was read.

    Attributes
    ----------
    template : what it says; ``None`` when there are problems.
    text : the same as YAML.
    losses : what of the workbook is not in it, or has changed.
    problems : what has to be put right first.
    """

    template: SurveyTemplate | None
    text: str
    losses: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def template_as_form(
    template: SurveyTemplate, lists: Mapping[str, tuple[ChoiceItem, ...]], file: str
) -> bytes:
    """A template as an .xlsx file.

    Parameters
    ----------
    lists : the choices of lists the template takes from outside; those not there are left to be filled in.
    file : what the workbook is called in problems.
    """
    raw = read_yaml(dump_document(template), f"{template.id}.yaml")
    assert raw.data is not None
    return workbook_of(sheets_of(raw.data, lists), file)


def file_as_form(path: Path, catalogue: Catalogue, file: str) -> bytes:
    """A template's file as an .xlsx file that says all the file says, in the same words.

    Raises
    ------
    ProblemsError : everything that is wrong with the file.
    """
    document = open_document(path, str(path))
    value = document.value
    findings = check_template(value) if isinstance(value, SurveyTemplate) else (rules.NOT_A_TEMPLATE.found(),)
    document = document.with_findings(findings if value is not None else ())
    if document.problems:
        raise ProblemsError(document.problems)
    raw = read_yaml(path.read_text(encoding="utf-8-sig"), str(path))
    assert raw.data is not None
    return workbook_of(sheets_of(raw.data, {"reference:professions": catalogue.profession_choices}), file)


def read_workbook(content: bytes, file: str) -> ReadForm:
    """The survey a workbook says, checked. Never raises for what is in the file.

    Parameters
    ----------
    content : the bytes of an .xlsx file: one written by `file_as_form`, or any XLSForm.
    file : what it is called in problems.
    """
    found = read_form(content, file)
    if found.document is None:
        return ReadForm(None, "", found.losses, found.problems)
    losses = list(found.losses)
    _leave_out_unused_lists(found, losses)
    losses += set_aside(found)
    value, findings = shape(found.document)
    if isinstance(value, SurveyTemplate):
        findings = (*check_file(value, f"{value.id}.yaml"), *check_template(value, languages=()))
    if findings or not isinstance(value, SurveyTemplate):
        return ReadForm(None, "", tuple(sorted(losses)), _told(found, findings))
    losses += _untranslated(value, found)
    return ReadForm(value, rewrite(found.document, file), tuple(sorted(losses)), ())


def _told(found: Imported, findings: tuple[Finding, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(found.places.problem(one) for one in findings))


def _leave_out_unused_lists(found: Imported, losses: list[Problem]) -> None:
    document = found.document or {}
    lists: dict[str, Any] = document.get("choice_lists", {})
    used = {named for item in _items(document) for named in _named(item)}
    for name in [one for one in lists if one not in used]:
        losses.append(found.places.problem(rules.LIST_UNUSED.found("choice_lists", name, list=name)))
        del lists[name]
    if not lists:
        document.pop("choice_lists", None)


def _named(item: Mapping[str, Any]) -> tuple[Any, ...]:
    return item.get("choices"), item.get("extra_choices"), str(item.get("for_each", "")).removeprefix("list:")


def _items(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    for page in document.get("pages", ()):
        for item in page["items"]:
            found += [item, *item.get("questions", ())]
    return found


def _untranslated(template: SurveyTemplate, found: Imported) -> list[Problem]:
    missing = [one for one in check_template(template) if one.rule is survey_rules.UNTRANSLATED]
    counts = Counter(str(one.values["language"]) for one in missing)
    return [
        found.places.problem(
            rules.NOT_TRANSLATED.found(
                *next(one.spot for one in missing if one.values["language"] == language),
                language=language,
                count=counts[language],
            )
        )
        for language in LANGUAGES
        if counts[language]
    ]
