"""Moving a pilot's model onto a new version of the generic model."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.rebase import view_move
from mallipaja.actions.variants import view_variant
from mallipaja.ui import own_widgets
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare import move
from mallipaja.ui.guard import guard, need_pilot
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.session import words

_ = words()
asked = guard(Right.EDIT_PILOT)
pilot = need_pilot(asked)
st.title(f"{_('What happens to our changes on the new version?')} · {as_typed(pilot.name)}")
own_widgets.belong_to(pilot)
view = view_variant(asked, pilot_id=pilot.id)
if view.newer is None:
    move.said(move.NAME)
    st.info(_("The pilot's model is on the newest version of the generic model. There is nothing to move."))
    st.page_link(
        str(PAGES_FOLDER / "facilitate" / "walk_through.py"),
        label=_("Go through the generic model with a pilot"),
    )
    st.stop()
st.markdown(_("From version {old} to version {new}", old=view.generic.version, new=view.newer))
move.draw(_, asked, view_move(asked, pilot_id=pilot.id, version=view.newer), pilot.id)
