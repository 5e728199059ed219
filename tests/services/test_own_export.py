"""Own examples as sources of a pack: they pass the check of packs, whatever was typed."""

import re
import tempfile
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnExample, OwnFields, checked
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.source_text import source_text
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.own_export import ExportReport, export_own_examples

AT = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
DAY = date(2026, 5, 4)


def own(code: str, fields: OwnFields) -> OwnExample:
    return OwnExample(
        id=code,
        code=code,
        practice=codes.practice_of(code),
        jurisdiction=codes.jurisdiction_of(code),
        district=fields.district,
        headline=fields.headline,
        text=fields.text,
        partners=fields.partners,
        source_title=fields.source_title,
        source_publisher=fields.source_publisher,
        source_address=fields.source_address,
        created_at=AT,
        updated_at=AT,
    )


POTLUCKS = OwnFields(
    headline="ten potlucks with the library",
    text="Ten potlucks were held.\nOne was in Conexión hall.",
    district="Wichita",
    partners=(("Public Library", "rooms"), ("Rotary", "")),
    source_title="Minutes of the board",
    source_publisher="The district",
    source_address="https://example.org/minutes",
)
EXPERIENCE = OwnFields(
    headline="a poll of parents", text="Parents were polled.", partners=(("rotary", "soup"),)
)


def exported(catalogue: Catalogue, folder: Path, **examples: OwnFields) -> tuple[Content, ExportReport]:
    """The sources that were written, read back by the packs' own reader. `_` stands for `.` and `-`."""
    listed = [
        own(re.sub("_", ".", re.sub("_own", "-own", name[1:]), count=1), f) for name, f in examples.items()
    ]
    report = export_own_examples(listed, catalogue, folder, DAY)
    return read_content(folder), report


