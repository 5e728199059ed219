"""Says why a row is a result: the sentence with the hit, and the reason in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from esscollab_desktop.domain.codes import letter
from esscollab_desktop.domain.search import Range, Result, ResultKind, spans
from esscollab_desktop.services.search.ranking import Score, Text, held, spaced
from esscollab_desktop.services.search.terms import Alternative, How, Term
from esscollab_desktop.storage.catalogue.search import Row

Paragraphs = Callable[[str], Sequence[str]]
Standing = Callable[[str], str]

LONGEST = 150  # characters of a sentence; two lines of the list
KINDS = {
    "jurisdiction": ResultKind.STATE,
    "organization": ResultKind.PARTNER,
    "glossary": ResultKind.TERM,
}
_PLACES = {
    "code": "the code",
    "title": "the title",
    "headline": "the summary",
    "text": "the text",
    "partners": "Partners",
    "topics": "Topics",
    "related": "Related facts",
    "growth": "Room for growth",
    "resources": "Resources",
    "sources": "Sources",
}
_PLACES_OF_KIND = {
    ("practice", "headline"): "the guidance",
    ("practice", "text"): "Background",
    ("jurisdiction", "code"): "the letters",
    ("jurisdiction", "title"): "the name",
    ("jurisdiction", "text"): "the agency",
    ("source", "text"): "the publisher",
    ("topic", "text"): "the note",
    ("topic", "title"): "its words",
    ("organization", "title"): "the name",
    ("organization", "text"): "the note",
    ("glossary", "code"): "the term",
    ("glossary", "title"): "the term",
    ("glossary", "text"): "the meaning",
    ("about", "text"): "About this book",
    ("note", "text"): "the note",
    ("note", "topics"): "its tags",
    ("note", "headline"): "the passage it is about",
}
_NAMES = ("topic", "organization", "source")
_LETTERED = ("text", "related")
# What stands here is seen in the title, or says nothing of what was done.
_SEEN_ELSEWHERE = ("code", "title", "topics")


@dataclass(frozen=True, slots=True)
class _Line:
    column: str
    text: str
    letter: str
    place: str


class Teller:
    """Tells the results of one question.

    `paragraphs` gives the texts of a code in the order of their letters, `standing` the examples that name an
    organization, a topic or a source, in words.
    """

    def __init__(
        self, terms: Sequence[Term], patterns: Sequence[str], paragraphs: Paragraphs, standing: Standing
    ) -> None:
        self._terms = terms
        self._patterns = patterns
        self._paragraphs = paragraphs
        self._standing = standing

    def result(self, text: Text, score: Score) -> Result:
        """The row as a result, with the line that holds most of what was asked."""
        row = text.row
        lines = self._best_lines(text, score)
        is_told = lines and (lines[0].column not in _SEEN_ELSEWHERE or row.kind in _NAMES)
        best = lines[0] if is_told else self._first_line(text)
        shown, marks = self._sentence(text, best.text)
        title_marks = spans(row.label, self._patterns) if self._points(text.label) else ()
        # A name that is seen in the title already: where it stands says more.
        says_it_twice = title_marks and row.kind in _NAMES and best.column in _SEEN_ELSEWHERE
        if says_it_twice and (standing := self._standing(row.code)):
            shown, marks = standing, ()
        return Result(
            row.code,
            kind_of(row),
            row.label,
            shown,
            self._reason(score, lines, best.text),
            letter=best.letter,
            note=row.columns.get("id", ""),
            marks=marks,
            title_marks=title_marks,
        )

    def facts(self, text: Text, score: Score, told: Result, most: int) -> list[Result]:
        """Other paragraphs of the row that hold all that the row holds."""
        found: list[Result] = []
        wanted = [term for term, where in zip(self._terms, score.columns, strict=True) if where]
        for column in _LETTERED if wanted else ():
            for line, folded in text.lines.get(column, ()):
                if len(found) >= most or not all(held(folded, term) for term in wanted):
                    continue
                there = self._line(text.row, column, line)
                if there.letter and there.letter != told.letter:
                    shown, marks = self._sentence(text, line)
                    reason = self._reason(score, [there], line)
                    found.append(
                        Result(
                            text.row.code,
                            ResultKind.FACT,
                            f"{text.row.label}, {there.letter}",
                            shown,
                            reason,
                            letter=there.letter,
                            marks=marks,
                        )
                    )
        return found

    def _best_lines(self, text: Text, score: Score) -> list[_Line]:
        """The lines that tell it, one or two, the one that is shown first."""
        columns = list(dict.fromkeys(name for where in score.columns for name in where))
        told: list[tuple[float, int, _Line]] = []
        for column in columns:
            for line, folded in text.lines[column]:
                points = sum(
                    term.weight
                    * max((counts for sought, counts in term.sought if sought in folded), default=0.0)
                    for term in self._terms
                )
                if points:
                    told.append((points, len(told), self._line(text.row, column, line)))
        told.sort(key=lambda one: (-one[0], one[2].column in _SEEN_ELSEWHERE, one[1]))
        lines = [line for _points, _order, line in told]
        body = [line for line in lines if line.column not in _SEEN_ELSEWHERE]
        return [*body[:1], *(line for line in lines if line not in body[:1])] if body else lines

    def _line(self, row: Row, column: str, line: str) -> _Line:
        mark = ""
        if column in _LETTERED and row.kind in ("published", "related", "practice", "own"):
            texts = self._paragraphs(row.code)
            mark = letter(texts.index(line)) if line in texts else ""
        place = _PLACES_OF_KIND.get((row.kind, column), _PLACES[column])
        return _Line(column, line, mark, f"paragraph {mark}" if mark else place)

    def _first_line(self, text: Text) -> _Line:
        for column in ("headline", "text", "title"):
            for line, _folded in text.lines.get(column, ()):
                return self._line(text.row, column, line)
        return _Line("title", text.row.label, "", "")

    def _sentence(self, text: Text, line: str) -> tuple[str, tuple[Range, ...]]:
        """The sentence of a line that holds most, and the hits in it; a long one is cut around the first."""
        if len(line) > LONGEST:
            line = max(text.sentences(line), key=lambda part: self._points(part[1]))[0]
        hits = spans(line, self._patterns)
        if len(line) <= LONGEST:
            return line, hits
        begin = max(0, (hits[0][0] if hits else 0) - LONGEST // 3)
        if begin:
            begin = line.find(" ", begin) + 1
        end = begin + LONGEST
        end = line.rfind(" ", begin, end) if end < len(line) else len(line)
        end = end if end > begin else min(len(line), begin + LONGEST)
        before, after = "… " if begin else "", " …" if end < len(line) else ""
        moved = len(before) - begin
        marks = tuple((a + moved, b + moved) for a, b in hits if a >= begin and b <= end)
        return f"{before}{line[begin:end]}{after}", marks

    def _points(self, folded: str) -> float:
        return sum(term.weight * held(folded, term) for term in self._terms)

    def _reason(self, score: Score, lines: Sequence[_Line], shown: str) -> str:
        places = list(dict.fromkeys(line.place for line in lines))[:2]
        where = " and in ".join(places)
        alternative = self._told_by(score, shown) or self._told_by(score, lines[0].text) if lines else None
        if alternative is None and not where:
            return "What you typed leads here" if self._terms else "Fits the filter"
        if alternative is None:
            return f"In {where}"
        if alternative.how is How.MEANING:
            return f"“{alternative.shown}” means nearly the same; found in {where}"
        if alternative.how is How.TYPO:
            return f"Read as “{alternative.shown}”; found in {where}"
        if alternative.how is How.BEGINNING:
            return f"Begins with your letters, in {where}"
        held = sum(1 for where_ in score.columns if where_)
        return f"Your word{'s' if held > 1 else ''}, in {where}"

    def _told_by(self, score: Score, line: str) -> Alternative | None:
        """By what the strongest of the terms is there that are in the line."""
        folded = spaced(line)
        there = [
            (term.weight, alternative)
            for term, where in zip(self._terms, score.columns, strict=True)
            if where
            for alternative in term.alternatives
            if alternative.sought in folded
        ]
        return max(there, key=lambda one: (one[1].how.value, one[0]))[1] if there else None


def kind_of(row: Row) -> ResultKind:
    return KINDS.get(row.kind) or ResultKind(row.kind)
