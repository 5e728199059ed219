"""The copies of the notebook: when, why, how many notes, sound or not; make one, go back to one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.backups import BackupInfo
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.backups import BackupsModel, size_words, when_words
from esscollab_desktop.ui.viewmodels.note_words import number_of
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel, breaking

HEADS = ("When", "Why", "Notes", "Size", "State")


class BackupsDialog(QDialog):
    def __init__(self, model: BackupsModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backupsDialog")
        self.setWindowTitle("Backups of the notebook")
        self._model = model
        self._infos: list[BackupInfo] = []
        self.words = PlainLabel("Looking through the copies…", self)
        self.words.setWordWrap(True)
        self.copies = QTreeWidget(self)
        self.copies.setAccessibleName("Copies of the notebook, the newest first")
        self.copies.setRootIsDecorated(False)
        self.copies.setUniformRowHeights(True)
        self.copies.setAllColumnsShowFocus(True)
        self.copies.setHeaderLabels(list(HEADS))
        self.copies.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.copies.setPalette(theme.view_palette())
        self.said = PlainLabel(parent=self)
        self.said.setWordWrap(True)
        self.said.hide()
        self.make = QPushButton("Back up now", self)
        self.restore = QPushButton("Go back to this copy…", self)
        self.close_button = QPushButton("Close", self)
        for button in (self.make, self.restore):
            button.setAutoDefault(False)
        self.close_button.setDefault(True)
        self._lay_out()
        self.make.clicked.connect(model.create)
        self.restore.clicked.connect(self._on_restore)
        self.close_button.clicked.connect(self.accept)
        self.copies.currentItemChanged.connect(lambda *_: self._on_chosen())
        model.listed.connect(self._on_listed)
        model.said.connect(self._on_said)
        self._on_chosen()
        model.read()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.make)
        foot.addStretch(1)
        foot.addWidget(self.restore)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.copies, 1)
        column.addWidget(self.said)
        column.addLayout(foot)
        open_at(self, 680, 480)

    def chosen(self) -> BackupInfo | None:
        item = self.copies.currentItem()
        row = self.copies.indexOfTopLevelItem(item) if item is not None else -1
        return self._infos[row] if 0 <= row < len(self._infos) else None

    def _on_listed(self, infos: list[BackupInfo]) -> None:
        self._infos = infos
        self.copies.clear()
        for info in infos:
            state = "Sound" if info.is_sound else "Damaged"
            when = when_words(info.taken_at)
            row = QTreeWidgetItem([when, info.reason, f"{info.notes:,}", size_words(info.size), state])
            row.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            spoken = f"{when}, {info.reason}, {number_of(info.notes)}, {state.lower()}"
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.copies.addTopLevelItem(row)
        if (first := self.copies.topLevelItem(0)) is not None:
            self.copies.setCurrentItem(first)
        where = f" They are in {breaking(infos[0].path.parent)}" if infos else ""
        self.words.setText(
            f"{_copies(len(infos))} of the notebook.{where}"
            if infos
            else "No copy yet. One is made at start when notes changed, and before every risk. Back up now."
        )
        self._on_chosen()

    def _on_chosen(self) -> None:
        info = self.chosen()
        self.restore.setEnabled(info is not None and info.is_sound)

    def _on_restore(self) -> None:
        info = self.chosen()
        if info is not None and ask_to_restore(self, info):
            self._model.restore(info)

    def _on_said(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()


def _copies(count: int) -> str:
    return "1 copy" if count == 1 else f"{count} copies"


def ask_to_restore(parent: QWidget, info: BackupInfo) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Go back to a copy")
    box.setText(f"Go back to the notebook of {when_words(info.taken_at)}?")
    box.setInformativeText(
        f"That copy holds {number_of(info.notes)}. The notebook becomes what it was then. What it holds now "
        "is copied first and stands at the top of this list, so going back can itself be undone."
    )
    stay = box.addButton("Stay as it is", QMessageBox.ButtonRole.RejectRole)
    go = box.addButton("Go back to this copy", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is go
