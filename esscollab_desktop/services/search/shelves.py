"""Where rows come from: each open book, the user's own examples, the user's notes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.own import OwnExample
from esscollab_desktop.services.search.ranking import Text
from esscollab_desktop.services.search.terms import Term
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.catalogue.search import Narrowed, Row

# So many rows are weighed of those that hold all words, of those that hold them in their names, of those
# that lack one, and of those that hold only one.
_ALL, _NAMED, _LACKING, _ANY = 100, 40, 40, 80
_ENOUGH = 30
_KEPT = 2_000
_NAMED_IN = 3
_STANDS = {"org": "Named in", "source": "Cited in", "topic": "Topic of"}


Find = Callable[[str, Narrowed, Sequence[str] | None, int], Sequence[Row]]


class BookRows:
    """The rows of one book. `pack`: its name where it is not the home book; its codes are then named so."""

    def __init__(self, reader: CatalogueReader, pack: str = "", title: str = "") -> None:
        self.reader = reader
        self.pack = pack
        self._title = title
        self._texts: dict[int, Text] = {}
        self._paragraphs: dict[str, Sequence[str]] = {}
        self._standing: dict[str, str] = {}

    def paragraphs(self, code: str) -> Sequence[str]:
        """The texts of an example or a practice, in the order of their letters."""
        if code not in self._paragraphs:
            if len(self._paragraphs) > _KEPT:
                self._paragraphs = {}
            self._paragraphs[code] = self.reader.paragraphs(code)
        return self._paragraphs[code]

    def standing(self, code: str) -> str:
        """Where an organization, a topic or a source stands: `Named in 4.OH, 4.MI and others`."""
        if code not in self._standing:
            if len(self._standing) > _KEPT:
                self._standing = {}
            there = self.reader.naming(code, _NAMED_IN + 1)
            listed = [*there[:_NAMED_IN], *["others"] * (len(there) > _NAMED_IN)]
            words = " and ".join(part for part in (", ".join(listed[:-1]), *listed[-1:]) if part)
            self._standing[code] = f"{_STANDS[code.partition(':')[0]]} {words}" if words else ""
        return self._standing[code]

    def texts(self, terms: Sequence[Term], narrowed: Narrowed) -> list[Text]:
        return self._of(self._numbers(terms, narrowed))

    def text_of(self, code: str) -> Text | None:
        """The first row of this book that leads to a code."""
        number = self.reader.row_number(codes.bare(code))
        found = self._of([number]) if number else []
        return found[0] if found else None

    def _numbers(self, terms: Sequence[Term], narrowed: Narrowed) -> list[int]:
        ask = self.reader.row_numbers
        if not terms:
            return ask("", narrowed, _ALL)
        # What nobody ever wrote here narrows nothing; a phrase in quotes does.
        terms = [term for term in terms if term.is_known or term.is_wanted] or terms
        each = [f"({term.expression})" for term in terms]
        every = " AND ".join(each)
        found = dict.fromkeys(ask(f"{{code title}} : ({every})", narrowed, _NAMED))
        found.update(dict.fromkeys(ask(every, narrowed, _ALL)))
        if len(found) < _ENOUGH and len(terms) > 1:
            rarest = sorted(range(len(terms)), key=lambda at: -terms[at].weight)
            for lacking in reversed(rarest[:6]) if len(terms) > 2 else ():
                rest = " AND ".join(part for at, part in enumerate(each) if at != lacking)
                found.update(dict.fromkeys(ask(rest, narrowed, _LACKING)))
            for at in rarest[:3]:
                found.update(dict.fromkeys(ask(f"{{code title}} : {each[at]}", narrowed, _LACKING)))
                found.update(dict.fromkeys(ask(each[at], narrowed, _ANY)))
        return list(found)

    def _of(self, numbers: Sequence[int]) -> list[Text]:
        missing = [number for number in numbers if number not in self._texts]
        if missing:
            if len(self._texts) + len(missing) > _KEPT:
                self._texts = {}
            kept = {
                number: Text(self._named(row)) for number, row in self.reader.search_rows(missing).items()
            }
            # A new dict each time: other threads may be reading the former one.
            self._texts = {**self._texts, **kept}
        held = self._texts
        return [held[number] for number in numbers if number in held]

    def _named(self, row: Row) -> Row:
        if not self.pack or codes.is_state(row.code):
            return row
        return replace(row, code=codes.in_pack(row.code, self.pack), label=f"{row.label} ({self._title})")


class OwnRows:
    """The user's own examples; few, so each is weighed."""

    def __init__(self, examples: Iterable[tuple[OwnExample, str]]) -> None:
        """`examples`: each with its title."""
        self._texts = [(example, Text(_own_row(example, title))) for example, title in examples]

    def texts(self, terms: Sequence[Term], narrowed: Narrowed) -> list[Text]:
        if narrowed.topics or (narrowed.kinds and "own" not in narrowed.kinds):
            return []
        return [
            text
            for example, text in self._texts
            if narrowed.practice in ("", example.practice)
            and narrowed.jurisdiction in ("", example.jurisdiction)
        ]

    @property
    def words(self) -> Iterable[tuple[str, int]]:
        return [(word, 1) for _example, text in self._texts for word in text.all.split()]

    def paragraphs(self, code: str) -> Sequence[str]:
        return next((e.paragraphs for e, _text in self._texts if e.code == code), ())


def _own_row(example: OwnExample, title: str) -> Row:
    partners = "; ".join(f"{name}: {role}" if role else name for name, role in example.partners)
    source = ", ".join(part for part in (example.source_title, example.source_publisher) if part)
    words = {
        "code": example.code,
        "title": title,
        "text": "\n".join(example.paragraphs),
        "partners": partners,
        "sources": source,
    }
    return Row(example.code, "own", title, words)


class NoteRows:
    """The user's notes. `find` gives those whose index matches an FTS5 expression, as rows."""

    def __init__(self, find: Find, meetings: Sequence[str] | None = None) -> None:
        self._find = find
        self._meetings = meetings

    def texts(self, terms: Sequence[Term], narrowed: Narrowed) -> list[Text]:
        if narrowed.topics:
            return []
        each = [f"({term.expression})" for term in terms]
        found = self._find(" AND ".join(each), narrowed, self._meetings, _NAMED)
        if not found and len(each) > 1:
            found = self._find(" OR ".join(each), narrowed, self._meetings, _NAMED)
        return [Text(row) for row in found]
