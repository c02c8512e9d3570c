"""Innokylä pages read into described models: passages proposed, confirmed one by one, published.

The text of a page stays in this database. What is published is in the developer's own words, with source, section and
date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import described_here, use_model
from mallipaja.actions.generic_model import current_generic
from mallipaja.actions.tidy import key_of, long_text, one_of
from mallipaja.catalogue.operating_model import DescribedModel, GenericModel, Modality, Relation, Unit
from mallipaja.errors import ActionError, NotFound, Problem
from mallipaja.exchange.innokyla_model import Confirmed, model_of
from mallipaja.exchange.innokyla_page import InnokylaPage, ReadPage, read_page
from mallipaja.exchange.innokyla_proposals import Proposal, propose
from mallipaja.i18n import N_
from mallipaja.model.check import GENERIC_ID, check_described
from mallipaja.store import model_edits as store
from mallipaja.store import record, schema
from mallipaja.store.model_edits import FindingRow, PageRow

MOST_BYTES = 1_000_000
TOO_LONG = N_("The page has more than a megabyte of text. Copy only the page itself.")
NOTHING_READ = N_("Nothing could be read of the page. It was not kept.")
OWN_WORDS = N_("Say in your own words what the page tells.")
COPIED = N_("This is the passage word for word. Say it in your own words: only they go into the model.")
NOTHING_CONFIRMED = N_("Nothing has been confirmed yet. Confirm at least one passage.")
HAS_PROBLEMS = N_("The model cannot be published yet: {problem}")
NO_CHOICE = N_("The element has no choice “{choice}”.")


@dataclass(frozen=True, slots=True)
class Passage:
    """A proposed passage and what was decided of it; ``None`` while nobody has."""

    proposal: Proposal
    decision: FindingRow | None


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: its fields, what was not found, its passages, and what was added to them by hand."""

    row: PageRow
    read: ReadPage
    passages: tuple[Passage, ...]
    added: tuple[FindingRow, ...]

    @property
    def open(self) -> tuple[Passage, ...]:
        """The passages nobody has decided on."""
        return tuple(one for one in self.passages if one.decision is None)


@action(Right.WRITE_MODELS, writes=False)
def list_pages(job: Job) -> list[PageRow]:
    """The pages being read, newest first."""
    return store.pages(job)


@action(Right.WRITE_MODELS)
def add_page(job: Job, *, content: bytes, name: str) -> str:
    """Keep the text of a page for reading; returns its id.

    Raises
    ------
    ActionError : the text is too long, or there is nothing to read in it.
    ProblemsError : the file is HTML or is not UTF-8 text.
    """
    if len(content) > MOST_BYTES:
        raise ActionError("TOO_LONG", TOO_LONG)
    read = read_page(content, name)
    if read.page == InnokylaPage():
        raise ActionError("NOTHING_READ", NOTHING_READ)
    title = (read.page.title or name)[:120]
    taken = {
        *job.catalogue.described,
        *job.catalogue.adopted,
        *(one.key for one in store.pages(job)),
        GENERIC_ID,
    }
    body = content.decode("utf-8-sig").replace("\x00", "")
    values = {"key": key_of(title, taken)[:60], "name": title, "body": body, "created_at": job.at}
    return record.add(job, schema.innokyla_page, values, project_id=None)


@action(Right.WRITE_MODELS, writes=False)
def view_page(job: Job, *, page_id: str) -> PageView:
    """A page with its proposed passages and what has been decided of them."""
    return _view(job, page_id)


@action(Right.WRITE_MODELS)
def decide_passage(
    job: Job, *, page_id: str, element: str, section: str, start: int, values: Mapping[str, Any] | None
) -> None:
    """Confirm a passage with what it tells (``values``), or reject it (``None``); an earlier decision is replaced.

    ``values`` are the fields of `innokyla_model.Confirmed` but the element and the section. A passage that was not
    proposed has a negative ``start`` of its own.

    Raises
    ------
    ActionError : the element is not known, the words are missing or are the passage itself, or a code is not a choice.
    """
    view = _view(job, page_id)
    generic = current_generic(job)
    one_of(element, generic.elements)
    content = _content(values, element, generic) if values is not None else None
    if content is not None and start >= 0:
        passage = next(
            (p.proposal.passage for p in view.passages if _at(p.proposal) == (element, section, start)), ""
        )
        if _folded(content["text"]) == _folded(passage):
            raise ActionError("COPIED", COPIED)
    place = {"page_id": page_id, "element": element, "section": section, "start": start}
    fresh = {"state": "confirmed" if content is not None else "rejected", "content": content}
    known = [one for one in store.page_findings(job, page_id) if _placed(one) == (element, section, start)]
    if known:
        record.change(job, schema.innokyla_finding, known[0].id, fresh, revision=None, project_id=None)
    else:
        record.add(job, schema.innokyla_finding, {**place, **fresh}, project_id=None)


