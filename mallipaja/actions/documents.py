"""Documents taken into use, read back as typed values."""

from __future__ import annotations

from functools import lru_cache

from mallipaja.actions.access import Job
from mallipaja.catalogue.load import parse_document
from mallipaja.catalogue.operating_model import AdoptedModel, DescribedModel, GenericModel
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.catalogue.write import dump_document
from mallipaja.store import documents as store

TEMPLATE = "survey_template"
MODEL = "operating_model"


_READ: dict[str, object] = {}
"""Documents read before, by id: a document never changes and no other ever gets its id."""
_MOST = 512


@lru_cache(maxsize=256)
def _parsed(sha256: str, name: str, body: str) -> object:
    return parse_document(body, name)


def _read(job: Job, document_id: str) -> object:
    if document_id not in _READ:
        found = store.documents(job, [document_id])[0]
        if len(_READ) >= _MOST:
            _READ.clear()
        _READ[document_id] = _parsed(found.sha256, f"{found.key}.yaml", found.body)
    return _READ[document_id]


def template_of(job: Job, document_id: str) -> SurveyTemplate:
    """The survey template of a document."""
    value = _read(job, document_id)
    assert isinstance(value, SurveyTemplate)
    return value


def generic_of(job: Job, document_id: str) -> GenericModel:
    """The generic model of a document."""
    value = _read(job, document_id)
    assert isinstance(value, GenericModel)
    return value


def adopted_of(job: Job, document_id: str) -> AdoptedModel:
    """The adopted model of a document."""
    value = _read(job, document_id)
    assert isinstance(value, AdoptedModel)
    return value


def described_here(job: Job) -> dict[str, DescribedModel]:
    """The described models made here, by id: the latest of each that no file has."""
    files = {*job.catalogue.described, *job.catalogue.adopted}
    read = [_read(job, one) for key, one in store.newest_ids(job, MODEL).items() if key not in files]
    return {value.id: value for value in read if isinstance(value, DescribedModel)}


def use_template(job: Job, template: SurveyTemplate) -> str:
    """Take a template into use as it is now; returns the document's id."""
    return store.take_into_use(job, TEMPLATE, template.id, template.version, dump_document(template))


def use_model(job: Job, model: GenericModel | DescribedModel | AdoptedModel, note: str = "") -> str:
    """Take an operating model into use as it is now; returns the document's id. ``note`` says what is new in it."""
    return store.take_into_use(job, MODEL, model.id, model.version, dump_document(model), note)
