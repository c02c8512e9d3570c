"""Numbers of versions."""

from __future__ import annotations

from collections.abc import Collection


def next_version(version: str, taken: Collection[str]) -> str:
    """The version itself when nobody has it, else the next free one: ``1.2`` -> ``1.3``."""
    *first, last = version.split(".")
    number = int(last)
    while ".".join([*first, str(number)]) in taken:
        number += 1
    return ".".join([*first, str(number)])
