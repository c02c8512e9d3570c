"""The models library: the generic model, the regional models, and files with problems."""

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.comparison import list_models
from mallipaja.ui import labels
from mallipaja.ui.compare import library
from mallipaja.ui.guard import guard
from mallipaja.ui.session import words

_ = words()
asked = guard(Right.COMPARE)
found = list_models(asked)
st.title(_("Which models are there, and what do they say?"))
library.problems(_, found.problems)
models = library.titles(_, found)
if not models:
    st.info(_("There is no usable model. Mend the files listed above."))
    st.stop()
st.table(pd.DataFrame(library.rows(_, found)).set_index(_("Model")))
chosen = st.selectbox(
    _("Open a model"), list(models), format_func=lambda one: models[one], key=f"models.open.{_.language}"
)
group = st.selectbox(
    _("Group"), list(labels.GROUPS), format_func=lambda one: _(labels.GROUPS[one]), key=f"models.group.{_.language}"
)  # fmt: skip
if found.generic and chosen == found.generic.id:
    library.generic(_, found.generic, group)
elif found.generic:
    library.described(_, found.generic, asked.catalogue.described[chosen], group)
