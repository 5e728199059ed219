"""Everything that is asked of one packet on paper, as sentences on what is wrong."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from esscollab_desktop.render.document import Cards, Document
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.pdf import CompiledPdf
from papers.conditions import findings
from papers.desk import Desk, desk
from papers.packets import laid_out
from papers.pairing import Case
from papers.paper_file import PaperFile
from papers.reading import Expected, between, other_cells, structure_text

_STRAY = 200  # letters of marks, bullets and page numbers that may stand between the lines of a page


def faults(case: Case, desk: Desk, folder: Path, qpdf: str = "") -> list[str]:
    """Lays the packet out and makes it up; `qpdf`: the program, where it is to have its say."""
    document = laid_out(case, desk).document
    made = compile_document(document)
    found = [f"{one.id} {one.where}" for one in findings(made.data, document.large)]
    found += _text_faults(document, made)
    return [*found, *_qpdf(made.data, folder, qpdf)]


def _text_faults(document: Document, made: CompiledPdf) -> Iterator[str]:
    file = PaperFile(made.data)
    try:
        expected = Expected(document, made.replaced)
        try:
            has_cards = any(isinstance(block, Cards) for block in document.blocks)
            stray = between(expected.outside_tables(), structure_text(file), has_cards)
        except AssertionError as lost:
            yield f"T-lines {lost}"
        else:
            if sum(map(len, stray)) > _STRAY * made.pages:
                yield f"T-lines between them stands {stray}"
        yield from (f"T-cells {told}" for told in other_cells(file, expected.tables()))
    finally:
        file.close()


def _qpdf(data: bytes, folder: Path, program: str) -> Iterator[str]:
    if not program:
        return
    path = folder / "checked.pdf"
    path.write_bytes(data)
    done = subprocess.run([program, "--check", path], capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        yield f"Q-check {(done.stdout + done.stderr).strip()[-300:]}"


_open = ExitStack()
_desks: list[tuple[Desk, Path]] = []


def begin(book: Path) -> None:
    """Once in each process: a notebook of its own."""
    folder = Path(_open.enter_context(tempfile.TemporaryDirectory()))
    _desks.append((_open.enter_context(desk(folder, book)), folder))


def look(qpdf: str, case: Case) -> list[str]:
    made, folder = _desks[0]
    try:
        return faults(case, made, folder, qpdf)
    except Exception as failure:  # every packet is told of, also after one that can't be made up
        return [f"X-made {failure!r}"]
