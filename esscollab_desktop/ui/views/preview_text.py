"""Lines that say what a step changes: read with the keyboard, copied, never followed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from esscollab_desktop.ui.look.theme import Theme


class PreviewText(QPlainTextEdit):
    """Plain text whatever a pack says in it. Tab leaves it."""

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setPalette(theme.view_palette())
        self.setFont(theme.type.notes())
        self.document().setDocumentMargin(12)

    def show_lines(self, lines: Sequence[str]) -> None:
        self.setPlainText("\n".join(lines))
