"""The server as a process: what it prints, what it answers, what it keeps out of its log, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from mallipaja.settings import ROOT
from tests.browser.conftest import Server, start_server, wait_until_healthy

pytestmark = pytest.mark.browser


def ask(address: str, **headers: str) -> tuple[int, Message, str]:
    request = urllib.request.Request(address, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that only ask it."""
    started = start_server(tmp_path_factory.mktemp("asked"))
    yield started
    started.stop()


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def test_it_prints_its_address_and_a_setup_link(running: Server) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", running.address)
    assert re.fullmatch(rf"{running.address}/setup/[\w-]{{32}}", running.setup_link)
    assert ask(running.setup_link)[0] == 200


def test_a_new_start_prints_a_new_link_and_ends_the_old(tmp_path: Path) -> None:
    first = start_server(tmp_path)
    first.stop()
    second = start_server(tmp_path)
    try:
        old = first.setup_link.rsplit("/", 1)[1]
        assert old != second.setup_link.rsplit("/", 1)[1]
        assert ask(f"{second.address}/setup/{old}")[0] == 404
    finally:
        second.stop()


def test_it_ends_cleanly_when_told_to(server: Server) -> None:
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(60) == 0
    assert "Traceback" not in (server.data / "errors.txt").read_text()


def test_a_taken_port_is_one_clear_line(running: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    port = running.address.rsplit(":", 1)[1]
    environment = {**os.environ, "MALLIPAJA_DATA": str(tmp_path_factory.mktemp("second"))}
    command = [sys.executable, "-m", "mallipaja", "serve", "--port", port, "--language", "en"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert f"--port {int(port) + 1}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("path", ["/", "/process", "/answer", "/static/manifest.json", "/_stcore/health"])
def test_every_answer_has_the_security_headers(running: Server, path: str) -> None:
    _status, headers, _body = ask(running.address + path)
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Server"] is None


@pytest.mark.parametrize(
    ("path", "headers", "language"),
    [
        ("/process", {}, "fi"),
        ("/process", {"accept_language": "sv-FI,sv;q=0.9"}, "sv"),
        ("/process", {"accept_language": "sv", "cookie": "mallipaja_language=en"}, "en"),
        ("/process?lang=sv", {"cookie": "mallipaja_language=en"}, "sv"),
        ("/process?lang=<x>", {}, "fi"),
        ("/process", {"if_none_match": "*", "accept_encoding": "gzip"}, "fi"),
    ],
)
def test_the_first_html_is_the_readers(
    running: Server, path: str, headers: dict[str, str], language: str
) -> None:
    status, given, body = ask(running.address + path, **headers)
    assert status == 200
    assert f'<html lang="{language}">' in body
    assert "<title>Mallipaja</title>" in body
    assert "Streamlit app can also" not in body
    assert given["Content-Language"] == language
    assert given["Cache-Control"] == "no-cache"
    assert given["ETag"] is None
    assert ("Set-Cookie" in given) == ("lang=sv" in path)


def test_secrets_in_addresses_stay_out_of_the_log(server: Server) -> None:
    ask(server.setup_link)
    guess = "guess-of-somebody-0123456789"
    for kind in ("i", "setup", "password"):
        ask(f"{server.address}/{kind}/{guess}")
    server.stop()
    log = (server.data / "errors.txt").read_text()
    assert guess not in log
    assert server.setup_link.rsplit("/", 1)[1] not in log
    stored = b"".join(path.read_bytes() for path in server.data.glob("mallipaja.sqlite3*"))
    assert server.setup_link.rsplit("/", 1)[1].encode() not in stored


def test_the_agents_interface_is_closed(running: Server) -> None:
    request = urllib.request.Request(f"{running.address}/_stcore/agent/interact", data=b"{}", method="POST")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=60)
    with refused.value as answer:
        assert answer.status in {403, 404}


def test_streamlit_run_serves_the_same_app(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1"]
    with (tmp_path / "log.txt").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "MALLIPAJA_DATA": str(tmp_path)}, stdout=log, stderr=log
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_healthy(address)
        status, headers, body = ask(f"{address}/process")
        assert (status, '<html lang="fi">' in body) == (200, True)
        assert headers["X-Frame-Options"] == "DENY"
        assert ask(f"{address}/i/nothing-like-this")[0] == 404
        deadline = time.monotonic() + 30
        while "/setup/" not in (tmp_path / "log.txt").read_text():
            assert time.monotonic() < deadline
            time.sleep(0.2)
    finally:
        process.terminate()
        process.wait(60)
    log_text = (tmp_path / "log.txt").read_text()
    assert f"Set up Mallipaja with this one-time link: http://localhost:{port}/setup/" in log_text
    assert "nothing-like-this" not in log_text
