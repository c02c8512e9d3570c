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

A model as the text of an Innokylä page, and the page back as a draft:

>>> page = mallipaja.read_innokyla(mallipaja.write_innokyla("siun_sote").encode())
>>> page.title, page.region, page.phase
('Työkyvyn tuen tiimi Siun sotessa', 'Pohjois-Karjala', 'Kehitteillä')
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mallipaja.actions.impact_file import ImpactResult
    from mallipaja.actions.model_files import FileComparison
    from mallipaja.exchange.innokyla_page import InnokylaPage

try:
    __version__ = version("mallipaja")
except PackageNotFoundError:  # a source tree that has not been installed
    __version__ = "0.0.0"

__all__ = ["__version__", "compare", "impact", "read_innokyla", "write_innokyla"]


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


def impact(content: bytes, name: str = "impact.yaml") -> ImpactResult:
    """What the people of an impact file cost their municipality in a year, as ``mallipaja impact`` does.

    Parameters
    ----------
    content, name : the file's bytes, and what it is called in problems.

    Raises
    ------
    mallipaja.errors.ProblemsError
        Everything that is wrong with the file.
    """
    from mallipaja.actions.impact_file import impact_of_file
    from mallipaja.settings import read_settings

    return impact_of_file(read_settings().definitions, content, name)


def read_innokyla(content: bytes, name: str = "page.txt") -> InnokylaPage:
    """The text of an Innokylä page as a draft, as ``mallipaja innokyla read`` does; what it does not say is empty.

    Raises
    ------
    mallipaja.errors.ProblemsError
        The content is HTML.
    """
    from mallipaja.exchange.innokyla_page import read_page

    return read_page(content, name).page


def write_innokyla(model: str) -> str:
    """A described model as the text of an Innokylä page, as ``mallipaja innokyla write`` does.

    Raises
    ------
    mallipaja.errors.ProblemsError
        The model is not known or its file has problems.
    """
    from mallipaja.actions.model_files import describe_file
    from mallipaja.exchange.innokyla_text import as_text
    from mallipaja.settings import read_settings

    return as_text(describe_file(read_settings().definitions, model).description)
