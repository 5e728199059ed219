"""One window with every control, state and mark, for the eye: `python tests/ui/look/gallery.py FOLDER`.

Not shipped. Run it offscreen, with QT_SCALE_FACTOR=2 for the second pixel ratio.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.marks import paint_code_label, paint_mark, paint_rail
from esscollab_desktop.ui.look.theme import CHOICES, Theme
from esscollab_desktop.ui.look.type import load_fonts

RESOURCES = Path(__file__).parents[3] / "resources"
WORDS = {
    Kind.PUBLISHED: ("4.MA", "Published example"),
    Kind.RELATED: ("4.OH", "Related example"),
    Kind.OWN: ("4.KS", "Own example"),
}


class Marks(QWidget):
    """Labels, marks and rails of the three kinds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setMinimumSize(QSize(320, 130))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, fonts = self.theme.tokens, self.theme.type
        for row, (kind, (code, words)) in enumerate(WORDS.items()):
            y = 4 + row * 40
            box = paint_code_label(painter, QPointF(4, y), code, kind, tokens, fonts.label())
            paint_rail(painter, 70, y - 4, y + 36, kind, tokens)
            paint_mark(painter, QPointF(92, box.center().y()), 4.5, kind, tokens)
            painter.setFont(fonts.controls(is_selected=True))
            painter.setPen(self.theme.color("ink"))
            painter.drawText(QPointF(106, box.center().y() + 5), words)
            paint_code_label(painter, QPointF(250, y), code, kind, tokens, fonts.label(in_list=True))


