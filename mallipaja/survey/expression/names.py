"""``${name}`` in texts people see."""

from __future__ import annotations

import re
from collections.abc import Callable

_REF = re.compile(r"\$\{\s*([A-Za-z_][\w.-]*)\s*\}")


def piped_names(text: str) -> tuple[str, ...]:
    """The names a text refers to, each once."""
    return tuple(dict.fromkeys(_REF.findall(text)))


def with_answers(text: str, say: Callable[[str], str]) -> str:
    """A text with what ``say`` says of each name in the place of ``${name}``."""
    return _REF.sub(lambda found: say(found[1]), text) if "${" in text else text
