"""The numbers of map and matrix in a plain table, sorted by what one chooses."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.landscape_model import LandscapeModel
from esscollab_desktop.ui.views.kept_place import KeptPlace
from esscollab_desktop.ui.views.landscape_grid import LandscapeGrid
from esscollab_desktop.ui.views.matrix_view import CodesHeader


class LandscapeTable(LandscapeGrid):
    """`opened(code, practice)` as the matrix has it."""

    def __init__(self, model: LandscapeModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(model, theme, parent)
        self.setObjectName("landscapeTable")
        self.setAccessibleName("Examples and notes by jurisdiction")
        self.setHorizontalHeader(CodesHeader(theme, self))
        self.verticalHeader().hide()
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._place_kept = KeptPlace(self, model)
        self.clicked.connect(self.open_index)
        self.horizontalHeader().sectionClicked.connect(self.sort_by)
        model.modelReset.connect(self._place)
        model.layoutChanged.connect(self._on_sorted)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def sort_by(self, section: int) -> None:
        """Numbers begin with the largest, words with A; the other way round when chosen again."""
        model = self.landscape_model
        column, descending = model.order
        is_same = column % len(model.columns) == section
        down = not descending if is_same else section > 1
        model.sort(section, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def focusInEvent(self, event: object) -> None:
        if not self.currentIndex().isValid() and self.landscape_model.rowCount():
            self.setCurrentIndex(self.landscape_model.index(0, 0))
        super().focusInEvent(event)  # type: ignore[arg-type]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def _on_sorted(self) -> None:
        self.scrollTo(self.currentIndex()) if self.currentIndex().isValid() else self.scrollToTop()
        self.horizontalHeader().viewport().update()

    def _place(self) -> None:
        """Each column as wide as its head and what stands in it."""
        model = self.landscape_model
        bold = QFontMetrics(self._theme.type.controls(is_selected=True))
        for section, column in enumerate(model.columns):
            widest = bold.horizontalAdvance(column.head)
            if section == 0:
                names = (bold.horizontalAdvance(place.name) for place in model.rows)
                widest = max([widest, *names])
            self.horizontalHeader().resizeSection(
                section, widest + round(28 * self._theme.base_points / 10.5)
            )

    def _set_looks(self) -> None:
        self.setFont(self._theme.type.controls())
        row = max(27, QFontMetrics(self._theme.type.controls()).height() + 8)
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self._place()
