"""Servers to measure: Mallipaja on a data folder of its own, and Streamlit with an empty page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Running:
    """A server process. ``began`` is when it was started, by `time.perf_counter`."""

    process: subprocess.Popen[bytes]
    address: str
    began: float

    def seconds(self) -> float:
        """How long ago it was started."""
        return time.perf_counter() - self.began

    def wait_for(self, path: str) -> float:
        """Seconds from the start until the path answered 200."""
        while True:
            try:
                with urllib.request.urlopen(self.address + path, timeout=5):
                    return self.seconds()
            except OSError:
                if self.process.poll() is not None or self.seconds() > PATIENCE_S:
                    raise SystemExit(f"the server did not answer {path}") from None
                time.sleep(0.01)


@contextmanager
def mallipaja(data: Path, *arguments: str) -> Iterator[Running]:
    """`mallipaja serve` on the data folder."""
    port = free_port()
    yield from _run([sys.executable, "-m", "mallipaja", "serve", "--port", str(port), *arguments], port, data)


@contextmanager
def counted_mallipaja(data: Path, counts: Path, *arguments: str) -> Iterator[Running]:
    """The same with `bench.counting`, which writes to the file."""
    port = free_port()
    command = [sys.executable, "-m", "bench.counting", "serve", "--port", str(port), *arguments]
    yield from _run(command, port, data, {"BENCH_COUNTS": str(counts)})


@contextmanager
def empty_page(data: Path, name: str = "empty_page.py") -> Iterator[Running]:
    """`streamlit run` of an empty page, with the same settings: it starts in the folder that has them."""
    port = free_port()
    page = str(ROOT / "bench" / name)
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    options += ["--server.enableWebsocketCompression", "true"]  # as `mallipaja serve` has it
    yield from _run([sys.executable, "-m", "streamlit", "run", page, *options], port, data)


@contextmanager
def stock_page(data: Path) -> Iterator[Running]:
    """The empty page with Streamlit's own settings: it starts in a folder that has none."""
    port = free_port()
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "bench" / "empty_page.py"), *options]
    yield from _run([*command, "--browser.gatherUsageStats", "false"], port, data, folder=data)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _run(
    command: list[str],
    port: int,
    data: Path,
    more: Mapping[str, str] | None = None,
    folder: Path = ROOT,
) -> Iterator[Running]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MALLIPAJA_")}
    environment = {**kept, "MALLIPAJA_DATA": str(data), **(more or {})}
    with (data / "errors.txt").open("ab") as errors:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=errors, stderr=errors)
    try:
        yield Running(process, f"http://127.0.0.1:{port}", began)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
