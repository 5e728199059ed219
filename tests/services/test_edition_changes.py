"""What changes between two editions: five pairs with the lines that a person reads, and edits by chance."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from edited_content import EDITS, as_renamed, edited, records_of, renames_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_book import FILES
from worded_book import MA_2, WORDED, write_worded_content

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.differences import Change
from esscollab_desktop.domain.editions import EditionChanges, PartChange, RecordChange
from esscollab_desktop.domain.packs import Touched
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.edition_changes import edition_changes, words_changed
from esscollab_desktop.services.edition_summary import summary_lines
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.catalogue.writer import write_book

CONTENT = Path(__file__).resolve().parents[2] / "resources" / "content"
GOLDEN = Path(__file__).parent / "golden"
MORE = "Press More."
BANNED = re.compile(
    r"\b(diffs?|hash(es)?|schemas?|records?|orphan(s|ed)?|anchor(s|ed)?|selectors?|checksums?|digests?"
    r"|alias(es)?|deltas?|commits?|merged?|merges|payloads?|null|none type|ids?|rows?|tables?"
    r"|databases?|sql(ite)?|json|yaml|metadata|meta|entit(y|ies)|objects?|strings?|tuples?|keys?|fields?|columns?|index"
    r"|verdicts?|quer(y|ies)|migrations?|versions?|jurisdiction_\w+|error|failed|invalid)\b",
    re.IGNORECASE,
)

Files = dict[str, str]


def opened(file: Path) -> Catalogue:
    return Catalogue(CatalogueReader(file))


def built(folder: Path, name: str, source: Path) -> Catalogue:
    build_book(source, folder / f"{name}.sqlite")
    return opened(folder / f"{name}.sqlite")


def newer(text: str) -> str:
    """The next edition's number and date in book.yaml."""
    text = re.sub(r"^edition: .*$", 'edition: "2026.2"', text, count=1, flags=re.MULTILINE)
    return re.sub(r"^edition_date: .*$", 'edition_date: "2026-12-01"', text, count=1, flags=re.MULTILINE)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[..., tuple[Catalogue, Catalogue]]]:
    """Two editions of the small book; changes replace files of the second, or take them away (empty)."""
    books: list[Catalogue] = []

    def pair(**changes: str) -> tuple[Catalogue, Catalogue]:
        old = write_worded_content(tmp_path / "old")
        new = write_worded_content(tmp_path / "new", **{"book.yaml": newer(FILES["book.yaml"]), **changes})
        for name in (name for name, text in changes.items() if not text):
            (new / name).unlink()
        books.extend((built(tmp_path, "old", old), built(tmp_path, "new", new)))
        return books[-2], books[-1]

    yield pair
    for book in books:
        book.close()


@pytest.fixture
def real(tmp_path: Path, catalogue: Catalogue) -> Iterator[Callable[..., tuple[Catalogue, Catalogue]]]:
    """The real book, and an edition of it in which words are put in the place of others, by file."""
    books: list[Catalogue] = []

    def pair(**changes: tuple[str, str]) -> tuple[Catalogue, Catalogue]:
        folder = tmp_path / "content"
        shutil.copytree(CONTENT, folder)
        for name, (was, now) in changes.items():
            (path,) = folder.rglob(name)
            text = path.read_text("utf-8")
            assert was in text
            path.write_text(text.replace(was, now), "utf-8")
        book = folder / "book.yaml"
        book.write_text(newer(book.read_text("utf-8")), "utf-8")
        books.append(built(tmp_path, "new", folder))
        return catalogue, books[-1]

    yield pair
    for book in books:
        book.close()


def lines_of(
    old: Catalogue, new: Catalogue, touched: Touched | None = None, most: int = 15
) -> tuple[EditionChanges, list[str]]:
    changes = edition_changes(old, new)
    lines = summary_lines(changes, old.info, new.info, touched, most, MORE)
    assert len(lines) <= most
    assert all("\n" not in line and len(line) < 480 for line in lines)
    assert BANNED.findall("\n".join(lines)) == []
    return changes, lines


def assert_golden(name: str, lines: list[str]) -> None:
    assert "\n".join(lines) + "\n" == (GOLDEN / f"{name}.txt").read_text("utf-8")


