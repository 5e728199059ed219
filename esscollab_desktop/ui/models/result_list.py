"""The results of a search as rows; it translates, nothing more."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from esscollab_desktop.domain.codes import is_example, is_practice
from esscollab_desktop.domain.search import Answer, Result, ResultKind

Index = QModelIndex | QPersistentModelIndex

RESULT_ROLE = Qt.ItemDataRole.UserRole + 1

KIND_WORDS = {
    ResultKind.PRACTICE: "Practice",
    ResultKind.PUBLISHED: "Published",
    ResultKind.RELATED: "Related",
    ResultKind.OWN: "Own",
    ResultKind.FACT: "Related fact",
    ResultKind.STATE: "State",
    ResultKind.PARTNER: "Partner",
    ResultKind.TOPIC: "Topic",
    ResultKind.TERM: "Term",
    ResultKind.SOURCE: "Source",
    ResultKind.ABOUT: "The book",
    ResultKind.NOTE: "Your note",
}
_LABELED = (ResultKind.PRACTICE, ResultKind.PUBLISHED, ResultKind.RELATED, ResultKind.OWN, ResultKind.FACT)


def label_of(result: Result) -> str:
    """The code in its box where the result is, or stands in, a practice or an example; else empty."""
    is_spoken = is_practice(result.code) or is_example(result.code)
    return result.code if result.kind in _LABELED and is_spoken else ""


def spoken(result: Result) -> str:
    """A row in words: kind, code and title, sentence, reason."""
    parts = (KIND_WORDS[result.kind], label_of(result), result.title, result.text, result.reason)
    return ", ".join(part.rstrip(".") for part in parts if part)


class ResultListModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results: tuple[Result, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        return self._results

    def show(self, answer: Answer | None) -> None:
        """The results of an answer instead of those before; None for no rows."""
        self.beginResetModel()
        self._results = answer.results if answer else ()
        self.endResetModel()

    def result(self, row: int) -> Result | None:
        return self._results[row] if 0 <= row < len(self._results) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._results)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        result = self.result(index.row()) if index.isValid() else None
        if result is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{label_of(result)}  {result.title}".strip()
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{spoken(result)}, {index.row() + 1} of {len(self._results)}"
            case _ if role == RESULT_ROLE:
                return result
        return None
