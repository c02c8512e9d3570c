"""Run by Alembic inside the transaction that `mallipaja.store.migrate` has opened."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=None,
    render_as_batch=True,  # SQLite changes a table by copying it
    transactional_ddl=False,  # the caller commits: a version is reached whole or not at all
)
context.run_migrations()
