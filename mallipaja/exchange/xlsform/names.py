"""Names of rows and lists: what an XLSForm allows is not what a template allows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from mallipaja.catalogue.survey_template import EXTERNAL_LISTS

EXTERNAL = {name.replace(":", "-"): name for name in EXTERNAL_LISTS}
"""The lists that are not in the template, by their names on the sheet choices."""
BETWEEN = "--"
"""Between the names of lists whose choices follow each other; a list's own name never has a hyphen."""
CHOICE_COLUMNS = frozenset({"list_name", "name", "label", "sector", "mallipaja_list"})
_ATTRIBUTE = "attribute_"
_TAKEN = CHOICE_COLUMNS | {"image", "audio", "video", "media", "value", "caption", "list", "hint", "order"}
_LETTERS = str.maketrans("åäöéüÅÄÖÉÜ", "aaoeuAAOEU")


class Names:
    """The names of one export: every row has its own."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def page(self, page_id: str) -> str:
        """The name of a page's group: its id, unless a question has it."""
        return self.made(page_id if page_id not in self._taken else f"page_{page_id}")

    def made(self, wanted: str) -> str:
        """A name nothing else has, as near to the wanted one as can be."""
        name = unused(wanted, self._taken)
        self._taken.add(name)
        return name


def unused(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, or with the first number after it that makes it a name nothing else has."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name


def combined(lists: Iterable[str]) -> str:
    """The name on the sheet choices of lists whose choices follow each other."""
    return BETWEEN.join(one.replace(":", "-") for one in lists)


def parts_of(name: str) -> tuple[str, ...]:
    """The lists a name on the sheet choices stands for."""
    return tuple(EXTERNAL.get(one, one) for one in name.split(BETWEEN))


def reserved_attribute(key: str) -> str:
    """The column of an attribute of choices; one whose name means something else to an XLSForm gets a longer one."""
    return _ATTRIBUTE + key if key in _TAKEN or key.startswith(_ATTRIBUTE) else key


def attribute_of(column: str) -> str:
    """The attribute a column of choices holds."""
    return column.removeprefix(_ATTRIBUTE)


def question_id(name: str) -> str:
    """A name as questions have it: letters, digits and underscores, beginning with a letter."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        return name
    plain = re.sub(r"[^A-Za-z0-9_]+", "_", name.translate(_LETTERS)).strip("_")
    return plain if plain[:1].isalpha() else f"q_{plain}".rstrip("_")


def key(name: str, otherwise: str) -> str:
    """A name as pages and lists have it: small letters, digits and underscores, beginning with a letter."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", name):
        return name
    plain = re.sub(r"[^a-z0-9_]+", "_", name.translate(_LETTERS).lower()).strip("_")
    if not plain:
        return otherwise
    return plain if plain[0].isalpha() else f"{otherwise}_{plain}"


def choice_code(name: str) -> str:
    """A choice's code: letters, digits, points, hyphens and underscores."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "_", name.translate(_LETTERS)) or "_"
