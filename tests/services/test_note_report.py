"""Notes for a colleague without the program: each export read back by code that knows nothing of it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offices import Office, offices

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Selectors
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteFields, NoteKind, NoteQuery, NoteStatus, Visibility
from esscollab_desktop.domain.page import Paragraph, reading_segments, reading_text
from esscollab_desktop.domain.rich_text import plain
from esscollab_desktop.render.note_list import ListedNote, NoteList, one_line, readable
from esscollab_desktop.render.notes_csv import COLUMNS, notes_csv
from esscollab_desktop.render.notes_docx import notes_docx
from esscollab_desktop.render.notes_html import notes_html
from esscollab_desktop.render.notes_markdown import notes_markdown
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.note_report import report_of, write_report

DAY = date(2026, 11, 23)
MARK = "zq7-private-mark-7qz"
LISTED_BODY = "- one\n- [two](https://x.org)\n\n3. three\n4. four"
BODY = f"First **bold** and *italic*.\n\n{LISTED_BODY}\n\n<b>no markup</b> & more"


class Html(HTMLParser):
    """Texts by the tag that they stand in, and every tag with its attributes."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with offices(tmp_path, 1) as (made,):
        yield made


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def filled(office: Office, book: Catalogue) -> NoteQuery:
    """A meeting with two notes, one on a passage of 4.MA, beside notes that are not of the meeting."""
    meeting = office.meetings.add(
        MeetingFields("Retreat", date(2026, 11, 30), "Hall", "staff", ("EL", "IEP"), "1. Begin\n2. End")
    )
    office.notebook.add("4", "not of the meeting")
    page = book.page("4.MA")
    lettered = next(s for s in reading_segments(page) if s.letter == "a")
    start, end = lettered.start + 2, lettered.start + 22
    chosen = Selectors(reading_text(page)[start:end], "", "", start, end, "h")
    office.notebook.add(
        "4.MA",
        BODY,
        NoteFields(
            *(NoteKind.HEARD, NoteStatus.DONE, ("bus", "time"), Visibility.RECORD),
            *("Ann", "a parent", date(2027, 1, 2), meeting.id),
        ),
        Anchor(chosen, "2026.1"),
    )
    office.notebook.add(
        "state:MI",
        "lost",
        NoteFields(meeting=meeting.id),
        Anchor(Selectors("old words", "", "", 0, 9, "h"), "2025.1", AnchorState.ORPHAN),
    )
    return NoteQuery(meeting=meeting.id)


def test_the_list_has_all_that_a_colleague_needs(office: Office, catalogue: Catalogue) -> None:
    query = filled(office, catalogue)
    listed, private = report_of(office.notebook, office.meetings, catalogue, DAY, query)
    assert (listed.title, private) == ("Notes of the meeting “Retreat”", 0)
    assert dict(listed.head) == {
        "Meeting": "Retreat",
        "Date": "2026-11-30",
        "Place": "Hall",
        "Audience": "staff",
        "Groups": "EL, IEP",
        "Agenda": "1. Begin\n2. End",
    }
    said, lost = listed.notes
    page = catalogue.page("4.MA")
    paragraph = next(
        b for s in page.sections for b in s.blocks if isinstance(b, Paragraph) and b.letter == "a"
    )
    assert said.quote in paragraph.text
    assert (said.code, said.title, said.letter) == ("4.MA", page.title, "a")
    assert [page.sources[n - 1].title in said.source for n in paragraph.refs] == [True] * len(paragraph.refs)
    assert said.source.count("“") == len(paragraph.refs)
    assert said.meeting == "Retreat, 2026-11-30"
    assert (lost.code, lost.title, lost.quote) == ("MI", "Michigan", "old words")
    assert "not in the book’s text any more" in lost.place


def test_a_note_on_a_whole_page_names_the_page_s_sources(office: Office, catalogue: Catalogue) -> None:
    office.notebook.add("4.MA", "x")
    office.notebook.add("9.ZZ", "on what is not in the book")
    first, second = report_of(office.notebook, office.meetings, catalogue, DAY)[0].notes
    assert catalogue.page("4.MA").sources[0].address in first.source
    assert (second.code, second.title, second.source) == ("9.ZZ", "", "")


