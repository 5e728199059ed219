"""A plain fuzzy search to compare with: the window most like the quote, wherever it is."""

from rapidfuzz import fuzz

from esscollab_desktop.domain.anchors import AnchorState, Selectors, Verdict

CUTOFF = 75.0  # of 100; the usual sort of limit


def plain_search(selectors: Selectors, new_text: str) -> Verdict:
    """The best `partial_ratio` window of the new text; no context, no old text, no margin."""
    at = new_text.find(selectors.exact)
    if at >= 0:
        return Verdict(AnchorState.EXACT, at, at + len(selectors.exact), 1.0, "the first place")
    best = fuzz.partial_ratio_alignment(selectors.exact, new_text, score_cutoff=CUTOFF)
    if best is None or len(new_text) < len(selectors.exact):
        return Verdict(AnchorState.ORPHAN, 0, 0, 0.0, "nothing is like it")
    return Verdict(AnchorState.MOVED, best.dest_start, best.dest_end, best.score / 100, "the likest window")
