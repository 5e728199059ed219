"""The few questions and tellings that stand in a box of their own."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from esscollab_desktop import __version__
from esscollab_desktop.domain.book import BookInfo
from esscollab_desktop.ui.viewmodels.notes import Draft


def ask_to_leave(parent: QWidget, left: list[Draft]) -> bool:
    """Some words could not be saved: quit all the same? The words can be copied on the way."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    number = "1 note is" if len(left) == 1 else f"{len(left)} notes are"
    box.setText(f"{number} not saved.")
    box.setInformativeText(left[0].reason)
    stay = box.addButton("Go back to the notes", QMessageBox.ButtonRole.RejectRole)
    copy = box.addButton("Copy the words and quit", QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton("Quit without them", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText("\n\n".join(f"{d.target}\n{d.text}" for d in left))
    return box.clickedButton() in (copy, leave)


def tell_about(parent: QWidget, info: BookInfo, data_folder: Path) -> None:
    QMessageBox.about(
        parent,
        "About ESSCollab",
        f"ESSCollab Desktop {__version__}\n{info.title}, edition {info.edition}.\n\n"
        "An offline reference of promising practices in stakeholder engagement under ESSA. "
        "Facts come from the public sources named beside them; the words are this program’s own.\n\n"
        f"Your notes are in {data_folder}",
    )
