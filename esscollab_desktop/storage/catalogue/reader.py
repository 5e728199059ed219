"""Reads a book, rows to records. Standard library only: it stands on the way to the first painted tree."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from esscollab_desktop.domain.book import (
    AboutText,
    BookInfo,
    Citation,
    Deed,
    Example,
    ExampleEntry,
    Fact,
    GlossaryTerm,
    Group,
    GrowthTheme,
    Jurisdiction,
    Kind,
    Organization,
    Partner,
    Practice,
    PracticeEntry,
    Resource,
    Source,
    Topic,
    Translation,
)
from esscollab_desktop.domain.codes import letter
from esscollab_desktop.domain.content import Place
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.catalogue import naming, search, shelves, tallies, vocabulary
from esscollab_desktop.storage.catalogue.connections import Connections, damaged
from esscollab_desktop.storage.catalogue.kinds import kind_of
from esscollab_desktop.storage.catalogue.search import Narrowed, Row
from esscollab_desktop.storage.catalogue.tallies import Tally


class CatalogueReader:
    """One open book; its methods may be called from any thread.

    Opening raises UserError where the book is missing, foreign, damaged, too new or too old, and so does
    every method that meets damage.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections = Connections(path)
        try:
            self.info = self._info()
        except UserError:
            self.close()
            raise

    def close(self) -> None:
        self._connections.close()

    def lent(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection for other modules of this folder that read the whole book."""
        return self._connections.lent()

    def meta(self) -> dict[str, str]:
        """All that the book says about itself: title, edition, publisher, language, rights and more."""
        return dict(self._all("SELECT key, value FROM meta"))

    def _info(self) -> BookInfo:
        meta = self.meta()
        try:
            return BookInfo(
                title=meta["title"],
                edition=meta["edition"],
                edition_date=meta["edition_date"],
                schema=int(meta["schema"]),
                content_hash=meta["content_hash"],
            )
        except (KeyError, ValueError) as bad:
            raise damaged(self.path) from bad

    def codes(self) -> tuple[str, ...]:
        """All codes that open a page, in the book's order."""
        return tuple(
            row[0] for row in self._all("SELECT code FROM record WHERE kind <> 'part' ORDER BY position")
        )

    def code_of(self, typed: str) -> str:
        """The code that reads like this one but for case; empty where there is none."""
        with self._connections.lent() as connection:
            return naming.code_of(connection, typed)

    def has_codes_of(self, prefix: str) -> bool:
        """Whether any record's code begins with `prefix:`."""
        with self._connections.lent() as connection:
            return naming.has_prefix(connection, prefix)

    def codes_around(self, typed: str, prefix: str = "") -> tuple[str, ...]:
        """The codes to look for the nearest among: all in a small book, those around it in a large one.

        With `prefix`, codes of that sort; else those of practices, examples and states.
        """
        with self._connections.lent() as connection:
            return naming.codes_around(connection, typed, prefix)

    def aliases(self) -> dict[str, str]:
        """Codes that are no longer used, each with the code that took its place."""
        return dict(self._all("SELECT old, code FROM alias"))

    def place(self, record: str) -> Place:
        """The file and line that a record comes from: a code, or a code with what belongs to it (`4.MA/c`).

        Raises KeyError for a record that is not there.
        """
        rows = self._all("SELECT file, line FROM record WHERE code = ?", record)
        if not rows:
            raise KeyError(record)
        return Place(*rows[0])

    def organization(self, name: str) -> Organization:
        """The organization with this id. Raises KeyError where there is none."""
        with self._connections.lent() as connection:
            return vocabulary.organization(connection, name)

    def topics(self) -> tuple[Topic, ...]:
        with self._connections.lent() as connection:
            return vocabulary.topics(connection)

    def organizations(self) -> tuple[Organization, ...]:
        """All organizations, by id."""
        with self._connections.lent() as connection:
            return vocabulary.organizations(connection)

    def glossary_terms(self) -> tuple[GlossaryTerm, ...]:
        """All terms, in the book's order."""
        with self._connections.lent() as connection:
            return vocabulary.glossary_terms(connection)

    def deeds(self, organization: str) -> tuple[Deed, ...]:
        """What an organization, named by its id, did in which example, in the book's order."""
        with self._connections.lent() as connection:
            return vocabulary.deeds(connection, organization)

    def cited_in(self, source: str, with_examples: bool = True) -> tuple[Citation, ...]:
        """All that rests on a source: practices, examples, glossary terms, parts about the book."""
        with self._connections.lent() as connection:
            return vocabulary.cited_in(connection, source, with_examples)

    def filed_under(self, topics: Iterable[str], stages: Iterable[str]) -> tuple[ExampleEntry, ...]:
        """The examples of any of these topics, by id, and stages, by their words, in the book's order."""
        with self._connections.lent() as connection:
            return shelves.filed_under(connection, topics, stages)

    def tally(self, word: str) -> tuple[Tally, ...]:
        """How many examples hang on a topic, organization or source; nothing where a page can list them."""
        with self._connections.lent() as connection:
            return tallies.tally(connection, word)

    def translations(self, example: str) -> tuple[Translation, ...]:
        with self._connections.lent() as connection:
            return vocabulary.translations(connection, example)

    def practices(self) -> tuple[PracticeEntry, ...]:
        rows = self._all("SELECT code, theme, title FROM practice ORDER BY position")
        return tuple(PracticeEntry(*row) for row in rows)

    def examples(self) -> tuple[ExampleEntry, ...]:
        """All examples in the book's order: by practice, published first."""
        return self.entries()

    def entries(
        self, practice: str = "", jurisdiction: str = "", kind: Kind | None = None, most: int = -1
    ) -> tuple[ExampleEntry, ...]:
        """The examples of one shelf, in the book's order; what is empty does not narrow, nor does -1."""
        with self._connections.lent() as connection:
            return shelves.entries(connection, practice, jurisdiction, kind, most)

    def entries_of(self, codes: Iterable[str]) -> dict[str, ExampleEntry]:
        """The examples among these codes, by code."""
        with self._connections.lent() as connection:
            return shelves.entries_of(connection, codes)

    def entry(self, code: str) -> ExampleEntry:
        """One example, as a row of the tree. Raises KeyError where there is none."""
        with self._connections.lent() as connection:
            return shelves.entry(connection, code)

    def groups(self) -> tuple[Group, ...]:
        """How many examples stand where, in the book's order."""
        with self._connections.lent() as connection:
            return shelves.groups(connection)

    def jurisdictions(self) -> tuple[Jurisdiction, ...]:
        """All jurisdictions: states by name, then DC and the others, as the book orders them."""
        near: dict[str, list[str]] = {}
        for code, other in self._all("SELECT jurisdiction, neighbor FROM neighbor ORDER BY position"):
            near.setdefault(code, []).append(other)
        rows = self._all(
            "SELECT code, name, kind, sea_name, sea_acronym, sea_website, submission_window, note"
            " FROM jurisdiction ORDER BY position"
        )
        return tuple(Jurisdiction(*(*row[:7], tuple(near.get(row[0], ())), row[7])) for row in rows)

    def practice(self, code: str) -> Practice:
        """The whole practice. Raises KeyError for a code that is not there."""
        with self._connections.lent() as connection:
            row = connection.execute(
                "SELECT code, theme, title, report_title, guidance, view, growth_note, resources_note"
                " FROM practice WHERE code = ?",
                (code,),
            ).fetchone()
            if row is None:
                raise KeyError(code)
            code, theme, title, report_title, guidance, view, growth_note, resources_note = row
            return Practice(
                code=code,
                theme=theme,
                title=title,
                report_title=report_title,
                guidance=guidance,
                view=view,
                sources=_cited(connection, "practice_source", "practice", code),
                growth=_growth(connection, code),
                background=self._facts(connection, "practice", code),
                resources=_resources(connection, code),
                growth_note=growth_note,
                resources_note=resources_note,
                growth_note_sources=_cited(connection, "growth_note_source", "practice", code),
                resources_note_sources=_cited(connection, "resources_note_source", "practice", code),
            )

    def example(self, code: str) -> Example:
        """The whole example. Raises KeyError for a code that is not there."""
        with self._connections.lent() as connection:
            row = connection.execute(
                "SELECT code, practice, jurisdiction, kind, heading, headline, summary, as_of, dates"
                " FROM example WHERE code = ?",
                (code,),
            ).fetchone()
            if row is None:
                raise KeyError(code)
            code, practice, jurisdiction, kind, heading, headline, summary, as_of, dates = row
            return Example(
                code=code,
                practice=practice,
                jurisdiction=jurisdiction,
                kind=kind_of(kind),
                heading=heading,
                headline=headline,
                summary=summary,
                facts=self._facts(connection, "example", code),
                partners=_partners(connection, code),
                as_of=as_of,
                topics=_listed(connection, "topic", code),
                stages=_listed(connection, "stage", code),
                dates=dates,
            )

    def sources(self, names: Iterable[str]) -> dict[str, Source]:
        """The sources with these ids; all of them are there, since citations are checked keys."""
        wanted = list(names)
        marks = ", ".join("?" * len(wanted))
        rows = self._all(
            f"SELECT id, title, publisher, address, date, seen FROM source WHERE id IN ({marks})", *wanted
        )
        found = {row[0]: Source(*row) for row in rows}
        if len(found) < len(set(wanted)):
            raise damaged(self.path)
        return found

    def all_sources(self, most: int = -1) -> tuple[Source, ...]:
        """The first sources by title, letters beyond a to z last; -1 gives all."""
        rows = self._all(
            "SELECT id, title, publisher, address, date, seen FROM source"
            " ORDER BY title COLLATE NOCASE, id LIMIT ?",
            most,
        )
        return tuple(Source(*row) for row in rows)

    def how_many_sources(self) -> int:
        return int(self._all("SELECT count(*) FROM source")[0][0])

    def about(self) -> tuple[AboutText, ...]:
        with self._connections.lent() as connection:
            rows = connection.execute("SELECT id, title, text FROM about ORDER BY position").fetchall()
            return tuple(
                AboutText(title, text, _cited(connection, "about_source", "about", number))
                for number, title, text in rows
            )

    def missing(self) -> tuple[str, ...]:
        """What was not available when the book was written, in plain sentences."""
        return tuple(row[0] for row in self._all("SELECT text FROM missing ORDER BY position"))

    def general_resources(self) -> tuple[Resource, ...]:
        """The resources that belong to no single practice."""
        rows = self._all(
            "SELECT title, publisher, address, note FROM resource"
            " WHERE id NOT IN (SELECT resource FROM resource_practice) ORDER BY id"
        )
        return tuple(Resource(*row) for row in rows)

    def row_numbers(self, expression: str, narrowed: Narrowed, most: int) -> list[int]:
        """See `search.numbers`."""
        with self._connections.lent() as connection:
            return search.numbers(connection, expression, narrowed, most)

    def row_number(self, code: str) -> int:
        """See `search.number_of`."""
        with self._connections.lent() as connection:
            return search.number_of(connection, code)

    def search_rows(self, numbers: Sequence[int]) -> dict[int, Row]:
        with self._connections.lent() as connection:
            return search.rows(connection, numbers)

    def search_words(self) -> Iterable[tuple[str, int]]:
        """Every word of the index with the number of rows that hold it; it takes half a second of 100,000."""
        with self._connections.lent() as connection:
            return search.words(connection)

    def naming(self, code: str, most: int) -> list[str]:
        """See `search.naming`."""
        with self._connections.lent() as connection:
            return search.naming(connection, code, most)

    def paragraphs(self, code: str) -> list[str]:
        """The texts of an example’s facts or a practice’s background, in the order of their letters."""
        with self._connections.lent() as connection:
            return search.paragraphs(connection, code)

    def _all(self, statement: str, *values: str | int) -> list[Any]:
        with self._connections.lent() as connection:
            return connection.execute(statement, values).fetchall()

    def _facts(self, connection: sqlite3.Connection, owner: str, code: str) -> tuple[Fact, ...]:
        rows = connection.execute(
            f"SELECT id, kind, text, broke_off FROM fact WHERE {owner} = ? ORDER BY position", (code,)
        ).fetchall()
        return tuple(
            Fact(
                letter(place),
                text,
                _cited(connection, "fact_source", "fact", number),
                kind_of(kind),
                bool(broke_off),
            )
            for place, (number, kind, text, broke_off) in enumerate(rows)
        )


def _cited(connection: sqlite3.Connection, table: str, key: str, owner: str | int) -> tuple[str, ...]:
    rows = connection.execute(f"SELECT source FROM {table} WHERE {key} = ? ORDER BY position", (owner,))
    return tuple(row[0] for row in rows)


def _listed(connection: sqlite3.Connection, what: str, example: str) -> tuple[str, ...]:
    """The topics or the stages of an example."""
    statement = f"SELECT {what} FROM example_{what} WHERE example = ? ORDER BY position"
    return tuple(row[0] for row in connection.execute(statement, (example,)))


def _growth(connection: sqlite3.Connection, code: str) -> tuple[GrowthTheme, ...]:
    rows = connection.execute(
        "SELECT id, title, text FROM growth_theme WHERE practice = ? ORDER BY position", (code,)
    ).fetchall()
    return tuple(
        GrowthTheme(title, text, _cited(connection, "growth_theme_source", "growth_theme", number))
        for number, title, text in rows
    )


def _resources(connection: sqlite3.Connection, code: str) -> tuple[Resource, ...]:
    rows = connection.execute(
        "SELECT title, publisher, address, note FROM resource_practice"
        " JOIN resource ON resource.id = resource_practice.resource WHERE practice = ? ORDER BY position",
        (code,),
    )
    return tuple(Resource(*row) for row in rows)


def _partners(connection: sqlite3.Connection, code: str) -> tuple[Partner, ...]:
    """Partners by the name that the source writes, with the organization's own name where it differs."""
    rows = connection.execute(
        "SELECT organization, name, written_as, role, kind FROM partner"
        " JOIN organization ON organization.id = partner.organization WHERE example = ? ORDER BY position",
        (code,),
    )
    return tuple(
        Partner(
            organization,
            f"{written} ({name})" if written and written != name else name,
            role,
            Kind(kind) if kind else None,
        )
        for organization, name, written, role, kind in rows
    )