def codes(changes: tuple[RecordChange, ...]) -> list[str]:
    return [change.code for change in changes]


def test_a_typo(real: Callable[..., tuple[Catalogue, Catalogue]]) -> None:
    old, new = real(
        **{"4.MA.md": ("led the work to “crowdsource” fresh", "led the work to “crowdsource” new")}
    )
    changes, lines = lines_of(old, new)
    (only,) = changes.changed
    assert (only.kind_of_record, only.code, only.was_code, only.origin) == (
        "example", "4.MA", "", Kind.PUBLISHED,
    )  # fmt: skip
    assert not (changes.added or changes.removed or changes.renamed)
    (part,) = words_changed(old, new, only)
    assert part.part == "e"
    assert [piece.text for piece in part.pieces if piece.change is not Change.SAME] == ["fresh", "new"]
    assert_golden("typo", lines)


NEW_EXAMPLE = """\
---
code: 2.VT
kind: related
jurisdiction: VT
headline: suppers in the library
---

The agency held suppers. Many came.

## What the state did

Suppers were held in the library. [^law]
"""


def test_one_added_and_one_removed(small: Callable[..., tuple[Catalogue, Catalogue]]) -> None:
    old, new = small(**{"2-show-work/2.VT.md": NEW_EXAMPLE, MA_2: ""})
    changes, lines = lines_of(old, new, Touched(notes=1, page_gone=1))
    assert (codes(changes.added), codes(changes.removed)) == (["2.VT"], ["1.MA-2"])
    assert not (changes.changed or changes.renamed)
    assert_golden("added_and_removed", lines)


def test_renamed_with_other_words(small: Callable[..., tuple[Catalogue, Catalogue]]) -> None:
    text = (
        FILES["1-reach-out/1.NY.md"].replace("1.NY", "1.NY-2").replace("polled in café", "asked in 40 café")
    )
    old, new = small(
        **{
            "1-reach-out/1.NY-2.md": text,
            "1-reach-out/1.NY.md": "",
            "aliases.yaml": "1.NH: 1.NY-2\n1.NY: 1.NY-2\norg:mass-inc: org:massinc\n",
        }
    )
    touched = Touched(
        notes=5, stay=2, move=2, lose_place=1, meetings=("Budget evening", "Town hall"), followed=5
    )
    changes, lines = lines_of(old, new, touched)
    (renamed,) = changes.renamed
    assert (renamed.was_code, renamed.code, renamed.was_title, renamed.title) == (
        "1.NY", "1.NY-2", "New York", "New York",
    )  # fmt: skip
    assert changes.changed == changes.renamed
    assert not (changes.added or changes.removed)
    assert_golden("renamed", lines)


def test_guidance_and_sources_of_a_practice(small: Callable[..., tuple[Catalogue, Catalogue]]) -> None:
    practice = FILES["1-reach-out/practice.md"]
    practice = practice.replace("not in the room. [^page-1]", "seldom in the room. [^page-1] [^law]")
    practice = practice.replace("short. [^page-1] [^law]", "short. [^law]")
    old, new = small(**{"1-reach-out/practice.md": practice})
    changes, lines = lines_of(old, new, Touched())
    assert codes(changes.changed) == ["1"]
    parts = [part.part for part in words_changed(old, new, changes.changed[0])]
    assert parts == ["Guidance", "Sources of the guidance", "Room for growth: Address power, sources"]
    assert_golden("practice", lines)


def test_more_than_fits(tmp_path: Path, catalogue: Catalogue) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    for number, path in enumerate(sorted(folder.glob("[13]-*/*.md"))):
        text = path.read_text("utf-8")
        head, mark, body = text.rpartition("\n---\n")
        body = re.sub(r"(?m)(?<!#)(?<=\w) the (?!state did)", " the very ", body, count=number % 3 + 1)
        path.write_text(head + mark + body, "utf-8")
    for number in range(2, 8):
        made = NEW_EXAMPLE.replace("2.VT", f"2.VT-{number}").replace("the library", f"library {number}")
        made = made.replace("law", "pp-4")
        (folder / "2-show-your-work" / f"2.VT-{number}.md").write_text(made, "utf-8")
    sources = folder / "sources.yaml"
    sources.write_text(re.sub(r"(?m)^  title: (\w)", r"  title: New \1", sources.read_text("utf-8")), "utf-8")
    book = folder / "book.yaml"
    book.write_text(newer(book.read_text("utf-8")), "utf-8")
    new = built(tmp_path, "new", folder)
    touched = Touched(notes=40, stay=30, move=7, lose_place=3, meetings=("A", "B", "C", "D", "E"))
    changes, lines = lines_of(catalogue, new, touched)
    assert len(lines) == 15
    assert len(changes.added) == 6
    assert_golden("many", lines)
    told = lines_of(catalogue, new, most=6)[1]
    assert len(told) == 6
    assert told[-1].endswith(f"more changes are not told here. To see them all: {MORE}")
    new.close()


