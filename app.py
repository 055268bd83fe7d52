"""Entry point: ``streamlit run app.py`` serves the dashboard and the HTTP API on one port."""

import streamlit as st

from ouverture.web.application import MIDDLEWARE, ROUTES, SHELL

app = st.App(SHELL, routes=ROUTES, middleware=MIDDLEWARE)