def test_what_is_written(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    content, report = exported(
        catalogue, folder, _4_KS_own=POTLUCKS, _4_MA_own=EXPERIENCE, _1_KS_own2=EXPERIENCE
    )
    assert report.remarks == ()
    assert report.examples == (
        ("4.KS-own", "4-maximize-your-resources/4.KS.md"),
        # 4.MA is the book's.
        ("4.MA-own", "4-maximize-your-resources/4.MA-2.md"),
        ("1.KS-own2", "1-reach-the-unreached/1.KS-2.md"),
    )
    found = {example.code: example for example in content.examples}
    potlucks = found["4.KS"]
    assert (potlucks.kind, potlucks.heading, potlucks.headline) == (
        Kind.RELATED,
        "",
        POTLUCKS.headline,
    )
    assert potlucks.summary == "Wichita, Kansas: ten potlucks with the library."
    assert [fact.text for fact in potlucks.facts] == POTLUCKS.text.split("\n")
    assert {fact.sources for fact in potlucks.facts} == {("minutes-of-the-board",)}
    source = content.sources["minutes-of-the-board"]
    assert (source.title, source.publisher, source.address) == (
        POTLUCKS.source_title,
        POTLUCKS.source_publisher,
        POTLUCKS.source_address,
    )
    assert [(content.organizations[p.organization].name, p.role) for p in potlucks.partners] == [
        ("Public Library", "rooms"),
        ("Rotary", ""),
    ]
    # One record per organization, however it was typed.
    assert [p.organization for p in found["4.MA-2"].partners] == ["rotary"]
    (experience,) = {fact.sources[0] for fact in found["4.MA-2"].facts}
    assert content.sources[experience].title == "Our own experience: Massachusetts"
    assert {practice.code: practice.guidance for practice in content.practices} == {
        code: catalogue.practice(code).guidance for code in ("1", "4")
    }
    readme = (folder / "README.md").read_text("utf-8")
    assert "Our own experience, with no other source behind it: all facts of 4.MA-2, 1.KS-2." in readme
    assert content.book.edition_date == "2026-05-04"


def test_the_book_of_it_can_be_built(catalogue: Catalogue, tmp_path: Path) -> None:
    exported(catalogue, tmp_path / "out", _4_KS_own=POTLUCKS, _4_MA_own=EXPERIENCE)
    build_book(tmp_path / "out", tmp_path / "pack.sqlite")
    assert (tmp_path / "pack.sqlite").stat().st_size > 0


def test_the_same_words_twice_are_told_apart(catalogue: Catalogue, tmp_path: Path) -> None:
    again = replace(POTLUCKS, headline="Ten Potlucks with the library.", district="")
    content, _ = exported(catalogue, tmp_path / "out", _4_KS_own=POTLUCKS, _4_KS_own2=again, _4_KS_own3=again)
    assert [example.headline for example in content.examples] == [
        "ten potlucks with the library",
        "Ten Potlucks with the library (2)",
        "Ten Potlucks with the library (3)",
    ]
    assert [fact.text for fact in content.examples[1].facts] == [
        "4.KS-2: Ten potlucks were held.",
        "4.KS-2: One was in Conexión hall.",
    ]


def test_sources_without_an_address_and_places_without_a_website(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    paper = replace(POTLUCKS, source_address="")
    content, _ = exported(
        catalogue, tmp_path / "out", _4_AS_own=EXPERIENCE, _4_KS_own=paper, _5_KS_own=EXPERIENCE
    )
    addresses = [source.address for source in content.sources.values()]
    assert len(set(addresses)) == len(addresses)
    assert content.sources["minutes-of-the-board"].seen.startswith("not on the web")


def test_what_has_no_place_is_left_out_and_said(catalogue: Catalogue, tmp_path: Path) -> None:
    _, report = exported(catalogue, tmp_path / "out", _4_KS_own=POTLUCKS, _9_KS_own=POTLUCKS)
    assert report.remarks == ("9.KS-own was left out: this book has no such practice or jurisdiction.",)
    with pytest.raises(UserError, match=r"^Nothing was exported\. 9\.KS-own was left out"):
        export_own_examples([own("9.KS-own", POTLUCKS)], catalogue, tmp_path / "other", DAY)
    assert not (tmp_path / "other").exists()


def test_what_is_in_the_way(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no example of your own yet"):
        export_own_examples([], catalogue, tmp_path / "out", DAY)
    (tmp_path / "filled").mkdir()
    (tmp_path / "filled" / "mine.txt").write_text("mine")
    with pytest.raises(UserError, match="Name a new folder"):
        export_own_examples([own("4.KS-own", POTLUCKS)], catalogue, tmp_path / "filled", DAY)
    assert [path.name for path in (tmp_path / "filled").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain words, 1,500 of them", "plain words, 1,500 of them"),
        ("a \"quote\" and an 'other', the state's", "a “quote” and an ‘other’, the state’s"),
        ("see [^law] [breaks off]", "see (^law) (breaks off)"),
        ("<b>bold</b> **strong** __x__ `code` a|b", "‹b›bold‹/b› *strong* _x_ ’code’ a/b"),
        ("## - 1. # words", "words"),
        ("3.5 percent", "3.5 percent"),
        (" a\x00b\ue000\u2028c\n", "ab c"),
        ("###", ""),
    ],
)
def test_source_text(typed: str, kept: str) -> None:
    assert source_text(typed) == kept


HOSTILE = st.one_of(
    st.text(st.characters(), max_size=60),
    st.text("[]^<>|`*_\"'#-+.1: \n!a&?{}%@,\\", max_size=30),
    st.sampled_from(
        ["[^law]", "[breaks off]", "---", "## What the state did", "NO", "~", "null", "ﬀ", "a: b"]
    ),
)
FIELDS = st.builds(
    OwnFields,
    headline=HOSTILE,
    text=st.lists(HOSTILE, min_size=1, max_size=4).map("\n".join),
    district=HOSTILE,
    partners=st.lists(st.tuples(HOSTILE, HOSTILE), max_size=3).map(tuple),
    source_title=HOSTILE,
    source_publisher=HOSTILE,
    source_address=st.sampled_from(["", "https://example.org/a?b=c__d", "https://example.org/a?b=c__d#e"]),
)


def _kept(fields: OwnFields) -> OwnFields | None:
    try:
        return checked(fields)
    except UserError:
        return None


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=100)
@given(st.lists(FIELDS.map(_kept).filter(lambda fields: fields is not None), min_size=1, max_size=4))
def test_whatever_was_typed_passes_the_check(catalogue: Catalogue, typed: list[OwnFields]) -> None:
    listed = [own(codes.own_code("4", "KS", count), fields) for count, fields in enumerate(typed, 1)]
    with tempfile.TemporaryDirectory() as folder:
        export_own_examples(listed, catalogue, Path(folder) / "out", DAY)
        content = read_content(Path(folder) / "out")
    assert len(content.examples) == len(typed)
    for example, fields in zip(
        sorted(content.examples, key=lambda e: (len(e.code), e.code)), typed, strict=True
    ):
        words = {word for fact in example.facts for word in re.findall(r"[A-Za-z]{3,}", fact.text)}
        shown = "".join(c for c in fields.text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))
        assert set(re.findall(r"[A-Za-z]{3,}", shown)) <= words
