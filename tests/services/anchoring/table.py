"""The figures of the corpus: `python -m tests.services.anchoring.table` prints them."""

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from esscollab_desktop.domain.anchors import AnchorState, Verdict
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.anchoring import anchor, select
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

from .corpus.edit import Edit, Outcome, outcome
from .corpus.generated import generated_edits
from .corpus.hand import read_edits
from .corpus.pages import reading_texts
from .plain import plain_search

CONTENT = Path(__file__).resolve().parents[3] / "resources" / "content"
Method = Callable[[Edit], Verdict]
SEEDS = {"by seed, tuned": 5, "by seed, held out": 1907}
COUNT = 1_020


@dataclass
class Figures:
    """What became of the notes of one set of edits. `light`: at most a fifth of the sentence changed."""

    edits: int = 0
    states: Counter[AnchorState] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    light: int = 0
    light_kept: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def kept_share(self) -> float:
        return self.light_kept / self.light if self.light else 1.0

    @property
    def visible(self) -> int:
        """Notes that stand on the page or in the list of those that lost their place: all must."""
        return sum(self.states.values())


def with_old_text(edit: Edit) -> Verdict:
    return anchor(edit.old, select(edit.old, edit.start, edit.end), edit.new)


def without_old_text(edit: Edit) -> Verdict:
    return anchor(None, select(edit.old, edit.start, edit.end), edit.new)


def plain(edit: Edit) -> Verdict:
    return plain_search(select(edit.old, edit.start, edit.end), edit.new)


METHODS: dict[str, Method] = {
    "this program": with_old_text,
    "without old text": without_old_text,
    "plain search": plain,
}


def figures(edits: Sequence[Edit], method: Method) -> Figures:
    told = Figures()
    for edit in edits:
        verdict = method(edit)
        result = outcome(edit, verdict)
        told.edits += 1
        told.states[verdict.state] += 1
        told.outcomes[result] += 1
        if result is Outcome.WRONG:
            told.wrong.append(f"{edit.name}: “{edit.quote}” on “{edit.new[verdict.start : verdict.end]}”")
        if edit.is_light:
            told.light += 1
            told.light_kept += result is Outcome.RIGHT and verdict.state is not AnchorState.ORPHAN
    return told


def sets(pages: Sequence[str]) -> dict[str, list[Edit]]:
    """All edits by the name of their set."""
    files = {"by hand, tuned": "tuned", "by hand, checked": "checked", "by hand, held out": "held_out"}
    found = {name: read_edits(file) for name, file in files.items()}
    return found | {name: generated_edits(pages, seed, COUNT) for name, seed in SEEDS.items()}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "practices.sqlite"
        build_book(CONTENT, book)
        catalogue = Catalogue(CatalogueReader(book))
        corpus = sets(reading_texts(catalogue))
        catalogue.close()
    print(f"{'edits':20} {'method':17} {'edits':>5} {'exact':>5} {'moved':>5} {'orphan':>6}", end=" ")
    print(f"{'visible':>7} {'lost':>5} {'wrong':>5}  light kept")
    for name, edits in corpus.items():
        for method, decide in METHODS.items():
            told = figures(edits, decide)
            states = " ".join(
                f"{told.states[state]:{5 + (state is AnchorState.ORPHAN)}}" for state in AnchorState
            )
            kept = f"{told.light_kept}/{told.light} = {told.kept_share:.1%}" if told.light else "-"
            print(f"{name:20} {method:17} {told.edits:5} {states} {told.visible:7}", end=" ")
            print(f"{told.outcomes[Outcome.LOST]:5} {told.outcomes[Outcome.WRONG]:5}  {kept}")


if __name__ == "__main__":
    main()
