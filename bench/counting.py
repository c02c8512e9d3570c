"""Mallipaja with its CPU told apart: ``python -m bench.counting serve …`` is ``mallipaja serve …``.

At each SIGUSR1 a line of JSON is added to the file that ``BENCH_COUNTS`` names: how many times and for how many
seconds of thread CPU a page asked and found nothing new, asked and found news, and did something people had asked for
(writing a card, voting). What is left of the process is the event loop: receiving, sending, starting threads.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from mallipaja.cli import main
from mallipaja.ui.live import component, participant

KINDS = ("quiet", "news", "done")


class Counts:
    """What the threads of this process have used."""

    def __init__(self) -> None:
        self.times = dict.fromkeys(KINDS, 0)
        self.seconds = dict.fromkeys(KINDS, 0.0)
        self._lock = threading.Lock()
        self._here = threading.local()

    def run(self, run: Callable[..., Any]) -> Callable[..., Any]:
        """One rerun of a page, without what was done in it."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            self._here.news, self._here.done = False, 0.0
            began = time.thread_time()
            try:
                return run(*args, **kwargs)
            finally:
                used = time.thread_time() - began - self._here.done
                self._add("news" if self._here.news else "quiet", used)

        return counted

    def done(self, do: Callable[..., Any]) -> Callable[..., Any]:
        """What people have asked for, done."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            began = time.thread_time()
            try:
                return do(*args, **kwargs)
            finally:
                used = time.thread_time() - began
                self._here.done += used
                self._add("done", used)

        return counted

    def news(self, tell: Callable[..., Any]) -> Callable[..., Any]:
        """Telling a page something new."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            self._here.news = True
            return tell(*args, **kwargs)

        return counted

    def write(self, *_signal: object) -> None:
        told = {"times": self.times, "seconds": self.seconds, "process": time.process_time()}
        with Path(os.environ["BENCH_COUNTS"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")

    def _add(self, kind: str, used: float) -> None:
        with self._lock:
            self.times[kind] += 1
            self.seconds[kind] += used


def count() -> None:
    """Count from now on, in this process."""
    counts = Counts()
    ScriptRunner._run_script_thread = counts.run(ScriptRunner._run_script_thread)  # type: ignore[method-assign]
    component._receive = counts.done(component._receive)
    participant._told = counts.news(participant._told)
    signal.signal(signal.SIGUSR1, counts.write)


if __name__ == "__main__":
    count()
    main()
