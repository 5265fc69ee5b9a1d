"""The source of truth: SQLAlchemy lives here, only here; with the keyword index in the same transaction, and the originals beside it."""

from storage.store import Storage, open_storage

__all__ = ["Storage", "open_storage"]
