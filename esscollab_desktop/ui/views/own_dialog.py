"""Write down what one's own office or district did: a form that keeps every word until it is safe."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.book import Jurisdiction, PracticeEntry
from esscollab_desktop.domain.codes import jurisdiction_of, practice_of
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import MOST_HEADLINE, OwnExample, OwnFields, checked
from esscollab_desktop.ui.views.boxes import ask_to_discard
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel

Done = Callable[[], None]
Refused = Callable[[str], None]
Store = Callable[[str, str, OwnFields, Done, Refused], None]


class OwnDialog(QDialog):
    """Asks for one own example. `store(practice, jurisdiction, fields, done, refused)` puts it on disk.

    With `example` it changes that one, whose practice and state stay: its code speaks of them.
    """

    def __init__(
        self,
        practices: Sequence[PracticeEntry],
        places: Sequence[Jurisdiction],
        store: Store,
        parent: QWidget,
        code: str = "",
        example: OwnExample | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ownDialog")
        self.setWindowTitle(f"Change {example.code}" if example else "Add own example")
        self._store = store
        self.practice = self._choice("Practice", [(p.code, f"{p.code}  {p.title}") for p in practices])
        self.state = self._choice("State", [(j.code, j.name) for j in places])
        self.district = self._line("District or office", "Wichita; empty for the whole state")
        self.headline = self._line("Headline", f"What was done, in at most {MOST_HEADLINE} characters")
        self.headline.setMaxLength(MOST_HEADLINE)
        self.text = self._area("What was done", 8)
        self.partners = self._area("Partners, one to a line", 3)
        self.source_title = self._line("Source", "Title; empty for our own experience")
        self.source_publisher = self._line("Publisher of the source", "")
        self.source_address = self._line("Address of the source", "https://")
        self.refusal = PlainLabel(parent=self)
        self.refusal.setObjectName("alert")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.cancel = QPushButton("Cancel", self)  # made in the order of the Tab key
        self.save = QPushButton("Save", self)
        self.save.setDefault(True)
        self._lay_out()
        self._fill(code, example)
        self._before = self.fields()
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.reject)

    def _choice(self, name: str, choices: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for code, words in choices:
            box.addItem(words, code)
        return box

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        return line

    def _area(self, name: str, lines: int) -> QPlainTextEdit:
        area = _Area(lines, self)
        area.setAccessibleName(name)
        area.setTabChangesFocus(True)
        return area

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(16, 16, 16, 8)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.partners.setPlaceholderText("Name: what they did")
        for widget in (
            self.practice,
            self.state,
            self.district,
            self.headline,
            self.text,
            self.partners,
            self.source_title,
            self.source_publisher,
            self.source_address,
        ):
            form.addRow(f"{widget.accessibleName()}:", widget)
        inside = QWidget(self)
        inside.setLayout(form)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.setSpacing(12)
        foot.addWidget(self.refusal, 1)
        foot.addStretch(0)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
        open_at(self, 640, 640)

    def _fill(self, code: str, example: OwnExample | None) -> None:
        practice = example.practice if example else practice_of(code) or code
        place = example.jurisdiction if example else jurisdiction_of(code)
        for box, value in ((self.practice, practice), (self.state, place)):
            box.setCurrentIndex(max(0, box.findData(value)))
            box.setEnabled(example is None)
        if example is None:
            return
        self.district.setText(example.district)
        self.headline.setText(example.headline)
        self.text.setPlainText(example.text)
        self.partners.setPlainText("\n".join(f"{n}: {r}" if r else n for n, r in example.partners))
        self.source_title.setText(example.source_title)
        self.source_publisher.setText(example.source_publisher)
        self.source_address.setText(example.source_address)

    def fields(self) -> OwnFields:
        return OwnFields(
            headline=self.headline.text(),
            text=self.text.toPlainText(),
            district=self.district.text(),
            partners=tuple(
                _partner(line) for line in self.partners.toPlainText().splitlines() if line.strip()
            ),
            source_title=self.source_title.text(),
            source_publisher=self.source_publisher.text(),
            source_address=self.source_address.text(),
        )

    def _on_save(self) -> None:
        fields = self.fields()
        try:
            checked(fields)
        except UserError as refusal:
            self._refuse(str(refusal))
            return
        self.save.setEnabled(False)
        self._store(self.practice.currentData(), self.state.currentData(), fields, self.accept, self._refuse)

    def _refuse(self, sentence: str) -> None:
        """Say what is in the way, beside the buttons; every word stays."""
        self.save.setEnabled(True)
        self.refusal.setText(sentence)
        self.refusal.show()

    def reject(self) -> None:
        """Leave; words that would be lost are asked about first."""
        if self.fields() == self._before or ask_to_discard(self):
            super().reject()


class _Area(QPlainTextEdit):
    """A field for several lines, as high as it was asked to be."""

    def __init__(self, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * self._lines + 14)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _partner(line: str) -> tuple[str, str]:
    name, _, role = line.partition(":")
    return name.strip(), role.strip()
