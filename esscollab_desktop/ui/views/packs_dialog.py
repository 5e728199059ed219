"""The installed content: packs and their editions, what changed, the way back."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.packs import InstalledPack, Signer
from esscollab_desktop.services.content import Preview, pack_words
from esscollab_desktop.services.installing import written
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.packs import PacksModel
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.preview_text import PreviewText

HEADS = ("Content", "Edition", "Date", "Examples")


class PacksDialog(QDialog):
    """`add_wanted`: a file is to be chosen. `lost_wanted`: show the notes that lost their place."""

    add_wanted = Signal()
    lost_wanted = Signal()

    def __init__(self, packs: PacksModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("packsDialog")
        self.setWindowTitle("Installed content")
        self._packs, self._theme = packs, theme
        self._metrics = QFontMetrics(theme.type.controls(is_selected=True))
        self._found: tuple[InstalledPack, ...] = ()
        self.list = QTreeWidget(self)
        self.list.setAccessibleName("Installed content")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setHeaderLabels(list(HEADS))
        head = self.list.header()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.setPalette(theme.view_palette())
        self.about = PreviewText("About the chosen content", theme, self)
        self.said = PlainLabel(parent=self)
        self.said.setWordWrap(True)
        self.said.hide()
        self.add = QPushButton("Add content from file…", self)
        self.lost = QPushButton("Notes without a place", self)
        self.last = QPushButton("What changed", self)
        self.back = QPushButton("Go back one edition…", self)
        self.away = QPushButton("Take out…", self)
        self.close_button = QPushButton("Close", self)
        for button in (self.add, self.lost, self.last, self.back, self.away):
            button.setAutoDefault(False)
        self.close_button.setDefault(True)
        self._lay_out()
        self._wire()
        self._on_chosen()
        packs.read()

    def _lay_out(self) -> None:
        deeds, foot = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (deeds, (self.last, self.back, self.away)),
            (foot, (self.add, self.lost)),
        ):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.list, 2)
        column.addLayout(deeds)
        column.addWidget(self.about, 3)
        column.addWidget(self.said)
        column.addLayout(foot)
        open_at(self, 780, 560)

    def _wire(self) -> None:
        self.add.clicked.connect(self.add_wanted)
        self.lost.clicked.connect(self.lost_wanted)
        self.last.clicked.connect(lambda: self._ask(self._packs.look_at_last))
        self.back.clicked.connect(lambda: self._ask(self._packs.look_back))
        self.away.clicked.connect(lambda: self._ask(self._packs.look_away))
        self.close_button.clicked.connect(self.accept)
        # One that was left would go on answering for the chosen pack.
        self.finished.connect(self.deleteLater)
        self.list.currentItemChanged.connect(lambda *_: self._on_chosen())
        self._packs.listed.connect(self._on_listed)
        self._packs.told.connect(self._on_told)
        self._packs.changed.connect(self._say)
        self._packs.refused.connect(self._say)

    def chosen(self) -> InstalledPack | None:
        item = self.list.currentItem()
        row = self.list.indexOfTopLevelItem(item) if item is not None else -1
        return self._found[row] if 0 <= row < len(self._found) else None

    def _ask(self, look: object) -> None:
        pack = self.chosen()
        if pack is not None and callable(look):
            look(pack)

    def _on_listed(self, found: tuple[InstalledPack, ...]) -> None:
        before = self.chosen()
        self._found = found
        self.list.clear()
        for pack in found:
            manifest = pack.current.manifest
            date = written(manifest.edition_date)
            item = QTreeWidgetItem([manifest.title, manifest.edition, date, f"{manifest.examples:,}"])
            for column in range(1, len(HEADS)):
                # The chosen row is drawn in semibold, which is wider.
                width = self._metrics.horizontalAdvance(item.text(column)) + 24
                item.setSizeHint(column, QSize(width, self._metrics.height() + 10))
            item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, pack_words(pack))
            self.list.addTopLevelItem(item)
        names = [pack.name for pack in found]
        place = names.index(before.name) if before and before.name in names else 0
        if (row := self.list.topLevelItem(place)) is not None:
            self.list.setCurrentItem(row)
        self._on_chosen()

    def _on_chosen(self) -> None:
        pack = self.chosen()
        self.last.setEnabled(pack is not None and pack.former is not None)
        self.back.setEnabled(pack is not None and pack.former is not None)
        self.away.setEnabled(pack is not None and bool(pack.current.folder))
        self.about.show_lines(about_lines(pack) if pack else ())

    def _on_told(self, what: str, preview: Preview) -> None:
        pack = self.chosen()
        if pack is None:
            return
        if what == "last":
            self.about.show_lines(preview.lines)
            self.about.setFocus()
        elif what == "back" and self._agrees("Go back one edition", "Go back", preview):
            self._packs.step_back(pack)
        elif what == "away" and self._agrees("Take out content", "Take out", preview):
            self._packs.remove(pack)

    def _agrees(self, title: str, verb: str, preview: Preview) -> bool:
        return StepDialog(self, self._theme, title, verb, preview).exec() == QDialog.DialogCode.Accepted

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()


def about_lines(pack: InstalledPack) -> list[str]:
    manifest = pack.current.manifest
    lines = [
        manifest.title,
        f"By {manifest.publisher}. Edition {manifest.edition} of {written(manifest.edition_date)}.",
        manifest.rights,
    ]
    if not pack.is_home:
        lines.append(f"Its codes end with @{pack.name}.")
    if pack.current.signer:
        lines.append(f"Signed with the key {Signer(pack.current.signer).fingerprint}.")
    elif pack.current.folder:
        lines.append("It is not signed, so it can't be told who made it.")
    if pack.former is not None:
        lines.append(f"The edition before, {pack.former.manifest.edition}, can be restored.")
    if manifest.changes:
        lines += ["", "New in this edition:", *manifest.changes]
    return lines


class StepDialog(QDialog):
    """What a step changes, before it is done. Its text is plain, whatever a pack says of itself."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, verb: str, preview: Preview) -> None:
        super().__init__(parent)
        self.setObjectName("stepDialog")
        self.setWindowTitle(title)
        lines = PreviewText("What it changes", theme, self)
        lines.show_lines(preview.lines)
        safe = PlainLabel("Your notebook is backed up first. No note is lost.", self)
        self.stay, self.go = QPushButton("Leave it", self), QPushButton(verb, self)
        self.stay.setDefault(True)
        self.go.setAutoDefault(False)
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.stay)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(lines, 1)
        column.addWidget(safe)
        column.addLayout(foot)
        open_at(self, 640, 360)
