"""Who is signed in, and the way out."""

from __future__ import annotations

import streamlit as st

from nigao.people.account import Person
from ui.entrance import SIGN_IN, SIGN_OUT
from ui.parts import inert, plain, soft

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


def signed_in(person: Person, may_leave: bool) -> None:
    """Her name and roles. may_leave: whether it was here that she signed in, and not with a proxy."""
    plain(person.name)
    soft(person.told_roles)
    if may_leave and st.button("退出登录", width="stretch"):
        st.html(_LEAVE.format(place=SIGN_OUT), unsafe_allow_javascript=True)
