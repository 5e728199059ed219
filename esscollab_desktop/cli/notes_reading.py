"""`esscollab notes list|show|history|orphans`: what is in the notebook."""

import argparse
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli import terminal, values
from esscollab_desktop.cli.choosing import chosen_note
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.note_filters import add_filters, is_narrowed, query_of
from esscollab_desktop.cli.note_words import (
    as_data,
    as_text,
    fields_as_text,
    moment,
    passage_as_text,
    revision_as_data,
)
from esscollab_desktop.cli.opened import Opened, opened
from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.codes import normalize
from esscollab_desktop.domain.differences import Change, differences
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note, NoteOrder, NoteQuery, Revision

if TYPE_CHECKING:
    from esscollab_desktop.services.library import Library

VERBS = ("list", "show", "history", "orphans")
_ORDERS = [order.value for order in NoteOrder]
_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


def add_to(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    listing = verbs.add_parser("list", parents=[everywhere], help="list notes, oldest first")
    listing.add_argument("code", metavar="CODE", nargs="?", help="only the notes on this code")
    add_filters(listing)
    listing.add_argument("--order", choices=_ORDERS, default="created", help="what they are sorted by")
    listing.add_argument("--limit", metavar="N", type=values.counted(999_999), help="at most N notes")
    _add_json(listing, run_list)
    showing = verbs.add_parser("show", parents=[everywhere], help="show one note")
    _add_note(showing)
    _add_json(showing, run_show)
    telling = verbs.add_parser("history", parents=[everywhere], help="the versions of a note")
    _add_note(telling)
    _add_json(telling, run_history)
    lost = verbs.add_parser("orphans", parents=[everywhere], help="notes whose passage is gone")
    _add_json(lost, run_orphans)


def _add_note(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("note", metavar="NOTE", help="its id, or the beginning of it")


def _add_json(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run_list(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        target = None if given.code is None else target_of(given.code, desk.library)
        query = query_of(given, desk.library, desk.meetings, target)
        notes = desk.notebook.find(query)
        if target is not None and desk.library is not None and not notes:
            desk.library.resolve(given.code)  # raises for a code that no book had, and names the nearest
        if is_narrowed(query):
            nothing = "No note fits."
        else:
            nothing = f"No note on {target} yet." if target else "No note yet."
        _tell(notes, nothing, given, invocation, desk)
    return 0


def target_of(code: str, library: "Library | None") -> str:
    """The code that is meant. Notes can be listed without a book, and on codes that it lost."""
    if library is not None:
        with suppress(UserError):
            return library.resolve(code)
    return normalize(code)


def run_show(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        note = chosen_note(desk.notebook, given.note)
        titles = desk.titles_for([note])
        if given.json:
            invocation.say_json(as_data(note, titles, desk.meeting_titles))
        else:
            invocation.say(as_text(note, titles, desk.meeting_titles, terminal.columns()))
            if note.rivals:
                invocation.say(_wordings(note, desk))
    return 0


def _wordings(note: Note, desk: Opened) -> str:
    """The versions that stand against each other after an import, and how to pick one."""
    revisions = desk.notebook.history(note.id)
    standing = [one for one in revisions if one.id in note.rivals]
    lines = [f"It was changed in two places. It stands here as version {note.revision}; also there:"]
    for one in standing:
        lines += [f"  version {one.number}", *(f"    {line}" for line in one.body.split("\n"))]
    return "\n".join([*lines, f"To pick one: esscollab notes restore {note.id} --version N"])


def run_orphans(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.bootstrap import earlier_books
    from esscollab_desktop.services.following import follow, with_pages_gone

    with opened(invocation) as desk:
        if desk.library is not None:
            with closing(earlier_books(invocation.data, invocation.bundle)) as earlier:
                follow(desk.notebook, desk.library, earlier, of_open_editions_too=True)
        query = NoteQuery(anchor_states=frozenset({AnchorState.ORPHAN}))
        if desk.library is not None:
            query = with_pages_gone(query, desk.notebook, desk.library)
        _tell(desk.notebook.find(query), "Every note stands on its passage.", given, invocation, desk)
    return 0


def _tell(
    notes: list[Note], nothing: str, given: argparse.Namespace, invocation: Invocation, desk: Opened
) -> None:
    titles, meetings = desk.titles_for(notes), desk.meeting_titles
    if given.json:
        invocation.say_json([as_data(note, titles, meetings) for note in notes])
    elif notes:
        width = terminal.columns()
        invocation.say("\n\n".join(as_text(note, titles, meetings, width) for note in notes))
    else:
        invocation.say(nothing)


def run_history(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        note = chosen_note(desk.notebook, given.note)
        revisions = desk.notebook.history(note.id)
        meetings = desk.meeting_titles
    if given.json:
        invocation.say_json([revision_as_data(revision, meetings) for revision in revisions])
        return 0
    by_id = {revision.id: revision for revision in revisions}
    width = terminal.columns()
    told = [_version(revision, by_id.get(revision.parent), meetings, width) for revision in revisions]
    invocation.say("\n\n".join(told))
    return 0


def _version(revision: Revision, before: Revision | None, meetings: dict[str, str], width: int) -> str:
    """A version with what changed in it: `[-taken out-]` and `{+put in+}`, as in a diff of words."""
    lines = [f"{revision.number}  {moment(revision.at)}"]
    fields = fields_as_text(revision.fields, meetings)
    was = fields_as_text(before.fields, meetings) if before else []
    if fields != was:
        lines.append(terminal.wrapped(", ".join(fields) or "as usual", width, "    "))
    if revision.anchor and (before is None or before.anchor != revision.anchor):
        lines.append(passage_as_text(revision.anchor, width))
    text = revision.body
    if before and before.body != text:
        pieces = differences(before.body, text)
        text = "".join(_MARKS[piece.change].format(piece.text) for piece in pieces)
    lines += [terminal.wrapped(line, width, "    ") for line in text.split("\n")]
    if revision.deleted_at:
        lines.append(f"    deleted {moment(revision.deleted_at)}")
    return "\n".join(lines)
