"""Door 1 of a shared workspace: the same page behind the entrance, where one signs in. ``nigao serve`` opens it where NIGAO_AUTH is set."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

import serving
from ui.entrance import Entrance
from ui.preloading import Preloading

app = st.App(Path(__file__).with_name("app.py"), middleware=[Middleware(Entrance, opened=serving.entrance), Middleware(Preloading)])
