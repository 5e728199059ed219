"""The search of window and command line: any text in, one list of results of every kind out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Protocol

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.search import Answer, FilterChoices, Result, ResultKind, fold
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search import everyday, filters, question
from esscollab_desktop.services.search.filters import Filters, Meeting
from esscollab_desktop.services.search.question import Question
from esscollab_desktop.services.search.ranking import Score, Text, score
from esscollab_desktop.services.search.shelves import BookRows, NoteRows, OwnRows
from esscollab_desktop.services.search.telling import Teller
from esscollab_desktop.services.search.terms import Reader, Synonyms, Term, neighbours
from esscollab_desktop.services.search.vocabulary import Vocabulary
from esscollab_desktop.storage.catalogue.search import Narrowed, Row

_EXAMPLES = ("published", "related", "own")
# So many examples may add other paragraphs of theirs, and so many each.
_WITH_FACTS, _FACTS = 12, 2
_NEAREST = 3

Ranked = tuple[Text, Score]


class Notes(Protocol):
    """The user's notes, to be searched: those whose words match an FTS5 expression."""

    def rows(
        self, expression: str, narrowed: Narrowed, meetings: Sequence[str] | None, most: int
    ) -> Sequence[Row]: ...
    def meetings(self) -> Sequence[tuple[str, str]]: ...


@dataclass(frozen=True)
class _Open:
    """What is searched, for one state of the library; put together once and never changed."""

    library: Library
    state: object
    books: tuple[BookRows, ...]
    own: OwnRows

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.vocabulary, self._synonyms, {p.code: p.name for p in self.library.jurisdictions()})

    @cached_property
    def vocabulary(self) -> Vocabulary:
        counts: dict[str, int] = {}
        for word, count in chain(self.own.words, *(book.reader.search_words() for book in self.books)):
            counts[word] = counts.get(word, 0) + count
        return Vocabulary(counts.items())

    @cached_property
    def _synonyms(self) -> Synonyms:
        topics = [(topic.label, *topic.names) for topic in self.library.topics()]
        terms = [(term.term, *term.names) for term in self.library.glossary_terms()]
        return Synonyms([*topics, *terms, *everyday.groups()])

    @cached_property
    def names(self) -> list[str]:
        """What is offered where nothing was found."""
        topics = [name for topic in self.library.topics() for name in (topic.label, *topic.names)]
        terms = [term.term for term in self.library.glossary_terms()]
        return [*topics, *terms, *(place.name for place in self.library.jurisdictions())]

    @cached_property
    def exact(self) -> dict[str, list[str]]:
        """Codes by the names that lead to them at once: states, short names of agencies, terms, practices."""
        found: dict[str, list[str]] = {}

        def add(name: str, code: str) -> None:
            if name and code not in found.setdefault(fold(name), []):
                found[fold(name)].append(code)

        places = self.library.jurisdictions()
        for place in places:
            add(place.name, f"state:{place.code}")
            add(place.code, f"state:{place.code}")
        for place in places:
            add(place.sea_acronym, f"state:{place.code}")
        for term in self.library.glossary_terms():
            for name in (term.term, *term.names):
                add(name, term.code)
        for practice in self.library.practices():
            add(practice.title, practice.code)
        return found


