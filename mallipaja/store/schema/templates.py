"""Tables of the surveys a project writes for itself."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from mallipaja.store.schema.base import id_, metadata, one_live, record, ref

own_template = Table(
    "own_template",
    metadata,
    id_(),  # a survey of the project's own, or its own version of a shipped one
    ref("project_id", "project"),
    Column("key", Text, nullable=False),  # the template's id
    Column("body", Text, nullable=False),  # the draft being written, as YAML
    ref("document_id", "document", nullable=True),  # as it was last taken into use; new rounds ask this
    *record(),
    one_live("own_template", "project_id", "key"),
)
