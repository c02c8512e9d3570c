"""Accounts: who there are, adding one, rights, password links, deactivating."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions import people
from mallipaja.actions.access import Context
from mallipaja.actions.people import Person
from mallipaja.i18n import N_, Words
from mallipaja.ui.address import public_link
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.errors import told

_LINK = "mallipaja.password-link"
_SAID = "accounts"
NEW_LINK = N_("A one-time link for choosing a password. It is shown only now. Send it to {name}.")


def accounts(_: Words, asked: Context) -> None:
    """Everything about accounts."""
    said(_SAID)
    found = people.list_people(asked)
    _password_link(_)
    st.table([_row(_, one) for one in found])
    with st.expander(_("Add an account"), expanded=len(found) == 1):
        _add(_, asked)
    by_id = {one.id: one for one in found}
    picked = st.selectbox(
        _("Whose account to change"),
        list(by_id),
        index=None,
        placeholder=_("Choose a person"),
        format_func=lambda one: f"{by_id[one].name} ({by_id[one].login})",
        key=f"accounts.who.{_.language}",
    )
    if picked:
        _change(_, asked, by_id[picked])


def _row(_: Words, one: Person) -> dict[str, str]:
    rights = [(_("administrator"), one.is_admin), (_("model developer"), one.is_developer)]
    if not one.active:
        state = _("deactivated")
    elif one.is_locked:
        state = _("locked after failures")
    else:
        known = one.has_password or one.signs_in_elsewhere
        state = _("in use") if known else _("has not chosen a password")
    return {
        _("User name"): as_typed(one.login),
        _("Name"): as_typed(one.name),
        _("Rights everywhere"): ", ".join(right for right, has in rights if has) or "–",
        _("State"): state,
    }


def _add(_: Words, asked: Context) -> None:
    with st.form("account-add", clear_on_submit=True):
        login = st.text_input(_("User name"), max_chars=80)
        st.caption(_("For example the e-mail address at work."))
        name = st.text_input(_("Name"), max_chars=120)
        admin = st.checkbox(_("Administrator: may do everything"))
        developer = st.checkbox(_("Model developer: writes the generic and the regional models"))
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        with told():
            made = people.add_account(asked, login=login, name=name, is_admin=admin, is_developer=developer)
            st.session_state[_LINK] = (name or login, made.token)
            st.rerun()


def _password_link(_: Words) -> None:
    """The link made last, until it is put away; nothing else keeps it."""
    name, token = st.session_state.get(_LINK, ("", ""))
    if token:
        with st.container(border=True):
            st.write(_(NEW_LINK, name=as_typed(name)))
            st.code(public_link(f"password/{token}"), language=None, wrap_lines=True)
            st.button(_("I have sent it"), on_click=lambda: st.session_state.pop(_LINK, None))


def _change(_: Words, asked: Context, one: Person) -> None:
    with st.form(f"account.{one.id}.{one.revision}"):
        name = st.text_input(_("Name"), one.name, max_chars=120)
        admin = st.checkbox(_("Administrator: may do everything"), one.is_admin)
        developer = st.checkbox(
            _("Model developer: writes the generic and the regional models"), one.is_developer
        )
        saved = st.form_submit_button(_("Save"), type="primary")
    if saved:
        with told():
            people.change_account(
                asked,
                account_id=one.id,
                revision=one.revision,
                name=name,
                is_admin=admin,
                is_developer=developer,
            )
            st.rerun()
    with st.container(horizontal=True):
        if st.button(_("Make a password link")):
            with told():
                st.session_state[_LINK] = (one.name, people.new_password_link(asked, account_id=one.id))
                st.rerun()
        switch = people.deactivate if one.active else people.reactivate
        st.button(
            _("Deactivate the account") if one.active else _("Take the account into use again"),
            on_click=do,
            args=(_SAID, partial(switch, asked, account_id=one.id)),
        )
