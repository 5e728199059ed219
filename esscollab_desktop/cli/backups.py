"""`esscollab backups list|create|verify|restore`: copies of the notebook, and the way back to one."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli.asking import add_yes, settle
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.note_words import moment, number_of
from esscollab_desktop.domain.backups import BackupInfo
from esscollab_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from esscollab_desktop.services.backups import Backups

NEWEST = "newest"


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("backups", parents=[everywhere], help="copies of the notebook")
    verbs = parser.add_subparsers(metavar="list|create|verify|restore", required=True)
    _add_json(verbs.add_parser("list", parents=[everywhere], help="list them, newest first"), run_list)
    making = verbs.add_parser("create", parents=[everywhere], help="copy the notebook as it is now")
    making.add_argument("--reason", metavar="T", default="by hand", help="a few words to know it by")
    _add_json(making, run_create)
    checking = verbs.add_parser("verify", parents=[everywhere], help="look through one, or all")
    checking.add_argument("backup", metavar="BACKUP", nargs="?", help="its name, or newest; all without it")
    _add_json(checking, run_verify)
    restoring = verbs.add_parser("restore", parents=[everywhere], help="make the notebook what one holds")
    restoring.add_argument("backup", metavar="BACKUP", help="its name, or newest")
    add_yes(restoring)
    _add_json(restoring, run_restore)


def _add_json(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run_list(given: argparse.Namespace, invocation: Invocation) -> int:
    found = _backups(invocation).list()
    if given.json:
        invocation.say_json([_data(backup) for backup in found])
    elif found:
        invocation.say("\n".join(map(_line, found)))
    else:
        invocation.say("No backup yet. `esscollab backups create` makes one.")
    return 0


def run_create(given: argparse.Namespace, invocation: Invocation) -> int:
    made = _backups(invocation).create(given.reason)
    if given.json:
        invocation.say_json(_data(made))
    else:
        invocation.say(f"Copied {number_of(made.notes, 'note')}: {made.path}")
    return 0


def run_verify(given: argparse.Namespace, invocation: Invocation) -> int:
    backups = _backups(invocation)
    looked = backups.list() if given.backup is None else [backups.verify(_path(backups, given.backup))]
    if given.json:
        invocation.say_json([_data(backup) for backup in looked])
    elif looked:
        invocation.say("\n".join(map(_line, looked)))
    else:
        invocation.say("No backup yet. `esscollab backups create` makes one.")
    damaged = sum(not backup.is_sound for backup in looked)
    if damaged:
        is_one = "backup is" if damaged == 1 else "backups are"
        invocation.remark(f"{damaged} {is_one} damaged. Make a new one: esscollab backups create")
    return 1 if damaged else 0


def run_restore(given: argparse.Namespace, invocation: Invocation) -> int:
    backups = _backups(invocation)
    chosen = backups.verify(_path(backups, given.backup))
    if not chosen.is_sound:
        raise UserError(
            f"The backup {chosen.path.name} is damaged, so nothing was changed. "
            "Choose another: `esscollab backups list` tells which are sound."
        )
    settle(
        f"{_line(chosen)}\nThe notebook will be what this backup holds. What it is now is copied first, so "
        "that you can go back.",
        f"Restore {number_of(chosen.notes, 'note')} of {moment(chosen.taken_at)}?",
        is_agreed=given.yes,
    )
    done = backups.restore(chosen.path)
    if given.json:
        invocation.say_json({"notes": done.notes, "before": str(done.before) if done.before else None})
        return 0
    invocation.say(
        f"The notebook is what it was on {moment(chosen.taken_at)}: {number_of(done.notes, 'note')}."
    )
    if done.before:
        invocation.say(f'To go back: esscollab backups restore "{done.before.stem}"')
    return 0


def _backups(invocation: Invocation) -> "Backups":
    from esscollab_desktop.bootstrap import open_backups

    return open_backups(invocation.data, invocation.bundle)


def _path(backups: "Backups", named: str) -> Path:
    """The file of a backup's name, with or without its ending; UserError naming the newest."""
    known = [backup.path for backup in backups.list()]
    if named == NEWEST and known:
        return known[0]
    for path in known:
        if named in (path.name, path.stem, str(path)):
            return path
    if not known:
        raise UserError("There is no backup yet. `esscollab backups create` makes one.")
    raise UserError(f"There is no backup “{_short(named)}”. The newest is {known[0].name}.")


def _data(backup: BackupInfo) -> dict[str, Any]:
    return {
        "name": backup.path.name,
        "path": str(backup.path),
        "taken_at": backup.taken_at,
        "reason": backup.reason,
        "notes": backup.notes,
        "size": backup.size,
        "is_sound": backup.is_sound,
    }


def _line(backup: BackupInfo) -> str:
    told = number_of(backup.notes, "note") if backup.is_sound else "damaged"
    size = max(1, round(backup.size / 1024))
    return f"{moment(backup.taken_at)}  {told}, {backup.reason}, {size} KB\n    {backup.path.name}"


def _short(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)[:40]
