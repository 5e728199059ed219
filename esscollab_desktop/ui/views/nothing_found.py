"""What stands in the place of results where there are none: a sentence, and the nearest words to try."""

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from esscollab_desktop.domain.search import Answer
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.flow import Flow
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.result_layout import EDGE


class NothingFound(QWidget):
    """Says that nothing was found, and offers what is near: `chosen(str)` is put into the field."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = PlainLabel(parent=self)
        self.words.setWordWrap(True)
        self.near = Flow(QMargins(EDGE - 8, 4, EDGE, 8), self)
        self.buttons: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        self.words.setContentsMargins(EDGE, 0, EDGE, 0)
        column.addWidget(self.words)
        column.addWidget(self.near)
        theme.changed.connect(self._set_looks)

    def show_nearest(self, answer: Answer) -> bool:
        """Whether there are more buttons than before."""
        before = len(self.buttons)
        sentence = f"Nothing for “{answer.question.strip()}”."
        more = " Near it:" if answer.nearest else " Try fewer words, or the beginning of one."
        self.words.setText(sentence + more)
        for place, question in enumerate(answer.nearest):
            if place == len(self.buttons):
                self._add_button()
            self.buttons[place].setText(question.replace("&", "&&"))
            self.buttons[place].setToolTip(f"Look for {question}")
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(answer.nearest))
        self.near.setVisible(bool(answer.nearest))
        self._set_looks()
        return len(self.buttons) > before

    def _add_button(self) -> None:
        button = LinkButton(self.near)
        button.clicked.connect(self._on_clicked)
        self.buttons.append(button)
        self.near.add(button)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.chosen.emit(button.text().replace("&&", "&"))

    def _set_looks(self) -> None:
        self.words.setFont(self._theme.type.controls())
        for button in self.buttons:
            font = self._theme.type.controls()
            font.setUnderline(True)
            button.setFont(font)
        self.near.place()


class LinkButton(QToolButton):
    """Words that lead on: underlined, in the accent; Enter does what Space does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("linkButton")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
