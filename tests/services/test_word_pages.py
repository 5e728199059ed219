"""The pages around the examples: organizations, topics, terms, sources, and what they add to the others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from worded_book import write_worded_content

from esscollab_desktop.domain.book import Kind, Translation
from esscollab_desktop.domain.content import Place
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.storage.catalogue.reader import CatalogueReader


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueReader]:
    folder = tmp_path_factory.mktemp("worded")
    build_book(write_worded_content(folder / "content"), folder / "book.sqlite")
    opened = CatalogueReader(folder / "book.sqlite")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def worded(reader: CatalogueReader) -> Catalogue:
    return Catalogue(reader)


def entries(page: Page, heading: str) -> tuple[Entry, ...]:
    section = next(s for s in page.sections if s.heading == heading)
    return tuple(e for block in section.blocks if isinstance(block, EntryList) for e in block.entries)


def paragraphs(page: Page, heading: str) -> list[tuple[str, str]]:
    section = next(s for s in page.sections if s.heading == heading)
    return [(block.lead, block.text) for block in section.blocks if isinstance(block, Paragraph)]


def headings(page: Page) -> list[str]:
    return [section.heading for section in page.sections]


def test_an_example_tells_when_and_links_its_topics(worded: Catalogue) -> None:
    page = worded.page("1.MA-2")
    assert paragraphs(page, "What the state did")[1:] == [
        ("When:", "May 2016 to 2017."),
        ("Text as of:", "2018."),
        ("Stage:", "Writing the plan, comment and review."),
    ]
    assert entries(page, "Topics") == (Entry("tribal consultation", code="topic:consultation"),)


def test_an_organization(worded: Catalogue) -> None:
    page = worded.page("org:massinc")
    assert (page.code, page.title, page.mark, page.label) == ("org:massinc", "MassINC", "Organization", "")
    assert page.trail == (("about", "About this book"),)
    assert headings(page) == ["Other names", "What it did where", "In the glossary"]
    assert entries(page, "What it did where") == (
        Entry("Massachusetts: enlisted help", "outreach; named there as Mass, Inc.", "1.MA", Kind.PUBLISHED),
    )
    assert entries(page, "In the glossary") == (Entry("SEA", "The agency of a state.", "glossary:SEA"),)
    assert worded.page("org:rennie").lead == "A center."


def test_a_topic_with_its_neighbors(worded: Catalogue) -> None:
    page = worded.page("topic:tribes")
    assert (page.title, page.mark) == ("Tribes", "Topic: people")
    assert headings(page) == ["Other words for it", "Narrower topics", "Related examples"]
    assert [entry.code for entry in entries(page, "Related examples")] == ["1.MA-2"]
    narrow = worded.page("topic:consultation")
    assert narrow.lead == "Formal talks."
    assert [entry.code for entry in entries(narrow, "Broader topic")] == ["topic:tribes"]


def test_a_stage_is_a_topic_too(worded: Catalogue) -> None:
    page = worded.page("topic:writing")
    assert [entry.code for entry in entries(page, "Related examples")] == ["1.MA-2"]


def test_a_term_with_source_and_terms_on_general_knowledge(worded: Catalogue) -> None:
    page = worded.page("glossary:SEA")
    assert (page.title, page.mark, page.mark_note) == ("SEA", "Glossary", "Bodies")
    assert paragraphs(page, "Meaning") == [("", "The agency of a state.")]
    assert [source.id for source in page.sources] == ["law"]
    assert [(entry.code, entry.kind) for entry in entries(page, "See also")] == [
        ("org:massinc", None),
        ("1.MA", Kind.PUBLISHED),
    ]
    town_hall = worded.page("glossary:town-hall")
    assert town_hall.sources == ()
    assert [lead for lead, _text in paragraphs(town_hall, "Meaning")] == ["", "General knowledge"]
    assert "the source uses the term" in paragraphs(worded.page("glossary:crosswalk"), "Meaning")[1][1]


def test_a_source_lists_what_rests_on_it(worded: Catalogue) -> None:
    page = worded.page("source:page-1")
    assert entries(page, "The source")[0].address == "https://example.org/1"
    assert paragraphs(page, "The source") == [("Seen of it:", "Partly seen.")]
    assert [(entry.code, entry.text) for entry in entries(page, "Cited in")] == [
        ("1", "guidance, room for growth, resources"),
        ("1.MA", "paragraphs a, b"),
    ]
    cited = [(entry.code, entry.text) for entry in entries(worded.page("source:law"), "Cited in")]
    assert cited == [
        ("1", "room for growth"),
        ("2", "guidance"),
        ("1.MA-2", "paragraph a"),
        ("1.NY", "paragraph a"),
        ("glossary:SEA", "meaning"),
        ("about", "The law"),
    ]


def test_a_state_tells_its_note_and_who_has_the_same_short_name(worded: Catalogue) -> None:
    page = worded.page("state:VT")
    assert paragraphs(page, "Note") == [("", "A note.")]
    assert [entry.code for entry in entries(page, "Same short name")] == ["state:MA"]
    assert "Same short name" not in headings(worded.page("state:NY"))


def test_the_book_lists_everything_that_has_a_page(worded: Catalogue) -> None:
    page = worded.page("about")
    assert [entry.label for entry in entries(page, "Glossary")] == ["Crosswalk", "SEA", "Town hall"]
    assert len(entries(page, "Topics")) == 3
    assert [entry.code for entry in entries(page, "Organizations")] == ["org:massinc", "org:rennie"]
    assert len(entries(page, "All sources")) == 3


def test_titles_of_all_codes(worded: Catalogue, reader: CatalogueReader) -> None:
    titles = {code: worded.title_of(code) for code in reader.codes()}
    assert titles["glossary:town-hall"] == "Town hall"
    assert titles["source:paper"] == "A paper on conexión"
    assert all(titles.values())


def test_places_and_translations_are_kept(reader: CatalogueReader) -> None:
    assert reader.place("1.MA/c") == Place("1-reach-out/1.MA.md", 26)
    with pytest.raises(KeyError):
        reader.place("1.MA/z")
    assert reader.translations("1.MA") == (
        Translation(
            "1.MA",
            "es",
            "buscó ayuda",
            "desayunos temprano con socios",
            "El estado pidió ayuda. Vinieron.",
            (
                "Los socios ofrecieron “desayunos” en todo el estado.",
                "Condujo a",
                "Vinieron más de 1,500 personas.",
            ),
        ),
    )
    assert reader.translations("1.NY") == ()


def test_every_link_of_the_real_book_leads_to_a_page(catalogue: Catalogue, book_file: Path) -> None:
    reader = CatalogueReader(book_file)
    known = set(reader.codes())
    reader.close()
    for code in known:
        page = catalogue.page(code)
        assert page.code == code
        assert page.title
        linked = {
            e.code for s in page.sections for b in s.blocks if isinstance(b, EntryList) for e in b.entries
        }
        assert linked - {""} <= known, code
        used = {n for s in page.sections for b in s.blocks if isinstance(b, Paragraph) for n in b.refs}
        assert used <= set(range(1, len(page.sources) + 1)), code
