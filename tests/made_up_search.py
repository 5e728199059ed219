"""A search over made-up results, for tests of the window: small, real, and of one's own making."""

import threading
from dataclasses import dataclass, field

from esscollab_desktop.domain.search import Answer, FilterChoices, Result, ResultKind, spans, words_of
from esscollab_desktop.ui.viewmodels.typed_filters import filters_in, without_filters

K = ResultKind

RESULTS = (
    Result(
        "4.OH",
        K.RELATED,
        "Ohio",
        "Philanthropy Ohio and its members hosted ten regional meetings with ODE",
        "Your word, in Partners and in paragraph a",
        "a",
    ),
    Result(
        "org:philanthropy-ohio", K.PARTNER, "Philanthropy Ohio", "Named in 4.OH", "Your word, in the name"
    ),
    Result(
        "source:philanthropy-ohio",
        K.SOURCE,
        "Philanthropy Ohio, November 14, 2016",
        "Web page, cited in 4.OH, a and b",
        "Your word, in the publisher",
    ),
    Result(
        "4.MI",
        K.PUBLISHED,
        "Michigan: targeted funding",
        "The W.K. Kellogg Foundation and the Steelcase Foundation",
        "“Foundation” means nearly the same; found in Partners",
    ),
    Result(
        "4.MI",
        K.NOTE,
        "Question, November 20",
        "Could our community foundation host the spring forum?",
        "“Foundation” means nearly the same; found in a note on 4.MI",
        note="note-1",
    ),
    Result(
        "4.MI",
        K.FACT,
        "Michigan: targeted funding, f",
        "… worked with MDE and the Council of Michigan Foundations",
        "“Foundation” means nearly the same; found in Related facts",
        "f",
    ),
    Result(
        "4", K.PRACTICE, "Maximize Your Resources", "Look to philanthropy for help.", "Your word, in the text"
    ),
    Result("state:OH", K.STATE, "Ohio", "Has one example on philanthropy", "Your word, in its examples"),
)
CHOICES = FilterChoices(
    kinds=(("kind:published", "Published"), ("kind:related", "Related"), ("kind:note", "Your notes")),
    states=(("state:MI", "Michigan"), ("state:OH", "Ohio")),
    topics=(("topic:tribes", "Tribes"), ("topic:funding", "Funding")),
    meetings=(('meeting:"Spring forum"', "Spring forum"),),
)


@dataclass
class MadeUpSearch:
    """Finds by beginnings of words; `philanthropy` also means foundations. `gate` holds answers up."""

    results: tuple[Result, ...] = RESULTS
    offered: FilterChoices = CHOICES
    asked: list[str] = field(default_factory=list)
    fault: Exception | None = None
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def warm(self) -> None:
        """Nothing is loaded late here."""

    def choices(self) -> FilterChoices:
        return self.offered

    def ask(self, question: str, limit: int = 50) -> Answer:
        self.asked.append(question)
        self.gate.wait(20)
        if self.fault is not None:
            raise self.fault
        filters = filters_in(question)
        words = without_filters(question).lower().split()
        patterns = tuple(" ".join(part for _, _, part in words_of(word)) + "*" for word in words)
        if any("philanthropy".startswith(word) for word in words if len(word) > 4):
            patterns += ("foundation*",)
        found = [_marked(result, patterns) for result in self.results]
        kind = filters.get("kind", "").partition(":")[2]
        kept = [
            result
            for result in found
            if (result.marks or result.title_marks or not words) and kind in ("", result.kind.value)
        ]
        ignored = tuple(typed for typed in filters.values() if typed.startswith("topic:"))
        nearest = () if kept else ("philanthropy", "foundation")
        return Answer(question, tuple(kept[:limit]), patterns, nearest, ignored, len(kept) > limit)


def _marked(result: Result, patterns: tuple[str, ...]) -> Result:
    return Result(
        result.code,
        result.kind,
        result.title,
        result.text,
        result.reason,
        result.letter,
        result.note,
        spans(result.text, patterns),
        spans(result.title, patterns),
    )
