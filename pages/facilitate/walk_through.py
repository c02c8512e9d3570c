"""The walk-through: one element of the generic model at a time, and the stand the pilot takes on it."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.variants import view_variant
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare import walk
from mallipaja.ui.guard import guard, need_pilot
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector, projector_switch

_ = words()
asked = guard(Right.SEE_PILOT)
pilot = need_pilot(asked)
view = view_variant(asked, pilot_id=pilot.id)
st.title(f"{_('Does this suit us?')} · {as_typed(pilot.name)}")
if not projector():
    projector_switch(_)
walk.progress(_, view)
key = walk.choose(_, view)
walk.draw(_, asked, view, key, pilot.id)
