"""Which notes: a row of chips that become a query."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.codes import is_practice, jurisdiction_of, practice_of
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import NoteKind, NoteQuery, NoteStatus, Visibility
from esscollab_desktop.services.library import Reading
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.note_words import STATE_WORDS, called
from esscollab_desktop.ui.viewmodels.notebook import Facets
from esscollab_desktop.ui.views.chips import Chip, ChoiceChip
from esscollab_desktop.ui.views.flow import Flow


class When(StrEnum):
    """Days to choose from; the last two are about what is due."""

    TODAY = "Today"
    WEEK = "Last 7 days"
    MONTH = "Last 30 days"
    YEAR = "This year"
    DUE_TODAY = "Due by today"
    DUE_WEEK = "Due within 7 days"


def with_days(query: NoteQuery, when: When, today: date) -> NoteQuery:
    match when:
        case When.TODAY:
            return replace(query, created_from=today)
        case When.WEEK:
            return replace(query, created_from=today - timedelta(days=6))
        case When.MONTH:
            return replace(query, created_from=today - timedelta(days=29))
        case When.YEAR:
            return replace(query, created_from=date(today.year, 1, 1))
        case When.DUE_TODAY:
            return replace(query, due_until=today)
        case When.DUE_WEEK:
            return replace(query, due_until=today + timedelta(days=7))


class FilterBar(Flow):
    """`changed()` after each choice; `narrow(query)` puts the choices into a query."""

    changed = Signal()

    def __init__(
        self, library: Reading, theme: Theme, icons: Icons, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(QMargins(12, 8, 12, 8), parent)
        self.setObjectName("filterBar")
        self._library, self._theme, self._today = library, theme, today
        self.kind = self._choice("Kind")
        self.status = self._choice("Status")
        self.tag = self._choice("Tag")
        self.state = self._choice("State", is_single=True)
        self.practice = self._choice("Practice", is_single=True)
        self.meeting = self._choice("Meeting", is_single=True)
        self.when = self._choice("Date", is_single=True)
        self.seen = self._choice("Seen by")
        self.lost = self._switch(STATE_WORDS[AnchorState.ORPHAN], icons, "unlink")
        self.moved = self._switch(STATE_WORDS[AnchorState.MOVED], icons, "move-right")
        self.trash = self._switch("Trash", icons, "trash-2")
        self.all = QToolButton(self)
        self.all.setText("Show all notes")
        self.all.setAutoRaise(True)
        self.all.clicked.connect(self.clear)
        self.add(self.all)
        self.kind.set_choices([(kind, called(kind)) for kind in NoteKind])
        self.status.set_choices([(status, called(status)) for status in NoteStatus])
        self.seen.set_choices([(seen, called(seen)) for seen in Visibility])
        self.when.set_choices([(when, when.value) for when in When], none="Any date")
        theme.changed.connect(self._set_looks)
        self._set_looks()
        self._show_all_button()

    def _choice(self, name: str, is_single: bool = False) -> ChoiceChip:
        chip = ChoiceChip(name, self._theme, self, is_single)
        chip.chosen_changed.connect(self._on_changed)
        self.add(chip)
        return chip

    def _switch(self, words: str, icons: Icons, icon: str) -> Chip:
        chip = Chip(words, self._theme, self)
        icons.follow(chip, icon, size=16)
        chip.clicked.connect(self._on_changed)
        self.add(chip)
        return chip

    @property
    def chips(self) -> list[Chip]:
        return [*self._choices, self.lost, self.moved, self.trash]

    @property
    def switches(self) -> dict[AnchorState, Chip]:
        """The chips for what became of a passage."""
        return {AnchorState.ORPHAN: self.lost, AnchorState.MOVED: self.moved}

    @property
    def _choices(self) -> list[ChoiceChip]:
        return [
            self.kind,
            self.status,
            self.tag,
            self.state,
            self.practice,
            self.meeting,
            self.when,
            self.seen,
        ]

    @property
    def narrowed(self) -> int:
        """How many chips narrow the list."""
        return sum(chip.isChecked() for chip in self.chips)

    def narrow(self, query: NoteQuery) -> NoteQuery:
        query = replace(
            query,
            kinds=frozenset(v for v in self.kind.chosen if isinstance(v, NoteKind)),
            statuses=frozenset(v for v in self.status.chosen if isinstance(v, NoteStatus)),
            visibilities=frozenset(v for v in self.seen.chosen if isinstance(v, Visibility)),
            tags=frozenset(str(v) for v in self.tag.chosen),
            jurisdiction=_one(self.state),
            practice=_one(self.practice),
            meeting=_one(self.meeting),
            anchor_states=frozenset(self._anchor_states()),
            in_trash=self.trash.isChecked(),
        )
        when = self.when.chosen[0] if self.when.chosen else None
        return with_days(query, when, self._today()) if isinstance(when, When) else query

    def clear(self) -> None:
        """Take every filter off."""
        blocked = self.blockSignals(True)
        for chip in self._choices:
            chip.choose()
        for switch in (self.lost, self.moved, self.trash):
            switch.setChecked(False)
        self.blockSignals(blocked)
        self._on_changed()

    def show_facets(self, facets: Facets, meetings: list[Meeting]) -> None:
        """Offer what the notebook has: its tags, the states and practices with notes, the meetings."""
        places = {j.code: j.name for j in self._library.jurisdictions()}
        titles = {p.code: p.title for p in self._library.practices()}
        states = {jurisdiction_of(code) for code in facets.targets} - {""}
        practices = {practice_of(code) or code for code in facets.targets}
        self.tag.set_choices([(tag, f"{tag}  ({number})") for tag, number in facets.tags.items()])
        self.state.set_choices(
            sorted(((code, places.get(code, code)) for code in states), key=lambda choice: choice[1]),
            none="Any state",
        )
        self.practice.set_choices(
            [
                (code, f"{code} {titles.get(code, '')}")
                for code in sorted(practices, key=_place)
                if is_practice(code)
            ],
            none="Any practice",
        )
        self.meeting.set_choices([(meeting.id, meeting.title) for meeting in meetings], none="Any meeting")

    def _anchor_states(self) -> list[AnchorState]:
        return [state for state, chip in self.switches.items() if chip.isChecked()]

    def _on_changed(self) -> None:
        self._show_all_button()
        self.place()
        self.changed.emit()

    def _show_all_button(self) -> None:
        self.all.setVisible(self.narrowed > 0)

    def _set_looks(self) -> None:
        for chip in (*self.chips, self.all):
            chip.setFont(self._theme.type.controls())


def _one(chip: ChoiceChip) -> str:
    return str(chip.chosen[0]) if chip.chosen else ""


def _place(code: str) -> tuple[int, str]:
    return (int(code) if code.isdigit() else 0, code)
