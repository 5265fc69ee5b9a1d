"""One small helper for tables of words."""

from __future__ import annotations


def words(table: str) -> tuple[str, ...]:
    """The words of a table written with spaces between them."""
    return tuple(table.split())
