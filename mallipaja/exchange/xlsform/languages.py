"""Languages of a workbook, and how its texts become Finnish, Swedish and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mallipaja.catalogue.text import LANGUAGES
from mallipaja.exchange.xlsform.columns import TRANSLATED, Row, Table, language_of


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages met, in the order of their columns ("" = a column that names none).

    ``default`` is what a column that names no language is in; ``stands_in`` is put where Finnish is missing.
    """

    met: tuple[str, ...]
    default: str
    stands_in: str

    def ours(self, given: Mapping[str, str]) -> dict[str, str]:
        """The texts of one thing in our languages.

        Finnish is there whenever any text is: a text in no language we have stands for it rather than being lost.
        """
        texts = {language: text for language, text in given.items() if text.strip()}
        if "" in texts:
            texts.setdefault(self.default, texts[""])
        found: dict[str, str] = {one: texts[one] for one in LANGUAGES if one in texts}
        if texts and "fi" not in found:
            found = {"fi": texts.get(self.stands_in) or next(iter(texts.values())), **found}
        return found

    @property
    def left_out(self) -> tuple[str, ...]:
        """The languages whose texts are not taken."""
        return tuple(one for one in self.met if one and one not in LANGUAGES and one != self.stands_in)


def languages_of(tables: Iterable[Table | None], settings: Row | None) -> Languages:
    """The languages of a workbook, by the headings of its texts and its default language."""
    met = tuple(
        dict.fromkeys(
            column.language
            for table in tables
            if table is not None
            for column in table.headings
            if column.name in TRANSLATED
        )
    )
    said = language_of(settings.get("default_language")) if settings else ""
    named = [one for one in met if one]
    default = said if said and said != "default" else ("fi" if "fi" not in named else named[0])
    if "" in met and default in met:
        # two columns of one language: the one that names it counts
        default = default or "fi"
    known = [one for one in ("fi", default, "en", "sv") if one in met]
    stands_in = known[0] if known else (default if "" in met else (named[0] if named else "fi"))
    return Languages(met, default, stands_in)
