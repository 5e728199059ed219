"""Notes in the margin: each stands beside the text where its words begin, and none is lost."""

import pytest
from made_handouts import Desk

from esscollab_desktop.domain.packets import Layout, NotesPlace
from esscollab_desktop.render.document import Beside, Notes, NoteText, Opening, Paragraph, walk
from esscollab_desktop.services.catalogue import Catalogue


@pytest.fixture(scope="module")
def desk(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(catalogue, tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize("layout", [Layout.REFERENCE, Layout.ONE_PAGER])
@pytest.mark.parametrize("place", [NotesPlace.END, NotesPlace.MARGIN])
def test_every_note_is_told_once_on_its_page(desk: Desk, layout: Layout, place: NotesPlace) -> None:
    """Those on a summary and on lists too."""
    told: list[NoteText] = []
    beside = 0
    for block in walk(desk.handout(layout, place).blocks):
        if isinstance(block, Beside | Notes):
            told += [note for note in block.notes if not note.about.startswith("on 4.MA")]
            beside += len(block.notes) if isinstance(block, Beside) else 0
    numbers = [note.number for note in told if note.number]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) == 7
    assert (beside > 0) == (place is NotesPlace.MARGIN)


@pytest.mark.parametrize("layout", [Layout.WORKSHEET, Layout.CARDS])
def test_no_words_are_marked_where_no_note_is_told(desk: Desk, layout: Layout) -> None:
    for block in walk(desk.handout(layout, NotesPlace.END).blocks):
        if isinstance(block, Opening | Paragraph):
            text = block.text if isinstance(block, Paragraph) else block.title
            assert [span.mark for span in text if span.mark] == []
