"""``python -m mallipaja`` is ``mallipaja``."""

from mallipaja.cli import main

main()