class Search:
    """Every method may be called from any thread, and raises UserError where a book is damaged."""

    def __init__(self, library: Library, notes: Notes | None = None) -> None:
        self._library = library
        self._notes = notes
        self._open: _Open | None = None

    def warm(self) -> None:
        """Read now what the first question would wait for."""
        self.ask("a")

    def choices(self) -> FilterChoices:
        """What the filters can be set to, as they are typed and as they are shown."""
        kinds = [kind for kind in ResultKind if kind is not ResultKind.OWN or self._library.has_own]
        return FilterChoices(
            tuple((f"kind:{kind.value}", kind.value.capitalize()) for kind in kinds),
            tuple((f"state:{place.code}", place.name) for place in self._library.jurisdictions()),
            tuple((f"topic:{topic.id}", topic.label) for topic in self._library.topics()),
            tuple((f'meeting:"{title}"', title) for _id, title in self._meetings()),
        )

    def ask(self, text: str, limit: int = 50) -> Answer:
        """The best results first, at most `limit`; for any text."""
        asked = question.read(text.encode("utf-8", "replace").decode())
        opened = self._opened()
        chosen = filters.read(
            asked.filters,
            self._library.jurisdictions(),
            self._library.topics() if asked.filters else (),
            [Meeting(*one) for one in self._meetings()] if asked.filters else (),
        )
        if limit < 1 or (not asked.typed and chosen.is_empty):
            return Answer(text, ignored=chosen.ignored)
        terms = opened.reader.terms(asked)
        patterns = tuple(dict.fromkeys(a.pattern for term in terms for a in term.alternatives))
        ranked = self._ranked(opened, asked, terms, chosen)
        told = self._told(opened, asked, terms, patterns, ranked, chosen, limit + 1)
        nearest = () if told else self._nearest(opened, asked, terms)
        return Answer(text, tuple(told[:limit]), patterns, nearest, chosen.ignored, len(told) > limit)

    def _opened(self) -> _Open:
        held = self._open
        state = self._library.state
        if held is None or held.state is not state:
            kept = {book.reader: book for book in held.books} if held else {}
            books = tuple(
                kept.get(reader) or BookRows(reader, pack, title)
                for reader, pack, title in self._library.readers()
            )
            held = self._open = _Open(self._library, state, books, OwnRows(self._library.own_titled()))
        return held

    def _meetings(self) -> Sequence[tuple[str, str]]:
        return self._notes.meetings() if self._notes else ()

    def _ranked(
        self, opened: _Open, asked: Question, terms: Sequence[Term], chosen: Filters
    ) -> Iterator[Ranked]:
        """The rows that answer, best first; of two as good, in the order of the book."""
        pairs = neighbours(terms)
        texts: list[Text] = []
        if chosen.meetings is None:
            for book in opened.books:
                texts += book.texts(terms, chosen.narrowed)
            texts += opened.own.texts(terms, chosen.narrowed)
        if self._notes and (terms or chosen.asks_for_notes):
            texts += NoteRows(self._notes.rows, chosen.meetings).texts(terms, chosen.narrowed)
        if not terms:
            none = Score(0.0, ())
            return iter([(text, none) for text in texts])
        scored = ((text, score(text, terms, pairs)) for text in texts)
        held = [(text, found) for text, found in scored if found is not None]
        # The order of rows that are as good stays as it is: that of the book.
        return iter(sorted(held, key=lambda one: -one[1].points))

    def _told(
        self,
        opened: _Open,
        asked: Question,
        terms: Sequence[Term],
        patterns: Sequence[str],
        ranked: Iterator[Ranked],
        chosen: Filters,
        most: int,
    ) -> list[Result]:
        teller = Teller(terms, patterns, self._paragraphs, self._standing)
        first = self._first(opened, asked, terms, chosen)
        best = list(islice(chain(first, _others(first, ranked)), most))
        told = [teller.result(text, found) for text, found in best]
        facts: list[Result] = []
        for (text, found), result in islice(zip(best, told, strict=True), _WITH_FACTS):
            if text.row.kind in _EXAMPLES and terms:
                facts += teller.facts(text, found, result, _FACTS)
        if chosen.narrowed.kinds and ResultKind.FACT.value in chosen.narrowed.kinds:
            return facts[:most]
        return [*told, *facts][:most]

    def _first(self, opened: _Open, asked: Question, terms: Sequence[Term], chosen: Filters) -> list[Ranked]:
        """What was named itself: a code, a state, the short name of an agency, a term."""
        if chosen.meetings is not None or chosen.narrowed.kinds:
            return []
        found: list[str] = []
        typed = " ".join(asked.text.split())
        if code := self._library.leads_to(codes.normalize(typed)) if typed else "":
            found.append(code)
        # "What is a SEA?" names it as well as "SEA" does.
        names = [fold(typed), " ".join(fold(part.shown) for part in asked.typed)]
        found += [code for name in names for code in opened.exact.get(name.strip(" ?"), ())]
        if not typed and chosen.narrowed.jurisdiction:
            found.append(f"state:{chosen.narrowed.jurisdiction}")
        pairs = neighbours(terms)
        # A former code leads to a page that holds none of it.
        none = Score(0.0, ((),) * len(terms))
        told: list[Ranked] = []
        for code in dict.fromkeys(found):
            pack = codes.pack_of(code)
            holders = [book for book in opened.books if book.pack == pack or codes.is_state(code)]
            texts = (text for book in holders if (text := book.text_of(code)))
            told += [(text, score(text, terms, pairs) or none) for text in islice(texts, 1)]
        return told

    def _paragraphs(self, code: str) -> Sequence[str]:
        opened = self._opened()
        if codes.is_own_example(code):
            return opened.own.paragraphs(code)
        return self._book_of(opened, code).paragraphs(codes.bare(code))

    def _standing(self, code: str) -> str:
        return self._book_of(self._opened(), code).standing(codes.bare(code))

    def _book_of(self, opened: _Open, code: str) -> BookRows:
        pack = codes.pack_of(code)
        return next(book for book in opened.books if book.pack == pack)

    def _nearest(self, opened: _Open, asked: Question, terms: Sequence[Term]) -> tuple[str, ...]:
        """Terms like what was typed; with filters, the question without them."""
        if asked.filters and asked.text.strip():
            return (asked.text.strip(),)
        found: list[str] = []
        for part in asked.typed[:3]:
            found += opened.vocabulary.nearest(" ".join(part.words), opened.names, _NEAREST)
        return tuple(dict.fromkeys(found))[:_NEAREST]


def _others(first: Sequence[Ranked], ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    """What was not named itself. A state is one, whichever books know it."""
    told = {text.row.code for text, _score in first}
    for text, found in ranked:
        if text.row.kind == "note" or text.row.code not in told:
            yield text, found
        if text.row.kind == "jurisdiction":
            told.add(text.row.code)
