"""`esscollab handout [CODE...]`: a choice of the book, a packet, or a meeting, as a file to hand out."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli.choosing import chosen_meeting
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.look_options import add_look_options, look_of
from esscollab_desktop.cli.progress import ProgressLine
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import NotesPlace, PacketFields, PacketLook

if TYPE_CHECKING:
    from esscollab_desktop.services.handouts import HandoutReport
    from esscollab_desktop.services.library import Library
    from esscollab_desktop.services.meetings import Meetings
    from esscollab_desktop.services.notebook import Notebook
    from esscollab_desktop.services.packet_handouts import Prepared
    from esscollab_desktop.services.packets import Packets

FORMATS = ("pdf", "html", "docx", "md", "json")


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("handout", parents=[everywhere], help="write a file to hand out")
    parser.add_argument("codes", metavar="CODE", nargs="*", help="4 for a practice and its examples, 4.MA")
    parser.add_argument("--packet", metavar="NAME", help="a packet of the notebook, in its own look")
    parser.add_argument("--meeting", metavar="NAME", help="for this meeting; without CODE its notes")
    add_look_options(parser)
    parser.add_argument("--format", choices=FORMATS, help="of the file; else what its name ends with")
    parser.add_argument(
        "--each-state", action="store_true", help="one file for each state that has examples, into a folder"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="the file, or the folder")
    parser.set_defaults(run=run)


@dataclass(slots=True)
class _Desk:
    """What a handout is made from; the notebook is open only where something of it is asked for."""

    library: "Library"
    notebook: "Notebook | None"
    meetings: "Meetings | None"
    packets: "Packets | None"


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    if given.packet is not None and (given.codes or given.each_state):
        raise UserError("A packet says itself what is in it. Leave out --packet, or the rest.")
    if given.each_state and given.output is None:
        raise UserError("Name the folder for the files: -o FOLDER/.")
    format_ = _format(given)
    with _desk(given, invocation) as desk:
        if given.each_state:
            return _write_each_state(given, invocation, desk, format_)
        fields, subtitle = _fields(given, desk)
        made = _prepared(given, desk, fields, subtitle)
    path = Path(default_name(given, fields, format_)) if given.output is None else Path(given.output)
    say_written(invocation, _write(made, path, format_))
    return 0


@contextmanager
def _desk(given: argparse.Namespace, invocation: Invocation) -> Iterator[_Desk]:
    from esscollab_desktop.bootstrap import meetings_in, packets_in

    wants_notes = given.notes in {NotesPlace.END, NotesPlace.MARGIN}
    library = invocation.library()
    try:
        if not (wants_notes or given.packet is not None or given.meeting is not None):
            yield _Desk(library, None, None, None)
            return
        notebook = invocation.notebook()
        try:
            yield _Desk(library, notebook, meetings_in(notebook), packets_in(notebook))
        finally:
            notebook.close()
    finally:
        library.close()


def _fields(given: argparse.Namespace, desk: _Desk) -> tuple[PacketFields, str]:
    from esscollab_desktop.services.handout_choice import chosen, subtitle

    meeting = ""
    if given.meeting is not None:
        assert desk.meetings is not None
        meeting = chosen_meeting(desk.meetings, given.meeting).id
    if given.packet is not None:
        assert desk.packets is not None
        fields = desk.packets.by_name(given.packet).fields
        look = look_of(given, fields.look)
        return replace(fields, look=look, meeting=meeting or fields.meeting), ""
    look = look_of(given, PacketLook())
    return chosen(desk.library, given.codes, look, meeting), subtitle(desk.library, given.codes)


def _prepared(given: argparse.Namespace, desk: _Desk, fields: PacketFields, subtitle: str = "") -> "Prepared":
    from esscollab_desktop.services.packet_handouts import prepared

    logo = _logo(given.logo) if given.logo is not None else None
    return prepared(
        desk.library, desk.notebook, desk.meetings, desk.packets, fields, date.today(), subtitle, logo
    )


def _logo(path: Path) -> bytes:
    from esscollab_desktop.render.logo import logo_png
    from esscollab_desktop.render.picture import png

    try:
        data = path.read_bytes()
    except OSError as fault:
        raise UserError(
            f"The logo could not be read: {path} ({fault.strerror}). Choose another one."
        ) from fault
    return logo_png(data, png)


def _write(made: "Prepared", path: Path, format_: str) -> "HandoutReport":
    from esscollab_desktop.render.document_pdf import compile_document
    from esscollab_desktop.services.packet_handouts import write_prepared

    return write_prepared(made, path, format_, compile_document)


def _write_each_state(given: argparse.Namespace, invocation: Invocation, desk: _Desk, format_: str) -> int:
    """One line for each file; called off, it says how many there are, and those are whole."""
    from esscollab_desktop.services.handout_choice import each_state

    folder = Path(given.output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as fault:
        raise UserError(
            f"There is no folder {folder} ({getattr(fault, 'strerror', fault)}). Name another one."
        ) from fault
    wanted = list(each_state(desk.library, given.codes, look_of(given, PacketLook())))
    with ProgressLine() as line:
        for done, (code, fields) in enumerate(wanted):
            line.progress(fields.name, done, len(wanted))
            if line.cancelled():
                invocation.remark(f"Stopped: {done} of {len(wanted)} handouts are written.")
                return 130
            path = folder / f"{_stem([code])}.{format_}"
            say_written(invocation, _write(_prepared(given, desk, fields), path, format_))
    if not wanted:
        invocation.say("No state has an example there.")
    return 0


def _format(given: argparse.Namespace) -> str:
    if given.format is not None:
        return str(given.format)
    if given.output is None or given.each_state:
        return "pdf"
    ending = Path(given.output).suffix.removeprefix(".").lower()
    return ending if ending in FORMATS else "pdf"


def say_written(invocation: Invocation, report: "HandoutReport") -> None:
    pages = "1 page" if report.pages == 1 else f"{report.pages} pages"
    invocation.say(f"{report.path} ({pages})" if report.pages else str(report.path))
    if report.notes:
        invocation.say(report.notes)
    for character in report.replaced:
        invocation.say(f"{character} can't be printed with these fonts; it stands there as [{character}].")


def default_name(given: argparse.Namespace, fields: PacketFields, format_: str) -> str:
    """The file's name where none is given: of the packet, the meeting, or the codes."""
    if given.packet is not None or (given.meeting is not None and not given.codes):
        words = "".join(c if c.isalnum() else "-" for c in given.packet or given.meeting)
        return f"esscollab-handout-{'-'.join(filter(None, words.split('-')))[:60] or 'packet'}.{format_}"
    codes = [code for item in fields.items for code in item.codes]
    return f"{_stem(given.codes and list(dict.fromkeys(codes)))}.{format_}"


def _stem(codes: Sequence[str]) -> str:
    """The codes are named as far as a name stays handy."""
    if not codes:
        return "esscollab-handout-book"
    named = "-".join(dict.fromkeys(code.replace(":", "-") for code in codes))
    if len(named) > 60:
        named = f"{codes[0].replace(':', '-')}-and-{len(set(codes)) - 1}-more"
    return f"esscollab-handout-{named}"
