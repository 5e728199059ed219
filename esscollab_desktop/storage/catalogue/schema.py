"""The tables of a book, declared once; only the builder imports this, the reader needs no SQLAlchemy."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable, sort_tables

from esscollab_desktop.domain.book import STAGES
from esscollab_desktop.storage.catalogue import tallies
from esscollab_desktop.storage.catalogue.edition import SEARCH_COLUMNS

metadata = MetaData()


def _text(name: str, *, filled: bool = True) -> Column[str]:
    checks = [CheckConstraint(f"length({name}) > 0")] if filled else []
    return Column(name, Text, *checks, nullable=False, server_default=None if filled else "")


def _order() -> Column[int]:
    return Column("position", Integer, CheckConstraint("position >= 0"), nullable=False)


def _ref(name: str, target: str) -> Column[str]:
    return Column(name, Text, ForeignKey(target), nullable=False)


def _citations(owner: str, key: Column[str] | Column[int]) -> Table:
    """Which sources the text of one owner rests on, in the order in which they are marked."""
    return Table(
        f"{owner}_source",
        metadata,
        key,
        _order(),
        _ref("source", "source.id"),
        PrimaryKeyConstraint(key.name, "position"),
        UniqueConstraint(key.name, "source"),
    )


def _names(owner: str) -> Table:
    """The other names of one owner."""
    return Table(
        f"{owner}_name",
        metadata,
        _ref(owner, f"{owner}.id"),
        _order(),
        _text("name"),
        PrimaryKeyConstraint(owner, "position"),
    )


# Every record with the file and line it comes from; kind is "part" for what has no page of its own.
record = Table(
    "record",
    metadata,
    Column("code", Text, primary_key=True),
    _order(),
    _text("kind"),
    _text("file"),
    Column("line", Integer, CheckConstraint("line > 0"), nullable=False),
    UniqueConstraint("position"),
)

# Codes that are no longer used lead to those that took their place.
alias = Table("alias", metadata, Column("old", Text, primary_key=True), _ref("code", "record.code"))

meta = Table("meta", metadata, Column("key", Text, primary_key=True), _text("value", filled=False))

source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True),
    _text("title"),
    _text("publisher"),
    _text("address"),
    _text("date", filled=False),
    _text("seen", filled=False),
)

organization = Table(
    "organization",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("note", filled=False),
)

organization_name = _names("organization")

jurisdiction = Table(
    "jurisdiction",
    metadata,
    Column("code", Text, primary_key=True),
    _order(),
    _text("name"),
    _text("fips", filled=False),
    Column(
        "kind", Text, CheckConstraint("kind IN ('state', 'district', 'territory', 'bureau')"), nullable=False
    ),
    _text("sea_name"),
    _text("sea_acronym", filled=False),
    _text("sea_website", filled=False),
    _text("submission_window", filled=False),
    _text("note", filled=False),
    UniqueConstraint("position"),
)

neighbor = Table(
    "neighbor",
    metadata,
    _ref("jurisdiction", "jurisdiction.code"),
    _order(),
    _ref("neighbor", "jurisdiction.code"),
    PrimaryKeyConstraint("jurisdiction", "position"),
    UniqueConstraint("jurisdiction", "neighbor"),
    CheckConstraint("jurisdiction <> neighbor"),
)

practice = Table(
    "practice",
    metadata,
    Column("code", Text, primary_key=True),
    _order(),
    _text("theme"),
    _text("title"),
    _text("report_title", filled=False),
    _text("guidance"),
    _text("view"),
    _text("growth_note", filled=False),
    _text("resources_note", filled=False),
    UniqueConstraint("position"),
)
practice_source = _citations("practice", _ref("practice", "practice.code"))
growth_note_source = _citations("growth_note", _ref("practice", "practice.code"))
resources_note_source = _citations("resources_note", _ref("practice", "practice.code"))

growth_theme = Table(
    "growth_theme",
    metadata,
    Column("id", Integer, primary_key=True),
    _ref("practice", "practice.code"),
    _order(),
    _text("title"),
    _text("text"),
    UniqueConstraint("practice", "position"),
)
growth_theme_source = _citations(
    "growth_theme", Column("growth_theme", Integer, ForeignKey("growth_theme.id"), nullable=False)
)

example = Table(
    "example",
    metadata,
    Column("code", Text, primary_key=True),
    _order(),
    _ref("practice", "practice.code"),
    _ref("jurisdiction", "jurisdiction.code"),
    Column("kind", Text, CheckConstraint("kind IN ('published', 'related')"), nullable=False),
    _text("heading", filled=False),
    _text("headline"),
    _text("summary"),
    _text("as_of", filled=False),
    _text("dates", filled=False),
    UniqueConstraint("position"),
    CheckConstraint("code LIKE practice || '.' || jurisdiction || '%'"),
)

# A fact belongs to an example or, as background, to a practice.
fact = Table(
    "fact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("example", Text, ForeignKey("example.code"), nullable=True),
    Column("practice", Text, ForeignKey("practice.code"), nullable=True),
    _order(),
    Column("kind", Text, CheckConstraint("kind IN ('published', 'related')"), nullable=False),
    _text("text"),
    Column("broke_off", Integer, CheckConstraint("broke_off IN (0, 1)"), nullable=False),
    CheckConstraint("(example IS NULL) <> (practice IS NULL)"),
    UniqueConstraint("example", "position"),
    UniqueConstraint("practice", "position"),
)
fact_source = _citations("fact", Column("fact", Integer, ForeignKey("fact.id"), nullable=False))

partner = Table(
    "partner",
    metadata,
    _ref("example", "example.code"),
    _order(),
    _ref("organization", "organization.id"),
    _text("written_as", filled=False),
    Column("kind", Text, CheckConstraint("kind IN ('', 'related')"), nullable=False, server_default=""),
    _text("role", filled=False),
    PrimaryKeyConstraint("example", "position"),
)

resource = Table(
    "resource",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("title"),
    _text("publisher"),
    _text("address"),
    _text("note", filled=False),
)

resource_practice = Table(
    "resource_practice",
    metadata,
    _ref("practice", "practice.code"),
    _order(),
    Column("resource", Integer, ForeignKey("resource.id"), nullable=False),
    PrimaryKeyConstraint("practice", "position"),
    UniqueConstraint("practice", "resource"),
)

about = Table(
    "about",
    metadata,
    Column("id", Integer, primary_key=True),
    _order(),
    _text("title"),
    _text("text"),
)
about_source = _citations("about", Column("about", Integer, ForeignKey("about.id"), nullable=False))

missing = Table("missing", metadata, Column("position", Integer, primary_key=True), _text("text"))

topic = Table(
    "topic",
    metadata,
    Column("id", Text, primary_key=True),
    _order(),
    _text("label"),
    Column("kind", Text, CheckConstraint("kind IN ('people', 'method', 'stage')"), nullable=False),
    Column("broader", Text, ForeignKey("topic.id"), nullable=True),
    _text("note", filled=False),
    UniqueConstraint("label"),
    CheckConstraint("broader <> id"),
)
topic_name = _names("topic")

example_topic = Table(
    "example_topic",
    metadata,
    _ref("example", "example.code"),
    _order(),
    _ref("topic", "topic.id"),
    PrimaryKeyConstraint("example", "position"),
    UniqueConstraint("example", "topic"),
)

example_stage = Table(
    "example_stage",
    metadata,
    _ref("example", "example.code"),
    _order(),
    Column(
        "stage",
        Text,
        CheckConstraint(f"stage IN ({', '.join(repr(stage) for stage in STAGES)})"),
        nullable=False,
    ),
    PrimaryKeyConstraint("example", "position"),
    UniqueConstraint("example", "stage"),
)

glossary = Table(
    "glossary",
    metadata,
    Column("id", Text, ForeignKey("record.code"), primary_key=True),
    _order(),
    _text("term"),
    _text("meaning"),
    _text("section"),
    _text("general", filled=False),
    UniqueConstraint("position"),
    UniqueConstraint("term"),
)
glossary_name = _names("glossary")
glossary_source = _citations("glossary", _ref("glossary", "glossary.id"))

glossary_see = Table(
    "glossary_see",
    metadata,
    _ref("glossary", "glossary.id"),
    _order(),
    _ref("code", "record.code"),
    PrimaryKeyConstraint("glossary", "position"),
    UniqueConstraint("glossary", "code"),
)

translation = Table(
    "translation",
    metadata,
    _ref("example", "example.code"),
    _text("language"),
    _text("heading", filled=False),
    _text("headline"),
    _text("summary"),
    PrimaryKeyConstraint("example", "language"),
)

translated_fact = Table(
    "translated_fact",
    metadata,
    Column("example", Text, nullable=False),
    Column("language", Text, nullable=False),
    _order(),
    _text("text"),
    PrimaryKeyConstraint("example", "language", "position"),
    ForeignKeyConstraint(["example", "language"], ["translation.example", "translation.language"]),
    ForeignKeyConstraint(["example", "position"], ["fact.example", "fact.position"]),
)

SEARCH_DDL = (
    "CREATE VIRTUAL TABLE search USING fts5(target UNINDEXED, kind UNINDEXED, label UNINDEXED, "
    f'{", ".join(SEARCH_COLUMNS)}, tokenize = "unicode61 remove_diacritics 2")'
)


def table_statements() -> list[str]:
    """What makes the empty tables of a book, in an order that its references allow."""
    tables = sort_tables(metadata.tables.values())
    return [*(str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in tables), SEARCH_DDL]


# Made after the rows, in this order: the bytes of a book must not hang on the order of a set.
AFTER_ROWS = (
    "CREATE INDEX example_by_practice ON example (practice, jurisdiction, kind, position)",
    "CREATE INDEX example_by_jurisdiction ON example (jurisdiction, practice, kind, position)",
    "CREATE INDEX example_by_position ON example (position, practice, jurisdiction, kind)",
    "CREATE INDEX record_by_code ON record (code COLLATE NOCASE) WHERE kind <> 'part'",
    "CREATE INDEX partner_by_organization ON partner (organization, example)",
    "CREATE INDEX example_topic_by_topic ON example_topic (topic, example)",
    "CREATE INDEX example_stage_by_stage ON example_stage (stage, example)",
    "CREATE INDEX fact_source_by_source ON fact_source (source, fact)",
    *tallies.BUILT,
)
