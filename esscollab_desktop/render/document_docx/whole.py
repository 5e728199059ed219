"""The whole file: what stands above the first item, the blocks, the sheets."""

from typing import Any

import docx

from esscollab_desktop.render.document import Block, Cover, Document
from esscollab_desktop.render.document_docx.blocks import Blocks
from esscollab_desktop.render.document_docx.figures import figure
from esscollab_desktop.render.document_docx.look import INCH, Look
from esscollab_desktop.render.document_docx.paper import Paper
from esscollab_desktop.render.document_docx.parts import dress
from esscollab_desktop.render.document_docx.runs import Runs
from esscollab_desktop.render.document_docx.sheets import Sheets
from esscollab_desktop.render.document_survey import anchors_of, has_own_title, headings_of
from esscollab_desktop.render.held import one_line
from esscollab_desktop.render.languages import tag_of
from esscollab_desktop.render.word_file import describe, packed


def document_docx(document: Document) -> bytes:
    """A .docx with Word's own headings, lists and tables; the same document gives the same bytes."""
    word = docx.Document()
    look = Look.of(document)
    language = tag_of(document.language)
    describe(word, one_line(document.title), document.printed, language or "en-US")
    dress(word, look, _first_plain(document.blocks), language)
    body: Any = word.element.body
    for part in list(body):
        body.remove(part)
    runs = Runs(word, document.language, frozenset(anchors_of(document.blocks)))
    paper = Paper(body, look, runs, "lying" if look.lies else "text")
    blocks = Blocks(document, paper, word)
    _begin(document, paper)
    blocks.write(document.blocks)
    runs.set_chips()
    paper.gap()
    sheets = Sheets(word, document, runs, blocks)
    last: Any = body.get_or_add_sectPr()
    for sheet, section in [*paper.ended, (paper.sheet, last)]:
        sheets.fill(section, sheet)
    return packed(word)


def _begin(document: Document, paper: Paper) -> None:
    """Organization, title and meeting; the title is left to an item where that has it."""
    cover = document.cover or Cover(document.title)
    if cover.logo:
        figure(paper, cover.logo, INCH // 2)
    _line(paper, "Handout Trail", cover.organization)
    if not has_own_title(document):
        _line(paper, "Title", cover.title or document.title)
    _line(paper, "Subtitle", cover.subtitle)
    for told in cover.meeting:
        _line(paper, "Handout Small", told)
    _line(paper, "Handout Small", cover.edition)


def _line(paper: Paper, style: str, text: str) -> None:
    if told := one_line(text):
        paper.paragraph(style, paper.runs.plain(told))


def _first_plain(blocks: tuple[Block, ...]) -> int:
    """The highest level of a heading that is no item's title."""
    return min((heading.level for heading in headings_of(blocks)), default=2)
