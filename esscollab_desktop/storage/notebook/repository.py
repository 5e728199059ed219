"""The notebook as a repository of notes: each call is one transaction, and what it returns is on disk."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, bindparam, func, or_, select, text

from esscollab_desktop.domain.anchors import Anchor, AnchorState
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import (
    ErasedReport,
    History,
    Note,
    NoteChanges,
    NoteFields,
    NoteOrder,
    NoteQuery,
    Revision,
    Visibility,
)
from esscollab_desktop.domain.versions import Version
from esscollab_desktop.storage.notebook import changing, history
from esscollab_desktop.storage.notebook.erasing import erase, finish_erasing
from esscollab_desktop.storage.notebook.finding import count_of, page_of
from esscollab_desktop.storage.notebook.marks import BUSY_SECONDS
from esscollab_desktop.storage.notebook.meetings import (
    MeetingRepository,
    read_setting,
    write_setting,
)
from esscollab_desktop.storage.notebook.note_rows import note_of, stored, version_of
from esscollab_desktop.storage.notebook.note_writing import (
    bring_back,
    find_note,
    put_away,
    stored_note,
    write_over,
)
from esscollab_desktop.storage.notebook.obstacles import obstacles_told
from esscollab_desktop.storage.notebook.opening import Opened, make_ready
from esscollab_desktop.storage.notebook.own_examples import OwnExampleRepository
from esscollab_desktop.storage.notebook.packets import PacketRepository
from esscollab_desktop.storage.notebook.saving import Given, Window
from esscollab_desktop.storage.notebook.schema import note, note_tag
from esscollab_desktop.storage.notebook.sharing import SharedFile
from esscollab_desktop.storage.notebook.stored_text import time_text

# Built once: SQLAlchemy finds their compiled text again by identity of shape, which costs less than building
# them.
_LIVE = select(note).where(note.c.deleted_at.is_(None)).order_by(note.c.created_at, note.c.id)
_LIVE_ON = _LIVE.where(note.c.target == bindparam("wanted"))
_MADE_ON = (
    select(note.c.target, note.c.text_hash, note.c.anchor_state)
    .distinct()
    .where(
        note.c.deleted_at.is_(None),
        note.c.anchor_state != "",
        or_(note.c.edition.not_in(bindparam("editions", expanding=True)), note.c.anchor_state != "exact"),
    )
)
# Named, since SQLite may rather read every row.
_COUNTS = text(
    "SELECT target, count(*) FROM note INDEXED BY ix_note_target WHERE deleted_at IS NULL GROUP BY target"
)
_SHARED_COUNTS = (
    select(note.c.target, func.count())
    .where(note.c.deleted_at.is_(None), note.c.visibility != Visibility.PRIVATE.value)
    .group_by(note.c.target)
)
_TAGS = select(note_tag.c.tag, func.count()).group_by(note_tag.c.tag)
_TAGS_GONE = _TAGS.where(note_tag.c.note.in_(select(note.c.number).where(note.c.deleted_at.is_not(None))))
_EXPIRED = select(note.c.id).where(note.c.deleted_at < bindparam("before"))
_RETENTION = "trash_retention_days"


def open_notebook(
    folder: Path, migrations: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> "NotebookRepository":
    """Open the folder's notebook: made, repaired, updated as needed. `migrations`: the bundled db/migrations.

    Raises UserError where the folder or the disk is in the way, or a newer program wrote the notebook. A
    damaged notebook is no reason to raise: see `NotebookRepository.notice`.
    """
    with obstacles_told(folder):
        opened = make_ready(folder, migrations, now())
    repository = NotebookRepository(opened, now)
    finish_erasing(opened.path.parent)
    return repository


class NotebookRepository:
    """Reads and writes notes. Several threads may use it; close it when none of them is at work in it."""

    def __init__(
        self, opened: Opened, now: Callable[[], datetime], busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self.path = opened.path
        self.notice = opened.recovery.sentence if opened.recovery else ""
        self.recovery = opened.recovery
        self._is_checked = opened.is_checked
        self.file = self._file = SharedFile(opened, now, busy_seconds)
        self.own_examples = OwnExampleRepository(self._file)
        self.meetings = MeetingRepository(self._file)
        self.packets = PacketRepository(self._file)
        self._clock = now
        self._window = Window(self._now)
        self._lock = Lock()

    def check(self) -> str:
        """Look through a notebook that was too large for that while opening; empty where all is well."""
        if self._is_checked or self._file.is_whole():
            self._is_checked = True
            return ""
        self._file.suspect()
        return (
            "The notebook has damaged places on the disk. Close all ESSCollab windows and start it again: it "
            "keeps the damaged file and brings back every note that can be read."
        )

    def add(
        self, target: str, body: str, fields: NoteFields | None = None, anchor: Anchor | None = None
    ) -> Note:
        """Write a new note, with the current meeting where `fields` name none.

        Lone surrogates become visible marks (see `storable`), all else is kept.
        """
        version = stored(Version(body, fields or NoteFields(), anchor))
        with self._lock:
            added = self._file.change(lambda connection: self._window.add(connection, target, version))
            self._window.knows(added)
            return added

    def save(
        self,
        note_id: str,
        body: str,
        revision: int,
        fields: NoteFields | None = None,
        anchor: Anchor | None = None,
    ) -> Note:
        """Write a new text over the `revision` of the note that it was made from.

        What someone else (another window, the command line) has changed since that revision is merged in
        where both can hold. Where both changed the same, both are kept: theirs stays in the note, this
        becomes a note of its own on the same target, and is returned, with another id than was asked for.
        Later saves over the same old revision go on in that note. Raises UserError where no such note is in
        the notebook.
        """
        given = Given(note_id, body, revision, fields, anchor)
        with self._lock:
            saved = self._file.change(lambda connection: self._window.save(connection, given))
            self._window.knows(saved, note_id, revision)
            return saved

    def places(self, note_id: str) -> list[tuple[str, Anchor | None]]:
        """Where a note stood, version by version: target and passage, the newest first."""
        with self._file.read() as connection:
            return history.places(connection, note_id)

    def set_anchor(self, note_id: str, anchor: Anchor | None, revision: int, target: str = "") -> Note:
        """Put a note on a passage, where given of another page.

        Raises UserError where another window changed the passage meanwhile.
        """

        def act(connection: Connection) -> Note:
            old = stored_note(connection, note_id)
            if old.revision not in (revision, self._window.own(note_id)):
                base = history.version_from(connection, note_id, revision)
                if base is None or base.anchor != old.anchor:
                    raise UserError(
                        "Another window changed this note meanwhile. Look at it again, then choose."
                    )
            version = stored(Version(old.body, old.fields, anchor))
            # A version that stays, where the page is another: what is typed later does not go on in it.
            writer = "" if target else self._window.writer
            new = write_over(connection, old, version, self._now(), writer, target=target)
            # A passage that is found again does not bring a note out of the trash.
            return put_away(connection, new, old.deleted_at) if old.deleted_at else new

        return self._written(note_id, act)

    def restore_revision(self, note_id: str, number: int) -> Note:
        """Write an earlier version again, as the newest one."""

        def act(connection: Connection) -> Note:
            old, version = stored_note(connection, note_id), history.version_at(connection, note_id, number)
            if version is None:
                raise UserError(
                    f"This note has no version {number} any more. Open its history again, and choose from it."
                )
            return write_over(connection, old, version, self._now(), "")

        return self._written(note_id, act)

    def settle(self, note_id: str, chosen: str) -> Note:
        """Pick one of the versions that stand against each other by its id; the others stay in history."""

        def act(connection: Connection) -> Note:
            old = stored_note(connection, note_id)
            known = {one.id: one for one in history.revisions(connection, note_id)}
            if chosen not in known:
                raise UserError("This version is not in the note's history any more. Open the note again.")
            version, rivals = version_of(known[chosen]), old.rivals
            return write_over(connection, old, version, self._now(), "", settles=rivals, rivals=())

        return self._written(note_id, act)

    def get(self, note_id: str) -> Note | None:
        """One note, deleted ones too."""
        return self._file.look(lambda connection: find_note(connection, note_id))

    def notes(self, target: str | None = None) -> list[Note]:
        """The live notes, all or those on one target, oldest first."""
        statement = _LIVE if target is None else _LIVE_ON
        with self._file.read() as connection:
            return [note_of(row._asdict()) for row in connection.execute(statement, {"wanted": target})]

    def find(self, query: NoteQuery) -> list[Note]:
        def act(connection: Connection) -> list[Note]:
            return [note_of(row._asdict()) for row in connection.execute(page_of(query))]

        return self._file.look(act)

    def count(self, query: NoteQuery) -> int:
        return int(self._file.look(lambda connection: connection.execute(count_of(query)).scalar_one()))

    def counts(self) -> dict[str, int]:
        """How many live notes each target has; targets without one are left out."""
        with self._file.read() as connection:
            return {row[0]: row[1] for row in connection.execute(_COUNTS)}

    def shared_counts(self) -> dict[str, int]:
        """How many live notes each target has that are not private."""
        with self._file.read() as connection:
            return {row[0]: row[1] for row in connection.execute(_SHARED_COUNTS)}

    def tags(self) -> dict[str, int]:
        with self._file.read() as connection:
            # All, less those in the trash, which are few: the index is walked once, and no note is looked up.
            found = Counter({row[0]: row[1] for row in connection.execute(_TAGS)})
            found -= Counter({row[0]: row[1] for row in connection.execute(_TAGS_GONE)})
        return dict(sorted(found.items(), key=lambda item: (item[0].casefold(), item[0])))

    def made_on(self, except_editions: Sequence[str]) -> set[tuple[str, str, str]]:
        """Target, hash of the text and state of live notes on passages of other editions than these.

        Also of those that are not on their words: going back to their edition puts them there again.
        """
        with self._file.read() as connection:
            rows = connection.execute(_MADE_ON, {"editions": list(except_editions)})
            return {(row[0], row[1], row[2]) for row in rows}

    def orphans(self) -> list[Note]:
        return self.find(NoteQuery(anchor_states=frozenset({AnchorState.ORPHAN})))

    def trash(self) -> list[Note]:
        return self.find(NoteQuery(in_trash=True, order=NoteOrder.DELETED, descending=True))

    def history(self, note_id: str) -> list[Revision]:
        with self._file.read() as connection:
            return history.revisions(connection, note_id)

    def delete(self, note_id: str) -> Note:
        """Take a note out of the lists; it stays in the notebook and can be restored."""
        return self._file.change(lambda found: put_away(found, stored_note(found, note_id), self._now()))

    def restore(self, note_id: str) -> Note:
        return self._written(
            note_id, lambda found: bring_back(found, stored_note(found, note_id), self._now())
        )

    def change_many(self, note_ids: tuple[str, ...], changes: NoteChanges) -> str:
        return self._file.change(lambda found: changing.change_many(found, note_ids, changes, self._now()))

    def undo(self, token: str) -> int:
        return self._file.change(lambda found: changing.undo(found, token, self._now()))

    def histories(self, note_ids: tuple[str, ...] | None) -> list[History]:
        """Notes with their versions, which are closed: typing that goes on begins new ones."""

        def act(connection: Connection) -> list[History]:
            statement = select(note).order_by(note.c.created_at, note.c.id)
            found = [note_of(row._asdict()) for row in connection.execute(statement)]
            wanted = None if note_ids is None else set(note_ids)
            chosen = [one for one in found if wanted is None or one.id in wanted]
            connection.exec_driver_sql("UPDATE note_revision SET writer = '' WHERE writer <> ''")
            return [History(one, tuple(history.revisions(connection, one.id))) for one in chosen]

        return self._file.change(act)

    def put(self, histories: Sequence[History], meetings: Sequence[Meeting] = ()) -> str:
        return self._file.change(lambda found: changing.put(found, histories, meetings, self._now()))

    def bring_in(
        self,
        note_ids: tuple[str, ...],
        meeting_ids: tuple[str, ...],
        make: Callable[[Mapping[str, History], Mapping[str, Meeting]], tuple[list[History], list[Meeting]]],
    ) -> str:
        return self._file.change(
            lambda found: changing.bring_in(found, note_ids, meeting_ids, make, self._now())
        )

    def erase(self, note_ids: tuple[str, ...]) -> ErasedReport:
        return self._file.aside(lambda: erase(self.path.parent, note_ids))

    def retention(self) -> int | None:
        with self._file.read() as connection:
            kept = read_setting(connection, _RETENTION)
            return int(kept) if kept.isdecimal() else None

    def set_retention(self, days: int | None) -> None:
        self._file.change(lambda found: write_setting(found, _RETENTION, str(days) if days else ""))

    def erase_expired(self) -> ErasedReport:
        days = self.retention()
        if days is None:
            return ErasedReport(0)
        before = time_text(self._now() - timedelta(days=days))
        with self._file.read() as connection:
            expired = tuple(row[0] for row in connection.execute(_EXPIRED, {"before": before}))
        return self.erase(expired) if expired else ErasedReport(0)

    def close(self) -> None:
        """Close every connection, that of the own examples too; waits for a write that is under way."""
        self._file.close()

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def _written(self, note_id: str, act: Callable[[Connection], Note]) -> Note:
        with self._lock:
            new = self._file.change(act)
            self._window.knows(new)
            return new
