"""What ODK and KoboToolbox say of a form: the form is converted as they do it."""

from __future__ import annotations

import io

from mallipaja.errors import Problem
from mallipaja.exchange.xlsform import rules


def refused(content: bytes, file: str) -> tuple[Problem, ...]:
    """Why pyxform, which both of them use, does not take a workbook; () when it does.

    Parameters
    ----------
    content : an .xlsx file we have written: nobody else's is ever given to it.
    file : what it is called in problems.
    """
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        convert(io.BytesIO(content), validate=False)
    except PyXFormError as error:
        return (rules.NOT_FOR_ODK.found(reason=" ".join(str(error).split())[:300]).at(file),)
    return ()
