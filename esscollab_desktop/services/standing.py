"""Where a note on a passage stands in the book as it is now, and what a person decides about it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Verdict, text_hash

if TYPE_CHECKING:  # the comparison of texts brings rapidfuzz, and no note is to be placed before the first
    from esscollab_desktop.services.anchoring import Comparison

_TAKEN_OFF = Verdict(AnchorState.ORPHAN, 0, 0, 0.0, "taken off the text")


def new_anchor(text: str, start: int, end: int, edition: str) -> Anchor:
    """An anchor on a passage of a page's reading text, chosen by a person."""
    from esscollab_desktop.services.anchoring import select

    return Anchor(select(text, start, end), edition)


class Standing:
    """The anchors of one page, judged on its reading text.

    `earlier` gives the text that selectors were made on, by its hash; None where it is not at hand.
    """

    def __init__(self, text: str, earlier: Callable[[str], str | None] = lambda _hash: None) -> None:
        self._text = text
        self._earlier = earlier
        self._comparisons: dict[str, Comparison] = {}

    @cached_property
    def _hash(self) -> str:
        return text_hash(self._text)

    def of(self, held: Anchor) -> Verdict:
        """Where an anchor stands.

        One that lost its place, or was taken off the text, gets back only onto its very words: a likely
        place was looked for once, and a person may have said no to it.
        """
        made_on = held.selectors.text_hash
        if made_on not in self._comparisons:
            from esscollab_desktop.services.anchoring import Comparison

            old = None if made_on == self._hash else self._earlier(made_on)
            self._comparisons[made_on] = Comparison(old, self._text)
        verdict = self._comparisons[made_on].verdict(held.selectors)
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
