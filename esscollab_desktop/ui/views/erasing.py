"""Before something goes for good: exactly what, and only then."""

from PySide6.QtWidgets import QMessageBox, QWidget

from esscollab_desktop.ui.viewmodels.note_words import number_of

WHAT_GOES = (
    "For good go: the text, every version in the history, its place in the trash, its entries for searching, "
    "and the copies in backups. Nothing brings them back. What was exported or printed before stays as it is."
)


def ask_to_erase(parent: QWidget, count: int) -> bool:
    words = "Erase this note permanently?" if count == 1 else f"Erase {number_of(count)} permanently?"
    return _ask(parent, words, "Keep it" if count == 1 else "Keep them")


def ask_to_empty_trash(parent: QWidget) -> bool:
    return _ask(parent, "Erase every note in the trash permanently?", "Keep them")


def _ask(parent: QWidget, words: str, keep: str) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Erase permanently")
    box.setText(words)
    box.setInformativeText(WHAT_GOES)
    stay = box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    erase = box.addButton("Erase permanently", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is erase
