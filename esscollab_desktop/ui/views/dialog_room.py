"""How large a dialog opens."""

from PySide6.QtWidgets import QWidget

from esscollab_desktop.ui.look.type import BASE_POINTS


def open_at(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its size at ordinary text; larger text gets more, as far as the screen has room."""
    factor = max(1.0, dialog.font().pointSizeF() / BASE_POINTS)
    room = dialog.screen().availableSize()
    dialog.resize(
        min(round(width * factor), room.width() - 16), min(round(height * factor), room.height() - 48)
    )
