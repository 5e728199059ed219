"""Which pages and notes make a handout, and how it is written."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note, NoteFields, Visibility
from esscollab_desktop.domain.page import Paragraph
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.render.typesetting import _groups
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.handouts import (
    HandoutOptions,
    handout_for,
    notes_in_words,
    suggested_name,
    write_handout,
)

PRINTED = HandoutOptions(printed=date(2026, 11, 23))
WITH_NOTES = HandoutOptions(printed=date(2026, 11, 23), notes="end", paper="a4")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Notes:
    """Stands for a notebook that holds one note on each code it is asked for."""

    def notes(self, target: str | None = None) -> list[Note]:
        return [Note("1", target or "", f"on {target}", NOON, NOON)]


NOTEBOOK = cast(Any, Notes())


def codes_of(catalogue: Catalogue, *codes: str) -> list[str]:
    return [page.code for page in handout_for(catalogue, None, codes, PRINTED).pages]


def test_a_practice_brings_its_examples_and_no_code_the_whole_book(catalogue: Catalogue) -> None:
    four = codes_of(catalogue, "4")
    assert four[:4] == ["4", "4.MA", "4.DC", "4.MI"]
    assert set(four) == {"4", *(e.code for e in catalogue.examples() if e.practice == "4")}
    whole = codes_of(catalogue)
    assert len(whole) == len(catalogue.practices()) + len(catalogue.examples())
    assert len(set(whole)) == len(whole)


def test_the_choice_keeps_its_order_and_names_each_once(catalogue: Catalogue) -> None:
    assert codes_of(catalogue, "4.mi", "4.MA", "4.MI", "state:MI") == ["4.MI", "4.MA", "state:MI"]


def test_an_unknown_code_is_said(catalogue: Catalogue) -> None:
    with pytest.raises(UserError, match="not a code in this book"):
        handout_for(catalogue, None, ["4.MQ"], PRINTED)


def test_titles_and_contents(catalogue: Catalogue) -> None:
    one = handout_for(catalogue, None, ["4.MA"], PRINTED)
    assert one.title.startswith("4.MA Massachusetts")
    assert not one.contents
    assert handout_for(catalogue, None, ["4"], PRINTED).title == "Practice 4: Maximize Your Resources"
    several = handout_for(catalogue, None, ["4.MA", "4.MI"], PRINTED)
    assert several.contents
    assert "4.MA, 4.MI" in several.subtitle
    whole = handout_for(catalogue, None, [], PRINTED)
    assert (whole.title, whole.edition) == (catalogue.info.title, catalogue.info.edition)


def test_notes_come_only_when_asked_for(catalogue: Catalogue) -> None:
    assert handout_for(catalogue, NOTEBOOK, ["4.MA"], PRINTED).notes == ()
    assert handout_for(catalogue, None, ["4.MA"], WITH_NOTES).notes == ()
    ((code, notes),) = handout_for(catalogue, NOTEBOOK, ["4.MA"], WITH_NOTES).notes
    assert (code, [n.body for n in notes]) == ("4.MA", ["on 4.MA"])


@pytest.mark.parametrize("wrong", [{"notes": "margin"}, {"paper": "a3"}])
def test_options_that_do_not_exist_are_a_bug(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no such handout"):
        HandoutOptions(printed=date(2026, 11, 23), **wrong)


class SeenBy:
    """Stands for a notebook that holds one note of each visibility on each code, and a second private one."""

    def notes(self, target: str | None = None) -> list[Note]:
        kinds = [*Visibility, Visibility.PRIVATE]
        return [
            Note(str(n), target or "", held.value, NOON, NOON, fields=NoteFields(visibility=held))
            for n, held in enumerate(kinds)
        ]


def test_private_notes_stay_out_unless_they_are_asked_for(catalogue: Catalogue) -> None:
    notebook = cast(Any, SeenBy())
    for layout, codes in (("reference", ["4.MA"]), ("comparison", ["4.MA", "4.MI"])):
        options = replace(WITH_NOTES, layout=layout)
        handout = handout_for(catalogue, notebook, codes, options)
        assert {n.body for _code, notes in handout.notes for n in notes} == {"team", "record"}
        count = len(codes)
        held = "1 team note and 1 record note" if count == 1 else "2 team notes and 2 record notes"
        told = f"Holds {held}. {2 * count} private notes are left out."
        assert notes_in_words(handout, notebook, options) == told
    everything = replace(WITH_NOTES, visibilities=frozenset(Visibility))
    handout = handout_for(catalogue, notebook, ["4.MA"], everything)
    assert len(handout.notes[0][1]) == 4
    told = "Holds 2 private notes, 1 team note and 1 record note."
    assert notes_in_words(handout, notebook, everything) == told
    assert notes_in_words(handout, notebook, PRINTED) == ""


def test_a_practice_is_not_repeated_under_each_of_its_examples(catalogue: Catalogue) -> None:
    alone = handout_for(catalogue, None, ["4.MA"], PRINTED).pages[0]
    under = handout_for(catalogue, None, ["4"], PRINTED).pages[1]
    assert len(under.sections) == len(alone.sections) - 1
    assert under.sources == alone.sources[: len(under.sources)]
    for page in handout_for(catalogue, None, [], PRINTED).pages:
        cited = {n for s in page.sections for b in s.blocks if isinstance(b, Paragraph) for n in b.refs}
        assert cited <= set(range(1, len(page.sources) + 1)), page.code


def test_every_section_of_the_book_is_laid_out_once(catalogue: Catalogue) -> None:
    for page in handout_for(catalogue, None, [], PRINTED).pages:
        assert tuple(s for _, sections in _groups(page) for s in sections) == page.sections


def test_what_is_written_is_what_was_made(catalogue: Catalogue, tmp_path: Path) -> None:
    handout = handout_for(catalogue, NOTEBOOK, ["4.MA"], WITH_NOTES)
    report = write_handout(handout, tmp_path / "a.pdf", lambda _: CompiledPdf(b"made", 3, ("U+202E",)))
    assert report.path.read_bytes() == b"made"
    assert (report.pages, report.replaced) == (3, ("U+202E",))


def test_nothing_is_written_where_the_place_is_missing(catalogue: Catalogue, tmp_path: Path) -> None:
    handout = handout_for(catalogue, None, ["4.MA"], PRINTED)
    with pytest.raises(UserError, match="is not there"):
        write_handout(handout, tmp_path / "gone" / "a.pdf", lambda _: CompiledPdf(b"made", 1, ()))


def test_the_file_name_offered_is_good_everywhere() -> None:
    assert suggested_name(["4.MA"]) == "ESSCollab 4.MA.pdf"
    assert suggested_name(["state:MI", "4"]) == "ESSCollab MI 4.pdf"
    assert suggested_name([]) == suggested_name(["1", "2", "3", "4", "5"]) == "ESSCollab handout.pdf"