def test_nothing_changed(small: Callable[..., tuple[Catalogue, Catalogue]]) -> None:
    old, new = small()
    changes, lines = lines_of(old, new)
    assert changes.is_empty
    assert lines == [
        "Nothing changed: “A small book” has the same text in edition 2026.2 of December 1, 2026 as in "
        "edition 2026.1 of January 31, 2026."
    ]
    assert lines_of(old, old)[1] == [
        "Nothing changed: both are “A small book”, edition 2026.1 of January 31, 2026, with the same text."
    ]


def test_two_become_one_and_a_source_gets_another_code(
    small: Callable[..., tuple[Catalogue, Catalogue]],
) -> None:
    def now(text: str) -> str:
        return text.replace("[^paper]", "[^essay]")

    old, new = small(
        **{
            MA_2: "",
            "aliases.yaml": WORDED["aliases.yaml"] + "1.MA-2: 1.MA\nsource:paper: source:essay\n",
            "sources.yaml": FILES["sources.yaml"].replace("paper:", "essay:"),
            "glossary.yaml": WORDED["glossary.yaml"].replace("[paper]", "[essay]"),
            **{
                name: now(FILES[name])
                for name in ("1-reach-out/practice.md", "1-reach-out/1.MA.md", "1-reach-out/1.NY.md")
            },
        }
    )
    changes, lines = lines_of(old, new)
    assert [(one.was_code, one.code, one.joined) for one in changes.renamed] == [
        ("1.MA-2", "1.MA", True),
        ("source:paper", "source:essay", False),
    ]
    assert not (changes.changed or changes.added or changes.removed)
    assert lines[2:] == [
        "1.MA-2 Massachusetts is now part of 1.MA Massachusetts: enlisted help.",
        "The source “A paper on conexión” is now found as source:essay, no longer as source:paper.",
    ]


def told(part: PartChange) -> tuple[str, str, str]:
    return part.part, part.was, part.now


def test_what_stands_beside_a_paragraph_is_told_in_words(
    small: Callable[..., tuple[Catalogue, Catalogue]],
) -> None:
    text = FILES["1-reach-out/1.MA.md"].replace("role: outreach", "role: outreach in spring")
    text = text.replace("  - organization: rennie\n", "  - organization: rennie\n    kind: related\n")
    text = text.replace("It led work to [breaks off] [^page-1]", "It led work to [^paper]")
    text = text.replace("came. [^paper]", "came. [^paper] [^law]")
    old, new = small(**{"1-reach-out/1.MA.md": text})
    changes, _lines = lines_of(old, new)
    assert [told(part) for part in words_changed(old, new, changes.changed[0])] == [
        ("b, sources", "The page of practice 1 (Partners)", "A paper on conexión (NASBE)"),
        ("b, its end", "the source breaks off", "the source goes on"),
        (
            "c, sources",
            "A paper on conexión (NASBE)",
            "A paper on conexión (NASBE); A letter (The Department)",
        ),
        ("Partners", "Mass, Inc. (MassINC): outreach", "Mass, Inc. (MassINC): outreach in spring"),
        ("Partners", "The Rennie Center", "The Rennie Center (in the related facts)"),
    ]


