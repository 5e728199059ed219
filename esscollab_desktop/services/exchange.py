"""Notes out to one file and in from one: shown before anything is done, and taken back in one step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from esscollab_desktop.domain.backups import BackupInfo
from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import History, Note, NoteQuery, Visibility
from esscollab_desktop.domain.own import shown
from esscollab_desktop.domain.rich_text import plain
from esscollab_desktop.render.write import write_whole
from esscollab_desktop.services.exchange_file import ENDING, Package, packed, unpacked
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.merging import merge, newer
from esscollab_desktop.services.notebook import Notebook

__all__ = ["ENDING", "Exported", "ImportLine", "ImportPlan", "apply_import", "chosen_notes"]
__all__ += ["export_notes", "preview_import", "undo_import"]

BEFORE_IMPORT = "before import"

# Which notes: those of a query, those with these ids, or all.
Choice = NoteQuery | Sequence[str] | None


class BackupMaker(Protocol):
    def create(self, reason: str) -> BackupInfo: ...


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. `private` notes were left out; `deleted` went along, for deletions to merge."""

    path: Path
    notes: int
    private: int = 0
    deleted: int = 0
    meetings: int = 0

    @property
    def sentence(self) -> str:
        told = f"Holds {_counted(self.notes, 'note')}"
        told += f" and {self.deleted} from the trash." if self.deleted else "."
        if self.private:
            are = "is" if self.private == 1 else "are"
            told += f" {_counted(self.private, 'private note')} {are} left out."
        return told


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One note or meeting of a file: `code` is what it is on (empty for a meeting), `words` say what is."""

    id: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do. `conflicting` notes are kept in both wordings until a person picks.

    `is_known`: the notebook holds everything in it, down to versions that nobody sees.
    """

    path: Path
    package: Package
    added: tuple[ImportLine, ...]
    changed: tuple[ImportLine, ...]
    conflicting: tuple[ImportLine, ...]
    unchanged: tuple[ImportLine, ...]
    is_known: bool = False

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.changed or self.conflicting)

    @property
    def sentence(self) -> str:
        counts = (
            f"{len(self.added)} will be added",
            f"{len(self.changed)} changed",
            f"{len(self.conflicting)} kept in two wordings",
            f"{len(self.unchanged)} are here already",
        )
        return "Nothing in it is new." if self.changes_nothing else ", ".join(counts) + "."


def export_notes(
    notebook: Notebook,
    meetings: Meetings,
    path: Path,
    choice: Choice = None,
    with_private: bool = False,
    with_trash: bool = False,
) -> Exported:
    """Write notes into one file that another notebook can take in, whole or not at all.

    All notes, or a choice. Private notes stay out unless asked for, and so does the trash: with it deletions
    merge, but the deleted words travel. Earlier wordings stay at home, and meetings that no note names.
    """
    is_whole = choice is None and with_trash
    chosen = None if is_whole else [note.id for note in chosen_notes(notebook, choice)]
    found = notebook.histories(chosen)
    kept = [one for one in found if with_private or one.note.fields.visibility is not Visibility.PRIVATE]
    named = {note_meeting for one in kept for note_meeting in _meetings_of(one, with_private)}
    records = [record for name in sorted(named) if (record := meetings.get(name))]
    written = write_whole(path, packed(kept, records, with_private))
    deleted = sum(1 for one in kept if one.note.deleted_at)
    return Exported(written, len(kept) - deleted, len(found) - len(kept), deleted, len(records))


def chosen_notes(notebook: Notebook, choice: Choice) -> list[Note]:
    """The notes of a choice: a query's in its order, ids in theirs, else all that are live."""
    if choice is None:
        return notebook.notes()
    if isinstance(choice, NoteQuery):
        return notebook.find(choice)
    return [note for note_id in dict.fromkeys(choice) if (note := notebook.get(note_id))]


def preview_import(notebook: Notebook, meetings: Meetings, path: Path) -> ImportPlan:
    """What taking in a file would do; nothing is changed. Raises UserError where it can't be read."""
    package = unpacked(path)
    here = {one.note.id: one for one in notebook.histories(one.note.id for one in package.histories)}
    sorted_in: dict[str, list[ImportLine]] = {"added": [], "changed": [], "conflicting": [], "unchanged": []}
    for theirs in package.histories:
        kind, words = _told(here.get(theirs.note.id), theirs)
        sorted_in[kind].append(ImportLine(theirs.note.id, theirs.note.target, words))
    for meeting in package.meetings:
        known = meetings.get(meeting.id)
        kind = "added" if known is None else "unchanged" if _meeting(known, meeting) is None else "changed"
        words = f"Meeting “{shown(meeting.title)}”"
        sorted_in[kind].append(ImportLine(meeting.id, "", words + _meeting_words(known, meeting)))
    is_known = all(_merged(here.get(one.note.id), one) is None for one in package.histories) and all(
        _meeting(meetings.get(one.id), one) is None for one in package.meetings
    )
    lines = {kind: tuple(found) for kind, found in sorted_in.items()}
    return ImportPlan(path, package, **lines, is_known=is_known)


