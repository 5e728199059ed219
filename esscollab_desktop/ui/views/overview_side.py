"""The left column of the overview: practices, what waits, the meeting, what is new."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from esscollab_desktop.domain.landscape import Landscape
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import NoteQuery
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.note_words import day_words
from esscollab_desktop.ui.viewmodels.overview import LOST, MOVED, Waiting
from esscollab_desktop.ui.views.link_row import LinkRow
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.practice_list import PracticeList

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
NOTHING = "Nothing. Your notes sit where you put them."
NOT_ASKED = "Looking through your notes…"


class OverviewSide(QFrame):
    """`practice_opened(code)`, `notes_wanted(NoteQuery)`, `meeting_wanted(Meeting | None)`.

    `about_wanted()`: the page on the book itself. `changes_wanted()`: what its edition changed.
    """

    practice_opened = Signal(str)
    notes_wanted = Signal(object)
    meeting_wanted = Signal(object)
    about_wanted = Signal()
    changes_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._meeting: Meeting | None = None
        self._due = NoteQuery()
        self._news = ""
        self.practices_head = PlainLabel("Practices", self)
        self.practices = PracticeList(theme, self)
        self.waiting_head = PlainLabel("Waiting for you", self)
        self.nothing = PlainLabel(NOT_ASKED, self)
        self.moved = LinkRow("move-right", theme, icons, self)
        self.lost = LinkRow("unlink", theme, icons, self)
        self.due = LinkRow("square-check", theme, icons, self)
        self.meeting_head = PlainLabel("Next meeting", self)
        self.meeting = LinkRow("calendar", theme, icons, self)
        self.edition_head = PlainLabel("New in this edition", self)
        self.edition = LinkRow("file-text", theme, icons, self)
        self._lay_out()
        self._wire()
        self.show_waiting(None)
        self.show_meeting(None, None)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    @property
    def heads(self) -> tuple[PlainLabel, ...]:
        return (self.practices_head, self.waiting_head, self.meeting_head, self.edition_head)

    def _lay_out(self) -> None:
        self.nothing.setObjectName("hint")
        self.nothing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        parts: tuple[tuple[QWidget, ...], ...] = (
            (self.practices_head, self.practices),
            (self.waiting_head, self.nothing, self.moved, self.lost, self.due),
            (self.meeting_head, self.meeting),
            (self.edition_head, self.edition),
        )
        for number, part in enumerate(parts):
            if number:
                column.addSpacing(18)
            for widget in part:
                column.addWidget(widget)
        column.addStretch(1)
        for head in self.heads:
            head.setWordWrap(True)

    def _wire(self) -> None:
        self.practices.opened.connect(self.practice_opened)
        self.moved.clicked.connect(lambda: self.notes_wanted.emit(MOVED))
        self.lost.clicked.connect(lambda: self.notes_wanted.emit(LOST))
        self.due.clicked.connect(lambda: self.notes_wanted.emit(self._due))
        self.meeting.clicked.connect(lambda: self.meeting_wanted.emit(self._meeting))
        self.edition.clicked.connect(self._on_edition)

    def _on_edition(self) -> None:
        (self.changes_wanted if self._news else self.about_wanted).emit()

    def show_landscape(self, landscape: Landscape) -> None:
        count = len(landscape.practices)
        number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
        self.practices_head.setText(f"{number} practice{'' if count == 1 else 's'}")
        self.practices.practices.show(landscape)

    def show_edition(self, edition: str, landscape: Landscape, news: str) -> None:
        """`news`: what the edition changed; without, what the book holds, in numbers."""
        total, self._news = landscape.total, news
        self.edition_head.setText(f"New in edition {edition}" if news else f"In edition {edition}")
        if news:
            self.edition.set_words(news, ".")
            return
        words = f"{total.published:,} published and {total.related:,} related examples"
        self.edition.set_words(words, f", and {total.own:,} of your own." if total.own else ".")

    def show_waiting(self, waiting: Waiting | None, due: NoteQuery | None = None) -> None:
        """None: the notebook was not asked yet."""
        self._due = due or self._due
        told = waiting or Waiting()
        self.nothing.setText(NOT_ASKED if waiting is None else NOTHING)
        self.nothing.setVisible(not told.is_any)
        self.moved.set_words(
            f"{_notes(told.moved)} moved", f" with a new edition. Check that {_it(told.moved)} right."
        )
        self.lost.set_words(
            f"{_notes(told.lost)} lost {_its(told.lost)} place.", " The words are safe; pick a new passage."
        )
        when = f" by {day_words(told.first_due)}" if told.first_due else ""
        actions = "1 action is" if told.due == 1 else f"{told.due:,} actions are"
        self.due.set_words(
            f"{actions} due", f"{when}." if told.due == 1 or not when else f", the first{when}."
        )
        for row, count in ((self.moved, told.moved), (self.lost, told.lost), (self.due, told.due)):
            row.setVisible(count > 0)

    def show_meeting(self, current: Meeting | None, coming: Meeting | None) -> None:
        """The one that runs, else the next."""
        self._meeting = current or coming
        self.meeting_head.setText("Meeting" if current else "Next meeting")
        if current:
            self.meeting.set_words(current.title, " is running. Every new note carries its name.")
        elif coming and coming.date:
            self.meeting.set_words(coming.title, f", {day_words(coming.date)}.")
        else:
            self.meeting.set_words("No meeting planned", ". Start one there.")

    def _set_looks(self) -> None:
        for head in self.heads:
            head.setFont(self._theme.type.heading())
        self.nothing.setFont(self._theme.type.controls())


def _notes(count: int) -> str:
    return "1 note" if count == 1 else f"{count:,} notes"


def _it(count: int) -> str:
    return "it still sits" if count == 1 else "they still sit"


def _its(count: int) -> str:
    return "its" if count == 1 else "their"
