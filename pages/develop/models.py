"""Models: the library, the generic model's next version, Innokylä pages in and out."""

import streamlit as st

from mallipaja.actions.access import Right, may
from mallipaja.actions.comparison import list_models
from mallipaja.ui.compare import editor, library, reading, writing
from mallipaja.ui.guard import guard
from mallipaja.ui.session import words

_ = words()
asked = guard(Right.COMPARE)
views = {
    "library": _("Library"),
    "editor": _("Generic model"),
    "reading": _("Read Innokylä"),
    "writing": _("Write for Innokylä"),
}
titles = {
    "library": _("Which models are there, and what do they say?"),
    "editor": _("What does the generic model say next?"),
    "reading": _("What does the page tell of the model?"),
    "writing": _("How is the model told to others?"),
}
offered = [
    one for one in views if one not in {"editor", "reading"} or may(asked.actor, Right.WRITE_MODELS, None)
]
shown = st.segmented_control(
    _("View"), offered, default="library", required=True, format_func=lambda one: views[one],
    label_visibility="collapsed", key=f"models.view.{_.language}",
)  # fmt: skip
st.title(titles[shown])
found = list_models(asked)
if shown == "library":
    library.problems(_, found.problems)
    names = library.titles(_, found)
    if not names:
        st.info(_("There are no models that can be used. See the problems above."))
        st.stop()
    st.table(library.table(_, found))
    library.versions(_, asked, found.generic)
    library.opened(_, found, names)
elif shown == "editor":
    editor.draw(_, asked)
elif shown == "reading":
    reading.draw(_, asked, found)
else:
    writing.draw(_, asked, found)
