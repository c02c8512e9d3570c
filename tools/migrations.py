"""Write the database's versions from ``mallipaja/store/schema/``.

``python tools/migrations.py next "what"``  write the next version: what the schema has and the versions lack
``python tools/migrations.py again``        write the newest version anew; only while nobody has it yet

Both set ``NEWEST`` in ``mallipaja/store/versions.py``.
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
from mallipaja.store.versions import Chain

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


def difference(version: str, chain: Chain) -> str:
    """Python code that leads from a version to the schema."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/compare.sqlite3")
        migrate.upgrade(store, version, chain)
        with store.engine.connect() as connection:
            options = {"render_item": render_type, "render_as_batch": True, "compare_type": True}
            context = MigrationContext.configure(connection, opts=options)
            script: MigrationScript = produce_migrations(context, metadata)
            code = render_python_code(script.upgrade_ops, render_as_batch=True, render_item=render_type)
        store.close()
    return re.sub(r"^ *# ### .*\n?", "", code, flags=re.MULTILINE).strip()


def write(number: int, title: str, down: str, chain: Chain) -> Path:
    code = difference(down, chain)
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


def set_newest(page: Path) -> None:
    """Tell the store which version is at the end."""
    revision = re.search(r'^revision = "(.+)"$', page.read_text(encoding="utf-8"), re.MULTILINE)
    assert revision is not None
    path = Path(versions.__file__)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r'^NEWEST = ".*"$', f'NEWEST = "{revision[1]}"', text, flags=re.MULTILINE), "utf-8"
    )


def again() -> Path:
    """The newest version anew, under its own number and title."""
    newest = sorted(FOLDER.glob("0*.py"))[-1]
    text = newest.read_text(encoding="utf-8")
    down = re.search(r'^down_revision = "(.+)"$', text, re.MULTILINE)
    if down is None:
        raise SystemExit("the first version is in use: next")
    newest.unlink()
    try:
        title = text.splitlines()[0].strip('".')
        return write(int(newest.name[:4]), title, down[1], Chain(versions.SHIPPED.folder))
    except BaseException:
        newest.write_text(text, encoding="utf-8")
        raise


def main() -> int:
    match sys.argv[1:]:
        case ["next", title]:
            path = write(
                len(list(FOLDER.glob("0*.py"))) + 1, title, versions.SHIPPED.newest, versions.SHIPPED
            )
        case ["again"]:
            path = again()
        case _:
            print(__doc__)
            return 2
    set_newest(path)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
