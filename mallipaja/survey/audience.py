"""Which forms of a round each invitation holds."""

from __future__ import annotations

from collections.abc import Iterable

from mallipaja.catalogue.survey_template import SurveyTemplate

KIND_OF = {"unit": "unit", "pilot": "joint", "person": "personal"}
"""The kind of invitation that answers a template, by its ``answered_by``."""


def forms_for(templates: Iterable[SurveyTemplate], kind: str, sector: str) -> tuple[str, ...]:
    """The ids of the templates an invitation of this kind holds.

    A unit whose sector has forms of its own in the round (Kela's short form) gets those instead of the general ones.
    """
    suited = [template for template in templates if KIND_OF[template.answered_by] == kind]
    own = [template.id for template in suited if sector in template.for_sectors]
    return tuple(own or [template.id for template in suited if not template.for_sectors])
