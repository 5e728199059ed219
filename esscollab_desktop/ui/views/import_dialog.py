"""Before notes of another copy come in: what is added, what changes, what will stand side by side."""

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.services.exchange import ENDING, ImportLine, ImportPlan
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.exchange import ExchangeModel
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel, breaking

_MOST = 500  # lines to a heading; more than that nobody reads


class ImportDialog(QDialog):
    """Shows first, then imports. The notebook's Undo takes the whole import back."""

    def __init__(
        self, exchange: ExchangeModel, theme: Theme, parent: QWidget, path: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("importDialog")
        self.setWindowTitle("Import notes")
        self._exchange = exchange
        self._plan: ImportPlan | None = None
        self.file = PlainLabel("No file is chosen yet.", self)
        self.file.setWordWrap(True)
        self.choose = QPushButton("Choose a file…", self)
        self.lines = QTreeWidget(self)
        self.lines.setHeaderHidden(True)
        self.lines.setWordWrap(True)
        self.lines.setAccessibleName("What the import does")
        self.lines.setPalette(theme.view_palette())
        self.summary = PlainLabel("Choose a file that was exported for ESSCollab.", self)
        self.summary.setWordWrap(True)
        self.take = QPushButton("Import", self)
        self.take.setDefault(True)
        self.take.setEnabled(False)
        self.cancel = QPushButton("Cancel", self)
        self._lay_out()
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_choose)
        self.take.clicked.connect(self._on_take)
        self.cancel.clicked.connect(self.reject)
        exchange.planned.connect(self._on_planned)
        exchange.refused.connect(self._on_refused)
        exchange.imported.connect(lambda _token, _words: self.accept())
        if path is not None:
            self.look_into(path)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.file, 1)
        top.addWidget(self.choose)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.lines, 1)
        column.addWidget(self.summary)
        column.addLayout(foot)
        open_at(self, 640, 520)

    def look_into(self, path: Path) -> None:
        self._plan = None
        self.take.setEnabled(False)
        self.file.setText(breaking(path))
        self.summary.setText("Looking into the file…")
        self._exchange.look_into(path)

    def _on_choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Import notes", "", f"ESSCollab notes (*{ENDING})")
        if path:
            self.look_into(Path(path))

    def _on_planned(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.lines.clear()
        self._group("Will be added", plan.added)
        self._group("Will change", plan.changed)
        self._group("Kept in two wordings, until you pick one", plan.conflicting)
        self._group("Here already", plan.unchanged, is_open=False)
        safe = "" if plan.changes_nothing else " Your notebook is backed up first; Undo takes all of it back."
        self.summary.setText(plan.sentence + safe)
        self.take.setEnabled(not plan.is_known)

    def _group(self, words: str, lines: tuple[ImportLine, ...], is_open: bool = True) -> None:
        if not lines:
            return
        top = QTreeWidgetItem([f"{words}: {len(lines)}"])
        self.lines.addTopLevelItem(top)
        for line in lines[:_MOST]:
            top.addChild(QTreeWidgetItem([line.words]))
        if len(lines) > _MOST:
            top.addChild(QTreeWidgetItem([f"and {len(lines) - _MOST} more"]))
        top.setExpanded(is_open)

    def _on_refused(self, words: str) -> None:
        self.summary.setText(words)
        self.take.setEnabled(self._plan is not None)

    def _on_take(self) -> None:
        if self._plan is not None:
            self.take.setEnabled(False)
            self.summary.setText("Importing…")
            self._exchange.take_in(self._plan)
