"""What the user writes, as it leaves the notebook, and how it is asked for."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from esscollab_desktop.domain.anchors import Anchor, AnchorState

EXCHANGE_ENDING = ".esscollab-notes.zip"  # of the file that notes travel in


class NoteKind(StrEnum):
    COMMENT = "comment"
    QUESTION = "question"
    CONCERN = "concern"
    IDEA = "idea"
    HEARD = "heard"
    ACTION = "action"
    DECISION = "decision"
    RESPONSE = "response"


class NoteStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Visibility(StrEnum):
    PRIVATE = "private"
    TEAM = "team"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class NoteFields:
    """What a person sets beside the text. `speaker` is who was heard; `meeting` is a meeting's id."""

    kind: NoteKind = NoteKind.COMMENT
    status: NoteStatus = NoteStatus.OPEN
    tags: tuple[str, ...] = ()
    visibility: Visibility = Visibility.TEAM
    author: str = ""
    speaker: str = ""
    due: date | None = None
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a code. Times are aware, in UTC. `target`: the code of what it is about; `body`: Markdown.

    `revision` counts its versions from 1; a save says which one it was written over. `rivals` are the ids of
    versions from other notebooks that stand against this one until a person picks (`Notebook.settle`).
    """

    id: str
    target: str
    body: str
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
    revision: int = 1
    fields: NoteFields = NoteFields()
    anchor: Anchor | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One version in a note's history. `id` names exactly this content, in every notebook that has it.

    `parent` is the id of the version that it was written over, empty for the first; `settles` are the ids of
    the rivals that it was picked over. `author` is the label of who wrote it, as the note had it.
    `deleted_at` is when the note was put into the trash while it stood like this: never taken back, since
    bringing a note back writes a new version, and so a merge can tell that from a note still deleted.
    """

    id: str
    note_id: str
    number: int
    parent: str
    body: str
    fields: NoteFields
    anchor: Anchor | None
    at: datetime
    author: str = ""
    settles: tuple[str, ...] = ()
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A note with all its versions, oldest first; the last one is how the note stands. For exchange."""

    note: Note
    revisions: tuple[Revision, ...]


class NoteOrder(StrEnum):
    """What a list of notes is sorted by. DUE puts notes without a due date last."""

    CREATED = "created"
    UPDATED = "updated"
    TARGET = "target"
    DUE = "due"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class NoteQuery:
    """Which notes; what is left empty does not narrow. Of several values any will do, of tags all.

    `target` is one code. `practice` takes the practice and all its examples, `jurisdiction` (letters, `MI`)
    the jurisdiction and all its examples. `meeting` is an id. Days are local; `until` includes its day.
    `gone`: codes whose pages are in no open book; where orphans are asked for, notes on them count as such.
    `words` are found in text, tags and quote, the last one also as the beginning of a word.
    """

    words: str = ""
    kinds: frozenset[NoteKind] = frozenset()
    statuses: frozenset[NoteStatus] = frozenset()
    visibilities: frozenset[Visibility] = frozenset()
    tags: frozenset[str] = frozenset()
    target: str = ""
    practice: str = ""
    jurisdiction: str = ""
    meeting: str = ""
    anchor_states: frozenset[AnchorState] = frozenset()
    gone: frozenset[str] = frozenset()
    created_from: date | None = None
    created_until: date | None = None
    due_until: date | None = None
    in_trash: bool = False
    order: NoteOrder = NoteOrder.CREATED
    descending: bool = False
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class NoteChanges:
    """What a bulk change sets; None leaves as it is. `in_trash` True deletes, False brings back."""

    kind: NoteKind | None = None
    status: NoteStatus | None = None
    visibility: Visibility | None = None
    meeting: str | None = None
    author: str | None = None
    speaker: str | None = None
    due: date | None = None
    no_due: bool = False
    add_tags: frozenset[str] = field(default_factory=frozenset)
    remove_tags: frozenset[str] = field(default_factory=frozenset)
    in_trash: bool | None = None


@dataclass(frozen=True, slots=True)
class ErasedReport:
    """What an erasing did: how many notes went, and which files of the data folder were written anew."""

    notes: int
    rewritten: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
