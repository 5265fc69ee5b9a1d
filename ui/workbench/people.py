"""Who else is in a draft, and where: seen while their pages are drawn, forgotten after a while. Of this server only, kept nowhere."""

from __future__ import annotations

import time
from threading import Lock

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

PRESENT = 90.0  # seconds since one last did something


class _Register:
    """draft → tab → (name, section, when)."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, tuple[str, str, float]]] = {}
        self._lock = Lock()

    def put(self, draft: str, tab: str, name: str, section: str) -> None:
        with self._lock:
            self._seen.setdefault(draft, {})[tab] = (name, section, time.monotonic())

    def others(self, draft: str, tab: str, me: str) -> dict[str, list[str]]:
        now = time.monotonic()
        with self._lock:
            here = {key: seen for key, seen in self._seen.get(draft, {}).items() if now - seen[2] < PRESENT}
            self._seen[draft] = here
        found: dict[str, list[str]] = {}
        for key, (name, section, _) in here.items():
            if key != tab and name != me and name not in found.setdefault(section, []):
                found[section].append(name)
        return found


@st.cache_resource
def _register() -> _Register:
    return _Register()


def _tab() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def i_am_in(draft: str, section: str, name: str) -> None:
    """This tab's person is in a section; one who gave no name is nobody to others."""
    if name:
        _register().put(draft, _tab(), name, section)


def others(draft: str, me: str) -> dict[str, list[str]]:
    """By section: who else is in it."""
    return _register().others(draft, _tab(), me)
