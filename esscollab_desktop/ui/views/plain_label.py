"""A label whose words are never taken for markup."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """Qt's own label guesses: words with a tag in them would become HTML, and a picture in it a file read."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)


def breaking(path: Path) -> str:
    """A path that may go on in the next line behind each folder: its names hold no space to break at."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")
