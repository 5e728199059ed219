"""The pages that someone wants to find again at once: kept by code, through restarts and new editions."""

import re
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.codes import has_label, in_words
from esscollab_desktop.services.library import Reading


class Kept(Protocol):
    """Where the codes are kept; what is set is on the disk at once."""

    @property
    def favorites(self) -> tuple[str, ...]: ...
    @favorites.setter
    def favorites(self, value: tuple[str, ...]) -> None: ...


class FavoritesModel(QObject):
    """Codes that lead nowhere now, of a pack that was taken out, stay kept and are not listed."""

    changed = Signal()

    def __init__(self, book: Reading, kept: Kept, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book, self._kept = book, kept

    def holds(self, code: str) -> bool:
        """Whether this page is one, by this code or by a former one."""
        return any(self._leads_to(kept) == code for kept in self._kept.favorites)

    def toggle(self, code: str) -> bool:
        """Make a page a favorite, or one no more; whether it is one now."""
        if self.holds(code):
            self._kept.favorites = tuple(k for k in self._kept.favorites if self._leads_to(k) != code)
        else:
            self._kept.favorites = (*self._kept.favorites, code)
        self.changed.emit()
        return self.holds(code)

    def listed(self) -> list[tuple[str, str]]:
        """The codes that lead somewhere, as (code of today, words), in the order of the codes."""
        leading = dict.fromkeys(filter(None, map(self._leads_to, self._kept.favorites)))
        return [(code, self._words(code)) for code in sorted(leading, key=_order)]

    def _leads_to(self, code: str) -> str:
        return self._book.leads_to(code)

    def _words(self, code: str) -> str:
        title = self._book.title_of(code)
        return f"{in_words(code)}  {title}" if has_label(code) else title


def _order(code: str) -> tuple[bool, list[tuple[bool, int, str]]]:
    """What has a label before what has none; figures count as numbers: 2 before 12."""
    parts = re.findall(r"[0-9]+|[^0-9]+", code)
    numbered = [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]
    return not has_label(code), numbered
