"""Documents in scripts that ours don't draw: set with other fonts, valid, and read back as written."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from every_block import EVERY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tagged import Element, structure
from tiny_fonts import JOINED, JOINED_FORMS, save, tiny_font

from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.domain.packets import FontsChoice
from esscollab_desktop.render.document import (
    Document,
    Entry,
    Heading,
    List,
    Notes,
    NoteText,
    Paragraph,
    plain,
)
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.fonts_needed import forget
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.render.words import KEY, WORDS

PUNJABI = "ਪਜਬ"
ARABIC, HINDI, CHINESE, FACES = "بمب", "क्षि", "学校和家庭，会议。", "😀👨\u200d👩\u200d👧"


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A computer with a font for each of the texts, and no more."""
    folder = tmp_path_factory.mktemp("fonts")
    joined = tiny_font("Noto Naskh Arabic", "بم،\u064e", features=JOINED, more=JOINED_FORMS)
    save(joined, folder)
    save(tiny_font("Noto Naskh Arabic", "بم،\u064e", weight=700), folder)
    save(tiny_font("Noto Sans Devanagari", "कषि\u094d"), folder)
    save(tiny_font("Noto Sans Gurmukhi", PUNJABI), folder)
    save(tiny_font("Noto Sans CJK SC", CHINESE, width=1000), folder)
    save(tiny_font("Noto Color Emoji", FACES.replace("\u200d", ""), width=1200, colors=True), folder)
    forget()
    yield folder
    forget()


def document(*paragraphs: str) -> Document:
    blocks = tuple(Paragraph(plain(text)) for text in paragraphs)
    return Document(
        "Other scripts", "en-US", blocks, date(2026, 11, 24), "Head", "Foot", WORDS,
        {str(kind): words for kind, words in KEY.items()}, fonts=FontsChoice.SYSTEM,
    )  # fmt: skip


def paragraphs(made: CompiledPdf) -> list[str]:
    return [element.text for element in structure(made.data).all("P")]


def check(made: CompiledPdf) -> Element:
    """The file is whole, claims both standards, and holds every font it names."""
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as xmp:
            assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "2", "A")
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                assert "/ToUnicode" in font
                for inner in font.get("/DescendantFonts", []):
                    assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
    return structure(made.data)


@pytest.mark.parametrize("text", [HINDI, PUNJABI, CHINESE, FACES, f"See {CHINESE} and {FACES}."])
def test_the_text_is_read_back_as_it_was_written(fonts: Path, text: str) -> None:
    made = compile_document(document(text), system_fonts=fonts)
    assert made.replaced == ()
    check(made)
    assert paragraphs(made)[0] == text


def test_arabic_letters_join_and_are_read_back_as_letters(fonts: Path) -> None:
    made = compile_document(document(ARABIC, "ب م ب"), system_fonts=fonts)
    assert made.replaced == ()
    check(made)
    joined, apart = paragraphs(made)[:2]
    # What a line shows from left to right; a reader turns it, as it turns every such line.
    assert joined[::-1] == ARABIC
    assert sorted(apart) == sorted("ب م ب")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        arabic = [f for f in pdf.pages[0].Resources.Font.values() if "Naskh" in str(f.BaseFont)]
        codes = arabic[0].ToUnicode.read_bytes()
    # Three forms of beh and two of meem: joined they are other glyphs than apart.
    assert codes.count(b"<0628>") == 3
    assert codes.count(b"<0645>") == 2


def test_without_such_fonts_each_letter_is_told_once_and_the_file_stays_whole(tmp_path: Path) -> None:
    forget()
    made = compile_document(document(ARABIC, f"{ARABIC} {FACES}"), system_fonts=tmp_path)
    assert made.replaced == ("U+0628", "U+0645", "U+1F600", "U+1F468", "U+1F469", "U+1F467")
    check(made)
    assert paragraphs(made)[0] == "[U+0628][U+0645][U+0628]"


def test_with_ours_alone_nothing_of_the_computers_is_used(fonts: Path) -> None:
    ours = replace(document(ARABIC), fonts=FontsChoice.BUNDLED)
    made = compile_document(ours, system_fonts=fonts)
    assert made.replaced == ("U+0628", "U+0645")
    assert made.data == compile_document(ours).data


