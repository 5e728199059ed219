"""A packet put together: what is in it, what is left out and said, in which language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offices import Office, offices
from worded_book import write_worded_content

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteFields, Visibility
from esscollab_desktop.domain.packets import (
    ItemKind,
    Language,
    Layout,
    NotesPlace,
    PacketFields,
    PacketItem,
    PacketLook,
    SourcesForm,
)
from esscollab_desktop.domain.page import Paragraph as PageParagraph
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.render.document import (
    Block,
    Cards,
    Contents,
    Document,
    Figure,
    Group,
    Heading,
    Lines,
    List,
    Notes,
    Opening,
    Paragraph,
    Sources,
    Span,
    Style,
    Table,
    walk,
)
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.packet_handouts import Prepared, prepared
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

DAY = date(2026, 11, 23)
REFERENCE = PacketLook()
NOTES = PacketLook(notes=NotesPlace.END)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with offices(tmp_path, 1) as (made,):
        yield made


def item(kind: ItemKind, *codes: str, title: str = "", body: str = "") -> PacketItem:
    return PacketItem(f"{kind} {codes}", kind, codes, title, body)


def pages(*codes: str) -> tuple[PacketItem, ...]:
    return tuple(item(ItemKind.PAGE, code) for code in codes)


def made(
    library: Catalogue, *items: PacketItem, look: PacketLook = REFERENCE, name: str = "For the council"
) -> Prepared:
    return prepared(library, None, None, None, PacketFields(name, items, look), DAY)


def of(document: Document, kind: type[Block]) -> list[Block]:
    return [block for block in walk(document.blocks) if isinstance(block, kind)]


def words(text: tuple[Span, ...]) -> str:
    return "".join(span.text for span in text)


def titles(document: Document) -> list[str]:
    return [words(block.title) for block in walk(document.blocks) if isinstance(block, Opening)]


def test_items_stand_in_their_order_and_the_contents_name_them(catalogue: Catalogue) -> None:
    chosen = (*pages("4.MA", "2"), item(ItemKind.TEXT, title="Welcome", body="- one\n- two"))
    found = made(catalogue, *chosen)
    assert titles(found.document) == [catalogue.title_of("4.MA"), catalogue.title_of("2"), "Welcome"]
    assert found.anchors == ("item-1", "item-2", "item-3")
    assert len(of(found.document, Contents)) == 1
    assert found.document.title == "For the council"
    assert found.warnings == ()


def test_examples_are_all_that_the_practice_has_and_stand_under_it(catalogue: Catalogue) -> None:
    found = made(catalogue, *pages("4"), item(ItemKind.EXAMPLES, "4"), *pages("4.MA"))
    openings = [block for block in walk(found.document.blocks) if isinstance(block, Opening)]
    examples = catalogue.entries("4")
    assert [opening.level for opening in openings] == [1, *(2 for _ in examples)]
    assert found.anchors[:2] == ("item-1", "item-2")
    # A page stands once; whoever names it again is led to it.
    assert found.anchors[2] == next(o.anchor for o in openings if o.code == "4.MA")


def test_examples_of_a_state(catalogue: Catalogue) -> None:
    found = made(catalogue, item(ItemKind.EXAMPLES, "state:OH"))
    wanted = [entry.code for entry in catalogue.entries(jurisdiction="OH")]
    assert [o.code for o in walk(found.document.blocks) if isinstance(o, Opening)] == wanted


def test_what_is_gone_is_left_out_and_said(catalogue: Catalogue) -> None:
    found = made(catalogue, *pages("9.ZZ", "4.MA"))
    assert found.anchors == ("", "item-1")
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith("9.ZZ is left out. ")


def test_a_packet_without_anything_says_what_to_do(catalogue: Catalogue) -> None:
    with pytest.raises(UserError, match=r"This packet is empty\. Open an example"):
        made(catalogue)
    with pytest.raises(UserError, match=r"Nothing of this packet can be printed. 9.ZZ is left out"):
        made(catalogue, *pages("9.ZZ"))


def test_a_line_of_a_list_leads_to_the_page_that_stands_in_the_packet(catalogue: Catalogue) -> None:
    found = made(catalogue, *pages("4", "4.MA"))
    entries = [e for block in walk(found.document.blocks) if isinstance(block, List) for e in block.entries]
    assert {e.code: e.anchor for e in entries if e.anchor} == {"4.MA": "item-2"}


@pytest.mark.parametrize("count", range(1, 14))
def test_side_by_side_stand_two_to_four(catalogue: Catalogue, count: int) -> None:
    codes = [entry.code for entry in catalogue.examples()[:count]]
    look = PacketLook(Layout.COMPARISON)
    found = made(catalogue, *pages(*codes), look=look)
    whole = made(catalogue, item(ItemKind.EXAMPLES, "2"), look=look)
    tables = [block for block in walk(whole.document.blocks) if isinstance(block, Table)]
    assert sum(len(table.columns) - 1 for table in tables) == len(catalogue.entries("2"))
    assert all(2 <= len(table.columns) - 1 <= 4 for table in tables)
    assert len(found.anchors) == count


def test_a_comparison_of_one_is_left_out_and_said(catalogue: Catalogue) -> None:
    found = made(catalogue, item(ItemKind.COMPARISON, "4.MA", "9.ZZ"), *pages("4.MA"))
    assert [w.split(".")[0] for w in found.warnings] == ["9", "The comparison is left out"]


def test_map_matrix_and_glossary(catalogue: Catalogue) -> None:
    found = made(
        catalogue, item(ItemKind.MAP), item(ItemKind.MATRIX), *pages("4.MA"), item(ItemKind.GLOSSARY)
    )
    figures = [block for block in walk(found.document.blocks) if isinstance(block, Figure)]
    assert len(figures) == 1  # the matrix is a table
    assert figures[0].alternative
    large = made(catalogue, item(ItemKind.MAP), look=PacketLook(large=True))
    assert of(large.document, Figure) == []
    terms = [e for b in walk(found.document.blocks) if isinstance(b, List) for e in b.entries if e.label]
    assert any(words(entry.label).startswith("SEA") for entry in terms)


def test_the_words_of_the_field_are_those_that_the_pages_use(catalogue: Catalogue) -> None:
    alone = made(catalogue, item(ItemKind.GLOSSARY))
    some = made(catalogue, *pages("4.MA"), item(ItemKind.GLOSSARY))
    listed = of(alone.document, List)[-1]
    fewer = of(some.document, List)[-1]
    assert isinstance(listed, List) and isinstance(fewer, List)
    assert len(listed.entries) == len(catalogue.glossary_terms())
    assert 0 < len(fewer.entries) < len(listed.entries)


# --- notes ---


def test_notes_of_those_who_may_see_them(office: Office, catalogue: Catalogue) -> None:
    for visibility in Visibility:
        office.notebook.add("4.MA", f"for {visibility}", NoteFields(visibility=visibility))
    fields = PacketFields("Notes", pages("4.MA"), NOTES)
    found = prepared(catalogue, office.notebook, office.meetings, None, fields, DAY)
    told = [n for b in walk(found.document.blocks) if isinstance(b, Notes) for n in b.notes]
    assert len(told) == 2
    assert found.warnings == ("Holds 1 team note and 1 record note. 1 private note is left out.",)
    private = replace(fields, look=replace(NOTES, visibilities=frozenset(Visibility)))
    whole = prepared(catalogue, office.notebook, office.meetings, None, private, DAY)
    assert len([n for b in walk(whole.document.blocks) if isinstance(b, Notes) for n in b.notes]) == 3
    none = replace(fields, look=replace(NOTES, notes=NotesPlace.NONE))
    assert prepared(catalogue, office.notebook, office.meetings, None, none, DAY).warnings == ()


def test_a_meetings_notes_and_its_day_on_the_first_page(office: Office, catalogue: Catalogue) -> None:
    meeting = office.meetings.add(MeetingFields("Council", date(2026, 12, 3), "Salem", agenda="Money"))
    fields = NoteFields(visibility=Visibility.TEAM, meeting=meeting.id)
    office.notebook.add("4.MA", "said there", fields)
    office.notebook.add("4.MA", "never printed", replace(fields, visibility=Visibility.PRIVATE))
    packet = PacketFields("For the council", (item(ItemKind.MEETING), *pages("4.MA")), meeting=meeting.id)
    found = prepared(catalogue, office.notebook, office.meetings, None, packet, DAY)
    assert found.document.cover is not None
    assert found.document.cover.meeting == ("Council", "December 3, 2026", "Salem")
    told = [n for b in walk(found.document.blocks) if isinstance(b, Notes) for n in b.notes]
    assert [note.about for note in told] == [f"on 4.MA {catalogue.title_of('4.MA')}"]
    assert "never printed" not in repr(found.document)
    office.meetings.delete(meeting.id)
    gone = prepared(catalogue, office.notebook, office.meetings, None, packet, DAY)
    assert gone.warnings[0] == "The meeting of this packet is not in the notebook any more."


# --- layouts ---


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("sources", SourcesForm)
@pytest.mark.parametrize("notes", NotesPlace)
def test_every_layout_of_the_whole_book_is_sound(
    catalogue: Catalogue, layout: Layout, sources: SourcesForm, notes: NotesPlace
) -> None:
    look = PacketLook(layout, sources=sources, notes=notes)
    items = [i for p in catalogue.practices() for i in (*pages(p.code), item(ItemKind.EXAMPLES, p.code))]
    found = made(catalogue, *items, look=look)
    assert_sound(found.document)
    assert all(found.anchors)


def assert_sound(document: Document) -> None:
    """Headings go down one step at a time, anchors stand once, and every reference leads somewhere."""
    level, anchors, references = 0, [], []
    for block in walk(document.blocks):
        if isinstance(block, Opening | Heading):
            steps = block.level or 1
            assert steps <= level + 1
            level = steps
            anchors.append(block.anchor)
        if isinstance(block, Paragraph):
            references += [reference.anchor for reference in block.references]
        if isinstance(block, Sources):
            anchors += [line.anchor for line in block.lines]
        if isinstance(block, List):
            references += [entry.anchor for entry in block.entries]
    named = [anchor for anchor in anchors if anchor]
    assert len(named) == len(set(named))
    assert {anchor for anchor in references if anchor} <= set(named)


def test_one_sheet_for_a_practice_has_no_more_than_it_needs(catalogue: Catalogue) -> None:
    found = made(catalogue, *pages("4"), look=PacketLook(Layout.ONE_PAGER))
    headings = [words(block.text) for block in walk(found.document.blocks) if isinstance(block, Heading)]
    assert headings == ["Published examples", "Room for growth for all states", "Related examples"]
    summary = catalogue.page("4.MA").lead
    lists = [block for block in walk(found.document.blocks) if isinstance(block, List)]
    assert summary in {words(entry.text) for held in lists for entry in held.entries}


def test_cards_hold_the_pages_and_the_rest_comes_after(catalogue: Catalogue) -> None:
    chosen = (item(ItemKind.TEXT, title="How to play"), *pages("4.MA", "2"))
    found = made(catalogue, *chosen, look=PacketLook(Layout.CARDS, cards=4))
    cards = next(block for block in walk(found.document.blocks) if isinstance(block, Cards))
    assert {card.opening.code for card in cards.cards} == {"4.MA", "2"}
    assert titles(found.document)[-1] == "How to play"


def test_a_worksheet_asks_and_leaves_lines(catalogue: Catalogue) -> None:
    found = made(catalogue, *pages("4.MA", "4"), look=PacketLook(Layout.WORKSHEET))
    lines = [block for block in walk(found.document.blocks) if isinstance(block, Lines)]
    assert all(line.count >= 4 for line in lines)
    assert len(lines) == 6


# --- languages ---


@pytest.fixture
def worded(tmp_path: Path) -> Iterator[Catalogue]:
    """A small book with 1.MA in Spanish too."""
    build_book(write_worded_content(tmp_path / "content"), tmp_path / "book.sqlite")
    opened = Catalogue(CatalogueReader(tmp_path / "book.sqlite"))
    yield opened
    opened.close()


def test_without_translation_it_is_english_and_said(catalogue: Catalogue) -> None:
    look = PacketLook(language=Language.SPANISH)
    found = made(catalogue, *pages("4.MA"), item(ItemKind.TEXT, title="Hola"), look=look)
    assert found.document.language == "es"
    assert found.warnings == ("There is no Spanish text of 4.MA; English stands there.",)
    groups = [block for block in found.document.blocks if isinstance(block, Group)]
    assert [group.language for group in groups] == ["en"]
    assert found.document.foot.endswith("Impreso el 23 de noviembre de 2026")


@settings(max_examples=20, deadline=None)
@given(st.text(), st.text(), st.text())
def test_any_words_of_ones_own(catalogue: Catalogue, name: str, title: str, body: str) -> None:
    found = made(catalogue, item(ItemKind.TEXT, title=title, body=body), *pages("4.MA"), name=name)
    assert found.document.title
    assert_sound(found.document)


def test_what_has_been_translated_stands_in_spanish_and_the_rest_says_its_language(
    worded: Catalogue,
) -> None:
    other = worded.translation("1.MA", "es")
    assert other is not None
    found = made(worded, *pages("1.MA", "1.NY"), look=PacketLook(language=Language.SPANISH))
    assert found.warnings == ("There is no Spanish text of 1.NY; English stands there.",)
    alone = made(worded, *pages("1.MA"), look=PacketLook(language=Language.SPANISH))
    spans = {span.text: span.language for block in alone.document.blocks for span in spans_of(block)}
    assert spans[other.summary] == ""
    assert spans[other.facts[0]] == ""
    assert spans[worded.page("1").lead] == "en"
    assert "Lo que hizo el estado" in spans
    assert worded.page("1.MA").lead not in spans


def test_a_worksheet_asks_in_spanish_whatever_the_passage_is_in(catalogue: Catalogue) -> None:
    found = made(catalogue, *pages("4.MA", "4"), look=PacketLook(Layout.WORKSHEET, language=Language.SPANISH))
    asked = [b for b in walk(found.document.blocks) if isinstance(b, Paragraph) and b.style is Style.PROMPT]
    assert words(asked[0].text) == "¿Qué le llama la atención aquí?"
    groups = [b for b in walk(found.document.blocks) if isinstance(b, Group) and b.language]
    assert [group.language for group in groups] == ["en", "en"]
    inside = {words(b.text) for group in groups for b in walk(group.blocks) if isinstance(b, Paragraph)}
    assert catalogue.page("4.MA").lead in inside
    assert words(asked[0].text) not in inside


def test_side_by_side_holds_every_paragraph_in_both_languages(worded: Catalogue) -> None:
    other = worded.translation("1.MA", "es")
    assert other is not None
    found = made(worded, *pages("1.MA", "1.NY"), look=PacketLook(language=Language.BOTH))
    assert_sound(found.document)
    table = next(block for block in walk(found.document.blocks) if isinstance(block, Table))
    told = [
        [words(b.text) for cell in row for b in cell.blocks if isinstance(b, Paragraph)] for row in table.rows
    ]
    page = worded.page("1.MA")
    facts = [b.text for s in page.sections for b in s.blocks if isinstance(b, PageParagraph) and b.letter]
    letters = [b.letter for s in page.sections for b in s.blocks if isinstance(b, PageParagraph) and b.letter]
    assert told == [
        ["Summary", page.lead, other.summary],
        *(list(row) for row in zip(letters, facts, other.facts, strict=True)),
    ]
    languages = {span.language for row in table.rows for block in row[2].blocks for span in spans_of(block)}
    assert languages == {"es"}


def spans_of(block: Block) -> Iterator[Span]:
    for one in walk((block,)):
        if isinstance(one, Paragraph):
            yield from (*one.run_in, *one.text)
        elif isinstance(one, Heading):
            yield from one.text
        elif isinstance(one, List):
            yield from (span for entry in one.entries for span in (*entry.label, *entry.text))