def test_by_selection_by_filter_and_without_the_private(office: Office, catalogue: Catalogue) -> None:
    one = office.notebook.add("4.MA", "one")
    two = office.notebook.add("4.MI", "two", NoteFields(kind=NoteKind.IDEA))
    secret = office.notebook.add("4", f"{MARK}", NoteFields(visibility=Visibility.PRIVATE, speaker=MARK))
    gone = office.notebook.delete(office.notebook.add("4", "gone").id)

    def bodies(choice: object, with_private: bool = False) -> list[str]:
        listed, _ = report_of(
            *(office.notebook, office.meetings, catalogue, DAY, choice, with_private)  # type: ignore[arg-type]
        )
        return [note.body for note in listed.notes]

    assert bodies([two.id, one.id, two.id, gone.id, "unknown"]) == ["two", "one"]
    assert bodies(NoteQuery(kinds=frozenset({NoteKind.IDEA}))) == ["two"]
    assert bodies(None) == ["one", "two"]
    assert bodies([secret.id]) == []
    assert bodies(None, with_private=True) == ["one", "two", MARK]
    listed, private = report_of(office.notebook, office.meetings, catalogue, DAY)
    for ending in (".md", ".csv", ".html", ".docx"):
        written = write_report(listed, office.folder / f"out{ending}", private)
        assert (written.notes, written.private) == (2, 1)
        data = written.path.read_bytes()
        parts = [data]
        if ending == ".docx":
            with zipfile.ZipFile(written.path) as package:
                parts += [package.read(name) for name in package.namelist()]
        assert all(MARK.encode() not in part for part in parts)


def test_rivals_stand_beside_and_private_ones_do_not(tmp_path: Path, catalogue: Catalogue) -> None:
    with offices(tmp_path, 2) as (a, b):
        note = a.notebook.add("4.MA", "common")
        b.takes(a.sends())
        a.notebook.save(note.id, "from a", 1)
        b.notebook.save(note.id, "from b", 1)
        b.takes(a.sends())
        (listed,) = report_of(b.notebook, b.meetings, catalogue, DAY)[0].notes
        assert (listed.body, listed.others) == ("from b", ("from a",))


def test_html_read_back(office: Office, catalogue: Catalogue) -> None:
    listed, _ = report_of(office.notebook, office.meetings, catalogue, DAY, filled(office, catalogue))
    html = Html(notes_html(listed))
    assert html.tags[0] == ("html", {"lang": "en"})
    assert html.texts["h1"] == html.texts["title"] == ["Notes of the meeting “Retreat”"]
    assert html.texts["h2"] == [note.heading for note in listed.notes]
    assert html.texts["strong"] == ["bold"]
    assert html.texts["em"] == ["italic"]
    assert html.texts["li"] == ["one", "two (https://x.org)", "three", "four"]
    assert [told["value"] for tag, told in html.tags if tag == "li" and "value" in told] == ["3", "4"]
    assert html.texts["blockquote"] == [note.quote for note in listed.notes]
    assert "<b>no markup</b> & more" in html.texts["p"]
    pairs = dict(zip(html.texts["dt"], html.texts["dd"], strict=True))
    assert (pairs["Tags"], pairs["Heard from"], pairs["Due"]) == ("bus, time", "a parent", "2027-01-02")
    assert {tag for tag, _ in html.tags} & {"a", "script", "img", "link", "iframe", "form"} == set()
    assert not any({"src", "href", "onload", "style"} & told.keys() for _, told in html.tags)


def test_docx_read_back(office: Office, catalogue: Catalogue) -> None:
    listed, _ = report_of(office.notebook, office.meetings, catalogue, DAY, filled(office, catalogue))
    document = docx.Document(io.BytesIO(notes_docx(listed)))
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)  # type: ignore[union-attr]
    assert by_style["Title"] == ["Notes of the meeting “Retreat”"]
    assert by_style["Heading 1"] == [note.heading for note in listed.notes]
    assert by_style["Quote"] == [note.quote for note in listed.notes]
    assert by_style["List Bullet"] == ["one", "two (https://x.org)"]
    assert by_style["List Number"] == ["three", "four"]
    assert {"Kind: heard", "Heard from: a parent", "Tags: bus, time"} <= set(by_style["Normal"])
    assert "Agenda: 1. Begin\n2. End" in by_style["Normal"]
    runs = {r.text: (r.bold, r.italic) for p in document.paragraphs for r in p.runs}
    assert (runs["bold"], runs["italic"]) == ((True, None), (None, True))
    with zipfile.ZipFile(io.BytesIO(notes_docx(listed))) as package:
        assert b'w:startOverride w:val="3"' in package.read("word/numbering.xml")
        assert b"Hyperlink" not in package.read("word/document.xml")
    assert document.core_properties.title == listed.title


