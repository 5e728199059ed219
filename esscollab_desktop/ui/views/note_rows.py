"""A long list of notes: three lines to a note, drawn as they come into view."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.codes import has_label, in_words
from esscollab_desktop.domain.notes import Note, NoteStatus, Visibility
from esscollab_desktop.ui.look import marks
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.shapes import sheet
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.type import serif
from esscollab_desktop.ui.models.note_list import NOTE_ROLE, Index, NoteListModel
from esscollab_desktop.ui.viewmodels.note_words import (
    KIND_ICONS,
    SEEN_ICONS,
    STATE_ICONS,
    STATE_WORDS,
    called,
    day_words,
    first_words,
    number_of,
    quote_of,
    short_day,
    state_of,
)
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.highlights import GROUPS

Titles = Callable[[str], str]  # a meeting's title by its id

EDGE = 16
GAP = 8
ICON = 16
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class NoteDelegate(QStyledItemDelegate):
    """Kind and date; first words; code, quote, and at the right meeting or tags."""

    def __init__(self, theme: Theme, icons: Icons, titles: Titles, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._titles = theme, icons, titles

    def row_height(self) -> int:
        kinds = self._theme.type
        fonts = (kinds.controls(), kinds.notes(), kinds.label(in_list=True))
        return sum(QFontMetrics(font).height() for font in fonts) + 30

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        tokens = self._theme.tokens
        note = index.data(NOTE_ROLE)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), QColor(tokens.line)
        )
        if isinstance(note, Note):
            _Row(self._theme, self._icons, painter, option.rect, is_selected).paint(
                note, self._titles(note.fields.meeting)
            )
        else:
            painter.setFont(self._theme.type.hints())
            painter.setPen(QColor(tokens.selection_ink if is_selected else tokens.ink3))
            painter.drawText(option.rect.adjusted(EDGE, 0, -EDGE, 0), _LEFT, words)
        painter.restore()


class _Row:
    """One row being painted: a pen that moves along three lines."""

    def __init__(self, theme: Theme, icons: Icons, painter: QPainter, rect: QRect, is_selected: bool) -> None:
        self._theme, self._icons, self._painter = theme, icons, painter
        self._left, self._right = rect.left() + EDGE, rect.right() - EDGE
        self._top = rect.top() + 9
        tokens = theme.tokens
        self._ink = tokens.selection_ink if is_selected else tokens.ink
        self._quiet = tokens.selection_ink if is_selected else tokens.ink2
        self._quiet_role = "selection_ink" if is_selected else "ink2"

    def paint(self, note: Note, meeting: str) -> None:
        kinds = self._theme.type
        self._first_line(note, QFontMetrics(kinds.controls()).height() + 2)
        height = QFontMetrics(kinds.notes()).height()
        self._words(first_words(note.body) or "(no words)", kinds.notes(), self._ink, self._line(height))
        self._top += height + 4
        self._last_line(note, meeting, QFontMetrics(kinds.label(in_list=True)).height() + 6)

    def _line(self, height: int) -> QRect:
        return QRect(self._left, self._top, self._right - self._left, height)

    def _first_line(self, note: Note, height: int) -> None:
        kinds, line = self._theme.type, self._line(height)
        day = f"Due {_due(note)}" if note.fields.due else short_day(note.created_at)
        width = self._words_right(day, kinds.figures(), self._quiet, line)
        line.setRight(line.right() - width - GAP)
        if note.fields.visibility is not Visibility.TEAM:
            line.setRight(self._sign_right(SEEN_ICONS[note.fields.visibility], line) - GAP)
        line.setLeft(self._kind_chip(note, line) + GAP)
        states = []
        if note.fields.status is not NoteStatus.OPEN:
            states.append(called(note.fields.status))
        state = state_of(note)
        if state is not AnchorState.EXACT:
            self._sign(STATE_ICONS[state], line)
            line.setLeft(line.left() + ICON + 4)
            states.append(STATE_WORDS[state])
        if note.rivals:
            states.append("Two wordings")
        self._words(", ".join(states), kinds.hints(), self._quiet, line)
        self._top += height + 3

    def _kind_chip(self, note: Note, line: QRect) -> int:
        """The kind in the fill and line of its group; where the chip ends."""
        kinds, tokens, group = self._theme.type, self._theme.tokens, GROUPS[note.fields.kind]
        font = kinds.controls(is_selected=True)
        font.setPointSizeF(kinds.points(9.5))
        words = called(note.fields.kind)
        width = ICON + 4 + QFontMetrics(font).horizontalAdvance(words) + 14
        chip = QRect(line.left(), line.top(), width, line.height())
        colors = tokens.colors()
        sheet(self._painter, chip, colors[group.fill], colors[group.underline], radius=chip.height() / 2)
        icon = self._icons.icon(KIND_ICONS[note.fields.kind], "ink", ICON)
        icon.paint(
            self._painter, QRect(chip.left() + 6, chip.top() + (chip.height() - ICON) // 2, ICON, ICON)
        )
        self._words(words, font, tokens.ink, chip.adjusted(ICON + 10, 0, 0, 0))
        return chip.right()

    def _last_line(self, note: Note, meeting: str, height: int) -> None:
        kinds, line = self._theme.type, self._line(height)
        more = meeting or "  ".join(f"#{tag}" for tag in note.fields.tags)
        quote = quote_of(note)
        code = in_words(note.target)
        label = kinds.label(in_list=True)
        if has_label(note.target):
            box = marks.paint_code_label(
                self._painter, line.topLeft().toPointF(), code, None, self._theme.tokens, label, self._ink
            )
            line.setLeft(round(box.right()) + GAP)
        else:
            line.setLeft(self._words(code, label, self._ink, line) + GAP)
        if more:
            room = line.width() if not quote else line.width() * 2 // 5
            font = kinds.hints()
            shown = QFontMetrics(font).elidedText(more, Qt.TextElideMode.ElideRight, room)
            line.setRight(line.right() - self._words_right(shown, font, self._quiet, line) - GAP)
        if quote:
            font = serif(kinds.points(10.5), italic=True)
            self._words(f"“{quote}”", font, self._quiet, line)

    def _words(self, words: str, font: QFont, ink: str, line: QRect) -> int:
        """Words at the left of a line, cut where it ends; where they end."""
        painter = self._painter
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, line.width()))
        painter.drawText(line, _LEFT, shown)
        return line.left() + painter.fontMetrics().horizontalAdvance(shown)

    def _words_right(self, words: str, font: QFont, ink: str, line: QRect) -> int:
        """Words at the right of a line; how wide they are."""
        width = QFontMetrics(font).horizontalAdvance(words) + 2
        self._words(words, font, ink, QRect(line.right() - width, line.top(), width + 2, line.height()))
        return width

    def _sign(self, icon: str, line: QRect) -> None:
        place = QRect(line.left(), line.top() + (line.height() - ICON) // 2, ICON, ICON)
        self._icons.icon(icon, self._quiet_role, ICON).paint(self._painter, place)

    def _sign_right(self, icon: str, line: QRect) -> int:
        self._sign(icon, QRect(line.right() - ICON, line.top(), ICON, line.height()))
        return line.right() - ICON


def _due(note: Note) -> str:
    assert note.fields.due is not None
    return day_words(note.fields.due)


class NoteTable(QTableView):
    """A table of one column: only this view of Qt takes 100,000 rows without asking each of them.

    `current_changed(note | None)`, `rows_chosen(list[range])`, `entered(note)` by Enter or double click.
    """

    current_changed = Signal(object)
    rows_chosen = Signal(list)
    entered = Signal(object)
    delete_wanted = Signal()

    def __init__(
        self, model: NoteListModel, theme: Theme, icons: Icons, titles: Titles, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("noteTable")
        self.setAccessibleName("Notes")
        self._theme = theme
        self._notes = model
        self._is_known = False
        self._delegate = NoteDelegate(theme, icons, titles, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().selectionChanged.connect(lambda *_: self._say_rows())
        self.selectionModel().currentChanged.connect(lambda *_: self._say_current())
        self.doubleClicked.connect(self._enter)
        model.dataChanged.connect(lambda *_: self._say_arrived())
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def rows(self) -> list[range]:
        """The chosen rows, as stretches from top to bottom."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        stretches = sorted((part.top(), part.bottom() + 1) for part in parts)
        return [range(*stretch) for stretch in stretches]

    def count(self) -> int:
        return sum(len(part) for part in self.rows())

    def current_note(self) -> Note | None:
        return self._notes.note(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def choose(self, row: int) -> None:
        """Make a row the one chosen row, in view; one past the end is the last."""
        row = min(row, self._notes.total - 1)
        if row < 0:
            self.selectionModel().clear()
            return
        index = self._notes.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not search: most rows are not there to be searched. The search field does."""

    def _enter(self) -> None:
        note = self.current_note()
        if note is not None:
            self.entered.emit(note)

    def _say_rows(self) -> None:
        self.rows_chosen.emit(self.rows())

    def _say_current(self) -> None:
        self._is_known = self.current_note() is not None
        self.current_changed.emit(self.current_note())

    def _say_arrived(self) -> None:
        """The current row's page came in; a row that only holds another note than before says nothing."""
        if not self._is_known and self.current_note() is not None:
            self._say_current()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_looks()  # Qt takes fonts away from what gets another parent after it was measured

    def _set_looks(self) -> None:
        palette = self._theme.view_palette()
        palette.setColor(palette.ColorRole.Base, self._theme.color("desk"))
        self.setPalette(palette)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self.setMinimumHeight(self._delegate.row_height())

    def announce_count(self) -> None:
        announce(self, number_of(self._notes.total))
