"""Chips that narrow the results. They write the typed filter into the field and read it from there."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from esscollab_desktop.domain.search import FilterChoice, FilterChoices
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.typed_filters import filters_in, same, with_filter, without_filters
from esscollab_desktop.ui.views.chips import Chip, ChoiceChip
from esscollab_desktop.ui.views.flow import Flow

_CHIPS = {"kind": "Kind", "state": "State", "topic": "Topic", "meeting": "Meeting"}


class ResultFilters(Flow):
    """`words_wanted(str)`: what should stand in the field after a choice."""

    words_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(QMargins(12, 10, 12, 4), parent)
        self._theme = theme
        self._words = ""
        self._typed: dict[str, str] | None = None  # what the chips show
        self._offered: dict[str, Sequence[FilterChoice]] = dict.fromkeys(_CHIPS, ())
        self.everything = Chip("Everything", theme, self)
        self.everything.clicked.connect(self._take_off)
        self.add(self.everything)
        self.chips = {name: self._chip(name, words) for name, words in _CHIPS.items()}
        theme.changed.connect(self._set_looks)
        self._set_looks()
        self.show_choices(FilterChoices())

    def _chip(self, name: str, words: str) -> ChoiceChip:
        chip = ChoiceChip(words, self._theme, self, is_single=True)
        chip.chosen_changed.connect(lambda: self._on_chosen(name))
        self.add(chip)
        return chip

    def show_choices(self, choices: FilterChoices) -> None:
        offered = (choices.kinds, choices.states, choices.topics, choices.meetings)
        if self._typed is not None and offered == tuple(self._offered.values()):
            return
        for name, held in zip(_CHIPS, offered, strict=True):
            self._offered[name] = held
            self._fill(name, "")
        self._typed = None
        self.show_words(self._words)

    def show_words(self, words: str) -> None:
        """Each chip shows the filter that is typed."""
        self._words = words
        typed = filters_in(words)
        if typed == self._typed:
            return
        self._typed = typed
        for name, chip in self.chips.items():
            blocked = chip.blockSignals(True)
            filtered = typed.get(name, "")
            known = next((one for one, _ in self._offered[name] if same(one, filtered)), "")
            if filtered and not known:
                self._fill(name, filtered)
            chip.choose(*([known or filtered] if filtered else []))
            chip.blockSignals(blocked)
        self.chips["meeting"].setVisible(bool(self._offered["meeting"] or typed.get("meeting")))
        self.everything.setChecked(not typed)
        self.place()

    def _fill(self, name: str, typed: str) -> None:
        """What a chip offers: what there is, and what was typed though it is not there."""
        extra = [(typed, typed.partition(":")[2].strip('"'))] if typed else []
        chip = self.chips[name]
        chip.set_choices([*self._offered[name], *extra], none=f"Any {name}")

    def _on_chosen(self, name: str) -> None:
        chosen = self.chips[name].chosen
        self.words_wanted.emit(with_filter(self._words, name, str(chosen[0]) if chosen else ""))

    def _take_off(self) -> None:
        self.words_wanted.emit(without_filters(self._words))
        self.everything.setChecked(not filters_in(self._words))

    def _set_looks(self) -> None:
        for chip in (self.everything, *self.chips.values()):
            chip.setFont(self._theme.type.controls())
        self.place()
