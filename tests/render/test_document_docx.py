"""A handout as a Word file: read back with python-docx and as XML, whatever its texts are."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle

import docx
import pytest
from docx.document import Document as WordDocument
from every_block import BLOCKS, COMPARISON, DID, EVERY, EXAMPLE, NOTES, PRACTICE, SINGLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_reader import Package, R, W, each_text, folded, headings_of, text_of, told

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.packets import PaperSize
from esscollab_desktop.render.document import (
    Beside,
    Block,
    Cell,
    Column,
    Document,
    Entry,
    Figure,
    Heading,
    Lines,
    List,
    ListStyle,
    NewSheet,
    Paragraph,
    Rail,
    Span,
    Table,
    plain,
    walk,
)
from esscollab_desktop.render.document_docx import document_docx
from esscollab_desktop.render.document_docx.runs import stretches
from esscollab_desktop.render.document_docx.tables import column_widths
from esscollab_desktop.render.document_docx.xml import _RANK
from esscollab_desktop.render.held import held
from esscollab_desktop.render.languages import is_right_to_left
from esscollab_desktop.render.links import web_address

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
NO_PICTURES = tuple(block for block in BLOCKS if not isinstance(block, Figure))
PLAIN_COVER = replace(EVERY.cover, logo=None) if EVERY.cover else None
DRESSES = {
    "plain": EVERY,
    "single": SINGLE,
    "large": replace(EVERY, large=True),
    "sans on legal": replace(EVERY, sans=True, paper=PaperSize.LEGAL),
    "margin on A4": replace(EVERY, has_margin=True, paper=PaperSize.A4),
    "lying": replace(EVERY, lies=True),
}


def bare(*blocks: Block) -> Document:
    return replace(EVERY, cover=None, title="Title", blocks=blocks)


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(document_docx(document)))


def check_text(document: Document, package: Package) -> str:
    """Every text of the document in reading order; gives what stands between them."""
    text, place, between = folded(package.text), 0, []
    for piece in map(folded, map(held, told(document))):
        found = text.find(piece, place)
        assert found >= 0, f"{piece!r} is not in {text[place : place + 200]!r}"
        between.append(text[place:found])
        place = found + len(piece)
    between.append(text[place:])
    return "".join(between)


def check_whole(package: Package) -> None:
    """What Word calls a damaged file: names that lead nowhere, doubles, parts out of their order."""
    styles = {style.get(f"{W}styleId") for style in package.parts["word/styles.xml"].iter(f"{W}style")}
    based = package.parts["word/styles.xml"].iter(f"{W}basedOn", f"{W}next")
    assert {named.get(f"{W}val") for named in based} <= styles
    counts = {num.get(f"{W}numId") for num in package.parts["word/numbering.xml"].iter(f"{W}num")} | {"0"}
    for name in ("document", "header", "footer", "styles"):
        for part in package.part(name):
            used = {named.get(f"{W}val") for named in part.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
            assert used <= styles
            for tag, rank in _RANK.items():
                for properties in part.iter(f"{W}{tag}"):
                    order = [rank[child.tag] for child in properties]
                    assert order == sorted(order)
                    assert len(order) == len(set(order)) or tag == "sectPr"
    body = package.body
    assert {number.get(f"{W}val") for number in body.iter(f"{W}numId")} <= counts
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks))
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None} <= set(marks)
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc"))
    assert all(row.findall(f"{W}tc") for row in body.iter(f"{W}tr"))
    relations = {rel.get("Id") for rel in package.parts["word/_rels/document.xml.rels"]}
    assert {link.get(f"{R}id") for link in body.iter() if link.get(f"{R}id")} <= relations
    assert body[-1].tag == f"{W}sectPr"


@pytest.mark.parametrize("name", DRESSES)
def test_every_block_in_reading_order(name: str) -> None:
    document = DRESSES[name]
    package = Package(document_docx(document))
    between = check_text(document, package)
    assert re.sub(r"\[N\d\]|[\s,:“”\[\]]", "", between) == ""
    check_whole(package)
    expected = [
        (level, folded("".join(span.text for span in text))) for level, text in headings_of(document.blocks)
    ]
    shown = [heading for heading in package.headings() if heading[1]]
    assert [(level, text.replace("\u00a0", "")) for level, text in shown] == expected


def test_the_same_document_is_the_same_file() -> None:
    first = document_docx(EVERY)
    assert first == document_docx(EVERY)
    package = Package(first)
    assert {entry.date_time for entry in package.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert package.names[0] == "[Content_Types].xml"


def test_what_the_file_tells_of_itself() -> None:
    told_ = opened(replace(EVERY, language="es")).core_properties
    assert (told_.title, told_.language, told_.author) == (EVERY.title, "es", "")
    assert told_.created == told_.modified == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_styles_of_our_own_and_of_words() -> None:
    word = opened(EVERY)
    names = {style.name for style in word.styles}
    for wanted in (
        "Title",
        "Heading 6",
        "List Bullet",
        "List Number",
        "Quote",
        "Caption",
        "Handout Guidance",
    ):
        assert wanted in names
    normal = word.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Source Serif 4", 11)
    assert word.styles["Handout Note"].font.name == "Source Sans 3"
    table = Package(document_docx(EVERY)).parts["word/fontTable.xml"]
    assert [(font.get(f"{W}name"), font[0].get(f"{W}val")) for font in table] == [
        ("Source Serif 4", "Georgia"),
        ("Source Sans 3", "Calibri"),
    ]


def test_large_print_has_nothing_under_18_points() -> None:
    package = Package(document_docx(replace(EVERY, large=True)))
    for part in [*package.part("styles"), *package.part("document"), *package.part("footer")]:
        for size in part.iter(f"{W}sz"):
            if size.getparent().tag == f"{W}rPr" and int(size.get(f"{W}val")) < 36:
                style = size.getparent().getparent()
                assert style.get(f"{W}styleId") in {"HandoutGap", None}
    assert not list(package.parts["word/styles.xml"].iter(f"{W}vertAlign"))
    assert "[1]" in package.text
    assert "Source Serif" not in "".join(
        font.get(f"{W}ascii") for font in package.parts["word/styles.xml"].iter(f"{W}rFonts")
    )


@pytest.mark.parametrize(
    ("paper", "size"),
    [(PaperSize.LETTER, (8.5, 11)), (PaperSize.LEGAL, (8.5, 14)), (PaperSize.A4, (8.27, 11.69))],
)
def test_paper(paper: PaperSize, size: tuple[float, float]) -> None:
    sections = opened(replace(EVERY, paper=paper)).sections
    shown = [
        (round(one.page_width.inches, 2), round(one.page_height.inches, 2))  # type: ignore[union-attr]
        for one in sections
    ]
    assert shown[0] == shown[-1] == size
    assert size[::-1] in shown
    widths = [round(one.page_width.inches - one.left_margin.inches - one.right_margin.inches, 1)  # type: ignore[union-attr]
              for one in sections]  # fmt: skip
    assert 7.0 in widths  # of cards


def test_head_and_foot() -> None:
    package = Package(document_docx(SINGLE))
    heads = [folded(text_of(part)) for part in package.part("header")]
    assert heads == ["Advisory council, December 3, 2026 4.MA Massachusetts: enlisted help"]
    (foot,) = package.part("footer")
    assert folded(text_of(foot)) == f"Published: on the practice’s own page {SINGLE.foot} Page 1 of 1"
    assert [field.text.strip() for field in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_contents_are_a_field_and_lead_to_the_items() -> None:
    body = Package(document_docx(EVERY)).body
    fields = [field.text.strip() for field in body.iter(f"{W}instrText")]
    assert fields[0] == r'TOC \o "1-2" \h \z \u'
    lines = [p for p in body.iter(f"{W}p") if style_of(p).startswith("TOC") and style_of(p) != "TOCHeading"]
    assert [folded(text_of(line)) for line in lines[:2]] == [
        "4 Maximize Your Resources",
        "4.MA Massachusetts: enlisted help",
    ]
    kinds = [char.get(f"{W}fldCharType") for line in lines for char in line.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") == len(lines) + 1
    for line in lines:
        (link,) = line.iter(f"{W}hyperlink")
        assert f"PAGEREF {link.get(f'{W}anchor')}" in "".join(
            field.text or "" for field in line.iter(f"{W}instrText")
        )


def test_notes_are_marked_in_the_text_and_told_below() -> None:
    body = Package(document_docx(SINGLE)).body
    (paragraph,) = [
        p for p in body.iter(f"{W}p") if "answered attendees" in text_of(p) and "DESE" in text_of(p)
    ]
    styled = [
        (run_style(run), text_of(run))
        for run in paragraph.iter(f"{W}r")
        if run_style(run).startswith("Handout")
    ]
    assert styled == [
        ("HandoutLetter", "c"),
        ("HandoutAsk", "answered attendees with "),
        ("HandoutAsk", "feedback"),
        ("HandoutAsk", " right away"),
        ("HandoutChipAsk", "[N1]"),
        ("HandoutDo", "two languages"),
        ("HandoutChipDo", "[N2]"),
        ("HandoutSourceFigure", "1"),
    ]
    (row,) = [row for row in body.iter(f"{W}tr") if "answered" in text_of(row)]
    assert [len(list(cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc")] == [1, 1 + 1 + 2 + 2 + 2 + 2]
    assert NOTES[0].quote in text_of(row[1])


def test_tables_have_heads_that_repeat_and_rows_that_stay_whole() -> None:
    body = Package(document_docx(bare(COMPARISON))).body
    (table,) = body.iter(f"{W}tbl")
    head, *rows = table.findall(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *rows))
    assert not any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == COMPARISON.title
    sections = list(body.iter(f"{W}sectPr"))
    assert [one.find(f"{W}pgSz").get(f"{W}orient") for one in sections] == [None, "landscape", None]


def test_a_row_higher_than_its_sheet_may_go_on_on_the_next() -> None:
    long = Table(
        "Long", (Column((Paragraph(plain("Head")),)),), ((Cell((Paragraph(plain("word " * 3000)),)),),)
    )
    head, row = Package(document_docx(bare(long))).body.iter(f"{W}tr")
    assert head.find(f"{W}trPr/{W}cantSplit") is not None
    assert row.find(f"{W}trPr/{W}cantSplit") is None


@pytest.mark.parametrize("room", [400, 5000, 9792])
@pytest.mark.parametrize(
    "widths",
    [
        ((1.0, False),),
        ((79.0, True), (1.0, False), (2.0, False)),
        ((900.0, True), (1.0, False)),
        ((0.0, False),),
    ],
)
def test_columns_stay_in_the_room(widths: tuple[tuple[float, bool], ...], room: int) -> None:
    columns = tuple(Column((), width, is_fixed) for width, is_fixed in widths)
    made = column_widths(Table("T", columns, ()), room)
    assert len(made) == len(columns)
    assert min(made) > 0
    assert sum(made) <= room + 400 * len(made)


def test_numbers_go_on_as_typed() -> None:
    entries = tuple(Entry(text=plain(text)) for text in ("a", "b", "c", "d", "e"))
    labels = ("3.", "4.", "9.", "(i)", "10.")
    package = Package(document_docx(bare(List(entries, ListStyle.NUMBERS, labels))))
    found = [
        (p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val"), folded(text_of(p)))
        for p in package.body.iter(f"{W}p")
        if style_of(p) == "ListNumber"
    ]
    assert found == [("3", "a"), ("3", "b"), ("4", "c"), ("0", "(i) d"), ("5", "e")]
    starts = package.parts["word/numbering.xml"].iter(f"{W}startOverride")
    assert [start.get(f"{W}val") for start in starts] == ["3", "9", "10"]


def test_pictures_say_what_they_show() -> None:
    body = Package(document_docx(EVERY)).body
    described = [element.get("descr") for element in body.iter() if element.tag.endswith("}docPr")]
    assert described == ["Logo of the office.", "A map: 3 states with examples.", "A logo."]
    sizes = [
        round(int(element.get("cx")) / 12700)
        for element in body.iter()
        if element.tag.endswith("wordprocessingDrawing}extent")
    ]
    assert sizes == [60, 300, 90]


def test_languages_and_directions() -> None:
    body = Package(document_docx(EVERY)).body
    spanish = [run for run in body.iter(f"{W}r") if "familias" in text_of(run)]
    assert [run.find(f"{W}rPr/{W}lang").get(f"{W}val") for run in spanish] == ["es"]
    (arabic,) = [p for p in body.iter(f"{W}p") if "اجمعوا" in text_of(p)]
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    (run,) = arabic.iter(f"{W}r")
    assert run.find(f"{W}rPr/{W}rtl") is not None
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ar"
    english = [run for run in body.iter(f"{W}r") if "Rennie" in text_of(run)]
    assert all(run.find(f"{W}rPr/{W}lang") is None for run in english)


def test_links_lead_to_the_web_to_items_or_nowhere() -> None:
    package = Package(document_docx(EVERY))
    relations = {rel.get("Id"): rel.get("Target") for rel in package.parts["word/_rels/document.xml.rels"]}
    (paragraph,) = [p for p in package.body.iter(f"{W}p") if "nowhere" in text_of(p)]
    links = [
        (text_of(link), relations.get(link.get(f"{R}id")), link.get(f"{W}anchor") is not None)
        for link in paragraph.iter(f"{W}hyperlink")
    ]
    assert links == [("its page", "https://www.doe.mass.edu/", False), ("4.MA", None, True)]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/ñandú plan", "https://example.org/%C3%B1and%C3%BA%20plan"),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.org", ""),
        ("https://", ""),
        ("http://[::1", ""),
        ("http://[::1]/", ""),
        ("https://example.org/" + "a" * 2100, ""),
        ("https://ex ample.org/", ""),
        ("https://a\ud800.org", ""),
    ],
)
def test_addresses_that_word_takes(link: str, address: str) -> None:
    assert web_address(link) == address


@pytest.mark.parametrize(
    ("text", "language", "is_left"),
    [
        ("شكرا", "en", True),
        ("Danke شكرا", "ar", False),
        ("12", "he", True),
        ("12", "en", False),
        ("", "", False),
    ],
)
def test_direction_of_a_paragraph(text: str, language: str, is_left: bool) -> None:
    assert is_right_to_left(text, language) is is_left


@given(ANY)
def test_stretches_are_the_whole_text(text: str) -> None:
    assert "".join(piece for piece, _ in stretches(text)) == text


def test_a_fresh_sheet_is_no_empty_sheet() -> None:
    """Nothing before it, or two of them: no sheet stays empty."""
    text = Paragraph(plain("Text"))
    document = bare(NewSheet(), replace(PRACTICE, level=0), NewSheet(), NewSheet(), text, NewSheet())
    breaks = [p for p in Package(document_docx(document)).body.iter(f"{W}p") if has_break(p)]
    assert [text_of(p).strip() for p in breaks] == ["Text"]


def test_ruled_lines_are_lines_of_their_own() -> None:
    """Word draws neighbours with the same borders and indents as one box."""
    lines = [
        p
        for p in Package(document_docx(bare(Paragraph(plain("x")), Lines(5)))).body.iter(f"{W}p")
        if style_of(p) == "HandoutRuledLine"
    ]
    rights = [line.find(f"{W}pPr/{W}ind").get(f"{W}right") for line in lines]
    assert rights == ["0", "1", "0", "1", "0"]


def test_the_line_tells_the_kind() -> None:
    rails = tuple(Rail(kind, (Paragraph(plain(kind.value)),)) for kind in (*Kind, None) if kind)
    body = Package(document_docx(bare(*rails, Rail(None, (Paragraph(plain("none")),))))).body
    lines = {
        text_of(p).strip(): [border.get(f"{W}val") for border in p.iter(f"{W}left")]
        for p in body.iter(f"{W}p")
    }
    assert {kind: lines[kind] for kind in ("published", "related", "own", "none")} == {
        "published": ["single"],
        "related": ["dashed"],
        "own": ["dotted"],
        "none": [],
    }


def test_a_heading_without_words_says_so() -> None:
    assert (2, "Untitled") in Package(document_docx(bare(Heading(2, (Span(" "),))))).headings()


def test_marks_are_no_letters() -> None:
    package = Package(document_docx(bare(EXAMPLE)))
    signs = [sign.get(f"{W}char") for sign in package.body.iter(f"{W}sym")]
    assert signs == ["25CF"]
    assert "●" not in package.text


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(ANY, min_size=1, max_size=9), st.sampled_from(sorted(DRESSES)))
def test_any_text_anywhere_gives_a_whole_file(texts: list[str], dress: str) -> None:
    given_ = cycle(texts)
    blocks, cover = NO_PICTURES, PLAIN_COVER
    document = replace(DRESSES[dress], blocks=blocks, cover=cover)
    # No two items, cards or sources lead to one anchor, since those tell what is linked.
    document = each_text(document, lambda _: next(given_))
    data = document_docx(document)
    package = Package(data)
    check_whole(package)
    check_text(document, package)
    assert len(docx.Document(io.BytesIO(data)).tables) >= 4
    assert data == document_docx(document)


def style_of(paragraph: object) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")  # type: ignore[attr-defined]
    return "" if found is None else str(found.get(f"{W}val"))


def run_style(run: object) -> str:
    found = run.find(f"{W}rPr/{W}rStyle")  # type: ignore[attr-defined]
    return "" if found is None else str(found.get(f"{W}val"))


def has_break(paragraph: object) -> bool:
    return paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None  # type: ignore[attr-defined]


def test_every_kind_of_block_is_in_the_sample() -> None:
    names = {type(block).__name__ for block in walk((*EVERY.blocks, *SINGLE.blocks))}
    assert names == {kind.__name__ for kind in Block.__args__}


def test_a_table_of_many_words_parts_between_its_rows() -> None:
    """What keeps to the next in a cell keeps its row; LibreOffice sought a place for all for ever."""
    package = Package(document_docx(bare(replace(COMPARISON, rows=COMPARISON.rows * 5))))
    kept = {
        style.get(f"{W}styleId")
        for style in package.parts["word/styles.xml"].iter(f"{W}style")
        if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    (table,) = package.body.iter(f"{W}tbl")
    keeping = [p for p in table.iter(f"{W}p") if style_of(p) in kept]
    assert keeping
    assert {p.find(f"{W}pPr/{W}keepNext").get(f"{W}val") for p in keeping} == {"0"}


def test_a_head_as_high_as_half_a_sheet_stands_there_once() -> None:
    columns = (Column((Paragraph(plain("word " * 800)),)),)
    tall = Table("Tall", columns, ((Cell((Paragraph(plain("One")),)),),))
    assert not list(Package(document_docx(bare(tall))).body.iter(f"{W}tblHeader"))


def test_the_title_of_a_lying_table_stands_above_it() -> None:
    opening = replace(PRACTICE, lead=())
    body = Package(document_docx(bare(EXAMPLE, opening, COMPARISON, EXAMPLE))).body
    ways = [one.find(f"{W}pgSz").get(f"{W}orient") for one in body.iter(f"{W}sectPr")]
    assert ways == [None, "landscape", None]
    parts = list(body)
    (ended,) = [n for n, part in enumerate(parts) if list(part.iter(f"{W}sectPr")) and n < len(parts) - 1][:1]
    (title,) = [
        n for n, part in enumerate(parts) if text_of(part).strip().endswith("Maximize Your Resources")
    ][-1:]
    assert ended < title


def test_a_logo_of_no_told_width_is_half_an_inch_high() -> None:
    assert EVERY.cover
    assert EVERY.cover.logo
    cover = replace(EVERY.cover, logo=replace(EVERY.cover.logo, width=0.0))
    body = Package(document_docx(replace(bare(), cover=cover))).body
    (size,) = [part for part in body.iter() if part.tag.endswith("wordprocessingDrawing}extent")]
    assert round(int(size.get("cy")) / 12700) == 36
    assert round(int(size.get("cx")) / 12700) == 90


def test_notes_in_the_margin_take_room_from_all_text_and_the_line_stays_whole() -> None:
    document = bare(EXAMPLE, Rail(Kind.RELATED, (Beside(DID, NOTES), Paragraph(plain("After")))))
    package = Package(document_docx(document))
    told = [package, Package(document_docx(replace(document, has_margin=True)))]
    rooms = [one.body.find(f"{W}sectPr/{W}pgMar").get(f"{W}right") for one in told]
    assert rooms[0] == rooms[1] != "1728"
    (row,) = package.body.iter(f"{W}tr")
    assert row[1].find(f"{W}tcPr/{W}tcBorders/{W}left").get(f"{W}val") == "dashed"
    assert not list(row.iter(f"{W}pBdr"))
    gaps = [p for p in package.body.iter(f"{W}p") if style_of(p) == "HandoutGap"]
    assert not any(list(gap.iter(f"{W}pBdr")) for gap in gaps)
