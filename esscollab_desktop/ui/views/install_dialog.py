"""Before content comes in: who made it, what changes, and what it means for the user's notes."""

from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.packs import Signer
from esscollab_desktop.services.content import Preview
from esscollab_desktop.services.installing import Offer, Step
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.packs import PacksModel
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel, breaking
from esscollab_desktop.ui.views.preview_text import PreviewText

PATTERN = "ESSCollab content (*.esspack)"


class InstallDialog(QDialog):
    """Shows first, then installs; one step back restores what was before."""

    def __init__(self, packs: PacksModel, theme: Theme, parent: QWidget, path: Path | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("installDialog")
        self.setWindowTitle("Add content from file")
        self._packs = packs
        self._step: Step | None = None
        self.file = PlainLabel("No file is chosen yet.", self)
        self.file.setWordWrap(True)
        self.choose = QPushButton("Choose a file…", self)
        self.choose.setAutoDefault(False)
        self.lines = PreviewText("What the file changes", theme, self)
        self.warning = PlainLabel(parent=self)
        self.warning.setWordWrap(True)
        self.warning.setObjectName("packWarning")
        self.warning.hide()
        self.trust = QCheckBox(self)
        self.trust.hide()
        self.said = PlainLabel("Choose a file ending in .esspack. Nothing changes before you say so.", self)
        self.said.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.take = QPushButton("Install", self)
        self.take.setDefault(True)
        self.take.setEnabled(False)
        self.cancel = QPushButton("Cancel", self)
        self._lay_out()
        self.choose.clicked.connect(self._on_choose)
        self.take.clicked.connect(self._on_take)
        self.cancel.clicked.connect(self.reject)
        self.trust.toggled.connect(lambda _on: self._show_take())
        packs.progress.connect(self._on_progress)
        packs.offered.connect(self._on_offered)
        packs.refused.connect(self._on_refused)
        packs.changed.connect(self._on_changed)
        self.finished.connect(lambda _code: packs.let_go())
        self.finished.connect(self.deleteLater)
        if path is not None:
            self.look_at(path)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.file, 1)
        top.addWidget(self.choose)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.bar, 1)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.lines, 1)
        column.addWidget(self.warning)
        column.addWidget(self.trust)
        column.addWidget(self.said)
        column.addLayout(foot)
        open_at(self, 720, 560)

    def look_at(self, path: Path) -> None:
        self._step = None
        self.file.setText(breaking(path))
        self.lines.show_lines(())
        self.warning.hide()
        self.trust.hide()
        self._on_progress("Looking into the file", 0, 0)
        self._show_take()
        self._packs.look_at(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._packs.let_go()
        super().closeEvent(event)

    def _on_choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Add content from file", "", PATTERN)
        if path:
            self.look_at(Path(path))

    def _on_progress(self, words: str, done: int, of: int) -> None:
        self.said.setText(f"{words}… Cancel leaves everything as it is.")
        self.bar.setRange(0, 1000 if of else 0)
        self.bar.setValue(1000 * done // of if of else 0)
        self.bar.setAccessibleName(words)
        self.bar.show()

    def _on_offered(self, offer: Offer, preview: Preview) -> None:
        self._step = offer.step
        self.bar.hide()
        self.lines.show_lines(preview.lines)
        self.warning.setText(preview.warning)
        self.warning.setVisible(bool(preview.warning))
        self.trust.setText(_trust_words(offer.signer))
        self.trust.setChecked(False)
        self.trust.setVisible(offer.needs_new_trust)
        self.said.setText(
            "Nothing would change."
            if offer.step is Step.SAME
            else "Your notebook is backed up first, and one step back restores what was before."
        )
        self._show_take()
        (self.trust if offer.needs_new_trust else self.take).setFocus()

    def _on_changed(self, _words: str) -> None:
        self.accept()

    def _on_refused(self, words: str) -> None:
        self.bar.hide()
        self.said.setText(words)
        self.cancel.setEnabled(True)
        self._show_take()

    def _show_take(self) -> None:
        is_trusted = self.trust.isHidden() or self.trust.isChecked()
        self.take.setEnabled(self._step not in (None, Step.SAME) and is_trusted)

    def _on_take(self) -> None:
        self.take.setEnabled(False)
        self.cancel.setEnabled(False)
        self.said.setText("Installing…")
        self._step = None
        self._packs.install()


def _trust_words(signer: Signer | None) -> str:
    if signer is None:
        return "I know where this file comes from; install it without a signature"
    return f"I trust the key {signer.fingerprint}"