def test_the_same_fonts_give_the_same_bytes(fonts: Path, tmp_path: Path) -> None:
    first = compile_document(document(ARABIC, CHINESE), system_fonts=fonts).data
    for path in fonts.iterdir():
        (tmp_path / f"other-{path.name}").write_bytes(path.read_bytes())
    forget()
    assert compile_document(document(CHINESE, ARABIC), system_fonts=fonts).data != first
    assert compile_document(document(ARABIC, CHINESE), system_fonts=tmp_path).data == first


def test_a_plain_document_is_the_same_bytes_whatever_fonts_there_are(fonts: Path) -> None:
    system = document("Café, mañana, tiếng Việt, привет", "x" * 200)
    ours = replace(system, fonts=FontsChoice.BUNDLED)
    assert compile_document(system, system_fonts=fonts).data == compile_document(ours).data


def test_a_note_in_three_scripts_stands_in_a_whole_document(fonts: Path) -> None:
    note = NoteText(
        0, NoteKind.HEARD, "Heard, November 24, 2026", f"on {CHINESE}", f"{ARABIC}، “{CHINESE}”",
        tuple(Paragraph(plain(text)) for text in (ARABIC, CHINESE, FACES)), language="ar",
    )  # fmt: skip
    notes = Notes(Heading(1, plain(f"Notes {ARABIC} {FACES}")), (note,))
    for dress in ({}, {"large": True}, {"sans": True}, {"lies": True}):
        made = compile_document(
            replace(EVERY, blocks=(*EVERY.blocks, notes), fonts=FontsChoice.SYSTEM, **dress),  # type: ignore[arg-type]
            system_fonts=fonts,
        )
        own = {f"U+{ord(c):04X}" for c in ARABIC + CHINESE + FACES + "،"}
        assert not own & set(made.replaced)
        root = check(made)
        assert CHINESE in root.text
        assert FACES in root.text


ANY = st.text(
    st.sampled_from("aé ببم،\u064eकष\u094dि学，😀👨\u200d👩👧\u200c\u200f\u2067\u2069\u0301\u202e[1."),
    max_size=40,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY, min_size=1, max_size=4))
def test_no_mixture_of_scripts_stops_a_document(fonts: Path, texts: list[str]) -> None:
    made = compile_document(document(*texts), system_fonts=fonts)
    check(made)


def edges(made: CompiledPdf, letter: str) -> tuple[float, float]:
    """The left and right edge of the last sign that reads so, on the first page, in points."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(made.data)
    try:
        page = pdf[0].get_textpage()
        text = page.get_text_range()
        left, _bottom, right, _top = page.get_charbox(text.rindex(letter))
        return left, right
    finally:
        pdf.close()


def test_what_begins_with_arabic_letters_begins_at_the_right_edge(fonts: Path) -> None:
    left, _ = edges(compile_document(document("See ب"), system_fonts=fonts), "S")
    made = compile_document(document("ب See"), system_fonts=fonts)
    _, right = edges(made, "ب")
    assert left < 150
    assert right > 612 - 150
    assert edges(made, "S")[0] < right  # the English word stands to the left of it


def test_a_list_that_begins_so_has_its_signs_at_the_right(fonts: Path) -> None:
    def bullet(text: str) -> float:
        listed = replace(document(), blocks=(List((Entry(text=plain(text)),)),))
        return edges(compile_document(listed, system_fonts=fonts), "•")[0]

    assert bullet("See") < 200
    assert bullet("بم") > 400


@pytest.mark.parametrize(
    ("text", "told"), [(ARABIC, "ar"), (CHINESE, "zh"), (HINDI, "hi"), ("Café “naïve”", ""), (FACES, "")]
)
def test_a_paragraph_in_another_script_tells_its_language(fonts: Path, text: str, told: str) -> None:
    data = compile_document(document("Plain words.", text), system_fonts=fonts).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tags = {str(o["/Lang"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Lang" in o}
    assert {tag.partition("-")[0] for tag in tags} - {"en"} == ({told} if told else set())


def test_what_was_replaced_in_a_note_that_runs_to_the_left_reads_in_its_order(tmp_path: Path) -> None:
    forget()
    note = NoteText(0, NoteKind.HEARD, "Heard", "", "", (Paragraph(plain(ARABIC)),), language="ar")
    made = compile_document(
        replace(document(), blocks=(Notes(Heading(1, plain("Notes")), (note,)),)), system_fonts=tmp_path
    )
    assert "[U+0628][U+0645][U+0628]" in paragraphs(made)
