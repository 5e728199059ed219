"""`esscollab notes add|list`: the user's own notes."""

import argparse
from contextlib import suppress
from typing import Any

from esscollab_desktop.cli import terminal, typed
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.domain.codes import is_own_example, normalize
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("notes", parents=[everywhere], help="write and list notes")
    verbs = parser.add_subparsers(metavar="add|list", required=True)
    adding = verbs.add_parser("add", parents=[everywhere], help="write a note")
    adding.add_argument("code", metavar="CODE", help="what the note is on: 4, 4.MA, state:MI")
    adding.add_argument("--text", metavar="T", help="the note; without it, standard input is read")
    adding.set_defaults(run=run_add)
    listing = verbs.add_parser("list", parents=[everywhere], help="list notes, oldest first")
    listing.add_argument("code", metavar="CODE", nargs="?", help="only the notes on this code")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=run_list)


def run_add(given: argparse.Namespace, invocation: Invocation) -> int:
    library = invocation.library()
    try:
        target = library.resolve(given.code)
    finally:
        library.close()
    text = typed.standard_input("the note") if given.text is None else given.text
    notebook = invocation.notebook()
    try:
        note = notebook.add(target, text)
    finally:
        notebook.close()
    invocation.say(f"Saved on {note.target}: {note.id}")
    return 0


def run_list(given: argparse.Namespace, invocation: Invocation) -> int:
    titles, target = _titles(given.code, invocation)
    notebook = invocation.notebook()
    try:
        notes = notebook.notes(target)
    finally:
        notebook.close()
    if given.code is not None and not notes and target not in titles:
        # Raises, and names the nearest codes.
        library = invocation.library()
        try:
            library.resolve(given.code)
        finally:
            library.close()
    if given.json:
        invocation.say_json([_plain(note, titles) for note in notes])
    elif notes:
        width = terminal.columns()
        invocation.say("\n\n".join(_text(note, titles, width) for note in notes))
    else:
        invocation.say(f"No note on {target} yet." if target else "No note yet.")
    return 0


def _titles(code: str | None, invocation: Invocation) -> tuple[dict[str, str], str | None]:
    """Titles by code, and the code meant. Notes can be listed without a book, and on codes that it lost."""
    try:
        library = invocation.library()
    except UserError as refusal:
        invocation.remark(str(refusal))
        return {}, normalize(code) if code else code
    try:
        codes = [p.code for p in library.practices()] + [e.code for e in library.examples()]
        codes += [f"state:{place.code}" for place in library.jurisdictions()]
        titles = {known: library.title_of(known) for known in codes}
        if code is None:
            return titles, None
        with suppress(UserError):
            return titles, library.resolve(code)
        return titles, normalize(code)
    finally:
        library.close()


def _plain(note: Note, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "id": note.id,
        "target": note.target,
        "title": titles.get(note.target, ""),
        "body": note.body,
        "created_at": note.created_at,
        "updated_at": note.updated_at,
    }


def _text(note: Note, titles: dict[str, str], width: int) -> str:
    gone = "an own example that is not there any more"
    lost = gone if is_own_example(note.target) else "not in this edition of the book"
    title = titles.get(note.target, lost)
    written = note.updated_at.astimezone().strftime("%Y-%m-%d %H:%M")
    body = "\n".join(terminal.wrapped(line, width, "    ") for line in note.body.split("\n"))
    return f"{note.target}  {title}\n    {written}  {note.id}\n{body}"
