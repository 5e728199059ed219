"""Notes on passages when the book has changed: where they stand, what is kept, what is said."""

from pathlib import Path

import pytest

from esscollab_desktop import bootstrap
from esscollab_desktop.domain.anchors import Anchor, AnchorState
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.services.standing import (
    Restood,
    Standing,
    confirmed,
    judged,
    new_anchor,
    restand,
    taken_off,
)

TEXT = "DESE called on partners. The Rennie Center led the meetings.\nBuses brought families to them."
QUOTE = "The Rennie Center led the meetings"


def on_quote(edition: str = "2025.1") -> Anchor:
    start = TEXT.index(QUOTE)
    return new_anchor(TEXT, start, start + len(QUOTE), edition)


def test_the_same_text_keeps_it() -> None:
    held = on_quote()
    verdict = Standing(TEXT).of(held)
    assert verdict.state is AnchorState.EXACT
    assert TEXT[verdict.start : verdict.end] == QUOTE
    assert judged(held, verdict) == held


def test_changed_words_are_shown_as_moved_until_confirmed() -> None:
    after = TEXT.replace("led the meetings", "led all the meetings")
    held = on_quote()
    verdict = Standing(after).of(held)
    assert verdict.state is AnchorState.MOVED
    moved = judged(held, verdict)
    assert (moved.state, moved.was) == (AnchorState.MOVED, QUOTE)
    fits = confirmed(verdict, after, "2026.1")
    assert (fits.state, fits.was, fits.edition) == (AnchorState.EXACT, "", "2026.1")
    assert "The Rennie Center led all the meetings".startswith(fits.selectors.exact.rstrip("."))


def test_taken_off_it_stays_off_a_likely_place_and_comes_back_to_its_very_words() -> None:
    after = TEXT.replace("led the meetings", "led all the meetings")
    off = taken_off(judged(on_quote(), Standing(after).of(on_quote())))
    assert Standing(after).of(off).state is AnchorState.ORPHAN
    assert off.selectors.exact == QUOTE
    assert Standing(TEXT).of(off).state is AnchorState.EXACT


@pytest.fixture
def notebook(tmp_path: Path, program_root: Path) -> Notebook:
    return bootstrap.open_notebook(tmp_path, program_root)


def test_notes_of_another_edition_are_judged_anew(notebook: Notebook, catalogue: Catalogue) -> None:
    text = reading_text(catalogue.page("4.MA"))
    start = text.index("Sociedad Latina")
    kept = notebook.add("4.MA", "stays", anchor=new_anchor(text, start, start + 15, "2025.1"))
    old = text.replace("crowdsource", "gather from everybody present")
    begin = old.index("gather from everybody present")
    notebook.add("4.MA", "other words", anchor=new_anchor(old, begin, begin + 29, "2025.1"))
    gone = notebook.add("9.ZZ", "page gone", anchor=new_anchor(TEXT, 0, 24, "2025.1"))
    now = notebook.add("4.MA", "of today", anchor=new_anchor(text, 0, 10, catalogue.info.edition))

    said = restand(notebook, catalogue)

    states = {note.body: note.anchor.state for note in notebook.notes() if note.anchor}
    assert states["stays"] is AnchorState.EXACT
    assert states["page gone"] is AnchorState.ORPHAN
    assert states["other words"] is not AnchorState.EXACT
    assert notebook.get(kept.id) == kept
    assert notebook.get(now.id) == now
    assert said.moved + said.lost == 2
    assert gone.id in {note.id for note in notebook.orphans()}
    assert restand(notebook, catalogue) == Restood()
    notebook.close()


def test_what_is_said() -> None:
    assert Restood().sentence == ""
    assert Restood(1, 0).sentence == "1 note moved with the new edition. Check that they still sit right."
    assert Restood(2, 3).sentence == (
        "2 notes moved with the new edition. Check that they still sit right. "
        "3 notes lost their place; the notebook lists them with their old words."
    )
