"""The Streamlit pages: each a short function of a Workspace. No logic of the product lives here."""