class Gallery(QMainWindow):
    """`focus`: the widget that a picture shows in focus."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.theme, self.icons = theme, icons
        self.setWindowTitle("Gallery")
        for name in ("File", "Edit", "View", "Help"):
            self.menuBar().addMenu(name).addAction("Save PDF…")
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._view_bar())
        panes = QSplitter()
        panes.addWidget(self._browse())
        panes.addWidget(self._page())
        panes.addWidget(self._notes())
        panes.setSizes([292, 640, 316])
        layout.addWidget(panes, 1)
        self.setCentralWidget(whole)
        self.statusBar().setObjectName("statusBar")
        self.statusBar().addWidget(QLabel("Edition 2026.1 of the bundled book"))
        self.statusBar().addPermanentWidget(QLabel("Text 100 %"))
        self.resize(1200, 720)

    def _view_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("viewBar")
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(12, 0, 12, 0)
        for name in ("arrow-left", "arrow-right"):
            layout.addWidget(self._tool("", name))
        group = QButtonGroup(bar)
        for words, name in (("Overview", "map"), ("Read", "book-open"), ("Notebook", "notebook-pen")):
            button = self._tool(words, name)
            button.setCheckable(True)
            button.setMinimumHeight(44)
            group.addButton(button)
            layout.addWidget(button)
            button.setChecked(words == "Read")
        layout.addStretch()
        return bar

    def _tool(self, words: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setAutoRaise(True)
        if words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.icons.follow(button, icon)
        return button

    def _browse(self) -> QWidget:
        pane = QFrame()
        pane.setObjectName("browsePane")
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 10, 0, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 0, 12, 0)
        self.search = QLineEdit()
        self.search.setObjectName("searchField")
        self.search.setPlaceholderText("Search, or type a code: 4.MA")
        glass = QAction("Search", self.search)
        self.icons.follow(glass, "search")
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        inner.addWidget(self.search)
        inner.addWidget(self._pivot())
        layout.addLayout(inner)
        self.tree = QTreeView()
        self.tree.setObjectName("browseTree")
        self.tree.setHeaderHidden(True)
        model = QStandardItemModel(self.tree)
        for number, theme in enumerate(("Reach the Unreached", "Show Your Work", "Your Resources"), 1):
            practice = QStandardItem(f"{number}  {theme}")
            published = QStandardItem("Published")
            for state in ("Massachusetts", "District of Columbia", "Michigan"):
                published.appendRow(QStandardItem(state))
            practice.appendRow(published)
            model.appendRow(practice)
        self.tree.setModel(model)
        self.tree.expand(model.index(2, 0))
        self.tree.expand(model.index(0, 0, model.index(2, 0)))
        self.tree.setCurrentIndex(model.index(0, 0, model.index(0, 0, model.index(2, 0))))
        layout.addWidget(self.tree)
        return pane

    def _pivot(self) -> QWidget:
        switch = QFrame()
        switch.setObjectName("pivotSwitch")
        layout = QHBoxLayout(switch)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        group = QButtonGroup(switch)
        for words in ("By practice", "By state"):
            button = QPushButton(words)
            button.setCheckable(True)
            group.addButton(button)
            layout.addWidget(button)
            button.setChecked(words == "By practice")
        self.pivot = group.buttons()[0]
        return switch

    def _page(self) -> QWidget:
        pane = QFrame()
        pane.setObjectName("pagePane")
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        for words, font in (
            ("Massachusetts: enlisted help", self.theme.type.title()),
            ("What the state did", self.theme.type.heading()),
            (
                "Long before work on its ESSA plan began, DESE called.",
                self.theme.type.reading(),
            ),
        ):
            label = QLabel(words)
            label.setFont(font)
            layout.addWidget(label)
        layout.addWidget(Marks(self.theme))
        layout.addLayout(self._buttons())
        layout.addLayout(self._fields())
        self.text = QPlainTextEdit("A text of several lines.")
        self.text.setMaximumHeight(60)
        layout.addWidget(self.text)
        table = QTableWidget(3, 3)
        table.setHorizontalHeaderLabels(["Jurisdiction", "1", "2"])
        for row, state in enumerate(("Minnesota", "Arizona", "California")):
            table.setItem(row, 0, QTableWidgetItem(state))
        table.selectRow(1)
        table.verticalHeader().hide()
        layout.addWidget(table)
        return pane

    def _buttons(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(20)
        self.plain = QPushButton("Print…")
        self.primary = QPushButton("Save PDF…")
        self.primary.setObjectName("primaryButton")
        self.icons.follow(self.primary, "file-down", "onaccent")
        disabled = QPushButton("Compare")
        disabled.setEnabled(False)
        self.check = QCheckBox("With notes")
        self.check.setChecked(True)
        empty = QCheckBox("Later")
        radio, other = QRadioButton("Letter"), QRadioButton("A4")
        radio.setChecked(True)
        for widget in (self.plain, self.primary, disabled, self.check, empty, radio, other):
            layout.addWidget(widget)
        layout.addStretch()
        return layout

    def _fields(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        self.field = QLineEdit("4.MA")
        self.combo = QComboBox()
        self.combo.addItems(["Full reference", "Cards"])
        off = QLineEdit("not now")
        off.setEnabled(False)
        for widget in (self.field, self.combo, QSpinBox(), off, self._tool("Copy", "copy")):
            layout.addWidget(widget)
        layout.addStretch()
        return layout

    def _notes(self) -> QWidget:
        pane = QFrame()
        pane.setObjectName("notesPane")
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(16, 10, 12, 12)
        empty = QLabel("No note on 4.MA yet. Press Ctrl+N and type.")
        empty.setObjectName("hint")
        empty.setWordWrap(True)
        keys = QLabel("Ctrl N")
        keys.setObjectName("kbd")
        layout.addWidget(empty)
        layout.addWidget(keys, 0, Qt.AlignmentFlag.AlignLeft)
        for is_active in (True, False):
            layout.addWidget(self._card(is_active))
        layout.addStretch()
        return pane

    def _card(self, is_active: bool) -> QWidget:
        card = QFrame()
        card.setObjectName("noteCard")
        card.setProperty("active", is_active)
        inner = QVBoxLayout(card)
        body = QPlainTextEdit("Who wrote the answers down? Ask DESE for the feedback sheet.")
        body.setFont(self.theme.type.notes())
        body.setFrameShape(QFrame.Shape.NoFrame)
        body.setMaximumHeight(70)
        saved = QLabel("Saved 10:42")
        saved.setFont(self.theme.type.hints())
        inner.addWidget(body)
        inner.addWidget(saved)
        return card


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    load_fonts(RESOURCES / "fonts")
    theme = Theme(RESOURCES / "styles")
    icons = Icons(theme, RESOURCES / "icons")
    theme.apply(app)
    gallery = Gallery(theme, icons)
    gallery.show()
    gallery.activateWindow()
    app.processEvents()
    ratio = round(gallery.devicePixelRatioF())
    for choice in CHOICES[1:]:
        theme.choose(choice)
        for name in ("plain", "primary", "search", "tree", "pivot", "combo", "check", "text"):
            if choice != "light" and name not in ("primary", "tree"):
                continue
            getattr(gallery, name).setFocus()
            app.processEvents()
            gallery.grab().save(str(folder / f"{choice}-{name}-{ratio}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
