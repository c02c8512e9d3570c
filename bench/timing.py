"""Seconds of work: CPU of this process, the least of a few runs, so that others on the machine count little."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Mapping
from typing import Any


def cpu_s(work: Callable[[], object], runs: int = 3) -> float:
    """CPU seconds of one call, the least of ``runs``."""
    return min(_once(work) for _ in range(runs))


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def machine() -> str:
    """What it ran on."""
    system = f"{platform.system()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"{system}, Python {platform.python_version()}"


def show(figures: Mapping[str, Any]) -> None:
    """Figures under each other; long numbers shortened."""
    for name, value in figures.items():
        print(f"{name:64} {value:,.4g}" if isinstance(value, float) else f"{name:64} {value}")
