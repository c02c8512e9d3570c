"""Mallipaja: workshop and co-design toolkit for work-ability support pilots.

The package is layered (see docs/architecture.md): a module imports only lower levels.
Importing ``mallipaja`` itself stays light; heavy libraries load where they are used.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("mallipaja")
except PackageNotFoundError:  # a source tree that has not been installed
    __version__ = "0.0.0"

__all__ = ["__version__"]
