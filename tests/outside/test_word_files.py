"""Handouts as Word files in LibreOffice: each opens, with all its headings, tables and words."""

import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from laid_out import LOOKS, laid_out
from lxml import etree  # type: ignore[import-untyped]
from programs import run, tool

from esscollab_desktop.domain.packets import PaperSize
from esscollab_desktop.render.document import Document, Table, walk
from esscollab_desktop.render.document_docx import document_docx
from esscollab_desktop.services.catalogue import Catalogue

sys.path.append(str(Path(__file__).parent.parent / "render"))
from every_block import EVERY, SINGLE
from word_reader import Package, W, folded, headings_of

pytestmark = pytest.mark.outside

NAMES = [*LOOKS, "every block", "one item alone"]
SIZES = {PaperSize.LETTER: (612, 792), PaperSize.LEGAL: (612, 1008), PaperSize.A4: (595, 842)}
_MARKS = str.maketrans("", "", "●○▲")
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass(frozen=True)
class Converted:
    """Documents by their names, and the folder of what LibreOffice made of them."""

    documents: dict[str, Document]
    folder: Path

    def package(self, name: str) -> Package:
        return Package((self.folder / f"{name}.docx").read_bytes())

    def open_document(self, name: str) -> Any:
        with zipfile.ZipFile(self.folder / f"{name}.odt") as package:
            return etree.fromstring(package.read("content.xml"))

    def pdf(self, name: str) -> Path:
        return self.folder / f"{name}.pdf"


@pytest.fixture(scope="module")
def converted(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """All of them, to OpenDocument and to PDF, by a LibreOffice with settings of its own."""
    soffice = tool("soffice")
    folder = tmp_path_factory.mktemp("word")
    documents = {**laid_out(catalogue), "every block": EVERY, "one item alone": SINGLE}
    files = [folder / f"{name}.docx" for name in documents]
    for file, document in zip(files, documents.values(), strict=True):
        file.write_bytes(document_docx(document))
    own = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    for kind in ("odt", "pdf"):
        run(soffice, own, "--headless", "--convert-to", kind, "--outdir", folder, *files)
    return Converted(documents, folder)


def words(element: Any) -> str:
    """Its letters, where blanks and tabs are elements."""
    pieces = [element.text or ""]
    for part in element:
        pieces.append(" " if part.tag in {f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"} else words(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def shown(text: str) -> str:
    """Letters alone: without the marks of kinds, and without white space."""
    return "".join(text.translate(_MARKS).split())


def outline(path: Path) -> Iterator[tuple[int, str]]:
    document = pypdfium2.PdfDocument(path)
    for item in document.get_toc():
        yield item.level + 1, shown(item.get_title())
    document.close()


@pytest.mark.parametrize("name", NAMES)
def test_every_heading_comes_over_with_its_level(converted: Converted, name: str) -> None:
    headings = [
        (int(heading.get(f"{TEXT}outline-level")), shown(words(heading)))
        for heading in converted.open_document(name).iter(f"{TEXT}h")
    ]
    written = [(level, shown(text)) for level, text in converted.package(name).headings() if text]
    assert [heading for heading in headings if heading[1]] == written
    blocks = list(headings_of(converted.documents[name].blocks))
    assert [level for level, _ in written] == [level for level, _ in blocks]
    assert [(a, b) for (a, _), (b, _) in pairwise(written) if b > a + 1] == []
    for (_, text), (_, spans) in zip(written, blocks, strict=True):
        assert shown(folded("".join(span.text for span in spans))) in text


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_of_its_pdf_has_all_headings(converted: Converted, name: str) -> None:
    written = [(level, shown(text)) for level, text in converted.package(name).headings() if text]
    assert [text for _, text in outline(converted.pdf(name))] == [text for _, text in written]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_comes_over_with_its_rows_and_heads(converted: Converted, name: str) -> None:
    tables = list(converted.open_document(name).iter(f"{TABLE}table"))
    word = list(converted.package(name).body.iter(f"{W}tbl"))
    assert len(tables) == len(word)
    for made, had in zip(tables, word, strict=True):
        assert len(list(made.iter(f"{TABLE}table-row"))) == len(had.findall(f"{W}tr"))
    titled = [block for block in walk(converted.documents[name].blocks) if isinstance(block, Table)]
    headed = [table for table in tables if table.find(f"{TABLE}table-header-rows") is not None]
    assert len(headed) == len(titled) or converted.documents[name].large


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_of_the_paper_and_none_is_empty(converted: Converted, name: str) -> None:
    wide, high = SIZES[converted.documents[name].paper]
    document = pypdfium2.PdfDocument(converted.pdf(name))
    sizes = {tuple(sorted(round(side) for side in page.get_size())) for page in document}
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert sizes == {(wide, high)}
    least = 80  # a cover before cards; head and foot alone are shorter
    assert [text for text in texts if len(shown(text)) < least] == []
    assert f"of{len(texts)}" in shown(texts[-1])
