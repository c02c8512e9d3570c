"""Mallipaja: workshop and co-design toolkit for work-ability support pilots.

The package is layered (see docs/architecture.md): a module imports only lower levels.
Importing ``mallipaja`` itself stays light; heavy libraries load where they are used.

What the command line does with files can be done in Python too. How Siun sote and Keski-Suomi differ:

>>> import mallipaja
>>> found = mallipaja.compare("siun_sote", "keski_suomi").comparison
>>> found.cell("governance.number_of_teams", "siun_sote").status
'adapted_consistent'
>>> found.cell("governance.number_of_teams", "keski_suomi").status
'not_stated'
>>> found.cell("governance.number_of_teams", "siun_sote").facts[0].value
17.0
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mallipaja.actions.model_files import FileComparison

try:
    __version__ = version("mallipaja")
except PackageNotFoundError:  # a source tree that has not been installed
    __version__ = "0.0.0"

__all__ = ["__version__", "compare"]


def compare(*models: str) -> FileComparison:
    """Models of ``operating_models/`` against the generic one, as ``mallipaja compare`` does.

    Parameters
    ----------
    models : ids, which are the names of the files without ``.yaml``; ``generic`` is one of them.

    Raises
    ------
    mallipaja.errors.ProblemsError
        A model is not known, is given twice or its file has problems.
    """
    from mallipaja.actions.model_files import compare_files
    from mallipaja.settings import read_settings

    return compare_files(read_settings().definitions, models)
