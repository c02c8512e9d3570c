"""Make the virtual environment, and say in one line what is missing when it cannot be made."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

LEAST = (3, 11)


def main() -> int:
    folder = Path(sys.argv[1])
    if sys.version_info < LEAST:
        found = ".".join(map(str, sys.version_info[:3]))
        print(
            f"Python {LEAST[0]}.{LEAST[1]} or newer is needed; this is {found}. Try: make PYTHON=python3.11",
            file=sys.stderr,
        )
        return 1
    try:
        venv.create(folder, with_pip=True)
    except (subprocess.CalledProcessError, OSError) as error:
        print(
            f"The virtual environment could not be made ({error}). On Debian: apt-get install python3-venv",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
