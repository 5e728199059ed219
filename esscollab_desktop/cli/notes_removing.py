"""`esscollab notes delete|restore|erase|retention`: into the trash, out of it, and gone for good."""

import argparse
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli.asking import add_yes, settle
from esscollab_desktop.cli.choosing import chosen_note
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.note_words import as_data, number_of
from esscollab_desktop.cli.opened import opened
from esscollab_desktop.cli.values import counted
from esscollab_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from esscollab_desktop.domain.notes import Note
    from esscollab_desktop.services.notebook import Notebook

VERBS = ("delete", "restore", "erase", "retention")
NEVER = "never"
_days = counted(36_500)


def add_to(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    deleting = verbs.add_parser("delete", parents=[everywhere], help="put notes into the trash")
    _add_notes(deleting, "+")
    _add_json(deleting, run_delete)
    restoring = verbs.add_parser("restore", parents=[everywhere], help="out of the trash, or to a version")
    _add_notes(restoring, "+")
    restoring.add_argument(
        "--version", metavar="N", type=counted(999_999), help="make an earlier version the newest one"
    )
    _add_json(restoring, run_restore)
    erasing = verbs.add_parser("erase", parents=[everywhere], help="remove notes for good")
    _add_notes(erasing, "*")
    erasing.add_argument("--trash", action="store_true", help="all that are in the trash")
    add_yes(erasing)
    _add_json(erasing, run_erase)
    keeping = verbs.add_parser("retention", parents=[everywhere], help="how long the trash keeps notes")
    keeping.add_argument("days", metavar="DAYS", nargs="?", type=_kept, help="days, or never to erase none")
    add_yes(keeping)
    _add_json(keeping, run_retention)


def _add_notes(parser: argparse.ArgumentParser, how_many: str) -> None:
    parser.add_argument("notes", metavar="NOTE", nargs=how_many, help="ids, or the beginning of each")


def _add_json(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def _kept(text: str) -> int:
    """Days, 0 for never."""
    return 0 if text == NEVER else _days(text)


def run_delete(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        # All are looked up first: one that is not there leaves the others as they are.
        chosen = _chosen(desk.notebook, given.notes)
        if given.json:
            notes = [desk.notebook.delete(note.id) for note in chosen]
            invocation.say_json([as_data(n, desk.titles_for(notes), desk.meeting_titles) for n in notes])
            return 0
        for note in chosen:
            desk.notebook.delete(note.id)
            told = f"`esscollab notes restore {note.id}` brings it back."
            invocation.say(f"The note on {note.target} is in the trash. {told}")
    return 0


def run_restore(given: argparse.Namespace, invocation: Invocation) -> int:
    if given.version and len(given.notes) > 1:
        raise UserError("A version belongs to one note. Name one note with --version.")
    with opened(invocation) as desk:
        chosen = _chosen(desk.notebook, given.notes)
        if given.version:
            notes = [_to_version(desk.notebook, chosen[0], given.version)]
            words = f"is as it was in version {given.version}"
        else:
            _refuse_live(chosen)
            notes, words = [desk.notebook.restore(note.id) for note in chosen], "is back"
        if given.json:
            invocation.say_json([as_data(n, desk.titles_for(notes), desk.meeting_titles) for n in notes])
        else:
            invocation.say("\n".join(f"The note on {note.target} {words}: {note.id}" for note in notes))
    return 0


def run_erase(given: argparse.Namespace, invocation: Invocation) -> int:
    if bool(given.notes) == given.trash:
        raise UserError("Name the notes to erase, or give --trash for all that are in the trash.")
    with opened(invocation) as desk:
        chosen = desk.notebook.trash() if given.trash else _chosen(desk.notebook, given.notes)
        notes = number_of(len(chosen), "note")
        if chosen:
            settle(
                f"{notes} will be removed for good: text, history and passage, from the notebook, the trash, "
                "the index of words, every backup and every damaged file that was kept. "
                "Files that you exported stay as they are. Nothing brings the notes back.",
                f"Erase {notes} for good?",
                is_agreed=given.yes,
            )
        report = desk.notebook.erase(note.id for note in chosen)
    if given.json:
        invocation.say_json(
            {"erased": report.notes, "rewritten": report.rewritten, "removed": report.removed}
        )
    elif not chosen:
        invocation.say("The trash is empty.")
    else:
        invocation.say(f"Erased for good: {number_of(report.notes, 'note')}.")
        if report.rewritten:
            invocation.say(f"Written anew without them: {', '.join(report.rewritten)}")
        if report.removed:
            invocation.say(f"Removed: {', '.join(report.removed)}")
    return 0


def run_retention(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        if given.days is not None:
            if given.days:
                settle(
                    f"From now on a note that lies in the trash for {number_of(given.days, 'day')} is erased "
                    "for good when the window opens: with its history, and from the backups.",
                    f"Erase notes after {number_of(given.days, 'day')} in the trash?",
                    is_agreed=given.yes,
                )
            desk.notebook.set_retention(given.days or None)
        days = desk.notebook.retention()
    if given.json:
        invocation.say_json({"days": days})
    elif days is None:
        invocation.say("Notes stay in the trash until you erase them.")
    else:
        invocation.say(f"Notes are erased for good after {number_of(days, 'day')} in the trash.")
    return 0


def _chosen(notebook: "Notebook", named: list[str]) -> "list[Note]":
    notes = [chosen_note(notebook, text) for text in named]
    return list({note.id: note for note in notes}.values())


def _to_version(notebook: "Notebook", note: "Note", number: int) -> "Note":
    """An earlier version, or one of the wordings that stand against each other: that settles it."""
    if note.rivals:
        revisions = notebook.history(note.id)
        picked = next((one for one in revisions if one.number == number), None)
        if picked and (picked.id in note.rivals or number == note.revision):
            return notebook.settle(note.id, picked.id)
    return notebook.restore_revision(note.id, number)


def _refuse_live(notes: "list[Note]") -> None:
    live = next((note for note in notes if note.deleted_at is None), None)
    if live is not None:
        raise UserError(
            f"The note {live.id} is not in the trash. --version takes it back to an earlier version."
        )