@action(Right.WRITE_MODELS)
def reopen_passage(job: Job, *, page_id: str, finding_id: str) -> None:
    """Take a decision on a passage back."""
    if finding_id not in {one.id for one in store.page_findings(job, page_id)}:
        raise NotFound("innokyla_finding")
    record.put_in_bin(job, schema.innokyla_finding, finding_id, project_id=None)


@action(Right.WRITE_MODELS)
def remove_page(job: Job, *, page_id: str) -> None:
    """Remove a page and what was decided of it; a model that was published of it stays."""
    for one in store.page_findings(job, page_id):
        record.put_in_bin(job, schema.innokyla_finding, one.id, project_id=None)
    record.put_in_bin(job, schema.innokyla_page, page_id, project_id=None)


@action(Right.WRITE_MODELS, writes=False)
def preview_page_model(job: Job, *, page_id: str) -> tuple[DescribedModel, tuple[Problem, ...]]:
    """The model as it would be published, and what is wrong with it."""
    return _model(job, page_id)


@action(Right.WRITE_MODELS)
def publish_page(job: Job, *, page_id: str) -> str:
    """Take what has been confirmed into use as a described model; returns its id.

    Raises
    ------
    ActionError : nothing has been confirmed, or the model has problems.
    """
    model, problems = _model(job, page_id)
    if not model.elements:
        raise ActionError("NOTHING_CONFIRMED", NOTHING_CONFIRMED)
    if problems:
        raise ActionError("MODEL_PROBLEMS", HAS_PROBLEMS, problem=str(problems[0]))
    use_model(job, model)
    return model.id


@action(Right.ANYONE, writes=False)
def models_made_here(job: Job) -> dict[str, DescribedModel]:
    """The described models published in this installation, by id."""
    return described_here(job)


def _view(job: Job, page_id: str) -> PageView:
    row = next((one for one in store.pages(job) if one.id == page_id), None)
    if row is None:
        raise NotFound("innokyla_page")
    read = read_page(row.body.encode(), row.name)
    decided = {_placed(one): one for one in store.page_findings(job, page_id)}
    passages = tuple(Passage(one, decided.get(_at(one))) for one in propose(read))
    proposed = {_at(one.proposal) for one in passages}
    return PageView(row, read, passages, tuple(one for at, one in decided.items() if at not in proposed))


def _model(job: Job, page_id: str) -> tuple[DescribedModel, tuple[Problem, ...]]:
    view, generic = _view(job, page_id), current_generic(job)
    rows = store.page_findings(job, page_id)
    confirmed = [_confirmed(one) for one in rows if one.state == "confirmed" and one.content]
    model = model_of(view.read.page, view.row.key, confirmed, generic)
    return model, tuple(one.at(f"{view.row.key}.yaml") for one in check_described(model, generic))


def _confirmed(row: FindingRow) -> Confirmed:
    told = dict(row.content or {})
    return Confirmed(row.element, row.section, **{**told, "codes": tuple(told.get("codes", ()))})


def _content(values: Mapping[str, Any], element: str, generic: GenericModel) -> dict[str, Any]:
    text = long_text(str(values.get("text", "")))
    if not text:
        raise ActionError("OWN_WORDS", OWN_WORDS)
    state = one_of(str(values.get("state", "stated")), ("stated", "stated_absent"))
    relation = values.get("relation") if state == "stated" else None
    known = {one.code for one in generic.elements[element].choices}
    codes = [str(one) for one in values.get("codes") or ()]
    for code in codes:
        if code not in known:
            raise ActionError("NO_CHOICE", NO_CHOICE, choice=code[:40])
    unit, value = values.get("unit"), values.get("value")
    return {
        "text": text,
        "state": state,
        "relation": one_of(str(relation or "same"), get_args(Relation)) if state == "stated" else None,
        "modality": one_of(str(values.get("modality", "in_use")), get_args(Modality)),
        "codes": codes,
        "value": float(value) if value is not None and unit else None,
        "unit": one_of(str(unit), get_args(Unit)) if value is not None and unit else None,
    }


def _at(one: Proposal) -> tuple[str, str, int]:
    return one.element, one.section, one.start


def _placed(one: FindingRow) -> tuple[str, str, int]:
    return one.element, one.section, one.start


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
