"""Write the database's versions from ``mallipaja/store/schema.py``.

``python tools/migrations.py first``        write the first version anew; only while nothing has been released
``python tools/migrations.py next "what"``  write the next version: what the schema has and they lack

After either, set ``NEWEST`` in ``mallipaja/store/versions.py`` to the new version; a test tells when it is not.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from alembic.operations.ops import MigrationScript
from sqlalchemy.types import TypeDecorator

from mallipaja.store import migrate, versions
from mallipaja.store.engine import Store
from mallipaja.store.schema import metadata

FOLDER = versions.SHIPPED.folder / "versions"
PAGE = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {upgrade}
'''


def render_type(kind: str, thing: object, _context: AutogenContext) -> str | bool:
    """Plain types: a migration must not change when the code does."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


def difference(version: str) -> str:
    """Python code that leads from a version ("" = an empty database) to the schema."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/compare.sqlite3")
        if version:
            migrate.upgrade(store, version)
        with store.engine.connect() as connection:
            options = {"render_item": render_type, "render_as_batch": True, "compare_type": True}
            context = MigrationContext.configure(connection, opts=options)
            script: MigrationScript = produce_migrations(context, metadata)
            code = render_python_code(script.upgrade_ops, render_as_batch=True, render_item=render_type)
        store.close()
    return re.sub(r"^ *# ### .*\n?", "", code, flags=re.MULTILINE).strip()


def write(number: int, title: str, down: str | None) -> Path:
    code = difference(down or "")
    if code == "pass":
        raise SystemExit("the schema and the migrations are the same: nothing to write")
    # named by content, so that a database made by an earlier first version is not taken for this one
    digest = hashlib.sha256(code.encode()).hexdigest()[:8]
    revision = f"{number:04d}_{digest}"
    name = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    path = FOLDER / f"{number:04d}_{name}.py"
    path.write_text(PAGE.format(title=title, revision=revision, down=down, upgrade=code), encoding="utf-8")
    ruff = Path(sys.executable).with_name("ruff")
    subprocess.run([ruff, "format", "--quiet", path], check=True)
    return path


def main() -> int:
    match sys.argv[1:]:
        case ["first"]:
            old = list(FOLDER.glob("0*.py"))
            if len(old) > 1:
                raise SystemExit("there are later versions; use: next")
            path = write(1, "First version", None)
        case ["next", title]:
            path = write(len(list(FOLDER.glob("0*.py"))) + 1, title, versions.SHIPPED.newest)
        case _:
            print(__doc__)
            return 2
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
