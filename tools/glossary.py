"""Write ``GLOSSARY.md`` from ``reference_data/glossary.yaml``.

``python tools/glossary.py``            write the file
``python tools/glossary.py --check``    exit 1 when the file is not what would be written
"""

from __future__ import annotations

import sys
from pathlib import Path

from mallipaja.catalogue.glossary import Glossary, Word, WordGroup
from mallipaja.catalogue.load import read_document
from mallipaja.catalogue.text import LANGUAGES, Source

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "reference_data" / "glossary.yaml"
PAGE = ROOT / "GLOSSARY.md"

INTRODUCTION = """\
# Glossary

One row per idea, one word per language. Identifiers are what code, YAML keys and commits use; Finnish is what
people read first. Words marked † are for developers and are not on the Sanasto page of the application.
{draft}

Written from `reference_data/glossary.yaml` by `python tools/glossary.py`: change the YAML file, not this.
"""
DRAFT = "Drafts, not yet proofread: {languages}."
HEADINGS = ("identifier", *LANGUAGES, "meaning", "source", "do not call it")


def load() -> Glossary:
    value = read_document(DATA)
    if not isinstance(value, Glossary):
        raise SystemExit(f"{DATA}: not a glossary")
    return value


def render(glossary: Glossary) -> str:
    """The whole page."""
    draft = DRAFT.format(languages=", ".join(glossary.draft_languages)) if glossary.draft_languages else ""
    parts = [INTRODUCTION.format(draft=draft).rstrip()]
    parts += [_section(group, glossary.draft_languages) for group in glossary.groups]
    parts.append(_sources(glossary.sources))
    return "\n\n".join(parts) + "\n"


def _section(group: WordGroup, drafts: tuple[str, ...]) -> str:
    headings = [f"{name} (draft)" if name in drafts else name for name in HEADINGS]
    lines = [f"## {group.label.get('en')}", "", _row(headings), _row(["---"] * len(headings))]
    lines += [_row(_cells(word)) for word in group.words]
    return "\n".join(lines)


def _cells(word: Word) -> list[str]:
    key = f"`{word.key}`" if word.on_page else f"`{word.key}` †"
    terms = [word.term.get(language) for language in LANGUAGES]
    return [key, *terms, word.meaning.get("en"), word.source, ", ".join(word.avoid)]


def _sources(sources: tuple[Source, ...]) -> str:
    lines = ["## Sources", "", _row(["id", "source"]), _row(["---", "---"])]
    for source in sources:
        said = f"[{source.title}]({source.address})" if source.address else source.title
        lines.append(_row([source.id, said]))
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> int:
    wanted = render(load())
    if sys.argv[1:] == ["--check"]:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted
        print("GLOSSARY.md is up to date" if same else "GLOSSARY.md is not up to date: run tools/glossary.py")
        return 0 if same else 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
