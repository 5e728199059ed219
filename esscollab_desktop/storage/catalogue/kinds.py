"""Kinds as they stand in a book."""

import sqlite3

from esscollab_desktop.domain.book import Kind


def kind_of(text: str) -> Kind:
    """Raises DatabaseError for anything else than a kind: only damage puts it there."""
    try:
        return Kind(text)
    except ValueError as bad:
        raise sqlite3.DatabaseError("a kind that no book has") from bad
