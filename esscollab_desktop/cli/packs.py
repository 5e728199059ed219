"""`esscollab packs check|new|from-sheet|template`: for people who write content."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli.invocation import Invocation

if TYPE_CHECKING:
    from esscollab_desktop.packs.starting import Workshop


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("packs", parents=[everywhere], help="write content of your own, and check it")
    verbs = parser.add_subparsers(metavar="check|new|from-sheet|template", required=True)
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

    faults = check_folder(given.folder)
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


def _workshop(invocation: Invocation) -> "Workshop":
    from esscollab_desktop.packs.starting import Workshop

    return Workshop(invocation.bundle / "resources")
