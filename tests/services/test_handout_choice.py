"""Codes as a handout: what they bring, what it is called, who may see it, how it is written."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note, NoteFields, Visibility
from esscollab_desktop.domain.packets import Layout, NotesPlace, PacketLook
from esscollab_desktop.render.document import (
    Contents,
    Document,
    Heading,
    Notes,
    Opening,
    Paragraph,
    Sources,
    walk,
)
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.handout_choice import chosen, each_state, subtitle
from esscollab_desktop.services.handouts import suggested_name, visibilities_in_words
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.packet_handouts import Prepared, prepared, write_prepared

LOOK = PacketLook()
WITH_NOTES = PacketLook(notes=NotesPlace.END)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class SeenBy:
    """Stands for a notebook that holds one note of each visibility on each code, and a second private one."""

    def notes(self, target: str | None = None) -> list[Note]:
        kinds = [*Visibility, Visibility.PRIVATE]
        return [
            Note(
                str(n), target or "", f"seen by {held.value}", NOON, NOON, fields=NoteFields(visibility=held)
            )
            for n, held in enumerate(kinds)
        ]


NOTEBOOK = cast(Any, SeenBy())


def made(library: Reading, *codes: str, look: PacketLook = LOOK, notebook: Any = None) -> Prepared:
    said = subtitle(library, codes)
    fields = chosen(library, codes, look)
    return prepared(library, notebook, None, None, fields, date(2026, 11, 23), said)


def openings(document: Document) -> list[Opening]:
    return [block for block in walk(document.blocks) if isinstance(block, Opening)]


def codes_of(library: Reading, *codes: str) -> list[str]:
    return [opening.code for opening in openings(made(library, *codes).document)]


def test_a_practice_brings_its_examples_and_no_code_the_whole_book(catalogue: Catalogue) -> None:
    four = codes_of(catalogue, "4")
    assert four[:4] == ["4", "4.MA", "4.DC", "4.MI"]
    assert set(four) == {"4", *(e.code for e in catalogue.examples() if e.practice == "4")}
    whole = codes_of(catalogue)
    assert len(whole) == len(catalogue.practices()) + len(catalogue.examples())
    assert len(set(whole)) == len(whole)


def test_one_sheet_and_a_worksheet_are_of_the_practice_alone(catalogue: Catalogue) -> None:
    for layout in (Layout.ONE_PAGER, Layout.WORKSHEET):
        found = made(catalogue, "4", look=PacketLook(layout))
        assert [opening.code for opening in openings(found.document)] == ["4"]


def test_the_choice_keeps_its_order_and_names_each_once(catalogue: Catalogue) -> None:
    assert codes_of(catalogue, "4.mi", "4.MA", "4.MI", "state:MI") == ["4.MI", "4.MA", "MI"]


def test_an_unknown_code_is_said(catalogue: Catalogue) -> None:
    with pytest.raises(UserError, match="not a code in this book"):
        made(catalogue, "4.MQ")


def test_titles_and_contents(catalogue: Catalogue) -> None:
    def has_contents(document: Document) -> bool:
        return any(isinstance(block, Contents) for block in document.blocks)

    one = made(catalogue, "4.MA").document
    assert one.title.startswith("4.MA Massachusetts")
    assert (has_contents(one), one.cover) == (False, None)
    assert made(catalogue, "4").document.title == "Practice 4: Maximize Your Resources"
    several = made(catalogue, "4.MA", "4.MI").document
    assert has_contents(several)
    assert several.cover is not None
    assert several.cover.subtitle == "A choice: 4.MA, 4.MI"
    whole = made(catalogue).document
    assert whole.title == catalogue.info.title
    assert catalogue.info.edition in whole.foot


def test_notes_come_only_when_asked_for(catalogue: Catalogue) -> None:
    def notes(found: Prepared) -> list[str]:
        return [n.about for b in walk(found.document.blocks) if isinstance(b, Notes) for n in b.notes]

    assert notes(made(catalogue, "4.MA", notebook=NOTEBOOK)) == []
    assert notes(made(catalogue, "4.MA", look=WITH_NOTES)) == []
    assert len(notes(made(catalogue, "4.MA", look=WITH_NOTES, notebook=NOTEBOOK))) == 2


def test_private_notes_stay_out_unless_they_are_asked_for(catalogue: Catalogue) -> None:
    for layout, codes in ((Layout.REFERENCE, ["4.MA"]), (Layout.COMPARISON, ["4.MA", "4.MI"])):
        found = made(catalogue, *codes, look=replace(WITH_NOTES, layout=layout), notebook=NOTEBOOK)
        count = len(codes)
        held = "1 team note and 1 record note" if count == 1 else "2 team notes and 2 record notes"
        assert found.warnings == (f"Holds {held}. {2 * count} private notes are left out.",)
        assert "seen by private" not in repr(found.document)
    everything = replace(WITH_NOTES, visibilities=frozenset(Visibility))
    found = made(catalogue, "4.MA", look=everything, notebook=NOTEBOOK)
    assert found.warnings == ("Holds 2 private notes, 1 team note and 1 record note.",)
    assert made(catalogue, "4.MA", notebook=NOTEBOOK).warnings == ()


@pytest.mark.parametrize("layout", [Layout.CARDS, Layout.WORKSHEET])
def test_where_there_is_no_room_for_notes_it_is_said(catalogue: Catalogue, layout: Layout) -> None:
    found = made(catalogue, "4.MA", look=replace(WITH_NOTES, layout=layout), notebook=NOTEBOOK)
    assert found.warnings == ("2 private notes, 1 team note and 1 record note are left out.",)


def test_no_note_is_no_word() -> None:
    assert visibilities_in_words(Counter(), Counter()) == ""


def test_a_practice_is_not_repeated_under_each_of_its_examples(catalogue: Catalogue) -> None:
    heading = "The practice: 4 Maximize Your Resources"

    def told(*codes: str) -> list[str]:
        blocks = walk(made(catalogue, *codes).document.blocks)
        return ["".join(span.text for span in b.text) for b in blocks if isinstance(b, Heading)]

    assert heading in told("4.MA")
    assert heading not in told("4")


def test_what_is_cited_stands_among_the_sources(catalogue: Catalogue) -> None:
    blocks = list(walk(made(catalogue).document.blocks))
    cited = {r.anchor for b in blocks if isinstance(b, Paragraph) for r in b.references}
    assert cited <= {line.anchor for b in blocks if isinstance(b, Sources) for line in b.lines}


def test_each_state_that_has_an_example_and_no_other(catalogue: Catalogue) -> None:
    found = dict(each_state(catalogue, [], LOOK))
    assert set(found) == {f"state:{example.jurisdiction}" for example in catalogue.examples()}
    narrowed = dict(each_state(catalogue, ["4"], LOOK))
    assert set(narrowed) == {f"state:{e.jurisdiction}" for e in catalogue.entries("4")}
    ohio = prepared(catalogue, None, None, None, narrowed["state:OH"], date(2026, 11, 23))
    assert [o.code for o in openings(ohio.document)] == ["OH", "4.OH"]
    with pytest.raises(UserError, match=r"4.MA is not a practice"):
        list(each_state(catalogue, ["4.MA"], LOOK))


def test_what_is_written_is_what_was_made(catalogue: Catalogue, tmp_path: Path) -> None:
    found = made(catalogue, "4.MA", look=WITH_NOTES, notebook=NOTEBOOK)
    report = write_prepared(found, tmp_path / "a.pdf", "pdf", lambda _: CompiledPdf(b"made", 3, ("U+202E",)))
    assert report.path.read_bytes() == b"made"
    assert (report.pages, report.replaced) == (3, ("U+202E",))
    assert report.notes == found.warnings[0]


def test_nothing_is_written_where_the_place_is_missing(catalogue: Catalogue, tmp_path: Path) -> None:
    found = made(catalogue, "4.MA")
    with pytest.raises(UserError, match="is not there"):
        write_prepared(found, tmp_path / "gone" / "a.pdf", "pdf", lambda _: CompiledPdf(b"made", 1, ()))


def test_the_file_name_offered_is_good_everywhere() -> None:
    assert suggested_name(["4.MA"]) == "ESSCollab 4.MA.pdf"
    assert suggested_name(["state:MI", "4"]) == "ESSCollab MI 4.pdf"
    assert suggested_name([]) == suggested_name(["1", "2", "3", "4", "5"]) == "ESSCollab handout.pdf"
