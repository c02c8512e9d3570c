"""The main script: Streamlit runs it for every page and every rerun."""

import streamlit as st

from mallipaja.ui import pages, session, shell
from mallipaja.ui.errors import caught


def main() -> None:
    _ = session.words()
    asked = session.context()
    st.logo(str(shell.LOGO), icon_image=str(shell.ICON), size="large")
    rows: dict[str, pages.PageRow] = {}
    menu: list[
        st.Page
    ] = []  # without headings: Streamlit's list under a heading is broken for screen readers
    for row in pages.PAGES:
        page = st.Page(
            row.source,
            title=_(row.title),
            url_path=row.path,
            default=row is pages.HOME,
            visibility="visible" if row.section != pages.ABOUT and row.in_menu_of(asked.actor) else "hidden",
        )
        rows[page.url_path] = row
        menu.append(page)
    alone = not asked.actor.signed_in and len(pages.own_pages(asked.actor)) < 2
    current = st.navigation(menu, expanded=True, position="hidden" if alone else "sidebar")
    row = rows[current.url_path]
    st.set_page_config(page_title=f"{_(row.title)} – Mallipaja", page_icon=str(shell.ICON), layout="wide")
    shell.top(_, asked, current.url_path, per_pilot=row.per_pilot)
    body, foot = st.container(), st.container(key="mallipaja-foot", horizontal=True)
    with foot:  # drawn first, so that it is there also under a page that stops itself
        shell.foot(_, asked.actor)
    with body, caught():
        current.run()


with caught():
    main()
