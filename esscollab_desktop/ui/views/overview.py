"""The overview: practices, what waits, the map, the matrix, and the table of the same numbers."""

from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from esscollab_desktop.services.landscape_words import heading
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.landscape_model import LandscapeModel
from esscollab_desktop.ui.viewmodels.meetings import MeetingsModel
from esscollab_desktop.ui.viewmodels.overview import OverviewModel, due_query
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.landscape_table import LandscapeTable
from esscollab_desktop.ui.views.matrix_view import MatrixView
from esscollab_desktop.ui.views.overview_columns import OverviewColumns
from esscollab_desktop.ui.views.overview_parts import ChartPanel, MapPanel
from esscollab_desktop.ui.views.overview_side import OverviewSide


class OverviewView(QScrollArea):
    """`opened(code, practice)`: a jurisdiction, or with a practice their cell. `practice_opened(code)`.
    `notes_wanted(NoteQuery)`, `meeting_wanted(Meeting | None)`, `about_wanted()`, `changes_wanted()`: the
    page on the book, what its edition changed. `export_wanted(QWidget)`: the choice opens below this button.
    `table_shown(bool)`. `left()`: Esc.
    """

    opened = Signal(str, str)
    practice_opened = Signal(str)
    notes_wanted = Signal(object)
    meeting_wanted = Signal(object)
    about_wanted = Signal()
    changes_wanted = Signal()
    table_shown = Signal(bool)
    export_wanted = Signal(object)
    left = Signal()

    def __init__(
        self, model: OverviewModel, meetings: MeetingsModel, theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("overview")
        self.setAccessibleName("Overview")
        self._model, self._meetings, self._theme = model, meetings, theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QFrame(self)
        page.setObjectName("pagePane")
        self._page = page
        self._icons, self._news = icons, ""
        self.matrix_model = LandscapeModel(False, self)
        self.side = OverviewSide(theme, icons, page)
        self.map_panel = MapPanel(theme, page)
        self.map = self.map_panel.map
        self.matrix = MatrixView(self.matrix_model, theme, page)
        self.matrix_panel = ChartPanel(
            "Practice by state", "As a table", self.matrix, self.matrix_model, theme, icons, page
        )
        self.columns = OverviewColumns(self.side, self.map_panel, self.matrix_panel, theme, page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.columns)
        self.setWidget(page)
        self._wire()
        self._show_landscape()
        self._show_meeting()
        self._show_waiting()

    def _wire(self) -> None:
        self.side.practice_opened.connect(self.practice_opened)
        self.side.notes_wanted.connect(self.notes_wanted)
        self.side.meeting_wanted.connect(self.meeting_wanted)
        self.side.about_wanted.connect(self.about_wanted)
        self.side.changes_wanted.connect(self.changes_wanted)
        self.map.opened.connect(lambda code: self.opened.emit(code, ""))
        self.map.current_changed.connect(self._on_tile)
        self.map.pointed.connect(self._on_pointed)
        self.matrix.opened.connect(self.opened)
        self.matrix.current_changed.connect(self._show_line)
        self._wire_panel(self.matrix_panel)
        self._model.landscape_changed.connect(self._show_landscape)
        self._model.waiting_changed.connect(self._show_waiting)
        self._meetings.current_changed.connect(lambda _meeting: self._show_meeting())
        self._meetings.listed.connect(self._show_meeting)
        self._theme.changed.connect(self._measure)

    def _wire_panel(self, panel: ChartPanel) -> None:
        panel.switched.connect(lambda: self.show_table(not self.is_table))
        panel.export.clicked.connect(partial(self._on_export, panel.export))

    @cached_property
    def table_model(self) -> LandscapeModel:
        return LandscapeModel(True, self)

    @cached_property
    def table_panel(self) -> ChartPanel:
        """Made when it is first wanted: no start waits for what it does not show."""
        table = LandscapeTable(self.table_model, self._theme, self.columns)
        table.opened.connect(self.opened)
        panel = ChartPanel(
            "Examples and notes",
            "As map and matrix",
            table,
            self.table_model,
            self._theme,
            self._icons,
            self.columns,
        )
        self._wire_panel(panel)
        self.columns.set_table(panel)
        self.table_model.show(self._model.landscape)
        return panel

    @property
    def table(self) -> LandscapeTable:
        view = self.table_panel.view
        assert isinstance(view, LandscapeTable)
        return view

    def _on_export(self, button: QWidget, _checked: bool = False) -> None:
        self.export_wanted.emit(button)

    @property
    def is_table(self) -> bool:
        return self.columns.is_table

    def show_table(self, shown: bool) -> None:
        """The same numbers as a table, or as map and matrix; the keyboard goes along."""
        if shown == self.is_table:
            return
        assert self.table_panel
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.columns.show_table(shown)
        self.table_shown.emit(shown)
        if had_focus:
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, "Shown as a table." if shown else "Shown as map and matrix.")

    @property
    def start(self) -> QWidget:
        """What gets the keyboard when the view is come to."""
        return self.table if self.is_table else self.map

    def take_focus(self) -> None:
        self.start.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- what it shows ---

    def _show_landscape(self) -> None:
        landscape = self._model.landscape
        self.map_panel.head.setText(heading(landscape))
        self.map.show_landscape(landscape)
        self.matrix_model.show(landscape)
        if "table_panel" in vars(self):
            self.table_model.show(landscape)
        self.side.show_landscape(landscape)
        self.show_news(self._news)
        self._show_line(self.map.current)
        self._measure()

    def show_news(self, words: str) -> None:
        """How much the book's edition changed over the one before; empty where nobody knows."""
        self._news = words
        self.side.show_edition(self._model.library.info.edition, self._model.landscape, words)

    def _show_waiting(self) -> None:
        self.side.show_waiting(self._model.waiting, due_query(self._model.today))

    def _show_meeting(self) -> None:
        meetings = self._meetings
        self.side.show_meeting(meetings.current, self._model.next_meeting(meetings.meetings))

    def _on_tile(self, code: str) -> None:
        self.matrix.mark(code)
        self._show_line(code)
        box = self.map.box(code).toRect()
        place = self.map.mapTo(self._page, box.center())
        self.ensureVisible(place.x(), place.y(), box.width(), box.height())

    def _on_pointed(self, code: str) -> None:
        self._show_line(code or self.map.current)

    def _show_line(self, code: str) -> None:
        self.map_panel.line.setText(self.map.line(code))

    def _measure(self) -> None:
        self.columns.matrix_width = self.matrix.wanted_width()
        self.columns.map_width = self.map.full_width()
        self.columns.matrix_height = self.matrix.wanted_height() + self.matrix_panel.height_around()
        self._on_room()

    # --- Qt's own names ---

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.start.setFocus(reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_room()

    def _on_room(self) -> None:
        self.columns.room, self.columns.window_width = self.viewport().height(), self.width()
        self.columns.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            super().keyPressEvent(event)  # scrolls what is longer than the window
            return
        event.ignore()
