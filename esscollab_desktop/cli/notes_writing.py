"""`esscollab notes add|edit`: new notes, and changes to those that are there."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli import typed, values
from esscollab_desktop.cli.choosing import chosen_meeting, chosen_note
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.note_words import as_data
from esscollab_desktop.cli.opened import Opened, opened
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note, NoteFields, NoteKind, NoteStatus, Visibility

if TYPE_CHECKING:
    from esscollab_desktop.domain.anchors import Anchor
    from esscollab_desktop.services.library import Library

VERBS = ("add", "edit")


def add_to(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    adding = verbs.add_parser("add", parents=[everywhere], help="write a note")
    adding.add_argument("code", metavar="CODE", help="what the note is on: 4, 4.MA, state:MI")
    adding.add_argument("--text", metavar="T", help="the note; without it, standard input is read")
    _add_fields(adding)
    adding.set_defaults(run=run_add)
    editing = verbs.add_parser("edit", parents=[everywhere], help="change a note")
    editing.add_argument("note", metavar="NOTE", help="its id, or the beginning of it")
    editing.add_argument("--text", metavar="T", help="the new text; with no option, standard input is read")
    _add_fields(editing)
    editing.add_argument("--untag", metavar="T", action="append", default=[], help="take a tag off")
    editing.add_argument("--no-due", action="store_true", help="due on no day")
    editing.add_argument("--no-meeting", action="store_true", help="of no meeting")
    editing.add_argument("--no-quote", action="store_true", help="on the page as a whole")
    editing.set_defaults(run=run_edit)


def _add_fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", choices=[kind.value for kind in NoteKind], help="what it is")
    parser.add_argument("--status", choices=[status.value for status in NoteStatus], help="how far it is")
    parser.add_argument("--visibility", choices=[kept.value for kept in Visibility], help="whom it is for")
    parser.add_argument("--tag", metavar="T", action="append", default=[], help="once for each tag")
    parser.add_argument("--author", metavar="A", help="who writes")
    parser.add_argument("--speaker", metavar="S", help="who was heard")
    parser.add_argument("--due", metavar="DAY", type=values.day, help="until when, such as 2026-03-31")
    parser.add_argument("--meeting", metavar="M", help="its meeting: id, title, or current")
    parser.add_argument("--quote", metavar="WORDS", default="", help="the passage of the page that it is on")
    parser.add_argument("--letter", metavar="C", default="", help="the paragraph that the passage is in")
    parser.add_argument("--json", action="store_true", help="tell the note as JSON")


def run_add(given: argparse.Namespace, invocation: Invocation) -> int:
    library = invocation.library()
    try:
        target = library.resolve(given.code)
        anchor = _passage(given, library, target)
    finally:
        library.close()
    text = typed.standard_input("the note") if given.text is None else given.text
    with opened(invocation) as desk:
        note = desk.notebook.add(target, text, _fields(NoteFields(), given, desk), anchor)
        _tell(note, f"Saved on {note.target}: {note.id}", given, invocation, desk)
    return 0


def run_edit(given: argparse.Namespace, invocation: Invocation) -> int:
    text = typed.standard_input("the note") if _says_nothing(given) else given.text
    if text is not None and not text.strip():
        raise UserError("The note would have no text left. `esscollab notes delete` puts it into the trash.")
    with opened(invocation) as desk:
        old = chosen_note(desk.notebook, given.note)
        if old.deleted_at:
            raise UserError(f"This note is in the trash. `esscollab notes restore {old.id}` brings it back.")
        note, fields = old, _fields(old.fields, given, desk)
        anchor = _new_passage(given, desk, old)
        if (text is None or text == old.body) and fields == old.fields and anchor == old.anchor:
            raise UserError("Nothing changes in this note. Give a new text, or an option such as --tag.")
        if text is not None or fields != old.fields:
            note = desk.notebook.save(old.id, old.body if text is None else text, old.revision, fields)
        if note.id != old.id:
            invocation.remark("The note was changed elsewhere at the same time, so both are kept.")
        if anchor != old.anchor:
            note = desk.notebook.set_anchor(note.id, anchor, note.revision)
        _tell(note, f"Saved on {note.target}: {note.id}", given, invocation, desk)
    return 0


def _tell(note: Note, words: str, given: argparse.Namespace, invocation: Invocation, desk: Opened) -> None:
    if given.json:
        invocation.say_json(as_data(note, desk.titles_for([note]), desk.meeting_titles))
    else:
        invocation.say(words)


def _says_nothing(given: argparse.Namespace) -> bool:
    named = ("kind", "status", "visibility", "author", "speaker", "due", "meeting", "text")
    flags = ("tag", "untag", "no_due", "no_meeting", "no_quote", "quote", "letter")
    return all(getattr(given, name) is None for name in named) and not any(map(vars(given).get, flags))


def _fields(fields: NoteFields, given: argparse.Namespace, desk: Opened) -> NoteFields:
    """The fields with what was given on the command line in their place."""
    changes: dict[str, Any] = {}
    for name, read in (("kind", NoteKind), ("status", NoteStatus), ("visibility", Visibility)):
        if (value := getattr(given, name)) is not None:
            changes[name] = read(value)
    for name in ("author", "speaker", "due"):
        if (value := getattr(given, name)) is not None:
            changes[name] = value
    if given.meeting is not None:
        changes["meeting"] = chosen_meeting(desk.meetings, given.meeting).id
    off = {" ".join(tag.split()) for tag in getattr(given, "untag", [])}
    tags = (set(fields.tags) | {" ".join(tag.split()) for tag in given.tag if tag.strip()}) - off
    changes["tags"] = tuple(sorted(tags))
    if getattr(given, "no_due", False):
        changes["due"] = None
    if getattr(given, "no_meeting", False):
        changes["meeting"] = ""
    return replace(fields, **changes)


def _passage(given: argparse.Namespace, library: "Library", target: str) -> "Anchor | None":
    """The anchor on the words that were named; None where none were."""
    if not given.quote and not given.letter:
        return None
    from esscollab_desktop.domain.page import reading_text
    from esscollab_desktop.services.quoting import passage_of
    from esscollab_desktop.services.standing import new_anchor

    page = library.page(target)
    start, end = passage_of(page, given.quote, given.letter)
    return new_anchor(reading_text(page), start, end, library.edition_of(target))


def _new_passage(given: argparse.Namespace, desk: Opened, old: Note) -> "Anchor | None":
    if given.no_quote:
        return None
    if not given.quote and not given.letter:
        return old.anchor
    if desk.library is None:
        raise UserError("The book can't be read, so no passage can be looked for. See `esscollab doctor`.")
    return _passage(given, desk.library, old.target)
