"""Letters typed one after the other are one word, as in lists."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from esscollab_desktop.domain.book import Jurisdiction

PAUSE = 1000  # ms after which the next letter begins another word


class TypedWord(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.text = ""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.forget)

    def add(self, letters: str) -> str:
        self.text += letters.casefold()
        self._timer.start()
        return self.text

    def forget(self) -> None:
        self.text = ""


def named_by(word: str, places: Sequence[Jurisdiction]) -> str:
    """The code that is typed, else that of the first name which begins so; empty where there is none."""
    return next((place.code for place in places if place.code.casefold() == word), "") or next(
        (place.code for place in places if place.name.casefold().startswith(word)), ""
    )
