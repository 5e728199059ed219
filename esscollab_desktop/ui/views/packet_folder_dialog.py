"""Several packets at once into a folder: which of them, as what, and how far it is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.packets import Packet
from esscollab_desktop.ui.viewmodels.packet_output import FORMATS, PacketOutput
from esscollab_desktop.ui.views.choice import Choice
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PacketFolderDialog(QDialog):
    """Stays while it is written; Cancel ends it after the file under way."""

    def __init__(self, output: PacketOutput, packets: Sequence[Packet], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("packetFolderDialog")
        self.setWindowTitle("Packets into a folder")
        self._output, self._packets = output, list(packets)
        self._is_writing = False
        self.list = QListWidget(self)
        self.list.setAccessibleName("Packets to be written")
        for packet in packets:
            item = QListWidgetItem(packet.fields.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_CHECKED if packet.fields.items else _UNCHECKED)
            self.list.addItem(item)
        self.format = Choice("Kind of file", list(FORMATS.items()), self)
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName("Packets written")
        self.words = PlainLabel("Each packet becomes a file with its name.", self)
        self.words.setWordWrap(True)
        self.leave = QPushButton("Close", self)
        self.start = QPushButton("Choose folder…", self)
        self.start.setDefault(True)
        self._lay_out()
        self.list.itemChanged.connect(self._on_checked)
        self.start.clicked.connect(self._on_start)
        self.leave.clicked.connect(self.reject)
        output.progress.connect(self._on_progress)
        output.finished.connect(self._on_finished)
        self.finished.connect(self.deleteLater)
        self._on_checked()
        self.list.setCurrentRow(0)
        self.list.setFocus()
        open_at(self, 460, 440)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        label = PlainLabel("As:", self)
        label.setBuddy(self.format)
        row.addWidget(label)
        row.addWidget(self.format, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addLayout(foot)
        self.bar.hide()

    def chosen(self) -> list[Packet]:
        rows = range(self.list.count())
        return [self._packets[n] for n in rows if self.list.item(n).checkState() is _CHECKED]

    def _on_checked(self, _item: object = None) -> None:
        number = len(self.chosen())
        self.start.setEnabled(number > 0 and not self._is_writing)

    def _on_start(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Packets into a folder")
        if folder:
            self._set_writing(True)
            fields = [packet.fields for packet in self.chosen()]
            self._output.save_all(fields, Path(folder), str(self.format.value))

    def _set_writing(self, is_writing: bool) -> None:
        self._is_writing = is_writing
        self.bar.setVisible(is_writing)
        self.leave.setText("Cancel" if is_writing else "Close")
        for widget in (self.list, self.format):
            widget.setEnabled(not is_writing)
        self._on_checked()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_progress(self, done: int, of: int, name: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        if name:
            self.words.setText(f"{done + 1} of {of}: {name}")

    def _on_finished(self, words: str) -> None:
        self._set_writing(False)
        self.words.setText(words)

    def reject(self) -> None:
        """While it writes, it is called off; what is written stays."""
        if self._is_writing:
            self.words.setText("Stopping after this file…")
            self._output.cancel()
        else:
            super().reject()