def apply_import(notebook: Notebook, plan: ImportPlan, backups: BackupMaker) -> str:
    """Take a file in, in one transaction after a backup; returns the token for `undo_import`.

    What was written here since the preview is merged with. Where nothing is new nothing is done: an empty
    token.
    """
    if plan.is_known:
        return ""
    backups.create(BEFORE_IMPORT)
    package = plan.package

    def make(
        notes: Mapping[str, History], meetings: Mapping[str, Meeting]
    ) -> tuple[list[History], list[Meeting]]:
        joined = [_merged(notes.get(theirs.note.id), theirs) for theirs in package.histories]
        records = [_meeting(meetings.get(theirs.id), theirs) for theirs in package.meetings]
        return [one for one in joined if one], [one for one in records if one]

    note_ids = [one.note.id for one in package.histories]
    return notebook.bring_in(note_ids, [one.id for one in package.meetings], make)


def undo_import(notebook: Notebook, token: str) -> int:
    """Take a whole import back; returns how many notes. What was written on since stays."""
    return notebook.undo(token) if token else 0


def _merged(ours: History | None, theirs: History) -> History | None:
    """What the notebook is to hold of a note; None where that is what it holds."""
    if ours is None:
        return theirs
    both = merge(ours, theirs)
    # A rival that was written down once more here is none any longer.
    stands = set(both.note.rivals) == set(ours.note.rivals) and _is_deleted(both) == _is_deleted(ours)
    return None if stands and _versions(ours) == _versions(both) else both


def _is_deleted(history: History) -> bool:
    return history.note.deleted_at is not None


def _versions(history: History) -> set[tuple[str, object]]:
    """All versions; whether one was put away counts only where nothing was written over it."""
    passed = {name for version in history.revisions for name in (version.parent, *version.settles)}
    return {(v.id, None if v.id in passed else v.deleted_at) for v in history.revisions}


def _meeting(ours: Meeting | None, theirs: Meeting) -> Meeting | None:
    """The record that the notebook is to hold; None where it holds it. Its count is the notebook's own."""
    if ours is None:
        return theirs
    chosen = newer(replace(ours, revision=1), replace(theirs, revision=1))
    return None if chosen == replace(ours, revision=1) else replace(chosen, revision=ours.revision)


def _told(ours: History | None, theirs: History) -> tuple[str, str]:
    """Under which heading a note of the file goes, and the words for it."""
    where, text = in_words(theirs.note.target), _quoted(theirs.note.body)
    if ours is None:
        return "added", f"{where}: {text}" + (", in the trash" if theirs.note.deleted_at else "")
    both, now = _merged(ours, theirs), ours.note
    if both is None or _seen(both.note) == _seen(now):
        stays = theirs.note.deleted_at and not now.deleted_at
        words = " was deleted there and changed here: it stays." if stays else ""
        return "unchanged", f"{where}: {_quoted(now.body)}{words}"
    then = both.note
    if set(then.rivals) - set(now.rivals):
        rivals = [one.body for one in both.revisions if one.id in then.rivals]
        wordings = " and ".join(_quoted(body) for body in (then.body, *rivals))
        return "conflicting", f"{where}: {wordings}. Both are kept, side by side, until you pick one."
    if now.deleted_at and not then.deleted_at:
        return "changed", f"{where}: {_quoted(then.body)} was deleted here and changed there: it comes back."
    if then.deleted_at and not now.deleted_at:
        return "changed", f"{where}: {_quoted(then.body)} goes to the trash, as it did there."
    if then.body == now.body:
        return "changed", f"{where}: {_quoted(then.body)}, its details change."
    return "changed", f"{where}: {_quoted(now.body)} becomes {_quoted(then.body)}."


def _seen(note: Note) -> tuple[object, ...]:
    """All that a person sees of a note, and where it stands."""
    return note.body, note.fields, note.anchor, note.rivals, bool(note.deleted_at)


def _meeting_words(ours: Meeting | None, theirs: Meeting) -> str:
    if ours is None:
        return ""
    chosen = _meeting(ours, theirs)
    if chosen is None:
        return ""
    return " goes to the trash, as it did there." if chosen.deleted_at else ": the record there is newer."


def _meetings_of(history: History, with_private: bool) -> Iterable[str]:
    """The meetings that are named in what travels of a note."""
    travels = {history.revisions[-1].id, *history.note.rivals}
    for one in history.revisions:
        private = one.fields.visibility is Visibility.PRIVATE
        if one.id in travels and one.fields.meeting and (with_private or not private):
            yield one.fields.meeting


def _quoted(body: str) -> str:
    return f"“{shown(plain(body))}”"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
