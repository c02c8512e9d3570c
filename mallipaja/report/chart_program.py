"""The program of the process that makes pictures: ``python -m mallipaja.report.chart_program``.

It reads one job after another from its input and writes one answer for each, until the input ends: when whoever started
it has gone, however that went, so does it. A job is a line of JSON (`job`); an answer is a byte that says whether there is
a picture, eight bytes of length and so many bytes. What people wrote is in the jobs: it goes through this pipe only, and
nothing is said of it anywhere else.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO, Literal, TypeAlias

Kind: TypeAlias = Literal["svg", "png"]
MADE, NOT_MADE = b"\x01", b"\x00"
LENGTH = 8
"""Bytes of the length, the largest first."""
_UNDRAWABLE = re.compile("[\x00-\x08\x0b-\x1f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that no picture holds: some end the process that tries, some its expressions."""
_SCALE = 2.0
"""Dots for each pixel of a PNG, so that it is sharp on paper."""


def job(kind: Kind, spec: Mapping[str, Any]) -> bytes:
    """A Vega-Lite spec and what to make of it, as one line."""
    return json.dumps({"kind": kind, "spec": spec}).encode() + b"\n"


def make(line: bytes) -> bytes:
    """The picture of a job."""
    import vl_convert  # here, so that whoever only asks does not load it

    asked = json.loads(line)
    spec = _drawable(asked["spec"])
    version = vl_convert.get_vegalite_versions()[-1]  # what our charts use has been there since version 5
    if asked["kind"] == "png":
        png: bytes = vl_convert.vegalite_to_png(spec, vl_version=version, scale=_SCALE, allowed_base_urls=[])
        return png
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=version, allowed_base_urls=[])
    return svg.encode()


def _drawable(part: Any) -> Any:
    """A part of a spec with spaces for what cannot be drawn."""
    if isinstance(part, str):
        return _UNDRAWABLE.sub(" ", part)
    if isinstance(part, list):
        return [_drawable(one) for one in part]
    if isinstance(part, dict):
        return {_UNDRAWABLE.sub(" ", name): _drawable(one) for name, one in part.items()}
    return part


def answer(line: bytes) -> bytes:
    """The bytes that go back for a job."""
    try:
        made, said = make(line), MADE
    except Exception:  # its words may quote the job; whoever asked says what to do
        made, said = b"", NOT_MADE
    return said + len(made).to_bytes(LENGTH) + made


def main() -> None:
    """Answer jobs until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, whose end ends this
    with _only_answers() as answers:
        for line in sys.stdin.buffer:
            answers.write(answer(line))
            answers.flush()


def _only_answers() -> BinaryIO:
    """The output, where nothing that a library prints can come between two answers."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    main()
