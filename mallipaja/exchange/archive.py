"""A zip of small text files with a manifest of their checksums, read as if somebody wanted to do harm.

Nothing is ever written to a path an archive names: files are read into memory, within limits on their number, their
size and how densely they are packed.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mallipaja.errors import Problem
from mallipaja.exchange import bundle_rules as rules

MANIFEST = "manifest.json"
MOST_FILES = 2_000
MOST_BYTES = 100_000_000
MOST_RATIO = 200
_RATIO_FROM = 1_000_000
"""Small files may be packed as densely as they like."""
_NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_-]+)*\.[a-z]{3,4}")
_EPOCH = (2000, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Opened:
    """What was read: the manifest, the files that are as they were written, and everything found wrong."""

    about: Mapping[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def write_archive(about: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """A zip of the files and a manifest that tells their SHA-256; the same content gives the same bytes."""
    told = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in sorted(files.items())
    }
    manifest = json.dumps({**about, "files": told}, ensure_ascii=False, indent=1).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: manifest, **dict(sorted(files.items()))}.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, content)
    return target.getvalue()


def read_archive(
    data: bytes, format_name: str, format_version: int, belongs: Callable[[str], bool]
) -> Opened:
    """The files of an archive that `write_archive` made, and everything that is wrong with it.

    Parameters
    ----------
    format_name, format_version : what the manifest has to say; a newer version is refused.
    belongs : whether a file of this name has a place in such an archive.
    """
    opened = Opened()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        opened.problems.append(rules.NOT_A_ZIP.found().at("bundle"))
        return opened
    with archive:
        entries = archive.infolist()
        opened.problems += _dangers(entries)
        if not opened.problems:
            _read(archive, entries, opened)
    if opened.files:
        _check(opened, format_name, format_version, belongs)
    return opened


def _dangers(entries: list[zipfile.ZipInfo]) -> list[Problem]:
    """Reasons not to unpack anything."""
    if len(entries) > MOST_FILES:
        return [rules.TOO_MANY_FILES.found(count=len(entries), most=MOST_FILES).at("bundle")]
    found, seen = [], set()
    for entry in entries:
        name = entry.orig_filename
        if not _NAME.fullmatch(name):
            found.append(rules.UNSAFE_NAME.found(name=ascii(name)[:80]).at("bundle"))
        elif not _is_plain(entry):
            found.append(rules.NOT_A_FILE.found(name=name).at(name))
        elif name in seen:
            found.append(rules.TWICE.found(name=name).at(name))
        elif entry.file_size > max(_RATIO_FROM, MOST_RATIO * entry.compress_size):
            found.append(rules.TOO_DENSE.found(name=name, most=MOST_RATIO).at(name))
        seen.add(name)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        found.append(rules.TOO_LARGE.found(most_mb=MOST_BYTES // 1_000_000).at("bundle"))
    return found


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    encrypted = bool(entry.flag_bits & 0x1)
    known = entry.compress_type in {zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED}
    return kind in {0, stat.S_IFREG} and not encrypted and known and not entry.is_dir()


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], opened: Opened) -> None:
    for entry in entries:
        try:
            with archive.open(entry) as member:
                # what an entry says of its size may be a lie: never read past it
                content = member.read(entry.file_size + 1)
            whole = len(content) == entry.file_size
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            whole = False
        if whole:
            opened.files[entry.filename] = content
        else:
            opened.problems.append(rules.WRONG_CHECKSUM.found(name=entry.filename).at(entry.filename))


def _check(opened: Opened, format_name: str, format_version: int, belongs: Callable[[str], bool]) -> None:
    """Compare the files with the manifest; only those that are as they were written stay."""
    about = _manifest(opened.files.pop(MANIFEST, b""))
    if about is None or about["format"] != format_name:
        opened.problems.append(rules.NOT_A_BUNDLE.found(file=MANIFEST).at("bundle"))
        opened.files.clear()
        return
    if about["format_version"] > format_version:
        version = {"found": about["format_version"], "known": format_version, "program": about["program"]}
        opened.problems.append(rules.NEWER_FORMAT.found(**version).at("bundle"))
        opened.files.clear()
        return
    opened.about = about
    for name in sorted(opened.files.keys() | about["files"].keys()):
        _check_file(opened, name, belongs)


def _check_file(opened: Opened, name: str, belongs: Callable[[str], bool]) -> None:
    told, content = opened.about["files"].get(name), opened.files.get(name)
    if told is None or not belongs(name):
        rule = rules.UNKNOWN_FILE
    elif content is None:
        rule = rules.MISSING_FILE
    elif told.get("sha256") != hashlib.sha256(content).hexdigest():
        rule = rules.WRONG_CHECKSUM
    else:
        return
    opened.files.pop(name, None)
    if not any(problem.path == name for problem in opened.problems):
        opened.problems.append(rule.found(name=name).at(name))


def _manifest(content: bytes) -> dict[str, Any] | None:
    """The manifest when it has the shape of one."""
    try:
        about = json.loads(content)
    except (ValueError, RecursionError):
        return None
    wanted = {"format": str, "format_version": int, "program": str, "files": dict}
    if not isinstance(about, dict) or not all(
        isinstance(about.get(key), type_) for key, type_ in wanted.items()
    ):
        return None
    if not all(isinstance(told, dict) for told in about["files"].values()):
        return None
    return about
