"""Rows of a sheet as new files and entries for a content folder; nothing is written here."""

from dataclasses import dataclass, field, replace

from esscollab_desktop.domain.book import Example, Fact, Kind, Organization, Partner, Practice, Source, Topic
from esscollab_desktop.domain.content import Content
from esscollab_desktop.packs import writing
from esscollab_desktop.packs.sheet import RowFault, SheetExample
from esscollab_desktop.packs.sheet_columns import BY_KEY

# Where a district is named, what is told is what it did.
_DISTRICT_ROLE = "did what is told here"


@dataclass(slots=True)
class Draft:
    """What a folder that holds `content` gets from some rows. `book` lends practices and topics.

    `examples`: file name to row. `added` are entries for the tables, `files` whole new files.
    """

    content: Content
    book: Content
    may_replace: bool = False
    files: dict[str, str] = field(default_factory=dict)
    added: dict[str, list[str]] = field(default_factory=dict)
    examples: dict[str, SheetExample] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    _sources: dict[str, Source] = field(default_factory=dict)
    _organizations: dict[str, Organization] = field(default_factory=dict)
    _topics: dict[str, Topic] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=dict)
    _codes: set[str] = field(default_factory=set)
    _first_rows: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sources |= self.content.sources
        self._organizations |= self.content.organizations
        self._topics |= self.content.topics
        self._codes |= {example.code for example in self.content.examples} | set(self.content.aliases)
        for practice in self.content.practices:
            self._folders[practice.code] = self.content.places[practice.code].file.partition("/")[0]

    def add(self, row: SheetExample) -> None:
        """Add one row, or the faults that keep it out."""
        before = len(self.faults)
        code = self._code(row)
        source = self._source(row)
        if len(self.faults) > before:
            return
        folder = self._folder(row.practice)
        for topic in row.topics:
            self._topic(topic)
        example = Example(
            code=code,
            practice=row.practice,
            jurisdiction=row.jurisdiction,
            kind=Kind.RELATED,
            heading="",
            headline=row.headline,
            summary=row.summary,
            facts=tuple(Fact("", text, (source,), Kind.RELATED) for text in row.facts),
            partners=tuple(self._partners(row)),
            topics=row.topics,
            dates=row.dates,
        )
        name = f"{folder}/{code}.md"
        self.files[name] = writing.example_file(example)
        self.examples[name] = row
        self._codes.add(code)

    def _fault(self, row: SheetExample, key: str, remedy: str) -> None:
        self.faults.append(RowFault(row.row, BY_KEY[key].header, remedy))

    def _code(self, row: SheetExample) -> str:
        """The next free code, or that of the example with this headline where it may be replaced."""
        for example in self.content.examples:
            same = (example.practice, example.headline.casefold()) == (row.practice, row.headline.casefold())
            if same and example.jurisdiction == row.jurisdiction and self.may_replace:
                return example.code
            if same:
                file = self.content.places[example.code].file
                self._fault(
                    row, "headline", f"{file} has this headline already; change it, or leave the row out."
                )
        for other in self.examples.values():
            if (other.practice, other.headline.casefold()) == (row.practice, row.headline.casefold()):
                self._fault(
                    row, "headline", f"row {other.row} has the same; say what is different in one of the two."
                )
        first = f"{row.practice}.{row.jurisdiction}"
        number, code = 1, first
        while code in self._codes:
            number += 1
            code = f"{first}-{number}"
        return code

    def _source(self, row: SheetExample) -> str:
        """The id of the row's source; one address is one source."""
        given = Source("", row.source_title, row.source_publisher, row.source_address, row.source_date)
        known = self._at(given.address)
        if known is None:
            known = replace(given, id=writing.free_id(given.title, self._sources))
            self._sources[known.id] = known
            self._first_rows[known.id] = row.row
            self.added.setdefault("sources.yaml", []).append(writing.source_entry(known))
        where = f"row {self._first_rows[known.id]}" if known.id in self._first_rows else "sources.yaml"
        for key, ours, theirs in (
            ("source_title", given.title, known.title),
            ("source_publisher", given.publisher, known.publisher),
            ("source_date", given.date, known.date),
        ):
            if ours and theirs and ours.casefold() != theirs.casefold():
                self._fault(
                    row, key, f"{where} has the same address with “{theirs}”; write the same in both."
                )
        return known.id

    def _at(self, address: str) -> Source | None:
        wanted = address.rstrip("/")
        return next((known for known in self._sources.values() if known.address.rstrip("/") == wanted), None)

    def _partners(self, row: SheetExample) -> list[Partner]:
        named = [(row.district, _DISTRICT_ROLE)] if row.district else []
        named += [(name, role) for name, role in row.partners if name.casefold() != row.district.casefold()]
        found = []
        for name, role in named:
            organization = self._organization(name)
            found.append(Partner(organization.id, name if name != organization.name else "", role))
        return found

    def _organization(self, name: str) -> Organization:
        wanted = name.casefold()
        for known in self._organizations.values():
            if wanted in {words.casefold() for words in (known.name, *known.names)}:
                return known
        made = Organization(writing.free_id(name, self._organizations), name)
        self._organizations[made.id] = made
        self.added.setdefault("organizations.yaml", []).append(writing.organization_entry(made))
        return made

    def _topic(self, name: str) -> None:
        """Take a topic over from the book, and the wider ones above it."""
        while name and name not in self._topics:
            topic = self.book.topics[name]
            taken = {
                word.casefold() for known in self._topics.values() for word in (known.label, *known.names)
            }
            names = tuple(word for word in topic.names if word.casefold() not in taken)
            self._topics[name] = topic = replace(topic, names=names)
            self.added.setdefault("topics.yaml", []).append(writing.topic_entry(topic))
            name = topic.broader

    def _folder(self, number: str) -> str:
        """The practice's folder; where there is none yet, the practice is taken over from the book."""
        if number not in self._folders:
            practice = next(practice for practice in self.book.practices if practice.code == number)
            self._folders[number] = f"{number}-{writing.slug(practice.title)}"
            self.files[f"{self._folders[number]}/practice.md"] = writing.practice_file(self._lent(practice))
        return self._folders[number]

    def _lent(self, practice: Practice) -> Practice:
        """A practice of the book with its sources, under ids that are free here."""
        ids = []
        for name in practice.sources:
            source = self.book.sources[name]
            known = self._at(source.address)
            if known is None:
                known = replace(source, id=writing.free_id(source.id, self._sources))
                self._sources[known.id] = known
                self.added.setdefault("sources.yaml", []).append(writing.source_entry(known))
            ids.append(known.id)
        return replace(practice, sources=tuple(dict.fromkeys(ids)))
