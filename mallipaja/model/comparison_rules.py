"""What can be wrong with the names of the models to compare. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

NO_SUCH_MODEL = Rule(
    "MODEL_037",
    N_("There is no model '{id}'."),
    N_("Known: {allowed}."),
    N_("A model's id is the name of its file in operating_models/ without .yaml."),
    N_("Did you mean '{near}'?"),
)
TWICE_COMPARED = Rule("MODEL_038", N_("The model '{id}' is given twice."), fix=N_("Name each model once."))
