"""YAML text to plain data: every scalar a text, every place with its line, nothing implied.

Plain YAML turns municipality code ``020`` into 16, ``10:30`` into 630 and ``no`` into false, and lets a
repeated key win silently. Here a scalar stays the text it is (an empty one is ``None``), a repeated key is
a problem with both lines, and anchors, aliases, merges and tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from mallipaja.catalogue import rules
from mallipaja.errors import Finding, Problem, Rule, Spot

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"

MOST_BYTES = 1_000_000
MOST_LEVELS = 30
_NULL_WORDS = frozenset({"~", "null", "Null", "NULL"})
_INVISIBLE = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_Loader: TypeAlias = "yaml.SafeLoader | yaml.CSafeLoader"
_LOADER: type[_Loader] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(frozen=True, slots=True)
class Lines:
    """The 1-based line of every place of a document."""

    by_spot: dict[Spot, int] = field(default_factory=dict)

    def of(self, spot: Spot) -> int:
        """The line of ``spot``, or of the nearest thing around it; 1 for the document itself."""
        while spot:
            if spot in self.by_spot:
                return self.by_spot[spot]
            spot = spot[:-1]
        return 1


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as it was read. ``data`` is ``None`` when it cannot be told what the file says."""

    data: dict[str, Plain] | None
    lines: Lines
    problems: tuple[Problem, ...]


