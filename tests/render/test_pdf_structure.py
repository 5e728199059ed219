"""The PDF's build: title, language, headings, lists, links, standards, repeatable bytes, nothing fetched."""

import io
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sample_pages import EXAMPLE, OWN, PRACTICE, handout, note
from tagged import Element, structure

from esscollab_desktop.paths import bundle_root
from esscollab_desktop.render.handout import PAPER_SIZES
from esscollab_desktop.render.pdf import compile_pdf

NOTES = (("4.MA", (note("Who wrote the answers down?"), note("Ask DESE."))),)
ALL = {
    "example": handout(EXAMPLE, notes=NOTES),
    "practice": handout(PRACTICE),
    "several": handout(PRACTICE, EXAMPLE, OWN, notes=NOTES),
    "without contents": handout(EXAMPLE, PRACTICE, contents=False),
    "empty page": handout(handout(EXAMPLE).pages[0].__class__("", "")),
}


@pytest.fixture(scope="module", params=list(ALL))
def made(request: pytest.FixtureRequest) -> bytes:
    return compile_pdf(ALL[request.param]).data


def heading_levels(root: Element) -> list[int]:
    return [int(e.role[1]) for e in root.all("H1", "H2", "H3", "H4", "H5", "H6")]


def check_headings(levels: list[int]) -> None:
    for before, level in zip([0, *levels], levels, strict=False):
        assert level <= before + 1, levels


def test_title_language_and_tags_are_set(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.docinfo.Title) in {h.title for h in ALL.values()}
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")


def test_one_title_role_and_headings_without_a_jump(made: bytes) -> None:
    root = structure(made)
    assert len(root.all("Title")) == 1
    assert root.all("Title")[0].text
    check_headings(heading_levels(root))


def test_a_jump_in_the_headings_would_be_seen() -> None:
    with pytest.raises(AssertionError):
        check_headings([1, 3])
    with pytest.raises(AssertionError):
        check_headings([2])


def test_lists_hold_items_with_label_and_body_and_tables_headers(made: bytes) -> None:
    root = structure(made)
    for item in root.all("LI"):
        assert [c.role for c in item.children if isinstance(c, Element)] == ["Lbl", "LBody"]
    for table in root.all("Table"):
        assert table.all("TH")


def test_letters_and_codes_are_the_labels_of_their_items() -> None:
    labels = [e.text for e in structure(compile_pdf(ALL["several"]).data).all("Lbl")]
    assert [x for x in labels if x in {"a", "b", "c", "4.MA", "4.AK", "4.OH"}] == [
        *("4.MA", "4.AK", "4.OH"),
        *("a", "b", "c"),
    ]


def test_examples_stand_under_their_practice() -> None:
    root = structure(compile_pdf(ALL["several"]).data)
    levels = {e.text: e.role for e in root.all("H1", "H2", "H3")}
    assert levels["Maximize Your Resources"] == "H1"
    assert levels["Massachusetts: enlisted help"] == "H2"
    assert levels["What the state did"] == "H3"


def test_every_link_has_words_and_goes_somewhere() -> None:
    data = compile_pdf(ALL["several"]).data
    assert all(link.text for link in structure(data).all("Link"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", [])]
        addresses = {str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A}
        assert addresses == {"https://example.org/4/", "https://example.org/guide"}
        assert all(a.get("/Contents") for a in links)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "ftp://x.org"]
)
def test_an_address_that_is_not_of_the_web_is_text_only(address: str) -> None:
    page = EXAMPLE.__class__("4.MA", "T", sources=(EXAMPLE.sources[0].__class__("x", "T", "P", address),))
    data = compile_pdf(handout(page)).data
    assert address in structure(data).text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not [a for p in pdf.pages for a in p.get("/Annots", [])]


def test_contents_lead_to_each_item_with_its_page() -> None:
    root = structure(compile_pdf(ALL["several"]).data)
    assert [e.text for e in root.all("TOCI")] == [
        "4 Maximize Your Resources 2",
        "4.MA Massachusetts: enlisted help 2",
        "4.MA-2 Our district 3",
    ]


def test_a_single_item_has_no_contents() -> None:
    assert not structure(compile_pdf(ALL["example"]).data).all("TOC", "TOCI")


def test_paper_is_as_asked(made: bytes) -> None:
    for name, size in PAPER_SIZES.items():
        with pikepdf.open(io.BytesIO(compile_pdf(handout(EXAMPLE, paper=name)).data)) as pdf:
            box = [float(v) for v in pdf.pages[0].MediaBox]
            assert box[2:] == pytest.approx(size, abs=0.1)


def test_the_same_handout_gives_the_same_bytes_and_another_date_others() -> None:
    first = compile_pdf(ALL["several"]).data
    assert compile_pdf(ALL["several"]).data == first
    later = handout(PRACTICE, EXAMPLE, OWN, notes=NOTES, printed=date(2026, 11, 24))
    assert compile_pdf(later).data != first


def test_templates_take_nothing_but_local_files() -> None:
    for template in (bundle_root() / "resources" / "handouts").glob("*.typ"):
        text = template.read_text(encoding="utf-8")
        for imported in re.findall(r'#?(?:import|include)\s+"([^"]*)"', text):
            assert re.fullmatch(r"[a-z]+\.typ", imported), (template.name, imported)
        assert "@" not in re.sub(r"//.*", "", text)
        # A drawing comes with the values and never from a file.
        assert not re.search(r"\b(read|image(?!\(bytes\()|plugin|eval|bibliography)\(", text)


def test_every_character_of_the_head_and_foot_is_an_artifact() -> None:
    text = structure(compile_pdf(ALL["example"]).data).text
    assert "Printed November" not in text
    assert "on the practice’s own page" not in text


@pytest.mark.outside
@pytest.mark.parametrize("name", list(ALL))
def test_other_readers_find_nothing_wrong(name: str, tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(compile_pdf(ALL[name]).data)
    assert _run("qpdf", "--check", path).returncode == 0
    told = _run("pdfinfo", path).stdout
    assert re.search(r"^Tagged: +yes$", told, re.MULTILINE)
    assert re.search(r"^Title: +\S", told, re.MULTILINE)


def _run(program: str, *arguments: Any) -> "subprocess.CompletedProcess[str]":
    found = shutil.which(program)
    assert found, f"{program} is not installed"
    return subprocess.run([found, *map(str, arguments)], capture_output=True, text=True, check=False)
