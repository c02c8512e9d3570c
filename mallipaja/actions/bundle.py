"""A whole project out as one file and in again, and definitions written back as YAML."""

from __future__ import annotations

from mallipaja import __version__
from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import tidy_name
from mallipaja.catalogue.formats import format_of
from mallipaja.catalogue.load import parse_document
from mallipaja.catalogue.write import document_name
from mallipaja.exchange.bundle import Bundle, pack, unpack
from mallipaja.exchange.rekey import with_fresh_ids
from mallipaja.store import record, schema, whole
from mallipaja.store.shapes import bundle_shapes


@action(Right.RUN_PROJECT, "project_id")
def export_bundle(job: Job, *, project_id: str) -> bytes:
    """The whole project as a zip file; the export is noted.

    Answers and names of persons are in it, accounts and secrets are not.
    """
    record.get(job, schema.project, project_id)
    bundle = Bundle(whole.read_project(job, project_id))
    whole.log_export(job, project_id, "bundle", bundle.row_count)
    return pack(bundle, bundle_shapes(), __version__, job.at)


@action(Right.ADMINISTER)
def import_bundle(job: Job, *, data: bytes, name: str | None = None) -> str:
    """Make a new project of a bundle; returns its id.

    Everything gets a new id, so the same bundle can be imported again. Nobody is a member of the new project, and
    links to its surveys have to be made anew.

    Parameters
    ----------
    name : name of the new project; the exported one's when None.

    Raises
    ------
    ProblemsError : everything that is wrong with the bundle; nothing was imported.
    """
    shapes = bundle_shapes()
    bundle = unpack(data, shapes)
    project_id = record.new_id()
    documents = whole.keep_documents(job, bundle.tables["document"])
    fresh = with_fresh_ids(bundle, shapes, project_id, documents)
    title = bundle.project["name"] if name is None else tidy_name(name)
    project = {**fresh.project, "name": title, "deleted_at": None}
    whole.write_project(job, {**fresh.tables, "project": (project,)})
    told = {"name": title, "imported": True, "rows": bundle.row_count}
    record.log(job, "project", project_id, "add", project_id=project_id, after=told)
    return project_id


@action(Right.WRITE_MODELS, writes=False)
def export_definitions(job: Job) -> dict[str, str]:
    """The newest version of every document in use, as the files of a definitions folder: path -> text."""
    files = {}
    for _kind, key, body in whole.newest_documents(job):
        value = parse_document(body, f"{key}.yaml")
        files[f"{format_of(value).folder}/{document_name(value)}"] = body
    return files
