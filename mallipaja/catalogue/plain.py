"""Settings as YAML and back: keys with a text or a list of texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import yaml

from mallipaja.catalogue import rules
from mallipaja.catalogue.reader import Plain, decoded, read_yaml
from mallipaja.errors import ProblemsError

_BASE = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper
_WIDTH = 110


class _Dumper(_BASE):  # type: ignore[valid-type,misc]
    """Never writes an anchor."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dump_plain(settings: Mapping[str, str | Sequence[str]]) -> str:
    """The settings as YAML, in their order; every text comes back as it is."""
    plain = {key: value if isinstance(value, str) else list(value) for key, value in settings.items()}
    return str(
        yaml.dump(
            plain, Dumper=_Dumper, allow_unicode=True, default_flow_style=False, sort_keys=False, width=_WIDTH
        )
    )


def read_plain(content: bytes, name: str) -> tuple[dict[str, Plain], Callable[[str], int]]:
    """The settings a file says, and the line of each.

    Raises
    ------
    ProblemsError : everything that is wrong with the file.
    """
    text, problems = decoded(content, name)
    if text is None or problems:
        raise ProblemsError(problems)
    raw = read_yaml(text, name)
    # a text people typed may hold any character, as long as the file writes it visibly
    problems = tuple(one for one in raw.problems if raw.data is None or one.code != rules.INVISIBLE.code)
    if raw.data is None or problems:
        raise ProblemsError(problems)
    return raw.data, lambda key: raw.lines.of((key,))