def test_the_same_notes_give_the_same_word_file(office: Office, catalogue: Catalogue) -> None:
    listed, _ = report_of(office.notebook, office.meetings, catalogue, DAY, filled(office, catalogue))
    assert notes_docx(listed) == notes_docx(listed)
    with zipfile.ZipFile(io.BytesIO(notes_docx(listed))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert not any("thumbnail" in name or "customXml" in name for name in package.namelist())


def test_csv_read_back(office: Office, catalogue: Catalogue) -> None:
    listed, _ = report_of(office.notebook, office.meetings, catalogue, DAY, filled(office, catalogue))
    said, lost = rows(notes_csv(listed))
    assert tuple(said) == COLUMNS
    assert (said["Code"], said["Paragraph"], said["Kind"], said["Due"]) == (
        "4.MA",
        "a",
        "heard",
        "2027-01-02",
    )
    assert said["Note"] == plain(BODY)
    assert said["Quote"] == listed.notes[0].quote
    assert said["Source"] == one_line(listed.notes[0].source)
    assert (lost["Code"], lost["Quote"]) == ("MI", "old words")


def test_markdown_read_back(office: Office, catalogue: Catalogue) -> None:
    listed, _ = report_of(office.notebook, office.meetings, catalogue, DAY, filled(office, catalogue))
    lines = notes_markdown(listed).decode("utf-8").split("\n")
    assert lines[0] == "# Notes of the meeting “Retreat”"
    assert [line for line in lines if line.startswith("## ")][1] == "## MI Michigan"
    assert "> old words" in lines
    assert "First **bold** and *italic*\\." in lines
    assert "3. three" in lines
    assert "- one" in lines
    assert "\\<b\\>no markup\\</b\\> \\& more" in lines
    assert "- Heard from: a parent" in lines


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", "  =1", "＝1", "- item", "=HYPERLINK(1)", "'=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    note = ListedNote(
        *(text, text, text, text, text, text, DAY, DAY),
        quote=text,
        source=text,
        tags=(text,),
        author=text,
        speaker=text,
        meeting=text,
        others=(text,),
    )
    (row,) = rows(notes_csv(NoteList("t", "b", "e", DAY, (note,))))
    cells = [cell for name, cell in row.items() if cell and not name.endswith(" on") and name != "Place"]
    assert len(cells) == 13
    for cell in cells:
        assert cell[0] == "'" or cell.lstrip()[0] not in "=+-@＝＋－＠"
    assert row["Note"].removeprefix("'") == readable(plain(text)).lstrip("\n")


ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
SOME = st.lists(ANY, max_size=2).map(tuple)
LISTED = st.builds(
    ListedNote,
    *(ANY, ANY, ANY, *[st.just("open")] * 3, st.just(DAY), st.just(DAY), st.just("a"), ANY, st.just("")),
    *(ANY, SOME, ANY, ANY, st.none(), ANY, SOME),
)
LISTS = st.builds(
    NoteList,
    ANY,
    ANY,
    ANY,
    st.just(DAY),
    st.lists(LISTED, min_size=1, max_size=2).map(tuple),
    st.lists(st.tuples(ANY, ANY), max_size=1).map(tuple),
)


def letters(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None, max_examples=60)
@given(LISTS)
def test_any_text_is_written_and_read_back(listed: NoteList) -> None:
    bodies = [letters(readable(plain(note.body))) for note in listed.notes]
    table = rows(notes_csv(listed))
    assert [letters(row["Note"].removeprefix("'")) for row in table] == [b.removeprefix("'") for b in bodies]
    html = Html(notes_html(listed))
    document = docx.Document(io.BytesIO(notes_docx(listed)))
    paged = letters("".join(paragraph.text for paragraph in document.paragraphs))
    marked = notes_markdown(listed).decode("utf-8")
    for note in listed.notes:
        for text in (note.title, note.quote, note.speaker, note.source):
            told = letters(readable(text))
            assert told in letters(html.texts["main"][0])
            assert told in paged
            assert told in letters(marked.replace("\\", "").replace(">", "")) or set(told) & set("\\>")
    for level in ("h1", "h2"):
        assert all("\n" not in heading for heading in html.texts[level])


def test_another_ending_is_said(tmp_path: Path) -> None:
    listed = NoteList("Notes", "Book", "2026.1", DAY, ())
    for name in ("notes.pdf", "notes"):
        with pytest.raises(UserError, match=r"\.docx, \.html, \.csv or \.md"):
            write_report(listed, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    for name in ("a.md", "a.CSV", "a.htm", "a.docx"):
        assert write_report(listed, tmp_path / name).path.stat().st_size > 20
