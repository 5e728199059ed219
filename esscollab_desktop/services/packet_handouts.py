"""A packet on its way to paper: put together from book and notebook, laid out, written in any format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from esscollab_desktop.domain.codes import pack_of
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.packets import PacketFields
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.layouts.content import Content, Item
from esscollab_desktop.render.layouts.whole import document_of
from esscollab_desktop.render.write import write_whole
from esscollab_desktop.services.gathering import Gathering, codes_in, meeting_lines
from esscollab_desktop.services.handouts import CompiledPdf, HandoutReport
from esscollab_desktop.services.library import Reading

if TYPE_CHECKING:
    from esscollab_desktop.services.meetings import Meetings
    from esscollab_desktop.services.notebook import Notebook

FORMATS = ("pdf", "html", "docx", "md", "json")
Press = Callable[[Document], CompiledPdf]


class Pictures(Protocol):
    """Where logos are kept."""

    def picture(self, name: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """A packet laid out. `anchors`: of each item's first opening, empty where an item gave nothing.

    `warnings` are whole sentences: what was left out, which notes are in, what is in another language.
    """

    document: Document
    warnings: tuple[str, ...]
    anchors: tuple[str, ...]


def prepared(
    library: Reading,
    notebook: "Notebook | None",
    meetings: "Meetings | None",
    packets: "Pictures | None",
    fields: PacketFields,
    printed: date,
    subtitle: str = "",
    logo: bytes | None = None,
) -> Prepared:
    """Lay a packet out. What it names and the open books do not have is left out, and said.

    `packets`: where its logo is kept; `logo`: another one in its place, a PNG.

    Raises UserError for a packet that has nothing to print.
    """
    gathering = Gathering(library, notebook, meetings, fields)
    items = gathering.items()
    if not fields.items:
        raise UserError("This packet is empty. Open an example and press Ctrl+Shift+P.")
    if not items:
        raise UserError(" ".join(("Nothing of this packet can be printed.", *gathering.left_out)))
    content = Content(
        title=fields.name.strip(),
        items=tuple(items),
        look=fields.look,
        printed=printed,
        book=library.info.title,
        editions=_editions(library, items),
        subtitle=subtitle,
        meeting=_meeting(gathering.meeting, fields),
        logo=logo or _logo(packets, fields, gathering.left_out),
    )
    return Prepared(document_of(content), gathering.warnings(), gathering.anchors)


def write_prepared(prepared: Prepared, path: Path, format_: str, press: Press) -> HandoutReport:
    """Write the file whole or not at all. `format_`: one of FORMATS. `press` makes the PDF.

    Raises UserError where the file can't be written.
    """
    if format_ == "pdf":
        made = press(prepared.document)
        written = write_whole(path, made.data)
        return HandoutReport(written, made.pages, made.replaced, " ".join(prepared.warnings))
    data = _writer(format_)(prepared.document)
    return HandoutReport(write_whole(path, data), 0, (), " ".join(prepared.warnings))


def _writer(format_: str) -> Callable[[Document], bytes]:
    if format_ == "docx":
        from esscollab_desktop.render.document_docx import document_docx

        return document_docx
    if format_ == "html":
        from esscollab_desktop.render.document_html import html_of

        return lambda document: html_of(document).encode()
    if format_ == "md":
        from esscollab_desktop.render.document_markdown import markdown_of

        return lambda document: markdown_of(document).encode()
    if format_ == "json":
        from esscollab_desktop.render.document_json import json_of

        return lambda document: json_of(document).encode()
    raise ValueError(f"no such format: {format_!r}")


def _editions(library: Reading, items: Sequence[Item]) -> tuple[str, ...]:
    """The book's edition, then those of the packs that any page is from."""
    named = [library.info.edition]
    for code in codes_in(items):
        if pack_of(code):
            title, edition = library.imprint(code)
            named.append(f"{title} {edition}")
    return tuple(dict.fromkeys(named))


def _meeting(meeting: Meeting | None, fields: PacketFields) -> tuple[str, ...]:
    if meeting is None:
        return ()
    return (meeting.title, *meeting_lines(meeting, fields.look.language))


def _logo(packets: "Pictures | None", fields: PacketFields, left_out: list[str]) -> bytes | None:
    """The picture that the packet names; one that the notebook has no more is said."""
    if not fields.look.logo or packets is None:
        return None
    try:
        return packets.picture(fields.look.logo)
    except UserError as refusal:
        left_out.append(str(refusal))
        return None
