"""How many examples hang on a topic, an organization or a source, by state: counted when the book is built.

Only where they are more than a page lists; all others are read one by one.
"""

import sqlite3
from dataclasses import dataclass

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.storage.catalogue.kinds import kind_of

# As many examples as a page lists.
FEW = 120

# What these hold follows from the rows of the book, as the index for search does, hence the name: the hash
# of the content leaves both out. An example of a narrower topic is one of the wider ones too.
BUILT = (
    "CREATE TABLE search_tally (word TEXT NOT NULL, jurisdiction TEXT NOT NULL, kind TEXT NOT NULL,"
    " count INTEGER NOT NULL, PRIMARY KEY (word, jurisdiction, kind)) WITHOUT ROWID",
    f"""
    INSERT INTO search_tally
    WITH RECURSIVE under(topic, id) AS (
      SELECT id, id FROM topic
      UNION SELECT under.topic, topic.id FROM under JOIN topic ON topic.broader = under.id
    ),
    held(word, example) AS (
      SELECT 'topic:' || under.topic, example_topic.example
        FROM under JOIN example_topic ON example_topic.topic = under.id
      UNION SELECT 'topic:' || under.topic, example_stage.example
        FROM under JOIN topic ON topic.id = under.id AND topic.kind = 'stage'
        JOIN example_stage ON example_stage.stage = topic.label
      UNION SELECT 'org:' || organization, example FROM partner
      UNION SELECT 'source:' || fact_source.source, fact.example
        FROM fact_source JOIN fact ON fact.id = fact_source.fact WHERE fact.example IS NOT NULL
    ),
    counted AS (SELECT word, count(*) AS total FROM held GROUP BY word HAVING total > {FEW})
    SELECT word, jurisdiction, kind, count(*)
      FROM held JOIN counted USING (word) JOIN example ON example.code = held.example
      GROUP BY word, jurisdiction, kind ORDER BY word, jurisdiction, kind
    """,
)

FILED = (
    "SELECT example FROM example_topic WHERE topic IN (SELECT value FROM json_each(:topics))"
    " UNION SELECT example FROM example_stage WHERE stage IN (SELECT value FROM json_each(:stages))"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many examples of one kind are in one jurisdiction; never 0."""

    jurisdiction: str
    kind: Kind
    count: int


def tally(connection: sqlite3.Connection, word: str) -> tuple[Tally, ...]:
    """By the code of a topic, an organization or a source; nothing where a page can list them."""
    rows = connection.execute("SELECT jurisdiction, kind, count FROM search_tally WHERE word = ?", (word,))
    return tuple(Tally(place, kind_of(kind), count) for place, kind, count in rows)
