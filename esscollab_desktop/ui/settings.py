"""What the window remembers: an INI file in the data folder, so that it moves with the notes."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from esscollab_desktop.ui.look.theme import CHOICES, Choice
from esscollab_desktop.ui.models.book_rows import Pivot

ZOOMS = (100, 110, 125, 150, 175, 200, 250, 300, 400)
WINDOW_TEXTS = (100, 125, 150, 200)
READING_WIDTHS = (28, 32, 36)  # em
READING_FACES = ("serif", "sans")
OPENINGS = ("overview", "page")  # what a start shows


class WindowSettings:
    """Reads with care: a value that makes no sense any more is its default."""

    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray:
        kept = self._kept.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._kept.setValue("geometry", value)

    @property
    def pivot(self) -> Pivot:
        kept = self._text("pivot")
        return Pivot(kept) if kept in set(Pivot) else Pivot.PRACTICE

    @pivot.setter
    def pivot(self, value: Pivot) -> None:
        self._kept.setValue("pivot", value.value)

    @property
    def code(self) -> str:
        return self._text("code")

    @code.setter
    def code(self, value: str) -> None:
        self._kept.setValue("code", value)

    @property
    def zoom(self) -> int:
        return self._number("zoom", ZOOMS, 100)

    @zoom.setter
    def zoom(self, value: int) -> None:
        self._kept.setValue("zoom", value)

    @property
    def window_text(self) -> int:
        return self._number("windowText", WINDOW_TEXTS, 100)

    @window_text.setter
    def window_text(self, value: int) -> None:
        self._kept.setValue("windowText", value)

    @property
    def theme(self) -> Choice:
        kept = self._text("theme")
        return next((choice for choice in CHOICES if choice == kept), "system")

    @theme.setter
    def theme(self, value: Choice) -> None:
        self._kept.setValue("theme", value)

    @property
    def reading_width(self) -> int:
        """Of the text's lines, in em."""
        return self._number("readingWidth", READING_WIDTHS, 32)

    @reading_width.setter
    def reading_width(self, value: int) -> None:
        self._kept.setValue("readingWidth", value)

    @property
    def reading_face(self) -> str:
        kept = self._text("readingFace")
        return kept if kept in READING_FACES else READING_FACES[0]

    @reading_face.setter
    def reading_face(self, value: str) -> None:
        self._kept.setValue("readingFace", value)

    @property
    def opens_on(self) -> str:
        kept = self._text("opensOn")
        return kept if kept in OPENINGS else OPENINGS[0]

    @opens_on.setter
    def opens_on(self, value: str) -> None:
        self._kept.setValue("opensOn", value)

    @property
    def exports_notes(self) -> bool:
        """Whether exports of map and matrix count notes; private ones never."""
        return self._text("exportsNotes") == "yes"

    @exports_notes.setter
    def exports_notes(self, value: bool) -> None:
        self._kept.setValue("exportsNotes", "yes" if value else "no")

    @property
    def favorites(self) -> tuple[str, ...]:
        """Codes in the order in which they were added, each once."""
        return tuple(dict.fromkeys(self._text("favorites").split()))

    @favorites.setter
    def favorites(self, value: tuple[str, ...]) -> None:
        self._kept.setValue("favorites", " ".join(value))
        self.store()  # at once: what was marked is not lost with a run that dies

    @property
    def recent_commands(self) -> tuple[str, ...]:
        """Names of commands that were chosen in the list of all, the last one first."""
        return tuple(dict.fromkeys(filter(None, self._text("recentCommands").split("\n"))))

    @recent_commands.setter
    def recent_commands(self, value: tuple[str, ...]) -> None:
        self._kept.setValue("recentCommands", "\n".join(value))

    @property
    def is_written(self) -> bool:
        """Whether the file could be written the last time."""
        return self._kept.status() is QSettings.Status.NoError

    def store(self) -> None:
        self._kept.sync()

    def _text(self, key: str) -> str:
        return str(self._kept.value(key, ""))

    def _number(self, key: str, allowed: tuple[int, ...], default: int) -> int:
        kept = self._text(key)
        return int(kept) if kept.isascii() and kept.isdigit() and int(kept) in allowed else default
