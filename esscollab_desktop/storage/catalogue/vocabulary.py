"""Reads the words of the book and what hangs on them: topics, terms, organizations, citations."""

import sqlite3

from esscollab_desktop.domain.book import Citation, Deed, GlossaryTerm, Organization, Topic, Translation
from esscollab_desktop.domain.codes import letter

# Rank and place bring the rows into the book's order; a fact's letter follows from its position.
_CITED = """
SELECT 0, p.position, 0, 0, p.code, 'guidance'
  FROM practice_source c JOIN practice p ON p.code = c.practice WHERE c.source = :source
UNION ALL SELECT 0, p.position, 1, f.position, p.code, ''
  FROM fact_source c JOIN fact f ON f.id = c.fact JOIN practice p ON p.code = f.practice
  WHERE c.source = :source
UNION ALL SELECT 0, p.position, 2, 0, p.code, 'room for growth'
  FROM growth_note_source c JOIN practice p ON p.code = c.practice WHERE c.source = :source
UNION ALL SELECT 0, p.position, 3, g.position, p.code, 'room for growth'
  FROM growth_theme_source c JOIN growth_theme g ON g.id = c.growth_theme
  JOIN practice p ON p.code = g.practice WHERE c.source = :source
UNION ALL SELECT 0, p.position, 4, 0, p.code, 'resources'
  FROM resources_note_source c JOIN practice p ON p.code = c.practice WHERE c.source = :source
UNION ALL SELECT 2, g.position, 0, 0, g.id, 'meaning'
  FROM glossary_source c JOIN glossary g ON g.id = c.glossary WHERE c.source = :source
UNION ALL SELECT 3, a.position, 0, 0, 'about', a.title
  FROM about_source c JOIN about a ON a.id = c.about WHERE c.source = :source
"""
_CITED_BY_EXAMPLES = """
UNION ALL SELECT 1, e.position, 0, f.position, e.code, ''
  FROM fact_source c JOIN fact f ON f.id = c.fact JOIN example e ON e.code = f.example
  WHERE c.source = :source
"""


def cited_in(connection: sqlite3.Connection, source: str, with_examples: bool = True) -> tuple[Citation, ...]:
    found: dict[str, list[str]] = {}
    asked = f"{_CITED}{_CITED_BY_EXAMPLES if with_examples else ''} ORDER BY 1, 2, 3, 4"
    for _rank, _place, _part, position, code, words in connection.execute(asked, {"source": source}):
        where = found.setdefault(code, [])
        if (told := words or letter(position)) not in where:
            where.append(told)
    return tuple(Citation(code, tuple(where)) for code, where in found.items())


def topics(connection: sqlite3.Connection) -> tuple[Topic, ...]:
    names = _grouped(connection, "SELECT topic, name FROM topic_name ORDER BY position")
    rows = connection.execute(
        "SELECT id, label, kind, coalesce(broader, ''), note FROM topic ORDER BY position"
    )
    return tuple(
        Topic(name, label, kind, names.get(name, ()), broader, note)
        for name, label, kind, broader, note in rows
    )


def organizations(connection: sqlite3.Connection) -> tuple[Organization, ...]:
    names = _grouped(connection, "SELECT organization, name FROM organization_name ORDER BY position")
    rows = connection.execute("SELECT id, name, note FROM organization ORDER BY id")
    return tuple(Organization(key, name, names.get(key, ()), note) for key, name, note in rows)


def organization(connection: sqlite3.Connection, name: str) -> Organization:
    """The organization with this id. Raises KeyError where there is none."""
    row = connection.execute("SELECT id, name, note FROM organization WHERE id = ?", (name,)).fetchone()
    if row is None:
        raise KeyError(name)
    asked = "SELECT organization, name FROM organization_name WHERE organization = ? ORDER BY position"
    return Organization(row[0], row[1], _grouped(connection, asked, name).get(name, ()), row[2])


def glossary_terms(connection: sqlite3.Connection) -> tuple[GlossaryTerm, ...]:
    names = _grouped(connection, "SELECT glossary, name FROM glossary_name ORDER BY position")
    sources = _grouped(connection, "SELECT glossary, source FROM glossary_source ORDER BY position")
    see = _grouped(connection, "SELECT glossary, code FROM glossary_see ORDER BY position")
    rows = connection.execute("SELECT id, term, meaning, section, general FROM glossary ORDER BY position")
    return tuple(
        GlossaryTerm(
            code=code,
            term=term,
            meaning=meaning,
            group=section,
            names=names.get(code, ()),
            sources=sources.get(code, ()),
            general=general,
            see=see.get(code, ()),
        )
        for code, term, meaning, section, general in rows
    )


def deeds(connection: sqlite3.Connection, organization: str) -> tuple[Deed, ...]:
    rows = connection.execute(
        "SELECT example.code, role, written_as FROM partner JOIN example ON example.code = partner.example"
        " WHERE organization = ? ORDER BY example.position, partner.position",
        (organization,),
    )
    return tuple(Deed(*row) for row in rows)


def translations(connection: sqlite3.Connection, example: str) -> tuple[Translation, ...]:
    facts = _grouped(
        connection,
        "SELECT language, text FROM translated_fact WHERE example = ? ORDER BY position",
        example,
    )
    rows = connection.execute(
        "SELECT example, language, heading, headline, summary FROM translation WHERE example = ?"
        " ORDER BY language",
        (example,),
    )
    return tuple(
        Translation(code, language, heading, headline, summary, facts.get(language, ()))
        for code, language, heading, headline, summary in rows
    )


def _grouped(connection: sqlite3.Connection, statement: str, *values: str) -> dict[str, tuple[str, ...]]:
    """Rows of key and value as the values by key."""
    found: dict[str, list[str]] = {}
    for key, value in connection.execute(statement, values):
        found.setdefault(key, []).append(value)
    return {key: tuple(held) for key, held in found.items()}
