"""Which generic model is in use: the newest of the file and the versions published here."""

from __future__ import annotations

from mallipaja.actions.access import Job
from mallipaja.actions.documents import MODEL, generic_of
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.model.check import GENERIC_ID
from mallipaja.store import documents as store

NO_GENERIC = N_(
    "The generic model cannot be used: its file is missing or has problems. See the list of models."
)


def current_generic(job: Job) -> GenericModel:
    """The generic model pilots start from and models are compared with: the highest version there is.

    Of the same version the file's, so that a file put there by hand is seen. An error when there is none.
    """
    found = newest_generic(job)
    if found is None:
        raise ActionError("NO_GENERIC", NO_GENERIC)
    return found


def newest_generic(job: Job) -> GenericModel | None:
    """The same; ``None`` when there is none."""
    file = job.catalogue.generic
    listed = store.version_list(job, MODEL, GENERIC_ID)
    newest = max(listed, key=lambda one: parts_of(one[1]), default=None)
    if newest is None or (file is not None and parts_of(newest[1]) <= parts_of(file.version)):
        return file
    return generic_of(job, newest[0])


def parts_of(version: str) -> tuple[int, ...]:
    """A version as numbers, so that 1.10 comes after 1.9."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())
