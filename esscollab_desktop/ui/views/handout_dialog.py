"""Choose what goes on paper: this page, several, or the whole book; with notes or without; Letter or A4."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.book import ExampleEntry
from esscollab_desktop.domain.codes import practice_of
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.book_rows import Shelf
from esscollab_desktop.ui.viewmodels.handouts import HandoutsModel, look_for
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.printing import print_handout

_CODE = Qt.ItemDataRole.UserRole
_CHECKED = Qt.CheckState.Checked
# Of a practice with more examples than these only the one that is open stands in the list.
_MOST = 500


class HandoutDialog(QDialog):
    """It only chooses; the view model writes and prints, and the status line tells how it went."""

    def __init__(
        self, handouts: HandoutsModel, shelf: Shelf, code: str, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("handoutDialog")
        self.setWindowTitle("Save handout")
        self._handouts = handouts
        self._window = parent
        self._counted: dict[str, int] = {}
        # made in the order of the Tab key
        self._quicks = [self._quick("Whole book", self._check_all), self._quick("Nothing", self._check_none)]
        self.items = self._make_items(shelf, code, theme)
        self.notes = self._choices(
            "Notes", [("none", "Without notes"), ("end", "With notes, but none that are private")], "none"
        )
        self.paper = self._choices(
            "Paper", [("letter", "Letter"), ("legal", "Legal"), ("a4", "A4")], handouts.default_paper
        )
        self.summary = PlainLabel(parent=self)
        self.summary.setWordWrap(True)
        self.cancel = QPushButton("Cancel", self)
        self.print = QPushButton("Print…", self)
        self.save = QPushButton("Save PDF…", self)
        self.save.setObjectName("primaryButton")
        self.save.setDefault(True)
        self._lay_out()
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.items.itemChanged.connect(lambda _item, _column: self._say_choice())
        self._check(code)
        self._say_choice()
        open_at(self, 560, 600)

    def _make_items(self, shelf: Shelf, code: str, theme: Theme) -> QTreeWidget:
        names = {j.code: j.name for j in shelf.jurisdictions}
        tree = QTreeWidget(self)
        tree.setHeaderHidden(True)
        tree.setAccessibleName("What goes into the handout")
        tree.setPalette(theme.view_palette())
        tree.setUniformRowHeights(True)
        for practice in shelf.practices:
            top = QTreeWidgetItem([f"{practice.code}  {practice.title}"])
            top.setData(0, _CODE, practice.code)
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            tree.addTopLevelItem(top)
            for example in self._listed(shelf, practice.code, code):
                name = names.get(example.jurisdiction, example.jurisdiction)
                row = QTreeWidgetItem([f"{example.code}  {name}, {example.kind.value}"])
                row.setData(0, _CODE, example.code)
                row.setCheckState(0, Qt.CheckState.Unchecked)
                top.addChild(row)
            if practice.code in self._counted:
                count = self._counted[practice.code]
                row = QTreeWidgetItem([f"{count:,} examples: open one to choose it, or take the practice"])
                row.setFlags(Qt.ItemFlag.ItemNeverHasChildren)
                top.addChild(row)
            else:
                top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            top.setCheckState(0, Qt.CheckState.Unchecked)
        return tree

    def _listed(self, shelf: Shelf, practice: str, code: str) -> Sequence[ExampleEntry]:
        """The examples to choose among: of a practice with very many only the one that is open."""
        count = sum(group.count for group in shelf.groups if group.practice == practice)
        if count <= _MOST:
            return shelf.entries(practice, "", None, None) if count else ()
        self._counted[practice] = count
        return [shelf.entry(code)] if practice_of(code) == practice else ()

    def _choices(self, words: str, choices: list[tuple[str, str]], chosen: str) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setObjectName(words)
        for value, text in choices:
            button = QRadioButton(text, self)
            button.setObjectName(value)
            button.setAccessibleName(f"{words}: {text}")
            button.setChecked(value == chosen)
            group.addButton(button)
        return group

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        quick = QHBoxLayout()
        for quick_button in self._quicks:
            quick.addWidget(quick_button)
        quick.addStretch(1)
        column.addWidget(PlainLabel("What goes into the handout:", self))
        column.addLayout(quick)
        column.addWidget(self.items, 1)
        for group in (self.notes, self.paper):
            row = QHBoxLayout()
            row.setSpacing(16)
            label = PlainLabel(f"{group.objectName()}:", self)
            label.setMinimumWidth(56)
            row.addWidget(label)
            for button in group.buttons():
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(self.summary)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.cancel, self.print, self.save):
            foot.addWidget(button)
        column.addLayout(foot)
        self.items.setFocus()

    def _quick(self, words: str, step: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(step)
        return button

    def codes(self) -> list[str]:
        """The chosen codes in the book's order; a practice with all its examples is its code alone."""
        chosen: list[str] = []
        for top in self._tops():
            rows = _rows(top)
            checked = [row.data(0, _CODE) for row in rows if row.checkState(0) is _CHECKED]
            is_whole = top.data(0, _CODE) in self._counted or len(checked) == len(rows)
            if is_whole and top.checkState(0) is _CHECKED:
                chosen.append(top.data(0, _CODE))
            else:
                chosen.extend(checked)
        return chosen

    def _tops(self) -> Iterator[QTreeWidgetItem]:
        for n in range(self.items.topLevelItemCount()):
            item = self.items.topLevelItem(n)
            assert item is not None
            yield item

    def _check(self, code: str) -> None:
        for top in self._tops():
            if top.data(0, _CODE) == code:
                top.setCheckState(0, _CHECKED)
                top.setExpanded(True)
                self.items.setCurrentItem(top)
            elif top.data(0, _CODE) == practice_of(code):
                top.setExpanded(True)
                for row in _rows(top):
                    if row.data(0, _CODE) == code:
                        row.setCheckState(0, _CHECKED)
                        self.items.setCurrentItem(row)

    def _check_all(self) -> None:
        for top in self._tops():
            top.setCheckState(0, _CHECKED)

    def _check_none(self) -> None:
        for top in self._tops():
            for item in (top, *_rows(top)):
                item.setCheckState(0, Qt.CheckState.Unchecked)

    def _is_whole_book(self) -> bool:
        return all(top.checkState(0) is _CHECKED for top in self._tops())

    def _say_choice(self) -> None:
        codes = self.codes()
        for button in (self.save, self.print):
            button.setEnabled(bool(codes))
        if not codes:
            self.summary.setText("Nothing is chosen yet. Tick a practice or an example.")
        elif self._is_whole_book():
            self.summary.setText("The whole book.")
        else:
            self.summary.setText("In this order: " + ", ".join(codes))

    def _choice(self) -> tuple[list[str], str, str]:
        codes = [] if self._is_whole_book() else self.codes()
        return codes, _chosen(self.notes), _chosen(self.paper)

    def _on_save(self) -> None:
        codes, notes, paper = self._choice()
        path, _ = QFileDialog.getSaveFileName(
            self, "Save handout", self._handouts.default_path(codes), "PDF (*.pdf)"
        )
        if path:
            self._handouts.write(codes, look_for(notes, paper), Path(path))
            self.accept()

    def _on_print(self) -> None:
        codes, notes, paper = self._choice()
        if print_handout(self._window, self._handouts, codes, notes, paper):
            self.accept()


def _rows(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The examples to choose under a practice."""
    children = (top.child(n) for n in range(top.childCount()))
    return [row for row in children if row is not None and row.data(0, _CODE)]


def _chosen(group: QButtonGroup) -> str:
    button = group.checkedButton()
    assert button is not None
    return button.objectName()
