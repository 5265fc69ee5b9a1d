"""Door 1 on one's own machine: the page, with what the browser will need told beside it. ``nigao serve`` opens it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.preloading import Preloading

app = st.App(Path(__file__).with_name("app.py"), middleware=[Middleware(Preloading)])
