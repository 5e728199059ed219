"""Topics, terms, former codes and translations: what is read, where it stands, and every fault in them."""

from pathlib import Path

import pytest
from small_book import FILES
from worded_book import MA_2, SPANISH, WORDED, write_worded_content

from esscollab_desktop.domain.book import GlossaryTerm, Topic, Translation
from esscollab_desktop.domain.content import Place
from esscollab_desktop.packs.faults import ContentError
from esscollab_desktop.packs.sources import read_content

# file, words in it, what they become, the fault as told
FAULTS = [
    ("topics.yaml", "group: people", "group: pupils", "topics.yaml:4: group: must be one of people, method"),
    (
        "topics.yaml",
        "broader: tribes",
        "broader: tribe",
        "topics.yaml:8: broader: “tribe” is not a topic of this",
    ),
    (
        "topics.yaml",
        "  group: people",
        "  group: people\n  broader: consultation",
        "topics.yaml:5: broader: leads back to “tribes”; take one",
    ),
    (
        "topics.yaml",
        "label: tribal consultation",
        "label: native american",
        "topics.yaml:5: also: “native american” belongs to “tribes” already",
    ),
    (
        "topics.yaml",
        "label: writing the plan",
        "label: later",
        "topics.yaml:11: label: a topic of this group is",
    ),
    ("topics.yaml", "writing:", "The writing:", "topics.yaml:10: The writing: an id is lower-case letters"),
    (
        "glossary.yaml",
        "sources: []\n  general: yes",
        "sources: []",
        "sources: names no source; add one, or write",
    ),
    (
        "glossary.yaml",
        "[law]",
        "[lore]",
        "glossary.yaml:5: sources: “lore” is not in sources.yaml; add it there.",
    ),
    (
        "glossary.yaml",
        "see: [org:massinc",
        "see: [org:mass",
        "see: org:mass is not a code of this book; mend it",
    ),
    (
        "glossary.yaml",
        "Crosswalk:",
        "town-hall:",
        "another term has the code glossary:town-hall already; rename",
    ),
    (
        "glossary.yaml",
        "meaning: An open",
        "means: An open",
        "glossary.yaml:8: means: this field is not known here",
    ),
    (
        "aliases.yaml",
        "1.NH: 1.NY",
        "1.NH: 1.NZ",
        "aliases.yaml:1: 1.NH: 1.NZ is not a code of this book; name",
    ),
    (
        "aliases.yaml",
        "1.NH: 1.NY",
        "1.MA: 1.NY",
        "aliases.yaml:1: 1.MA: this code was given up, but 1-reach-out/1.MA.md uses it again; choose",
    ),
    ("aliases.yaml", "1.NH: 1.NY", "1.NH:", "aliases.yaml:1: 1.NH: is empty; fill it in."),
    (MA_2, "[consultation]", "[consulting]", f"{MA_2}:6: topics: “consulting” is not in topics.yaml; add it"),
    (
        MA_2,
        "comment and review,",
        "later,",
        f"{MA_2}:7: stage: “later” is not one of before the plan, writing",
    ),
    (
        MA_2,
        "A second round followed.",
        "Parents were polled in café meetings.",
        "1-reach-out/1.NY.md:12: the same words stand in 1-reach-out/1.MA-2.md:16; delete one of the two.",
    ),
    (
        "sources.yaml",
        "example.org/1\n",
        "example.org/law\n",
        "sources.yaml:9: address: “law” has the same address",
    ),
    (SPANISH, "language: es", "language: fr", f"{SPANISH}:2: language: must be es, as the file's name says."),
    (
        SPANISH,
        WORDED[SPANISH].partition("---\n\n")[2],
        "",
        f"{SPANISH}:6: the translation is empty; write it, or",
    ),
    (
        SPANISH,
        "El estado pidió ayuda. Vinieron.\n",
        "",
        f"{SPANISH}:6: the summary is missing; write it below",
    ),
    (
        SPANISH,
        "Condujo a [breaks off]\n",
        "",
        f"{SPANISH}:9: What the state did: has 1 facts where the original has 2; bring",
    ),
    (
        SPANISH,
        "## Related facts\n\nVinieron más de 1,500 personas.\n",
        "",
        f"{SPANISH}:6: Related facts: has 0 facts where the original has 1; bring the two in line.",
    ),
    (SPANISH, "## Related facts", "## Hechos", f"{SPANISH}:15: Hechos: headings here stay as in 1.MA.md."),
    (SPANISH, "heading: buscó ayuda\n", "", f"{SPANISH}:2: heading: is missing; add it."),
]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_content(folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("file", "words", "become", "told"), FAULTS)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, file: str, words: str, become: str, told: str
) -> None:
    whole = (FILES | WORDED)[file]
    assert words in whole
    folder = write_worded_content(tmp_path, **{file: whole.replace(words, become, 1)})
    assert any(told in fault for fault in faults_of(folder)), faults_of(folder)


