"""The few questions and tellings that stand in a box of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from esscollab_desktop import __version__
from esscollab_desktop.domain.book import BookInfo


@dataclass(frozen=True)
class Unsaved:
    """Words that are not on the disk: what they are about, the words, and what is in the way."""

    about: str
    words: str
    reason: str


def ask_to_leave(parent: QWidget, left: Sequence[Unsaved]) -> bool:
    """Some words could not be saved: quit all the same? The words can be copied on the way."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    number = "1 text is" if len(left) == 1 else f"{len(left)} texts are"
    box.setText(f"{number} not saved.")
    box.setInformativeText(left[0].reason)
    stay = box.addButton("Go back to it", QMessageBox.ButtonRole.RejectRole)
    copy = box.addButton("Copy the words and quit", QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton("Quit without them", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText("\n\n".join(f"{text.about}\n{text.words}" for text in left))
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


def offer_address(parent: QWidget, address: str, where: QPoint, say: Callable[[str], None]) -> None:
    """A web address is never followed by itself: it is copied, or opened in the browser, as one chooses."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(f"Address {address}")

    def copy() -> None:
        QGuiApplication.clipboard().setText(address)
        say(f"Address copied: {address}")

    def open_it() -> None:
        if QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode)):
            say(f"Handed to the browser: {address}")
        else:
            say("No browser answered. Copy the address and open it yourself.")

    first = menu.addAction("Copy the address")
    first.triggered.connect(copy)
    if address.startswith(("http://", "https://")):
        menu.addAction("Open it in the browser").triggered.connect(open_it)
    menu.setActiveAction(first)
    menu.popup(where)


def ask_to_discard(parent: QWidget) -> bool:
    """A form is left with words in it: go on writing, or let them go?"""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText("The example is not saved.")
    stay = box.addButton("Go on writing", QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton("Let it go", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is leave
