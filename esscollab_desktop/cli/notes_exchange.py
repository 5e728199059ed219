"""`esscollab notes export|import`: notes out to a file, and in from one."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli import values
from esscollab_desktop.cli.asking import add_yes, settle
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.note_filters import add_filters, query_of
from esscollab_desktop.cli.note_words import number_of
from esscollab_desktop.cli.notes_reading import target_of
from esscollab_desktop.cli.opened import Opened, opened
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import NoteQuery

if TYPE_CHECKING:
    from esscollab_desktop.services.exchange import Exported, ImportLine, ImportPlan

VERBS = ("export", "import")
_ENDINGS = {"exchange": ".zip", "docx": ".docx", "html": ".html", "md": ".md", "csv": ".csv"}
_HEADINGS = (("added", "New"), ("changed", "Changed"), ("conflicting", "In two wordings"))


def add_to(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    exporting = verbs.add_parser("export", parents=[everywhere], help="write notes into a file")
    exporting.add_argument("file", metavar="FILE", type=values.file, help="the file to write")
    exporting.add_argument("code", metavar="CODE", nargs="?", help="only the notes on this code")
    exporting.add_argument("--format", choices=list(_ENDINGS), help="what to write; else as the file ends")
    add_filters(exporting)
    exporting.add_argument("--with-private", action="store_true", help="private notes too")
    exporting.add_argument("--with-trash", action="store_true", help="of all notes: deletions merge too")
    _add_json(exporting, run_export)
    importing = verbs.add_parser("import", parents=[everywhere], help="take in a file of notes")
    importing.add_argument("file", metavar="FILE", nargs="?", type=values.file, help="what export wrote")
    importing.add_argument("--undo", metavar="TOKEN", help="take an import back; it told its token")
    add_yes(importing)
    _add_json(importing, run_import)


def _add_json(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run_export(given: argparse.Namespace, invocation: Invocation) -> int:
    ending = _ENDINGS[given.format] if given.format else given.file.suffix.casefold()
    if ending not in (*_ENDINGS.values(), ".htm", ".markdown"):
        raise UserError(
            "The file’s name does not say what to write. End it in .zip (for another ESSCollab), .docx, "
            ".html, .csv or .md, or name one with --format."
        )
    with opened(invocation, without_book=ending == ".zip") as desk:
        target = None if given.code is None else target_of(given.code, desk.library)
        query = query_of(given, desk.library, desk.meetings, target)
        choice = None if query == NoteQuery() else query
        done = _exported(desk, given, choice, ending)
    if given.json:
        told = {"notes": done.notes, "deleted": done.deleted, "meetings": done.meetings}
        invocation.say_json({"path": str(done.path), **told, "private_left_out": done.private})
    else:
        invocation.say(f"{done.path}\n{done.sentence}")
    return 0


def _exported(desk: Opened, given: argparse.Namespace, choice: NoteQuery | None, ending: str) -> "Exported":
    from esscollab_desktop.services.exchange import Exported, export_notes

    if ending == ".zip":
        wanted = choice, given.with_private, given.with_trash
        return export_notes(desk.notebook, desk.meetings, given.file, *wanted)
    from esscollab_desktop.services.note_report import report_of, write_report

    assert desk.library is not None
    parts = (desk.notebook, desk.meetings, desk.library, date.today())
    listed, private = report_of(*parts, choice, given.with_private)
    done = write_report(listed, given.file, private, ending)
    return Exported(done.path, done.notes, done.private)


def run_import(given: argparse.Namespace, invocation: Invocation) -> int:
    if (given.file is None) == (given.undo is None):
        raise UserError("Name the file to take in, or the import to take back with --undo.")
    return _undo(given, invocation) if given.file is None else _take_in(given.file, given, invocation)


def _take_in(path: Path, given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.bootstrap import open_backups
    from esscollab_desktop.services.exchange import apply_import, preview_import

    with opened(invocation) as desk:
        plan = preview_import(desk.notebook, desk.meetings, path)
        told = _text(plan)
        if not plan.changes_nothing:
            settle(told, f"Take in {path.name}?", is_agreed=given.yes)
        token = apply_import(desk.notebook, plan, open_backups(invocation.data, invocation.bundle))
    if given.json:
        invocation.say_json({**_data(plan), "undo": token or None})
        return 0
    invocation.say(told)
    if token and not plan.changes_nothing:
        invocation.say(f"Done. To take it back: esscollab notes import --undo {token}")
    return 0


def _undo(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.services.exchange import undo_import

    with opened(invocation) as desk:
        count = undo_import(desk.notebook, given.undo.strip())
    if given.json:
        invocation.say_json({"undone": count})
    elif count:
        invocation.say(f"Taken back: {number_of(count, 'note')}.")
    else:
        invocation.say(
            "Nothing is taken back: this import is not known, was undone before, or was changed since."
        )
    return 0


def _text(plan: "ImportPlan") -> str:
    lines = []
    for name, heading in _HEADINGS:
        found: tuple[ImportLine, ...] = getattr(plan, name)
        if found:
            lines += [heading, *(f"    {line.words}" for line in found)]
    if plan.changes_nothing:
        return plan.sentence
    return "\n".join([*lines, plan.sentence[:1].upper() + plan.sentence[1:]])


def _data(plan: "ImportPlan") -> dict[str, Any]:
    return {
        name: [{"id": line.id, "code": line.code, "words": line.words} for line in getattr(plan, name)]
        for name in ("added", "changed", "conflicting", "unchanged")
    }
