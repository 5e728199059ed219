"""The notes of what is being read: drafts that save themselves while one types."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Verdict
from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note, NoteFields
from esscollab_desktop.domain.page import Segment
from esscollab_desktop.services.drafting import Drafting
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.services.standing import Standing, confirmed, judged, new_anchor, taken_off
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.draft import Draft, SaveState, reading_order


class NotesModel(QObject):
    """Holds drafts and saves them, in order, off the window's thread (`runner` has one thread).

    `notes_shown(list[Draft])` when another target's notes stand there, `draft_added(Draft)`,
    `draft_removed(key)`, `state_changed(Draft)`, `counts_changed(dict)`, `said(str)` for the status line.
    """

    notes_shown = Signal(list)
    draft_added = Signal(object)
    draft_removed = Signal(int)
    state_changed = Signal(object)
    counts_changed = Signal(dict)
    said = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._notebook: Notebook | None = None
        self._refusal = ""
        self._drafts: dict[int, Draft] = {}
        self._keys = count(1)
        self._deleted: list[Note] = []
        self.target = ""
        self._text = ""
        self._edition = ""
        self._segments: tuple[Segment, ...] = ()
        self._standing = Standing("")
        # The window puts there what knows the words of earlier editions: (code, hash of the text).
        self.earlier_text: Callable[[str, str], str | None] = lambda _code, _made_on: None
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._save_due)

    # --- the notebook arrives after the first painted page ---

    def attach(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self.flush()
        self._refresh_counts()
        self._load()

    def refuse(self, reason: str) -> None:
        """There is no notebook: say why beside each note; what is typed stays on the screen."""
        self._refusal = reason
        for draft in self._drafts.values():
            if draft.is_dirty:
                self._not_saved(draft, reason)

    def close(self) -> None:
        self._timer.stop()
        if self._notebook is not None:
            self._notebook.close()

    # --- what the window asks ---

    @property
    def shown(self) -> list[Draft]:
        """The drafts of what is being read: on the page as a whole, on its passages, without a place."""
        return sorted((d for d in self._drafts.values() if d.target == self.target), key=reading_order)

    @property
    def unsaved(self) -> list[Draft]:
        return [d for d in self._drafts.values() if d.is_dirty or d.is_saving]

    @property
    def can_undo_delete(self) -> bool:
        return bool(self._deleted)

    def show(self, target: str, segments: Sequence[Segment] = (), edition: str = "") -> None:
        """Turn to another page, with its reading text; what was being written is saved at once."""
        text = "\n".join(segment.text for segment in segments)
        if (target, text) == (self.target, self._text):
            return
        self.flush()
        # Another text of the same page: what notes stand on may have been written anew with it.
        is_anew = target == self.target
        self.target, self._text, self._edition = target, text, edition
        self._segments = tuple(segments)
        self._standing = Standing(text, lambda made_on: self.earlier_text(target, made_on))
        self._drop_settled(all_of_them=is_anew)
        self._stand()
        self.notes_shown.emit(self.shown)
        self._load()

    def refresh(self) -> None:
        """Read again: notes were changed in another view, another window, or on the command line."""
        self._refresh_counts()
        self._load()

    def new_note(self, passage: tuple[int, int] | None = None) -> Draft:
        """A note that has not been written yet, on the page or on a passage of its reading text.

        An empty one that stands there already is taken.
        """
        draft = next((d for d in self.shown if d.is_blank), None) or Draft(next(self._keys), self.target)
        draft.anchor = new_anchor(self._text, *passage, self._edition) if passage else None
        is_new = draft.key not in self._drafts
        self._drafts[draft.key] = draft
        self._stand()
        if is_new:
            self.draft_added.emit(draft)
        else:
            self.notes_shown.emit(self.shown)
        return draft

    def type(self, key: int, text: str) -> None:
        draft = self._drafts.get(key)
        if draft is None or draft.text == text:
            return
        draft.text = text
        self._touched(draft)

    def set_fields(self, key: int, fields: NoteFields) -> None:
        """Kind, visibility, tags and the like; saved like words."""
        draft = self._drafts.get(key)
        if draft is None or draft.fields == fields:
            return
        draft.fields = fields
        self._touched(draft)
        self.state_changed.emit(draft)

    def _touched(self, draft: Draft) -> None:
        if not draft.is_dirty and not draft.is_saving:
            self._settle(draft)
            return
        draft.drafting = draft.drafting.typed(self._now())
        if self._refusal:
            self._not_saved(draft, self._refusal)
            return
        if draft.state is SaveState.EMPTY or draft.state is SaveState.SAVED:
            self._set_state(draft, SaveState.WRITING)
        self._arm()

    # --- passages ---

    def confirm(self, key: int) -> None:
        """A moved note fits where it stands now."""
        draft = self._drafts[key]
        if draft.anchor and draft.place:
            self._set_anchor(draft, confirmed(draft.place, self._text, self._edition))

    def take_off(self, key: int) -> None:
        """A moved note does not fit there: it is listed without a place, with its old quote."""
        draft = self._drafts[key]
        if draft.anchor:
            self._set_anchor(draft, taken_off(draft.anchor))

    def keep_on_page(self, key: int) -> None:
        """A note that lost its place becomes one on the page as a whole."""
        self._set_anchor(self._drafts[key], None)

    def put_on(self, key: int, passage: tuple[int, int]) -> None:
        """A person picks a new passage for a note."""
        self._set_anchor(self._drafts[key], new_anchor(self._text, *passage, self._edition))

    def _set_anchor(self, draft: Draft, anchor: Anchor | None) -> None:
        draft.anchor = anchor
        self._stand()
        self._touched(draft)
        self.flush()
        self.notes_shown.emit(self.shown)

    def _stand(self) -> None:
        """Look where the notes of this page stand in its text, and number those on passages."""
        for draft in self.shown:
            draft.place = self._standing.of(draft.anchor) if draft.anchor else None
            if draft.anchor and draft.place:
                draft.anchor = judged(draft.anchor, draft.place)
                self._read_place(draft, draft.anchor, draft.place)
                if draft.is_dirty and not draft.is_saving:
                    draft.drafting = draft.drafting.typed(self._now())
        on_passages = (d for d in self.shown if d.place)
        for number, draft in enumerate(on_passages, 1):
            draft.number = number
        for draft in self.shown:
            if draft.place is None:
                draft.number = 0
        self._arm()

    def delete(self, key: int) -> None:
        """Take a note away; `undo_delete` brings it back. One that was never written just goes."""
        draft, notebook = self._drafts.get(key), self._notebook
        if draft is None:
            return
        if draft.is_blank:
            self._remove(draft)
            return
        if notebook is None:
            self.said.emit(self._refusal)
            return
        self._begin(draft)
        # The save before it on the same thread may be what gives the note its id.
        self._runner.run(lambda: None, lambda _: self._delete_stored(notebook, draft), self._on_refused)

    def _delete_stored(self, notebook: Notebook, draft: Draft) -> None:
        if draft.state is SaveState.NOT_SAVED:
            self.said.emit(draft.reason)
            return
        if draft.note is None or draft.is_dirty:
            self.delete(draft.key)  # words came in behind the save that was under way
            return
        note = draft.note
        self._runner.run(
            lambda: notebook.delete(note.id), lambda _: self._on_deleted(draft), self._on_refused
        )

    def undo_delete(self) -> None:
        notebook = self._notebook
        if not self._deleted or notebook is None:
            return
        note = self._deleted.pop()

        def stays_deleted(fault: Exception) -> None:
            self._deleted.append(note)
            self._on_refused(fault)

        self._runner.run(lambda: notebook.restore(note.id), self._on_restored, stays_deleted)

    def flush(self) -> None:
        """Begin to save all that is unsaved, now."""
        for draft in list(self._drafts.values()):
            self._begin(draft)

    def finish(self) -> list[Draft]:
        """Save all there is and wait for it; tells what could not be saved."""
        for _ in range(3):  # a save already under way may leave newer words behind it, and these a delete
            self.flush()
            self._runner.drain()
        return self.unsaved

    def _read_place(self, draft: Draft, anchor: Anchor, place: Verdict) -> None:
        draft.quote, draft.letter = anchor.selectors.exact, ""
        if place.state is not AnchorState.ORPHAN:
            draft.quote = self._text[place.start : place.end]
            draft.letter = next((s.letter for s in self._segments if s.start <= place.start < s.end), "")

    # --- saving ---

    def _now(self) -> float:
        return self._clock.nsecsElapsed() / 1e9

    def _arm(self) -> None:
        if self._notebook is None:
            return  # it is being opened; what waits begins then
        dues = [d.drafting.due for d in self._drafts.values() if d.drafting.due is not None]
        if dues:
            self._timer.start(max(0, round((min(dues) - self._now()) * 1000)))
        else:
            self._timer.stop()

    def _save_due(self) -> None:
        now = self._now()
        for draft in list(self._drafts.values()):
            if draft.drafting.due is not None and draft.drafting.due <= now + 0.001:
                self._begin(draft)
        self._arm()

    def _begin(self, draft: Draft) -> None:
        if draft.is_saving:
            return
        if not draft.is_dirty:
            draft.drafting = Drafting()
            return
        notebook = self._notebook
        if notebook is None:
            if self._refusal:
                self._not_saved(draft, self._refusal)
            return
        draft.drafting = draft.drafting.typed(self._now()).started()
        wanted = replace(draft)
        self._runner.run(
            lambda: _store(notebook, wanted),
            lambda stored: self._on_stored(draft, wanted, stored),
            lambda fault: self._on_not_stored(draft, fault),
        )

    def _on_stored(self, draft: Draft, wanted: Draft, stored: Note) -> None:
        is_new = draft.note is None
        is_apart = draft.note is not None and draft.note.id != stored.id
        draft.drafting = draft.drafting.saved()
        draft.note, draft.stored = stored, wanted.text
        # The notebook may know better: the meeting that stamped it, what another window has set.
        if draft.fields == wanted.fields:
            draft.fields = stored.fields
        if draft.anchor == wanted.anchor:
            draft.anchor = stored.anchor
        if draft.is_dirty:
            self._set_state(draft, SaveState.WRITING)
            self._arm()
        else:
            self._settle(draft)
        if is_apart:
            self.said.emit("This note was also changed elsewhere. Both texts are kept, as two notes.")
            self._load()
        if is_new or is_apart:
            self._refresh_counts()

    def _on_not_stored(self, draft: Draft, fault: Exception) -> None:
        if isinstance(fault, UserError):
            self._not_saved(draft, str(fault))
            return
        self._not_saved(draft, "The notebook could not be written. Your words stay on the screen; copy them.")
        raise fault

    def _not_saved(self, draft: Draft, reason: str) -> None:
        draft.drafting = draft.drafting.refused(self._now())
        draft.reason = reason
        self._set_state(draft, SaveState.NOT_SAVED)
        self._arm()

    def _settle(self, draft: Draft) -> None:
        draft.drafting = Drafting()
        draft.reason = ""
        self._set_state(draft, SaveState.SAVED if draft.note else SaveState.EMPTY)

    def _set_state(self, draft: Draft, state: SaveState) -> None:
        draft.state = state
        self.state_changed.emit(draft)

    # --- answers ---

    def _load(self) -> None:
        notebook, target = self._notebook, self.target
        if notebook is not None and target:
            self._runner.run(
                lambda: notebook.notes(target),
                lambda notes: self._on_loaded(target, notes),
                self._on_refused,
                "load",
            )

    def _on_loaded(self, target: str, notes: list[Note]) -> None:
        known = {d.note.id: d for d in self._drafts.values() if d.note}
        for note in notes:
            draft = known.get(note.id)
            if draft is None:
                draft = Draft.of(next(self._keys), note)
                self._drafts[draft.key] = draft
            elif not draft.is_dirty and not draft.is_saving and draft.note != note:
                self._drafts[draft.key] = Draft.of(draft.key, note)
        here = {note.id for note in notes}
        for draft in list(self._drafts.values()):
            is_settled = draft.note is not None and not draft.is_dirty and not draft.is_saving
            if draft.target == target and is_settled and draft.note and draft.note.id not in here:
                self._remove(draft)
        if target == self.target:
            self._stand()
            self.notes_shown.emit(self.shown)

    def _on_deleted(self, draft: Draft) -> None:
        assert draft.note is not None
        self._deleted.append(draft.note)
        self._remove(draft)
        self._refresh_counts()
        self.said.emit("Note deleted. Ctrl+Shift+B brings it back.")

    def _on_restored(self, note: Note) -> None:
        self._refresh_counts()
        self.said.emit(f"The note on {in_words(note.target)} is back.")
        if note.target == self.target:
            self._load()

    def _remove(self, draft: Draft) -> None:
        self._drafts.pop(draft.key, None)
        self.draft_removed.emit(draft.key)

    def _drop_settled(self, *, all_of_them: bool) -> None:
        """Forget drafts that are safely stored, of other targets or all; they are read again when wanted."""
        for key, draft in list(self._drafts.items()):
            is_elsewhere = all_of_them or draft.target != self.target
            if is_elsewhere and not draft.is_dirty and not draft.is_saving:
                del self._drafts[key]

    def _refresh_counts(self) -> None:
        if self._notebook is not None:
            self._runner.run(self._notebook.counts, self.counts_changed.emit, self._on_refused, "counts")

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))


def _store(notebook: Notebook, draft: Draft) -> Note:
    """Put a draft on disk, as far as it differs from what is there."""
    if draft.note is None:
        return notebook.add(draft.target, draft.text, draft.fields, draft.anchor)
    stored = draft.note
    if draft.text != draft.stored or draft.fields != stored.fields:
        stored = notebook.save(stored.id, draft.text, stored.revision, draft.fields)
    if draft.anchor != stored.anchor:
        stored = notebook.set_anchor(stored.id, draft.anchor, stored.revision)
    return stored
