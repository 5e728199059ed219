"""What map, matrix and table can be saved as: a menu below its button, then the file's place."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

if TYPE_CHECKING:
    from esscollab_desktop.ui.main_window import MainWindow, Parts

# words of the menu, ending of the file, whether the matrix is drawn, name of the file
_WAYS = (
    ("&Map as a drawing (SVG)…", "svg", False, "map"),
    ("Map as a &picture (PNG)…", "png", False, "map"),
    ("Ma&trix as a drawing (SVG)…", "svg", True, "matrix"),
    ("Matrix as a p&icture (PNG)…", "png", True, "matrix"),
    ("&Numbers as a table (CSV)…", "csv", False, "numbers"),
    ("Map and table as a &handout (PDF)…", "pdf", False, "map"),
)
WITH_NOTES = "&Count your notes too, but private ones"


def offer_exports(window: "MainWindow", parts: "Parts", below: QWidget) -> QMenu:
    """Open the menu; what is chosen is written off the window's thread and told in the status line."""
    menu = QMenu(window)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.setAccessibleName("Export")
    notes = menu.addAction(WITH_NOTES)
    notes.setCheckable(True)
    notes.setChecked(parts.settings.exports_notes)
    notes.toggled.connect(partial(_keep, parts))
    menu.addSeparator()
    for words, ending, matrix, name in _WAYS:
        menu.addAction(words).triggered.connect(partial(_save, window, parts, ending, matrix, name))
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))
    return menu


def _keep(parts: "Parts", on: bool) -> None:
    parts.settings.exports_notes = on


def _save(
    window: "MainWindow", parts: "Parts", ending: str, matrix: bool, name: str, _checked: bool = False
) -> None:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    suggested = str(Path(folder or Path.home()) / f"esscollab-{name}.{ending}")
    path, _ = QFileDialog.getSaveFileName(
        window, "Save as a file", suggested, f"{ending.upper()} (*.{ending})"
    )
    if path:
        parts.handouts.write_landscape(ending, Path(path), matrix, parts.settings.exports_notes)
