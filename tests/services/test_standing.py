"""Notes on passages when the book has changed: where they stand, what is kept, what is said."""

from esscollab_desktop.domain.anchors import Anchor, AnchorState
from esscollab_desktop.services.standing import Standing, confirmed, judged, new_anchor, taken_off

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
