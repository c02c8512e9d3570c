"""Keep the message catalogues in step with the code.

``python tools/translate.py extract``          collect messages from the code into every catalogue (keeps translations)
``python tools/translate.py missing``          print messages without a translation, as JSON; exit 1 when there are any
``python tools/translate.py add FILE.json``    add translations: [{"en": "...", "fi": "...", "sv": "..."}] or with
                                               lists of two forms for plurals: {"en": [one, many], "fi": [..], "sv": [..]}
"""

from __future__ import annotations

import ast
import fcntl
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
TRANSLATED = ("fi", "sv")
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
FOLDERS = ("mallipaja", "pages")


def python_messages(
    file: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Messages of a Python file, by its syntax tree: Babel's own reader does not look inside f-strings."""
    for call in ast.walk(ast.parse(file.read())):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
        if name not in keywords:
            continue
        texts = [part.value if isinstance(part, ast.Constant) else None for part in call.args]
        if texts and isinstance(texts[0], str):
            yield call.lineno, name, tuple(texts), []


def po_path(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "mallipaja.po"


def collect() -> Catalog:
    catalogue = Catalog(project="mallipaja", charset="utf-8")
    for folder in FOLDERS:
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=[("**.py", python_messages), ("**.html", "jinja2")], keywords=KEYWORDS
        ):
            catalogue.add(message)
    return catalogue


def load(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="mallipaja", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def save(language: str, catalogue: Catalog) -> None:
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, omit_header=False, include_previous=False)


def _key(message) -> str:
    return message if isinstance(message, str) else message[0]


def extract() -> None:
    found = collect()
    wanted = {_key(m.id) for m in found if m.id}
    for language in TRANSLATED:
        catalogue = load(language)
        old = {_key(m.id): m for m in catalogue if m.id}
        fresh = Catalog(locale=language, project="mallipaja", charset="utf-8")
        for message in found:
            if not message.id:
                continue
            known = old.get(_key(message.id))
            string = known.string if known and isinstance(known.id, type(message.id)) else None
            fresh.add(message.id, string=string)
        save(language, fresh)
    print(f"{len(wanted)} messages")


def missing() -> list[dict]:
    rows = []
    catalogues = {language: load(language) for language in TRANSLATED}
    for message in collect():
        if not message.id:
            continue
        lacking = []
        for language, catalogue in catalogues.items():
            known = catalogue.get(_key(message.id))
            string = known.string if known else None
            filled = all(string) if isinstance(string, list | tuple) else bool(string)
            if not filled or (known and isinstance(known.id, str) != isinstance(message.id, str)):
                lacking.append(language)
        if lacking:
            rows.append({"en": message.id, "missing": lacking})
    return rows


def add(path: str) -> None:
    rows = json.loads(Path(path).read_text(encoding="utf-8"))
    for language in TRANSLATED:
        catalogue = load(language)
        for row in rows:
            if language not in row:
                continue
            english, text = row["en"], row[language]
            if isinstance(english, list):
                english, text = tuple(english), tuple(text)
            if catalogue.get(_key(english)):
                catalogue.delete(_key(english))
            catalogue.add(english, string=text)
        save(language, catalogue)
    print(f"{len(rows)} added")


def main() -> int:
    with (ROOT / "locale" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        match sys.argv[1:]:
            case ["extract"]:
                extract()
            case ["missing"]:
                rows = missing()
                print(json.dumps(rows, ensure_ascii=False, indent=1))
                return 1 if rows else 0
            case ["add", path]:
                add(path)
            case _:
                print(__doc__)
                return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
