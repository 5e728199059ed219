"""A choice of values by their words."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

Choices = list[tuple[object, str]]


class Choice(QComboBox):
    """A choice of values, which a turn of the wheel over it does not change while the pane is scrolled.

    The values are kept here: Qt would give back plain texts for them.
    """

    def __init__(self, name: str, choices: Choices, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._values = [value for value, _words in choices]
        self.addItems([words for _value, words in choices])

    @property
    def value(self) -> object:
        return self._values[self.currentIndex()]

    def choose(self, value: object) -> None:
        """One that is none of the choices came from elsewhere: it becomes one."""
        if value not in self._values:
            assert isinstance(value, frozenset)
            self._values.append(value)
            self.addItem(" and ".join(sorted(part.value for part in value)).capitalize() or "None")
        self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
