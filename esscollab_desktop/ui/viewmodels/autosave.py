"""Records that are saved while they are being changed: never more than a second behind, nothing lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.services.drafting import Drafting
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.draft import SaveState


class Kept(Protocol):
    """A record with a name of its own, counted in versions."""

    @property
    def id(self) -> str: ...
    @property
    def revision(self) -> int: ...


R = TypeVar("R", bound=Kept)
V = TypeVar("V")


@dataclass(eq=False)
class Edit(Generic[R, V]):
    """A record on the screen. `value` is what stands in its fields, `stored` what the disk has of it."""

    record: R
    value: V
    stored: V
    state: SaveState = SaveState.SAVED
    reason: str = ""
    drafting: Drafting = field(default_factory=Drafting)

    @property
    def is_dirty(self) -> bool:
        return self.value != self.stored

    @property
    def is_saving(self) -> bool:
        return self.drafting.under_way is not None


class Autosave(QObject, Generic[R, V]):
    """Saves in order, off the window's thread. `store(record, value)` writes and returns the new record.

    `state_changed(Edit)`; `stored(Edit, former record)` after each write that reached the disk.
    """

    state_changed = Signal(object)
    stored = Signal(object, object)

    def __init__(
        self,
        runner: TaskRunner,
        store: Callable[[R, V], R],
        value_of: Callable[[R], V],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._store, self._value_of = runner, store, value_of
        self._edits: dict[str, Edit[R, V]] = {}
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._save_due)

    @property
    def unsaved(self) -> list[Edit[R, V]]:
        return [edit for edit in self._edits.values() if edit.is_dirty or edit.is_saving]

    def open(self, record: R) -> Edit[R, V]:
        """The edit of a record: the one under way, with its unsaved words, or a new one."""
        self._forget_settled(record.id)
        edit = self._edits.get(record.id)
        if edit is None or not (edit.is_dirty or edit.is_saving):
            value = self._value_of(record)
            edit = Edit(record, value, value)
            self._edits[record.id] = edit
        return edit

    def change(self, edit: Edit[R, V], value: V) -> None:
        if edit.value == value:
            return
        edit.value = value
        self._edits[edit.record.id] = edit
        if not edit.is_dirty and not edit.is_saving:
            self._settle(edit)
            return
        edit.drafting = edit.drafting.typed(self._now())
        if edit.state is not SaveState.NOT_SAVED:
            self._set_state(edit, SaveState.WRITING)
        self._arm()

    def flush(self) -> None:
        """Begin to save all that is unsaved, now."""
        for edit in list(self._edits.values()):
            self._begin(edit)

    def finish(self) -> list[Edit[R, V]]:
        """Save all there is and wait for it; what could not be saved."""
        for _ in range(2):
            self.flush()
            self._runner.drain()
        return self.unsaved

    def close(self) -> None:
        self._timer.stop()

    def _now(self) -> float:
        return self._clock.nsecsElapsed() / 1e9

    def _arm(self) -> None:
        dues = [edit.drafting.due for edit in self._edits.values() if edit.drafting.due is not None]
        if dues:
            self._timer.start(max(0, round((min(dues) - self._now()) * 1000)))
        else:
            self._timer.stop()

    def _save_due(self) -> None:
        now = self._now()
        for edit in list(self._edits.values()):
            if edit.drafting.due is not None and edit.drafting.due <= now + 0.001:
                self._begin(edit)
        self._arm()

    def _begin(self, edit: Edit[R, V]) -> None:
        if edit.is_saving:
            return
        if not edit.is_dirty:
            edit.drafting = Drafting()
            return
        record, value = edit.record, edit.value
        edit.drafting = edit.drafting.typed(self._now()).started()
        self._runner.run(
            lambda: self._store(record, value),
            lambda kept: self._on_stored(edit, value, kept),
            lambda fault: self._on_not_stored(edit, fault),
        )

    def _on_stored(self, edit: Edit[R, V], value: V, kept: R) -> None:
        before = edit.record
        edit.drafting = edit.drafting.saved()
        edit.record = kept
        merged = self._value_of(kept)
        if edit.value == value:
            edit.value = merged  # what another window changed meanwhile came along
        edit.stored = merged if edit.value == merged else value
        if before.id != kept.id and self._edits.get(before.id) is edit:
            del self._edits[before.id]
        self._edits[kept.id] = edit
        if edit.is_dirty:
            self._set_state(edit, SaveState.WRITING)
            self._arm()
        else:
            self._settle(edit)
        self.stored.emit(edit, before)

    def _on_not_stored(self, edit: Edit[R, V], fault: Exception) -> None:
        edit.drafting = edit.drafting.refused(self._now())
        is_known = isinstance(fault, UserError)
        edit.reason = (
            str(fault)
            if is_known
            else "The notebook could not be written. Your words stay on the screen; copy them."
        )
        self._set_state(edit, SaveState.NOT_SAVED)
        self._arm()
        if not is_known:
            raise fault

    def _settle(self, edit: Edit[R, V]) -> None:
        edit.drafting = Drafting()
        edit.reason = ""
        self._set_state(edit, SaveState.SAVED)

    def _set_state(self, edit: Edit[R, V], state: SaveState) -> None:
        edit.state = state
        self.state_changed.emit(edit)

    def _forget_settled(self, but: str) -> None:
        for key, edit in list(self._edits.items()):
            if key != but and not edit.is_dirty and not edit.is_saving:
                del self._edits[key]
