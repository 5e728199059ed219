"""`esscollab packs`: for people who write content, and for those who install it."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli import packs_diff, packs_installing
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.packs_opening import opening
from esscollab_desktop.cli.progress import ProgressLine

if TYPE_CHECKING:
    from esscollab_desktop.packs.starting import Workshop

VERBS = "list|show|install|rollback|remove|diff|check|new|from-sheet|template|build|key"


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser(
        "packs", parents=[everywhere], help="content: install it, go back, write your own"
    )
    verbs = parser.add_subparsers(metavar=VERBS, required=True)
    packs_installing.add_verbs(verbs, everywhere)
    packs_diff.add_to(verbs, everywhere, run_diff)
    checking = verbs.add_parser("check", parents=[everywhere], help="name every fault in a content folder")
    checking.add_argument("folder", metavar="FOLDER", type=_path, help="the folder that holds book.yaml")
    checking.add_argument("--json", action="store_true", help="as JSON")
    checking.set_defaults(run=run_check)
    making = verbs.add_parser("new", parents=[everywhere], help="a small content folder to begin with")
    making.add_argument("folder", metavar="FOLDER", type=_path, help="the folder to make")
    _add_title(making)
    making.set_defaults(run=run_new)
    turning = verbs.add_parser(
        "from-sheet", parents=[everywhere], help="turn a filled-in spreadsheet into content"
    )
    turning.add_argument("file", metavar="FILE", type=_path, help="the sheet, .xlsx or .csv")
    turning.add_argument(
        "-o", "--output", metavar="FOLDER", type=_path, required=True, help="a new folder, or one to add to"
    )
    _add_title(turning)
    turning.add_argument("--skip-faulty", action="store_true", help="write the sound rows, name the others")
    turning.add_argument(
        "--replace", action="store_true", help="replace examples that have the same headline"
    )
    turning.set_defaults(run=run_from_sheet)
    handing = verbs.add_parser("template", parents=[everywhere], help="a spreadsheet to fill in")
    handing.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=_path,
        default=Path("examples-template.xlsx"),
        help="the file to write, .xlsx or .csv",
    )
    handing.set_defaults(run=run_template)
    _add_publishing(verbs, everywhere)


def _add_publishing(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    building = verbs.add_parser("build", parents=[everywhere], help="make a pack of a content folder")
    building.add_argument("folder", metavar="FOLDER", type=_path, help="the folder that holds book.yaml")
    building.add_argument(
        "-o", "--output", metavar="FILE", type=_path, required=True, help="the pack to write, .esspack"
    )
    building.add_argument("--key", metavar="FILE", type=_path, help="sign it with this key")
    building.set_defaults(run=run_build)
    keying = verbs.add_parser("key", parents=[everywhere], help="make a key to sign packs with")
    keying.add_argument(
        "-o", "--output", metavar="FILE", type=_path, required=True, help="a new file for the key"
    )
    keying.set_defaults(run=run_key)


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("needs a name")
    return Path(text)


def _add_title(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--title", metavar="T", default="Examples from our office", help="what a new folder is called"
    )


def run_check(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.packs.check import check_folder

    with ProgressLine() as line:
        faults = check_folder(given.folder, line.progress, line.cancelled)
    if given.json:
        invocation.say_json(list(faults))
    else:
        count = "1 place needs" if len(faults) == 1 else f"{len(faults)} places need"
        last = f"{count} mending." if faults else "Nothing needs mending."
        invocation.say("\n".join([*map(str, faults), last]))
    return 1 if faults else 0


def run_new(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.packs.starting import new_folder, start

    files = new_folder(start(_workshop(invocation), given.title, date.today()), given.folder)
    invocation.say("\n".join(str(given.folder / name) for name in files))
    invocation.say(f"Change these files, then check them: esscollab packs check {given.folder}")
    return 0


def run_from_sheet(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.packs.from_sheet import write_sources
    from esscollab_desktop.packs.starting import start

    begun = start(_workshop(invocation), given.title, date.today(), with_book=True)
    report = write_sources(
        given.file, given.output, begun, skip_faulty=given.skip_faulty, may_replace=given.replace
    )
    for name in report.new:
        invocation.say(f"new: {given.output / name}")
    for name in report.changed:
        invocation.say(f"changed: {given.output / name}")
    for told in [*report.remarks, *(f"Left out: {given.file.name}, {fault}" for fault in report.faults)]:
        invocation.remark(told)
    return 0


def run_template(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.packs.starting import copy_template

    copy_template(_workshop(invocation), given.output)
    invocation.say(str(given.output))
    return 0


def run_diff(given: argparse.Namespace, invocation: Invocation) -> int:
    with opening(invocation) as named:
        return packs_diff.run(given, invocation, named)


def run_build(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.packs.packing import pack_folder
    from esscollab_desktop.packs.signing import load_key

    with ProgressLine() as line:
        manifest = pack_folder(given.folder, given.output, given.key, line.progress, line.cancelled)
    examples = "1 example" if manifest.examples == 1 else f"{manifest.examples} examples"
    invocation.say(f"{given.output}: {manifest.name}, edition {manifest.edition}, {examples}")
    if given.key:
        invocation.say(f"Signed with the key {load_key(given.key).signer.fingerprint}")
    else:
        invocation.say("Not signed: nobody can tell who made it. Sign with --key FILE.")
    return 0


def run_key(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.packs.signing import new_key

    signer = new_key(given.output)
    invocation.say(f"{given.output}: keep it to yourself, and keep a copy in a safe place.")
    invocation.say(f"Its fingerprint, to give to readers: {signer.fingerprint}")
    return 0


def _workshop(invocation: Invocation) -> "Workshop":
    from esscollab_desktop.packs.starting import Workshop

    return Workshop(invocation.bundle / "resources")
