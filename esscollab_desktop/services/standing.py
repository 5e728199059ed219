"""Where a note on a passage stands in the book as it is now, and what a person decides about it."""

from dataclasses import replace

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Verdict
from esscollab_desktop.services.anchoring import anchor, select

_TAKEN_OFF = Verdict(AnchorState.ORPHAN, 0, 0, 0.0, "taken off the text")


def new_anchor(text: str, start: int, end: int, edition: str) -> Anchor:
    """An anchor on a passage of a page's reading text, chosen by a person."""
    return Anchor(select(text, start, end), edition)


def standing(held: Anchor, text: str) -> Verdict:
    """Where an anchor stands in a page's reading text.

    One that lost its place, or was taken off the text, gets back only onto its very words: a likely place
    was looked for once, and a person may have said no to it.
    """
    verdict = anchor(None, held.selectors, text)
    if held.state is AnchorState.ORPHAN and verdict.state is not AnchorState.EXACT:
        return _TAKEN_OFF
    return verdict


def judged(held: Anchor, verdict: Verdict) -> Anchor:
    """The anchor as the notebook keeps it after a verdict; the same one where nothing has changed."""
    was = held.selectors.exact if verdict.state is AnchorState.MOVED else ""
    return replace(held, state=verdict.state, was=was)


def confirmed(verdict: Verdict, text: str, edition: str) -> Anchor:
    """A person says that the moved note fits where it stands."""
    return new_anchor(text, verdict.start, verdict.end, edition)


def taken_off(held: Anchor) -> Anchor:
    """A person says that it does not fit: it keeps its old quote and is listed without a place."""
    return replace(held, state=AnchorState.ORPHAN, was="")