def decoded(content: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, and what is wrong with its bytes; ``None`` when it has no text."""
    if len(content) > MOST_BYTES:
        return None, (rules.TOO_LARGE.found(size=len(content), most=MOST_BYTES).at(name),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, (rules.NOT_UTF8.found(byte=f"0x{content[error.start]:02X}").at(name, line),)
    if text.startswith("\ufeff"):
        return text[1:], (rules.BYTE_ORDER_MARK.found().at(name, 1),)
    return text, ()


def read_yaml(text: str, name: str, loader: type[_Loader] = _LOADER) -> Raw:
    """Read one YAML document whose top is keys and values.

    Parameters
    ----------
    text : the content of the file.
    name : what the file is called in problems.
    loader : the parser; libyaml's where PyYAML was built with it.

    Returns
    -------
    The data with the line of every place, and every problem found. Never raises: text that cannot be read
    gives problems and no data.
    """
    if len(text) > MOST_BYTES:
        return Raw(None, Lines(), (rules.TOO_LARGE.found(size=len(text), most=MOST_BYTES).at(name),))
    invisible = tuple(
        rules.INVISIBLE.found(character=f"U+{ord(found.group()):04X}").at(
            name, text.count("\n", 0, found.start()) + 1
        )
        for found in _INVISIBLE.finditer(text)
    )
    if invisible:
        return Raw(None, Lines(), invisible[:20])
    builder = _Builder(name)
    try:
        builder.read(yaml.parse(text, Loader=loader))
    except _Stop:
        pass
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, text, name))
        builder.readable = False
    return builder.raw()


class _Stop(Exception):  # noqa: N818 - not an error: what follows cannot be understood
    """Reading ends here; the problem has been noted."""


@dataclass(slots=True)
class _Open:
    """A list or a group that is being read; ``key`` waits for its value."""

    content: list[Plain] | dict[str, Plain]
    spot: Spot
    first_lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None


class _Builder:
    """Turns parser events into data. Holds its own stack, so nesting cannot exhaust Python's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.lines: dict[Spot, int] = {}
        self.stack: list[_Open] = []
        self.top: Plain = None
        self.documents = 0
        self.readable = True

    def read(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self.scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                self.open(event, {})
            elif isinstance(event, yaml.SequenceStartEvent):
                self.open(event, [])
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self.alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.document(event)

    def raw(self) -> Raw:
        """What was read."""
        data = self.top if isinstance(self.top, dict) and self.readable else None
        if not self.problems and data is None:
            self.note(rules.EMPTY if self.top is None else rules.NOT_KEYS, 1)
        return Raw(data, Lines(self.lines), tuple(self.problems))

    def note(self, rule: Rule, line: int, spot: Spot = (), **values: object) -> None:
        self.problems.append(Finding(rule, spot, values).at(self.name, line))

    def stop(self, rule: Rule, line: int, **values: object) -> None:
        self.readable = False
        self.note(rule, line, (), **values)
        raise _Stop

    def document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop(rules.SECOND_DOCUMENT, _line(event))

    def scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event)
        self.refuse_decoration(event, line)
        if self.expects_key():
            self.take_key(self.stack[-1], event.value, line, plain=not event.style)
            return
        value: str | None = event.value
        if not event.style and value in _NULL_WORDS:
            self.note(rules.NULL_WORD, line, self.next_spot(), word=value)
            value = None
        elif not event.style and not value:
            value = None
        elif event.style and (hidden := _INVISIBLE.search(event.value)):
            self.note(rules.INVISIBLE, line, self.next_spot(), character=f"U+{ord(hidden.group()):04X}")
        self.put(value, line)

    def open(self, event: yaml.CollectionStartEvent, content: list[Plain] | dict[str, Plain]) -> None:
        line = _line(event)
        self.refuse_decoration(event, line)
        if self.expects_key():
            self.stop(rules.ODD_KEY, line)
        if len(self.stack) >= MOST_LEVELS:
            self.stop(rules.TOO_DEEP, line, most=MOST_LEVELS)
        spot = self.next_spot()
        self.put(content, line)
        self.stack.append(_Open(content, spot))

    def alias(self, event: yaml.AliasEvent) -> None:
        line = _line(event)
        self.note(rules.REFERENCE, line, self.next_spot(), sign=f"*{event.anchor}")
        self.readable = False
        if self.expects_key():
            raise _Stop
        self.put(None, line)

    def refuse_decoration(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            self.note(rules.REFERENCE, line, self.next_spot(), sign=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.note(rules.TAG, line, self.next_spot(), tag=tag.replace("tag:yaml.org,2002:", "!!"))

    def take_key(self, parent: _Open, key: str, line: int, *, plain: bool) -> None:
        if not key:
            self.stop(rules.ODD_KEY, line)
        if plain and key == "<<":
            self.readable = False
            self.note(rules.REFERENCE, line, parent.spot, sign="<<")
        first = parent.first_lines.setdefault(key, line)
        if key in parent.content:
            self.note(rules.DUPLICATE_KEY, line, (*parent.spot, key), key=key, first=first, second=line)
        parent.key = key
        self.lines.setdefault((*parent.spot, key), line)

    def expects_key(self) -> bool:
        """Whether the next thing is a key, not a value."""
        return bool(self.stack) and isinstance(self.stack[-1].content, dict) and self.stack[-1].key is None

    def next_spot(self) -> Spot:
        """Where the next value goes."""
        if not self.stack:
            return ()
        parent = self.stack[-1]
        if isinstance(parent.content, list):
            return (*parent.spot, len(parent.content))
        return (*parent.spot, parent.key) if parent.key is not None else parent.spot

    def put(self, value: Plain, line: int) -> None:
        """Give the value its place; the first of two values of one key stays."""
        if not self.stack:
            self.top = value
            return
        parent = self.stack[-1]
        if isinstance(parent.content, list):
            self.lines.setdefault((*parent.spot, len(parent.content)), line)
            parent.content.append(value)
        elif parent.key is not None:
            parent.content.setdefault(parent.key, value)
            parent.key = None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", ""))
    if mark is None:
        return rules.SYNTAX.found().at(name, 1)
    lines = text.splitlines() or [""]
    line = min(mark.line, len(lines) - 1)
    before, rest = lines[line][: mark.column], lines[line][mark.column :]
    if re.match(r"[ -]*\t", lines[line]):
        return rules.TAB.found().at(name, line + 1)
    if "end of stream" in said or "',' or" in said:
        return rules.NOT_CLOSED.found().at(name, (opened.line if opened else line) + 1)
    if "cannot start any token" in said:
        return rules.CANNOT_START.found(sign=rest[:1]).at(name, line + 1)
    if "mapping values" in said and re.search(r":\s", before):
        return rules.COLON_IN_TEXT.found().at(name, line + 1)
    if "mapping values" in said or "expected ':'" in said or "block" in str(getattr(error, "context", "")):
        return rules.INDENTATION.found().at(name, line + 1)
    return rules.SYNTAX.found().at(name, line + 1)
