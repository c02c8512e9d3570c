"""Generated forms here and in ODK's own engine: ``python -m bench.odk_oracle [--cases 2000] [--seed 2]``.

Exits 1 when a value, a relevance or a violation differs, and says where. Needs Node and npm, as the tests do.
"""

from __future__ import annotations

import argparse
import sys
from time import perf_counter

from tests.odk_engine.comparing import STEPS, compared


def main() -> None:
    """Compare, and print what was compared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=2)
    given = parser.parse_args()
    start = perf_counter()
    outcome = compared(-(-given.cases // STEPS), given.seed)
    print(f"{outcome.cases} cases, {outcome.nodes} nodes in {perf_counter() - start:.1f} s")
    print(f"not relevant {outcome.not_relevant}, violations {outcome.violations}")
    print(f"differences {len(outcome.differences)}")
    for line in outcome.differences[:20]:
        print(line)
    sys.exit(bool(outcome.differences))


if __name__ == "__main__":
    main()
