"""A project out and in again: nothing lost, nothing secret, nothing harmful, and as often as one likes."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.bundle import export_bundle, export_definitions, import_bundle
from mallipaja.actions.picture import capacity_picture, network_picture, practice_picture
from mallipaja.actions.projects import list_pilots, list_projects
from mallipaja.actions.teams import view_team
from mallipaja.catalogue.load import Catalogue
from mallipaja.errors import NotFound, ProblemsError, Refused
from mallipaja.exchange.bundle import Bundle, pack, unpack
from mallipaja.exchange.rekey import fresh_id, with_fresh_ids
from mallipaja.store import record, schema, whole
from mallipaja.store.engine import Store
from mallipaja.store.shapes import bundle_shapes
from tests.bundle_making import edit_table, fill_every_table, rawzip, rezip, set_cell, unzip
from tests.databases import Databases
from tests.small_project import DOCUMENT_BODY, START, TOKEN, Clock, SmallProject, fill
from tests.store.test_commands import mallipaja

ContextFor = Callable[[str], Context]
SHAPES = bundle_shapes()


def tables(store: Store, project_id: str) -> dict[str, Any]:
    with store.reading("cli:test", START) as work:
        return whole.read_project(work, project_id)


def comparable(rows: dict[str, Any]) -> dict[str, Any]:
    """What a bundle promises to keep, whatever the order."""
    kept = {
        name: sorted(repr([row[column.name] for column in SHAPES[name].columns]) for row in found)
        for name, found in rows.items()
        if name not in {"project", "document"}
    }
    project = {name: value for name, value in rows["project"][0].items() if name != "deleted_at"}
    documents = sorted((row["kind"], row["key"], row["body"]) for row in rows["document"])
    return {**kept, "project": project, "document": documents}


@pytest.mark.parametrize("seed", range(4))
def test_out_in_out_is_the_same(
    store: Store, small_project: SmallProject, context_for: ContextFor, seed: int
) -> None:
    """Every kind of row with awkward values: what comes in is what went out, only the ids are new."""
    here = small_project.project_id
    fill_every_table(store, small_project, seed)
    first = export_bundle(context_for("facilitator"), project_id=here)
    before = tables(store, here)
    assert all(before[name] for name in SHAPES), "a table without rows proves nothing"
    there = import_bundle(context_for("admin"), data=first)
    assert tables(store, here) == before
    documents = {row["id"]: row["id"] for row in before["document"]}
    expected = with_fresh_ids(Bundle(before), SHAPES, there, documents).tables
    after = tables(store, there)
    assert comparable(after) == comparable({**expected, "document": before["document"]})
    second = export_bundle(context_for("admin"), project_id=there)
    third = import_bundle(context_for("admin"), data=second)
    assert {name: len(rows) for name, rows in tables(store, third).items()} == {
        name: len(rows) for name, rows in before.items()
    }


def test_an_id_inside_text_or_json_follows_its_record() -> None:
    ids = {name: f"{number:032x}" for number, name in enumerate(("project", "pilot", "draft", "document"), 1)}
    row = {column.name: None for column in SHAPES["draft"].columns}
    row |= {"id": ids["draft"], "pilot_id": ids["pilot"], "document_id": ids["document"], "state": "draft"}
    row |= {"pins": [[ids["pilot"], {ids["draft"]: "pilot"}]], "vetoes": "x", "basis": ids["pilot"]}
    pilot = {column.name: None for column in SHAPES["pilot"].columns}
    pilot |= {"id": ids["pilot"], "project_id": ids["project"], "name": "pilot"}
    project = {column.name: None for column in SHAPES["project"].columns} | {"id": ids["project"]}
    bundle = Bundle({"project": (project,), "pilot": (pilot,), "draft": (row,)})
    (fresh,) = with_fresh_ids(bundle, SHAPES, "new", {ids["document"]: "known"}).tables["draft"]
    new_pilot, new_draft = fresh_id("new", ids["pilot"]), fresh_id("new", ids["draft"])
    assert fresh["pins"] == [[new_pilot, {new_draft: "pilot"}]]
    assert (fresh["basis"], fresh["vetoes"]) == (new_pilot, "x")
    assert (fresh["id"], fresh["pilot_id"], fresh["document_id"]) == (new_draft, new_pilot, "known")


def test_the_file_is_the_same_for_the_same_project(store: Store, small_project: SmallProject) -> None:
    fill_every_table(store, small_project, 9)
    bundle = Bundle(tables(store, small_project.project_id))
    one, other = (pack(bundle, SHAPES, "0.1.0", START) for _ in range(2))
    assert one == other
    assert pack(unpack(one, SHAPES), SHAPES, "0.1.0", START) == one


def test_import_leaves_its_mark_and_shares_documents(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    admin, here = context_for("admin"), small_project.project_id
    fill_every_table(store, small_project, 1)
    data = export_bundle(context_for("facilitator"), project_id=here)
    there = import_bundle(admin, data=data, name="  Kopio  hankkeesta ")
    assert {one.name for one in list_projects(admin)} == {"Pieni hanke", "Kopio hankkeesta"}
    history, log = schema.history, schema.export_log
    with store.reading("cli:test", START) as work:
        lines = work.connection.execute(select(history).where(history.c.project_id == there)).all()
        assert [(one.who, one.entity, one.change, one.after["imported"]) for one in lines] == [
            (admin.actor.who, "project", "add", True)
        ]
        assert work.connection.scalar(select(func.count()).select_from(schema.document)) == 1
        noted = work.connection.execute(select(log)).one()
        assert (noted.who, noted.project_id, noted.what) == (
            f"account:{small_project.accounts['facilitator']}",
            here,
            "bundle",
        )
        members = record.values_of(work, schema.membership.c.id, schema.membership.c.project_id == there)
        assert members == []


def test_import_elsewhere_adds_the_documents(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    fill_every_table(store, small_project, 3)
    (before,) = tables(store, small_project.project_id)["document"]
    data = export_bundle(context_for("admin"), project_id=small_project.project_id)
    with store.writing("cli:test", START) as work:
        work.connection.execute(schema.project.delete())
        work.connection.execute(schema.document.delete())
    there = import_bundle(context_for("admin"), data=data)
    (after,) = tables(store, there)["document"]
    assert after["id"] != before["id"]
    assert after["created_by"] == f"account:{small_project.accounts['admin']}"
    same = ("kind", "key", "version", "sha256", "body", "note", "created_at")
    assert [after[name] for name in same] == [before[name] for name in same]
    assert after["body"] == DOCUMENT_BODY


def test_no_secret_leaves(store: Store, small_project: SmallProject, context_for: ContextFor) -> None:
    here = small_project.project_id
    fill_every_table(store, small_project, 2)
    with store.writing("cli:test", START) as work:
        change = {"password_hash": "ARGON-SECRET"}
        account = small_project.accounts["admin"]
        record.change(work, schema.account, account, change, revision=None, project_id=None)
        values = {"id": "g", "secret_hash": "DEVICE-SECRET", "invitation_id": small_project.invitation_id}
        values |= {"created_at": START, "expires_at": START}
        work.connection.execute(schema.device_grant.insert().values(values))
        hashes = record.values_of(work, schema.invitation.c.token_hash, schema.invitation.c.id != "")
    data = export_bundle(context_for("facilitator"), project_id=here)
    text = b"\n".join(unzip(data).values()).decode()
    people = [*small_project.accounts.values(), *small_project.memberships.values(), "Test facilitator"]
    for secret in ("SECRET", "hash", TOKEN, *hashes, *people):
        assert secret not in text.replace("sha256", ""), secret
    there = import_bundle(context_for("admin"), data=data)
    with store.reading("cli:test", START) as work:
        rounds = record.values_of(work, schema.round_.c.id, schema.round_.c.project_id == there)
        column = schema.invitation.c
        fresh = record.values_of(work, column.token_hash, column.round_id.in_(rounds))
        grants = record.values_of(work, schema.device_grant.c.id, schema.device_grant.c.id != "g")
    assert len(fresh) == len(hashes) == len(set(fresh) - set(hashes))
    assert grants == []


@pytest.mark.parametrize("role", ["pilot_contact", "developer", "respondent", "anonymous"])
def test_who_may_not_export(small_project: SmallProject, context_for: ContextFor, role: str) -> None:
    with pytest.raises(Refused):
        export_bundle(context_for(role), project_id=small_project.project_id)


@pytest.mark.parametrize("role", ["facilitator", "pilot_contact", "developer", "respondent", "anonymous"])
def test_who_may_not_import(small_project: SmallProject, context_for: ContextFor, role: str) -> None:
    with pytest.raises(Refused):
        import_bundle(context_for(role), data=b"")


def test_a_project_in_the_bin_is_not_exported(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    with store.writing("cli:test", START) as work:
        record.put_in_bin(work, schema.project, small_project.project_id, project_id=None)
    with pytest.raises(NotFound):
        export_bundle(context_for("admin"), project_id=small_project.project_id)


@pytest.fixture(scope="module")
def good(databases: Databases) -> bytes:
    """A bundle with rows in every table."""
    store = Store(databases.filled("sqlite"))
    project = fill(store)
    fill_every_table(store, project, 5)
    data = pack(Bundle(tables(store, project.project_id)), SHAPES, "0.1.0", START)
    store.close()
    return data


def problems(data: bytes) -> list[tuple[str, str, int]]:
    with pytest.raises(ProblemsError) as found:
        unpack(data, SHAPES)
    for one in found.value.problems:
        assert one.message
        assert "{" not in str(one)
    return [(one.code, one.path, one.line) for one in found.value.problems]


def test_a_good_bundle_has_no_problems(good: bytes) -> None:
    assert unpack(good, SHAPES).row_count > 3 * len(SHAPES) - 4


@pytest.mark.parametrize("data", [b"", b"Hei", b"PK\x03\x04" + b"x" * 50])
def test_not_a_zip(data: bytes) -> None:
    assert problems(data) == [("BUNDLE_001", "bundle", 0)]


def test_a_bundle_cut_off(good: bytes) -> None:
    for length in range(0, len(good), max(1, len(good) // 40)):
        assert problems(good[:length])[0][0] == "BUNDLE_001"


def test_not_a_bundle(good: bytes) -> None:
    files = unzip(good)
    assert problems(rezip(files, format="mallipaja-backup")) == [("BUNDLE_002", "bundle", 0)]
    for manifest in (b"", b"[]", b"{", b'{"format": "mallipaja-bundle"}', b"[" * 100_000):
        assert problems(rawzip({**files, "manifest.json": manifest})) == [("BUNDLE_002", "bundle", 0)]
    del files["manifest.json"]
    assert problems(rawzip(files)) == [("BUNDLE_002", "bundle", 0)]


def test_a_newer_bundle_says_which_version_it_needs(good: bytes) -> None:
    newer = rezip(unzip(good), format_version=2, program="7.5.0")
    assert problems(newer) == [("BUNDLE_003", "bundle", 0)]
    with pytest.raises(ProblemsError, match=r"version 7\.5\.0 or newer"):
        unpack(newer, SHAPES)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.csv",
        "/etc/passwd",
        "tables/../../evil.csv",
        "C:\\evil.csv",
        "tables\\pilot.csv",
        "tables/",
        "tables//pilot.csv",
        "./project.yaml",
        "tables/pilot.csv\x00.txt",
        "tables/PILOT.CSV",
        "~/x.csv",
        "tables/con .csv",
        "\u202evsc.csv",
    ],
)
def test_names_that_lead_elsewhere(good: bytes, name: str) -> None:
    """One such name and nothing is unpacked."""
    target = io.BytesIO(good)
    with zipfile.ZipFile(target, "a") as archive:
        entry = zipfile.ZipInfo("placeholder")
        entry.filename = entry.orig_filename = name
        archive.writestr(entry, b"x")
    found = problems(target.getvalue())
    assert {one[0] for one in found} <= {"BUNDLE_004", "BUNDLE_005"}
    assert found


def _with_entry(good: bytes, change: Callable[[zipfile.ZipInfo], None], content: bytes = b"x") -> bytes:
    target = io.BytesIO(good)
    with zipfile.ZipFile(target, "a") as archive:
        entry = zipfile.ZipInfo("tables/more.csv")
        change(entry)
        archive.writestr(entry, content)
    return target.getvalue()


def test_links_and_odd_files(good: bytes) -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    def device(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = (stat.S_IFCHR | 0o777) << 16

    def lzma(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_LZMA

    for change in (link, device, lzma):
        assert problems(_with_entry(good, change)) == [("BUNDLE_005", "tables/more.csv", 0)]


def test_an_encrypted_file(good: bytes) -> None:
    data = bytearray(_with_entry(good, lambda entry: None))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.rfind(b"tables/more.csv", 0, data.rfind(b"tables/more.csv") + (signature == b"PK\x01\x02"))
        start = data.rfind(signature, 0, len(data) if signature == b"PK\x01\x02" else at)
        data[start + offset] |= 1
    assert ("BUNDLE_005", "tables/more.csv", 0) in problems(bytes(data))


def test_too_many_files(good: bytes) -> None:
    files = {**unzip(good), **{f"tables/x{n}.csv": b"" for n in range(2000)}}
    assert problems(rezip(files)) == [("BUNDLE_006", "bundle", 0)]


def test_a_zip_bomb(good: bytes) -> None:
    bomb = _with_entry(good, lambda entry: setattr(entry, "compress_type", 8), b"0" * 5_000_000)
    assert problems(bomb) == [("BUNDLE_008", "tables/more.csv", 0)]


def test_a_file_that_lies_about_its_size(good: bytes) -> None:
    """A small size in the directory does not make a large file go through."""
    data = bytearray(_with_entry(good, lambda entry: setattr(entry, "compress_type", 8), b"0" * 5_000_000))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    found = problems(bytes(data))
    assert ("BUNDLE_012", "tables/more.csv", 0) in found


def test_too_large(good: bytes) -> None:
    def say(entry_count: int) -> bytes:
        data = bytearray(good)
        at, most = 0, (40_000_000).to_bytes(4, "little")
        for _ in range(entry_count):
            at = data.index(b"PK\x01\x02", at + 1)
            data[at + 20 : at + 24] = data[at + 24 : at + 28] = most
        return bytes(data)

    assert ("BUNDLE_007", "bundle", 0) in problems(say(3))


def test_files_too_many_missing_changed_and_twice(good: bytes) -> None:
    """Everything is told at once."""
    files = unzip(good)
    files["tables/stranger.csv"] = b"a\n"
    del files["tables/pilot.csv"]
    data = rezip(files)
    files = unzip(data)
    files["tables/unit.csv"] += b"x"
    files["tables/unlisted.csv"] = b"a\n"
    del files["tables/task.csv"]
    found = problems(rawzip(files))
    assert set(found) == {
        ("BUNDLE_009", "tables/stranger.csv", 0),
        ("BUNDLE_009", "tables/unlisted.csv", 0),
        ("BUNDLE_010", "tables/pilot.csv", 0),
        ("BUNDLE_010", "tables/task.csv", 0),
        ("BUNDLE_012", "tables/unit.csv", 0),
    }
    assert len(found) == 5
    target = io.BytesIO(good)
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("tables/unit.csv", b"x")
    assert problems(target.getvalue()) == [("BUNDLE_011", "tables/unit.csv", 0)]


def _header(good: bytes, table: str, change: Callable[[list[str]], None]) -> bytes:
    return edit_table(good, table, lambda rows: change(rows[0]))


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda good: rezip({**unzip(good), "tables/task.csv": b"\xff\xfe"}), ("BUNDLE_013", 0)),
        (lambda good: rezip({**unzip(good), "tables/task.csv": b""}), ("BUNDLE_016", 1)),
        (
            lambda good: _header(good, "tables/task.csv", lambda row: row.append("token_hash")),
            ("BUNDLE_015", 1),
        ),
        (lambda good: _header(good, "tables/task.csv", lambda row: row.remove("title")), ("BUNDLE_016", 1)),
        (lambda good: _header(good, "tables/task.csv", lambda row: row.append("title")), ("BUNDLE_017", 1)),
        (
            lambda good: edit_table(good, "tables/task.csv", lambda rows: rows.append(["x"])),
            ("BUNDLE_018", -1),
        ),
        (lambda good: set_cell(good, "tables/task.csv", "revision", ""), ("BUNDLE_019", 2)),
        (lambda good: set_cell(good, "tables/task.csv", "id", "x" * 33), ("BUNDLE_020", 2)),
        (lambda good: set_cell(good, "tables/step.csv", "state", "done"), ("BUNDLE_021", 2)),
        (lambda good: set_cell(good, "tables/task.csv", "title", "a\x00b"), ("BUNDLE_022", -1)),
        (lambda good: set_cell(good, "tables/task.csv", "revision", "1.0"), ("BUNDLE_023", 2)),
        (lambda good: set_cell(good, "tables/task.csv", "revision", "99999999999"), ("BUNDLE_023", 2)),
        (lambda good: set_cell(good, "tables/seat.csv", "hours_per_month", "nan"), ("BUNDLE_024", -1)),
        (lambda good: set_cell(good, "tables/seat.csv", "hours_per_month", "1,5"), ("BUNDLE_024", -1)),
        (lambda good: set_cell(good, "tables/adaptation.csv", "core_kept", "yes"), ("BUNDLE_025", -1)),
        (lambda good: set_cell(good, "tables/task.csv", "due_on", "22.11.2026"), ("BUNDLE_026", -1)),
        (lambda good: set_cell(good, "tables/task.csv", "due_on", "2026-02-30"), ("BUNDLE_026", -1)),
        (lambda good: set_cell(good, "tables/round.csv", "opened_at", "2026-11-22T10:00"), ("BUNDLE_027", 2)),
        (lambda good: set_cell(good, "tables/draft.csv", "pins", "[1,"), ("BUNDLE_028", 2)),
        (lambda good: set_cell(good, "tables/draft.csv", "pins", "NaN"), ("BUNDLE_028", 2)),
        (lambda good: set_cell(good, "tables/draft.csv", "pins", "[" * 100_000), ("BUNDLE_028", 2)),
        (lambda good: set_cell(good, "tables/task.csv", "pilot_id", "nobody"), ("BUNDLE_029", -1)),
    ],
)
def test_a_wrong_table(good: bytes, spoil: Callable[[bytes], bytes], expected: tuple[str, int]) -> None:
    code, line = expected
    found = problems(spoil(good))
    assert code in {one[0] for one in found}
    if line >= 0:
        assert (code, line) in {(one[0], one[2]) for one in found}


def test_a_bundle_of_0_2_0_lacks_what_has_come_since(good: bytes) -> None:
    def without(rows: list[list[str]]) -> None:
        place = rows[0].index("decided_by")
        for row in rows:
            del row[place]

    read = unpack(edit_table(good, "tables/draft.csv", without), SHAPES)
    assert {row["decided_by"] for row in read.tables["draft"]} == {""}
    assert read.row_count == unpack(good, SHAPES).row_count


def test_a_table_that_ends_inside_a_quotation(good: bytes) -> None:
    files = unzip(good)
    files["tables/task.csv"] = files["tables/task.csv"].rstrip() + b'\n"unfinished'
    found = problems(rezip(files))
    assert [one[0] for one in found] == ["BUNDLE_014"]


def test_two_rows_where_there_may_be_one(good: bytes) -> None:
    def twice(rows: list[list[str]]) -> None:
        rows.append(rows[1])

    found = problems(edit_table(good, "tables/pilot.csv", twice))
    assert {one[0] for one in found} == {"BUNDLE_030"}
    assert len(found) == 2  # the id, and the key within the project


def test_cells_are_never_told(good: bytes) -> None:
    with pytest.raises(ProblemsError) as found:
        unpack(set_cell(good, "tables/answer.csv", "value", "SALAISUUS"), SHAPES)
    assert "SALAISUUS" not in str(found.value)


def test_a_document_that_is_another(good: bytes) -> None:
    files = unzip(good)
    (name,) = [one for one in files if one.startswith("documents/")]
    changed = {**files, name: files[name].replace(b"Vapaa sana", b"Muu sana")}
    assert problems(rezip(changed)) == [("BUNDLE_031", name, 0)]
    assert problems(set_cell(good, "documents.csv", "kind", "municipality")) == [("BUNDLE_032", name, 0)]
    assert ("BUNDLE_010", "documents.csv", 2) in problems(set_cell(good, "documents.csv", "sha256", "0" * 64))


def test_a_document_that_is_broken_is_told_with_its_own_codes(good: bytes) -> None:
    import hashlib

    files = unzip(good)
    (name,) = [one for one in files if one.startswith("documents/")]
    broken = files.pop(name).replace(b"answered_by: unit", b"answered_by: nobody")
    sha256 = hashlib.sha256(broken).hexdigest()
    name = f"documents/{sha256}/small.yaml"
    data = set_cell(rezip({**files, name: broken}), "documents.csv", "sha256", sha256)
    assert problems(data) == [("SHAPE_007", name, 6)]


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        ((b"scope: basic", b"scope: huge"), "BUNDLE_021", 3),
        ((b"scope: basic", b"scopes: basic"), "BUNDLE_015", 3),
        ((b"retention_months: '12'", b"retention_months: many"), "BUNDLE_023", 0),
        ((b"languages:", b"languages: fi\nx:"), "BUNDLE_028", 0),
        ((b"name: Pieni hanke", b"name: Pieni hanke\nname: Suuri hanke"), "YAML_", 0),
        ((b"name: Pieni hanke\n", b""), "BUNDLE_019", 0),
        ((b"name: Pieni hanke", b"name: [Pieni, hanke]"), "BUNDLE_022", 2),
    ],
)
def test_wrong_settings(good: bytes, change: tuple[bytes, bytes], code: str, line: int) -> None:
    files = unzip(good)
    assert change[0] in files["project.yaml"]
    files["project.yaml"] = files["project.yaml"].replace(*change)
    found = [one for one in problems(rezip(files)) if one[0].startswith(code)]
    assert found
    assert {one[1] for one in found} == {"project.yaml"}
    assert line in {0, found[0][2]}


def test_nothing_is_imported_when_anything_is_wrong(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    here = small_project.project_id
    data = export_bundle(context_for("admin"), project_id=here)
    bad = set_cell(data, "tables/unit_pilot.csv", "pilot_id", "nobody")
    with pytest.raises(ProblemsError):
        import_bundle(context_for("admin"), data=bad)
    assert [one.id for one in list_projects(context_for("admin"))] == [here]


def test_the_example_looks_the_same_after_the_journey(
    databases: Databases, example_url: str, catalogue: Catalogue
) -> None:
    """Everything the app computes from the imported project is what it computed from the exported one."""
    store = Store(databases.copied(example_url))
    context = Context(store, cli_actor("test"), catalogue, Clock())
    (example,) = list_projects(context)
    here = example.id
    there = import_bundle(context, data=export_bundle(context, project_id=here), name="Kopio")
    pairs = list(
        zip(list_pilots(context, project_id=here), list_pilots(context, project_id=there), strict=True)
    )
    assert len(pairs) == 5
    for old, new in pairs:
        assert old.key == new.key
        for picture in (capacity_picture, network_picture, practice_picture):
            assert picture(context, pilot_id=old.id) == picture(context, pilot_id=new.id)
        one, other = (view_team(context, pilot_id=pilot.id) for pilot in (old, new))
        assert (one.draft, one.posts, one.stale, one.earlier) == (
            other.draft,
            other.posts,
            other.stale,
            other.earlier,
        )
    store.close()


def test_definitions_are_written_back(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    assert export_definitions(context_for("developer")) == {"survey_templates/small.yaml": DOCUMENT_BODY}
    with pytest.raises(Refused):
        export_definitions(context_for("facilitator"))


def test_commands(sqlite_store: Store, tmp_path: Path) -> None:
    project = fill(sqlite_store)
    sqlite_store.close()
    file = tmp_path / "out.zip"

    def run(*arguments: object) -> tuple[int, str, str]:
        done = mallipaja(sqlite_store, tmp_path, *map(str, arguments))
        return done.returncode, done.stdout, done.stderr

    assert run("export", "Pieni hanke", file) == (0, f"{file}\n", "")
    assert run("export", "Muu hanke", file)[0] == 1
    again = run("export", project.project_id, file)
    assert again[0] == 1
    assert "--replace" in again[2]
    code, made, _ = run("import", file, "--name", "Toinen hanke")
    assert code == 0
    assert len(tables(sqlite_store, made.strip())["pilot"]) == 2
    code, _, error = run("import", tmp_path / "mallipaja.log")
    assert code == 2
    file.write_bytes(file.read_bytes()[:-40])
    code, _, error = run("import", file)
    assert code == 1
    assert "[BUNDLE_001]" in error
    definitions = tmp_path / "definitions"
    assert run("export", "--definitions", definitions)[0] == 0
    template = definitions / "survey_templates" / "small.yaml"
    assert template.read_text() == DOCUMENT_BODY
    template.write_text("muu")
    assert run("export", "--definitions", definitions)[0] == 1
    assert run("export", "--definitions", definitions, "--replace")[0] == 0
    assert template.read_text() == DOCUMENT_BODY
    assert json.loads(unzip(export_of(sqlite_store, project))["manifest.json"])["format_version"] == 1


def export_of(store: Store, project: SmallProject) -> bytes:
    return pack(Bundle(tables(store, project.project_id)), SHAPES, "0.1.0", START)
