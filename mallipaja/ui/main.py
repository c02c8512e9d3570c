"""The main script: Streamlit runs it for every page and every rerun."""

import streamlit as st

from mallipaja.ui import pages, session, shell
from mallipaja.ui.errors import caught


def main() -> None:
    _ = session.words()
    asked = session.context()
    st.logo(str(shell.LOGO), icon_image=str(shell.ICON), size="large")
    rows: dict[str, pages.PageRow] = {}
    menu: dict[str, list[st.Page]] = {}
    for row in pages.PAGES:
        page = st.Page(
            row.source,
            title=_(row.title),
            url_path=row.path,
            default=row is pages.HOME,
            visibility="visible" if row.in_menu_of(asked.actor) else "hidden",
        )
        rows[page.url_path] = row
        menu.setdefault(_(row.section), []).append(page)
    current = st.navigation(menu)
    row = rows[current.url_path]
    st.set_page_config(page_title=f"{_(row.title)} – Mallipaja", page_icon=str(shell.ICON), layout="wide")
    shell.top(_, asked, current.url_path, per_pilot=row.per_pilot)
    current.run()


with caught():
    main()
