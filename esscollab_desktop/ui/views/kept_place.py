"""Numbers that are counted anew take no one off the row that the keyboard is on."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView

from esscollab_desktop.ui.models.landscape_model import LandscapeModel


class KeptPlace(QObject):
    """Made after the view has its model and its headers: they let go of the place first."""

    def __init__(self, view: QAbstractItemView, model: LandscapeModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._kept: tuple[str, str] | None = None  # the jurisdiction, the head of the column
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def _keep(self) -> None:
        index = self._view.currentIndex()
        here = index.isValid()
        self._kept = (
            (self._model.place(index).code, self._model.columns[index.column()].head) if here else None
        )

    def _restore(self) -> None:
        if self._kept is None:
            return
        code, head = self._kept
        row = self._model.row_of(code)
        column = next((n for n, held in enumerate(self._model.columns) if held.head == head), 0)
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row, column))
