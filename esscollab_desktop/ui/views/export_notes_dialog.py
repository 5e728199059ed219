"""Choose which notes leave the notebook, as what, and whether private ones may."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import NoteQuery
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.exchange import ENDINGS, Choice, ExchangeModel, Format, Measured
from esscollab_desktop.ui.viewmodels.note_words import number_of
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel


class ExportNotesDialog(QDialog):
    """`ids`: the chosen notes, where several are; `query`: what is listed; both may be left out."""

    def __init__(
        self,
        exchange: ExchangeModel,
        meetings: Sequence[Meeting],
        theme: Theme,
        parent: QWidget,
        query: NoteQuery | None = None,
        ids: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle("Export notes")
        self._exchange, self._theme = exchange, theme
        self._ids = list(ids)
        self._query = replace(query, limit=None, offset=0) if query and query != NoteQuery() else None
        self.what = QButtonGroup(self)
        self.chosen = self._radio(self.what, f"The {number_of(len(self._ids))} that are chosen")
        self.listed = self._radio(self.what, "What is listed now")
        self.of_meeting = self._radio(self.what, "The notes of a meeting:")
        self.every = self._radio(self.what, "All notes")
        self.meeting = QComboBox(self)
        self.meeting.setAccessibleName("Meeting")
        self.meeting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.meeting.setMinimumContentsLength(8)
        for one in meetings:
            self.meeting.addItem(one.title, one.id)
        self.private = QCheckBox("Private notes too", self)
        self.form = QButtonGroup(self)
        self.forms = {form: self._radio(self.form, form.value) for form in exchange.formats}
        self.summary = PlainLabel(parent=self)
        self.summary.setWordWrap(True)
        self.cancel = QPushButton("Cancel", self)  # made in the order of the Tab key
        self.save = QPushButton("Save…", self)
        self.save.setDefault(True)
        self._lay_out()
        self._preset(query)
        self.what.buttonClicked.connect(lambda _button: self._measure())
        self.meeting.activated.connect(self._on_meeting)
        self.private.toggled.connect(lambda _on: self._measure())
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.reject)
        exchange.refused.connect(self.summary.setText)
        exchange.written.connect(lambda _told: self.accept())
        self._measure()

    def _radio(self, group: QButtonGroup, words: str) -> QRadioButton:
        button = QRadioButton(words, self)
        group.addButton(button)
        return button

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 8)
        column.setSpacing(8)
        heads = []
        for words, buttons in (
            ("Which notes", [self.chosen, self.listed, self.of_meeting, self.every]),
            ("Written as", list(self.forms.values())),
        ):
            head = PlainLabel(words, self)
            heads.append(head)
            column.addWidget(head)
            for button in buttons:
                row = QHBoxLayout()
                row.setSpacing(12)
                row.addWidget(button)
                if button is self.of_meeting:
                    row.addWidget(self.meeting, 1)
                row.addStretch(0)
                column.addLayout(row)
            if buttons[0] is self.chosen:
                column.addWidget(self.private)
            column.addSpacing(8)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.setSpacing(8)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        for head in heads:
            head.setFont(self._theme.type.controls(is_selected=True))
        open_at(self, 560, 0)
        wanted = inside.sizeHint().height() + 64
        self.resize(self.width(), min(wanted, self.screen().availableSize().height() - 48))

    def _preset(self, query: NoteQuery | None) -> None:
        self.chosen.setVisible(bool(self._ids))
        self.listed.setVisible(self._query is not None)
        has_meetings = self.meeting.count() > 0
        self.of_meeting.setVisible(has_meetings)
        self.meeting.setVisible(has_meetings)
        row = self.meeting.findData(query.meeting) if query and query.meeting else -1
        if self._ids:
            self.chosen.setChecked(True)
        elif row >= 0 and query == NoteQuery(meeting=query.meeting if query else ""):
            self.of_meeting.setChecked(True)
        elif self._query is not None:
            self.listed.setChecked(True)
        else:
            self.every.setChecked(True)
        self.meeting.setCurrentIndex(max(0, row))
        next(iter(self.forms.values())).setChecked(True)

    def choice(self) -> Choice:
        if self.chosen.isChecked():
            return self._ids
        if self.listed.isChecked():
            return self._query
        if self.of_meeting.isChecked():
            return NoteQuery(meeting=str(self.meeting.currentData()))
        return None

    def chosen_format(self) -> Format:
        return next(form for form, button in self.forms.items() if button.isChecked())

    def _on_meeting(self, _row: int) -> None:
        self.of_meeting.setChecked(True)
        self._measure()

    def _measure(self) -> None:
        self.summary.setText("Counting…")
        self.save.setEnabled(False)
        self._exchange.measure(self.choice(), self._on_measured)

    def _on_measured(self, measured: Measured) -> None:
        private = measured.private
        with_private = self.private.isChecked()
        count = measured.notes if with_private else measured.notes - private
        words = f"Holds {number_of(count)}."
        if private and not with_private:
            words += f" {number_of(private, 'private note')} {'is' if private == 1 else 'are'} left out."
        elif private:
            words += f" {number_of(private, 'private note')} {'is' if private == 1 else 'are'} among them."
        self.summary.setText(words)
        self.save.setEnabled(count > 0)

    def _on_save(self) -> None:
        form = self.chosen_format()
        path, _ = QFileDialog.getSaveFileName(
            self, "Export notes", self._exchange.default_path(form), f"*{ENDINGS[form]}"
        )
        if path:
            self._exchange.write(self.choice(), form, Path(path), self.private.isChecked())
