"""Loads Qt for a quick start."""

import builtins


def load_qt() -> None:
    """Import Qt's widgets, and take PySide6's search for features out of importing again.

    It reads the source of every module that is imported from then on, to see whether it asks for
    `__feature__` (names in snake case). Nothing here does, and 160 modules come after it: reading them takes
    a tenth of a start and 17 MB. Where a later PySide6 does it in another way, nothing is changed.
    """
    import PySide6.QtWidgets  # noqa: F401

    looking = getattr(builtins, "__feature_import__", None)
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None and builtins.__import__ is looking:
        builtins.__import__ = plain