def test_published_becomes_related(small: Callable[..., tuple[Catalogue, Catalogue]]) -> None:
    text = (
        FILES["1-reach-out/1.NY.md"]
        .replace("kind: related", "kind: published")
        .replace("headline: a poll", "heading: a poll\nheadline: a poll")
    )
    old, new = small(**{"1-reach-out/1.NY.md": text})
    changes, _lines = lines_of(old, new)
    parts = [told(part) for part in words_changed(old, new, changes.changed[0])]
    assert ("Published or related", "related", "published") in parts
    assert ("a, published or related", "related", "published") in parts


def test_a_paragraph_put_between_others_is_told_alone(
    small: Callable[..., tuple[Catalogue, Catalogue]],
) -> None:
    text = FILES["1-reach-out/1.MA.md"].replace("It led work", "Buses ran. [^law]\n\nIt led work")
    old, new = small(**{"1-reach-out/1.MA.md": text, "1-reach-out/1.MA.es.md": ""})
    changes, lines = lines_of(old, new)
    parts = words_changed(old, new, changes.changed[0])
    assert [told(part) for part in parts if not part.part.startswith("Spanish")] == [("b", "", "Buses ran.")]
    assert lines[2].startswith(
        "Changed: 1.MA Massachusetts: enlisted help. Paragraph b, added: “Buses ran.” Also changed: "
    )


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The small content with six examples."""
    folder = tmp_path_factory.mktemp("content")
    more = {
        f"2-show-work/2.{place}.md": NEW_EXAMPLE.replace("2.VT", f"2.{place}")
        .replace(": VT", f": {place}")
        .replace("in the", f"in {place} in the")
        for place in ("VT", "MA", "GU")
    }
    return read_content(write_worded_content(folder, **more))


_WORDS = st.sampled_from(("river", "council", "harbor", "lantern"))
_EDITS = st.lists(
    st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, 9), st.integers(0, 9), _WORDS), max_size=5
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=_EDITS)
def test_every_difference_is_told_and_nothing_else(
    content: Content, edits: list[tuple[int, int, int, str]]
) -> None:
    check_told(content, edited(content, edits))


@pytest.mark.parametrize("number", range(len(EDITS)))
def test_every_kind_of_edit_is_told(content: Content, number: int) -> None:
    check_told(content, edited(content, [(number, place, place, "river") for place in range(6)]))


def check_told(before: Content, after: Content) -> None:
    with TemporaryDirectory() as folder:
        for name, content in (("old", before), ("new", after)):
            write_book(content, Path(folder) / name)
        old, new = opened(Path(folder) / "old"), opened(Path(folder) / "new")
        try:
            changes, _lines = lines_of(old, new)
            renames = renames_of(before, after)
            was = {code: as_renamed(value, renames) for code, value in records_of(before).items()}
            now = {code: as_renamed(value, {}) for code, value in records_of(after).items()}
            assert {(one.was_code, one.code) for one in changes.renamed} == set(renames.items())
            assert set(codes(changes.removed)) == was.keys() - now.keys() - renames.keys()
            assert set(codes(changes.added)) == now.keys() - was.keys() - set(renames.values())
            assert {one.was_code or one.code for one in changes.changed} == {
                code for code, value in was.items() if renames.get(code, code) in now
                and now[renames.get(code, code)] != value
            }  # fmt: skip
            for one in changes.changed:
                parts = words_changed(old, new, one)
                assert parts
                assert all(part.was != part.now for part in parts)
            in_order = [one.kind_of_record for one in changes.changed]
            assert in_order == sorted(in_order, key=["practice", "example"].__contains__, reverse=True)
        finally:
            old.close()
            new.close()


def test_practices_and_examples_come_first_in_the_order_of_the_book(
    small: Callable[..., tuple[Catalogue, Catalogue]],
) -> None:
    changed = {
        name: FILES[name].replace("The state asked", "The agency asked").replace("A coalition", "Coalitions")
        for name in ("1-reach-out/1.MA.md", "1-reach-out/1.NY.md")
    }
    changed["1-reach-out/practice.md"] = FILES["1-reach-out/practice.md"].replace("nine", "ten")
    changed["sources.yaml"] = FILES["sources.yaml"].replace("A letter", "The letter")
    old, new = small(**changed)
    changes, lines = lines_of(old, new)
    assert codes(changes.changed) == ["1", "1.MA", "1.NY", "source:law"]
    assert lines[1] == "In short: 1 practice, 2 examples and 1 source changed."
