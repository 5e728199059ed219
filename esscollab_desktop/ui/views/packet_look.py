"""How a packet looks: layout, paper, notes, sources, language, and whose it is."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.packets import (
    SHARED,
    FontsChoice,
    Language,
    Layout,
    NotesPlace,
    PacketLook,
    PaperSize,
    SourcesForm,
)
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.choice import Choice, Choices
from esscollab_desktop.ui.views.plain_label import PlainLabel

LAYOUTS: Choices = [
    (Layout.REFERENCE, "Full reference"),
    (Layout.ONE_PAGER, "One page per practice"),
    (Layout.CARDS, "Cards to cut out"),
    (Layout.WORKSHEET, "Discussion worksheet"),
    (Layout.COMPARISON, "Comparison table"),
]
PAPERS: Choices = [(PaperSize.LETTER, "Letter"), (PaperSize.LEGAL, "Legal"), (PaperSize.A4, "A4")]
PRINTS: Choices = [(False, "Normal print"), (True, "Large print")]
NOTES: Choices = [
    (NotesPlace.NONE, "None"),
    (NotesPlace.END, "After the text"),
    (NotesPlace.MARGIN, "In the margin"),
    (NotesPlace.LINES, "Lines to write on"),
]
VISIBILITIES: Choices = [
    (SHARED, "Team and record"),
    (frozenset({Visibility.TEAM}), "Team notes"),
    (frozenset({Visibility.RECORD}), "Record notes"),
    (frozenset({Visibility.PRIVATE}), "Private notes"),
    (frozenset(Visibility), "All, private too"),
]
SOURCES: Choices = [
    (SourcesForm.FULL, "Full, under each example"),
    (SourcesForm.SHORT, "Titles alone"),
    (SourcesForm.LIST, "Once, at the end"),
]
LANGUAGES: Choices = [
    (Language.ENGLISH, "English"),
    (Language.SPANISH, "Spanish"),
    (Language.BOTH, "English and Spanish"),
]
FACES: Choices = [(False, "Serif"), (True, "Sans")]
CARDS: Choices = [(2, "Two to a page"), (4, "Four to a page")]
FONTS: Choices = [
    (FontsChoice.SYSTEM, "The system’s for rare letters"),
    (FontsChoice.BUNDLED, "The program’s own alone"),
]
WHY_CARDS = "Only the layout with cards has a number of them to a page."
WHY_FACE = "Large print is always sans."
WHY_VISIBILITY = "No notes are printed, so none are chosen."
WHY_LOGO = "No logo is there to take off."


def reasons(look: PacketLook) -> dict[str, str]:
    """Which choices mean nothing with the others as they are, each with why."""
    found = {}
    if look.layout is not Layout.CARDS:
        found["cards"] = WHY_CARDS
    if look.large:
        found["sans"] = WHY_FACE
    if look.notes in (NotesPlace.NONE, NotesPlace.LINES):
        found["visibilities"] = WHY_VISIBILITY
    return found


class PacketLookPane(QFrame):
    """`changed(PacketLook)` by the user alone; `logo_wanted()`: another picture; `said(str)`: why something
    is off."""

    changed = Signal(object)
    logo_wanted = Signal()
    said = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("packetLook")
        self._theme = theme
        self._look = PacketLook()
        self._is_filling = False
        self._boxes: dict[str, Choice] = {}
        self._labels: list[PlainLabel] = []
        self.heading = PlainLabel("How it looks", self)
        self._grid = QGridLayout()
        self._row("Layout", ("layout", "Layout", LAYOUTS))
        self._row("Paper", ("paper", "Paper", PAPERS), ("large", "Size of print", PRINTS))
        self._row("Notes", ("notes", "Notes", NOTES), ("visibilities", "Which notes", VISIBILITIES))
        self._row("Sources", ("sources", "Sources", SOURCES))
        self._row("Language", ("language", "Language", LANGUAGES))
        self._row("Face", ("sans", "Reading face", FACES), ("cards", "Cards to a page", CARDS))
        self._row("Letters", ("fonts", "Letters that the typeface lacks", FONTS))
        self.contents = QCheckBox("Contents page", self)
        self.organization = QLineEdit(self)
        self.logo = QPushButton("Choose logo…", self)
        self.no_logo = QPushButton("No logo", self)
        self._lay_out(icons)
        self.contents.clicked.connect(self._on_changed)
        self.organization.textEdited.connect(self._on_changed)
        self.logo.clicked.connect(self.logo_wanted)
        self.no_logo.clicked.connect(self._on_no_logo)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def box(self, name: str) -> Choice:
        """The choice of one field of the look."""
        return self._boxes[name]

    def _row(self, words: str, *boxes: tuple[str, str, Choices]) -> None:
        label = PlainLabel(words, self)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._labels.append(label)
        for column, (name, spoken, choices) in enumerate(boxes, 1):
            box = Choice(spoken, choices, self)
            box.currentIndexChanged.connect(self._on_changed)
            self._boxes[name] = box
            self._grid.addWidget(box, row, column, 1, 3 - len(boxes) if column == 1 else 1)
        label.setBuddy(self._boxes[boxes[0][0]])

    def _lay_out(self, icons: Icons) -> None:
        self.organization.setAccessibleName("Organization, on the first page")
        self.organization.setPlaceholderText("Your office, as on its letters")
        icons.follow(self.logo, "download", size=16)
        for button in (self.logo, self.no_logo):
            button.setAutoDefault(False)
        grid = self._grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        row = grid.rowCount()
        grid.addWidget(self.contents, row, 1, 1, 2)
        of = PlainLabel("From", self)
        of.setBuddy(self.organization)
        self._labels.append(of)
        grid.addWidget(of, row + 1, 0)
        grid.addWidget(self.organization, row + 1, 1, 1, 2)
        logos = QHBoxLayout()
        logos.setSpacing(8)
        logos.addWidget(self.logo)
        logos.addWidget(self.no_logo)
        logos.addStretch(1)
        grid.addLayout(logos, row + 2, 1, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addLayout(grid)

    # --- what it holds ---

    def show_look(self, look: PacketLook) -> None:
        self._is_filling = True
        self._look = look
        for name, box in self._boxes.items():
            box.choose(getattr(look, name))
        self.contents.setChecked(look.contents)
        if self.organization.text() != look.organization:
            self.organization.setText(look.organization)
        self._show_reasons()
        self._is_filling = False

    def look(self) -> PacketLook:
        values = {name: box.value for name, box in self._boxes.items()}
        return replace(
            self._look,
            **values,  # type: ignore[arg-type]  # each box holds the values of its field
            contents=self.contents.isChecked(),
            organization=self.organization.text(),
        )

    def _on_changed(self, _what: object = None) -> None:
        if not self._is_filling:
            self._look = self.look()
            self._show_reasons()
            self.changed.emit(self._look)

    def _on_no_logo(self) -> None:
        self._look = replace(self._look, logo="")
        self._show_reasons()
        self.logo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(self._look)

    def _show_reasons(self) -> None:
        """What means nothing now is off, and says why."""
        off = reasons(self._look)
        if not self._look.logo:
            off["no_logo"] = WHY_LOGO
        for name, widget in self._widgets().items():
            reason = off.get(name, "")
            widget.setEnabled(not reason)
            widget.setToolTip(reason)
            widget.setAccessibleDescription(reason)
        self.logo.setText("Change logo…" if self._look.logo else "Choose logo…")

    def _widgets(self) -> dict[str, QWidget]:
        return {**self._boxes, "contents": self.contents, "no_logo": self.no_logo}

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt hands a press on what is off to what holds it: then it is said why."""
        place: QPoint = event.position().toPoint()
        for widget in self._widgets().values():
            if not widget.isEnabled() and widget.geometry().contains(place):
                self.said.emit(widget.toolTip())
        super().mousePressEvent(event)

    def _set_looks(self) -> None:
        kinds = self._theme.type
        self.heading.setFont(kinds.controls(is_selected=True))
        for label in self._labels:
            label.setFont(kinds.controls())