@pytest.mark.parametrize(("words", "line"), [("code,name", 1), ("NY,New York", 3)])
def test_a_stray_quote_in_a_table_is_told_with_its_line(tmp_path: Path, words: str, line: int) -> None:
    table = FILES["jurisdictions.csv"].replace(words, f'"{words}" x', 1)
    folder = write_worded_content(tmp_path, **{"jurisdictions.csv": table})
    assert any(
        fault.startswith(f"jurisdictions.csv:{line}: can't be read as CSV") for fault in faults_of(folder)
    )


def test_a_translation_of_nothing(tmp_path: Path) -> None:
    folder = write_worded_content(tmp_path, **{"1-reach-out/1.VT.es.md": WORDED[SPANISH]})
    assert faults_of(folder) == [
        "1-reach-out/1.VT.es.md:1: there is no 1.VT.md that this could be a translation of; add it."
    ]


def test_what_is_read(tmp_path: Path) -> None:
    content = read_content(write_worded_content(tmp_path))
    assert content.topics["consultation"] == Topic(
        "consultation", "tribal consultation", "method", (), "tribes", "Formal talks."
    )
    assert content.glossary["glossary:SEA"] == GlossaryTerm(
        code="glossary:SEA",
        term="SEA",
        meaning="The agency of a state.",
        group="Bodies",
        names=("state educational agency",),
        sources=("law",),
        see=("org:massinc", "1.MA"),
    )
    assert list(content.glossary) == ["glossary:SEA", "glossary:town-hall", "glossary:crosswalk"]
    assert content.aliases == {"1.NH": "1.NY", "org:mass-inc": "org:massinc"}
    example = next(example for example in content.examples if example.code == "1.MA-2")
    assert example.topics == ("consultation",)
    assert example.stages == ("writing the plan", "comment and review")
    assert (example.dates, example.as_of) == ("May 2016 to 2017", "2018")
    assert content.translations == [
        Translation(
            example="1.MA",
            language="es",
            heading="buscó ayuda",
            headline="desayunos temprano con socios",
            summary="El estado pidió ayuda. Vinieron.",
            facts=(
                "Los socios ofrecieron “desayunos” en todo el estado.",
                "Condujo a",
                "Vinieron más de 1,500 personas.",
            ),
        )
    ]


@pytest.mark.parametrize(
    ("record", "file", "line"),
    [
        ("1", "1-reach-out/practice.md", 1),
        ("1/growth/1", "1-reach-out/practice.md", 17),
        ("1/a", "1-reach-out/practice.md", 13),
        ("1.MA", "1-reach-out/1.MA.md", 1),
        ("1.MA/a", "1-reach-out/1.MA.md", 19),
        ("1.MA/c", "1-reach-out/1.MA.md", 26),
        ("1.MA.es", SPANISH, 1),
        ("org:rennie", "organizations.yaml", 4),
        ("source:paper", "sources.yaml", 11),
        ("topic:consultation", "topics.yaml", 5),
        ("glossary:town-hall", "glossary.yaml", 7),
        ("alias:1.NH", "aliases.yaml", 1),
        ("state:NY", "jurisdictions.csv", 3),
        ("about/1", "book.yaml", 8),
        ("missing/1", "book.yaml", 12),
        ("resource/2", "resources.yaml", 6),
    ],
)
def test_every_record_knows_where_it_stands(tmp_path: Path, record: str, file: str, line: int) -> None:
    assert read_content(write_worded_content(tmp_path)).places[record] == Place(file, line)


def test_without_the_words_there_still_is_a_book(tmp_path: Path, small_content: Path) -> None:
    content = read_content(small_content)
    assert (content.topics, content.glossary, content.aliases) == ({}, {}, {})
