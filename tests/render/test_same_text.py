"""Every format of a handout says the same: its reading text, for every layout of the real book."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from json_reader import JsonFile
from made_handouts import WAYS, Desk, spanish_handouts
from markdown_reader import MarkdownFile
from page_reader import PageFile
from tagged import Element, structure
from word_reader import Package

from esscollab_desktop.domain.packets import Layout, NotesPlace
from esscollab_desktop.render import spanish
from esscollab_desktop.render.document import Contents, Document, Figure, walk
from esscollab_desktop.render.document_docx import document_docx
from esscollab_desktop.render.document_html import html_of
from esscollab_desktop.render.document_json import json_of
from esscollab_desktop.render.document_markdown import markdown_of
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.document_text import reading_lines
from esscollab_desktop.render.words import WORDS
from esscollab_desktop.services.catalogue import Catalogue


@pytest.fixture(scope="module")
def desk(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(catalogue, tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def spanish_ones(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Document]]:
    with spanish_handouts(tmp_path_factory.mktemp("spanish")) as made:
        yield made


def squashed(text: str) -> str:
    """Letters, figures and signs, without chips and what joins the parts of a line."""
    return re.sub(r"[\s\[\].,:“”–_]", "", re.sub(r"\[N\d+\]|(?<=\W)N\d+(?=\W)", "", text))


def check(document: Document) -> None:
    lines = reading_lines(document)
    page = PageFile(html_of(document))
    page.check()
    assert page.lines() == lines
    text = squashed("\n".join(lines))
    bare = replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Figure)))
    assert squashed("\n".join(MarkdownFile(markdown_of(bare)).lines())) == text
    assert squashed(JsonFile(json_of(document)).words("\n")) == text
    assert squashed(Package(document_docx(document)).text) == text


def on_paper(element: Element) -> Iterator[str]:
    """The text of a PDF without pages of contents and without the letters of drawings."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.role not in {"Figure", "TOC", "TOCI"}:
            yield from on_paper(child)
            yield " "


def letters(text: str) -> str:
    """Letters and figures alone; on paper a chip stands close to its words."""
    return re.sub(r"N[1-7]", "", re.sub(r"[\W_]", "", text))


@pytest.mark.parametrize("place", [NotesPlace.END, NotesPlace.MARGIN])
@pytest.mark.parametrize("layout", Layout)
def test_paper_says_the_same(desk: Desk, layout: Layout, place: NotesPlace) -> None:
    document = desk.handout(layout, place)
    rest = tuple(block for block in document.blocks if not isinstance(block, Contents))
    document = replace(document, blocks=rest)
    shown = letters("".join(on_paper(structure(compile_document(document).data))))
    told = letters("\n".join(reading_lines(document)))
    if layout is Layout.CARDS:  # on a card, the word for its kind stands above the title
        assert sorted(shown) == sorted(told)
    else:
        assert shown == told


@pytest.mark.parametrize(("layout", "place"), WAYS)
def test_every_layout_with_notes_in_every_place(desk: Desk, layout: Layout, place: NotesPlace) -> None:
    check(desk.handout(layout, place))


def test_one_page_alone_and_large_print(desk: Desk) -> None:
    check(desk.single("4.MA"))
    check(desk.handout(Layout.REFERENCE, NotesPlace.END, large=True))


@pytest.mark.parametrize("language", ["es", "en+es"])
def test_spanish(spanish_ones: dict[str, Document], language: str) -> None:
    document = spanish_ones[language]
    assert any("socios" in line for line in reading_lines(document))
    check(document)
    assert PageFile(html_of(document)).all("//*[@lang='es'] | //*[@lang='en']")


def test_every_fixed_word_is_told_in_spanish_too() -> None:
    assert set(spanish.WORDS) == set(WORDS)


def test_a_handout_of_twenty_items_is_under_a_megabyte(desk: Desk) -> None:
    document = desk.handout(Layout.REFERENCE, NotesPlace.END)
    whole = replace(document, blocks=document.blocks * 3)
    assert len(html_of(whole).encode()) < 1_000_000


def test_pictures_are_told_in_every_format(desk: Desk) -> None:
    document = desk.handout(Layout.REFERENCE, NotesPlace.NONE)
    (told,) = {block.alternative for block in walk(document.blocks) if isinstance(block, Figure)}
    assert told in [image.get("alt") for image in PageFile(html_of(document)).all("//img")]
    assert told in MarkdownFile(markdown_of(document)).styled("em")
    assert told in json_of(document)
    described = Package(document_docx(document)).body.iter()
    assert told in [element.get("descr") for element in described if element.tag.endswith("}docPr")]
