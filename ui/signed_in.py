"""Who is signed in, and the way out."""

from __future__ import annotations

import streamlit as st

from nigao.people.account import Person
from nigao.workspace import Workspace
from ui.entrance import SIGN_IN, SIGN_OUT
from ui.parts import attempt, inert, plain, popover, soft

# Our own words only. The form is made by the script because a page's own may not hold one.
_GO = "<script>location.replace('{place}')</script>"
_LEAVE = (
    "<script>const f = document.createElement('form'); f.method = 'post'; f.action = '{place}';"
    "document.body.appendChild(f); f.submit();</script>"
)


def turned_away(why: str) -> None:
    """The session has ended: to the page where one signs in."""
    st.error(inert(why))
    st.html(_GO.format(place=SIGN_IN), unsafe_allow_javascript=True)


def signed_in(workspace: Workspace, person: Person) -> None:
    """Her name and roles; the way out and her password, where she has one here."""
    plain(person.name)
    soft(person.told_roles)
    if workspace.settings.auth == "accounts":
        _own_password(workspace, person)
    if workspace.settings.has_sessions and st.button("退出登录", width="stretch"):
        st.html(_LEAVE.format(place=SIGN_OUT), unsafe_allow_javascript=True)


def _own_password(workspace: Workspace, person: Person) -> None:
    with popover("改密码", "own-password", width="stretch"), st.form("own-password-form", border=False):
        old = st.text_input("原来的密码", type="password", key="own-old", autocomplete="current-password")
        new = st.text_input("新密码", type="password", key="own-new", autocomplete="new-password")
        if st.form_submit_button("改密码"):
            attempt(lambda: workspace.accounts.change_own_password(person.name, old, new))
            st.rerun()
