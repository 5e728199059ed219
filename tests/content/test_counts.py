"""The bundled book as a whole: how much there is of everything, nothing without a source, nothing unused."""

import re
import sqlite3
from pathlib import Path

import pytest

from esscollab_desktop.domain.book import STAGES, Kind
from esscollab_desktop.domain.content import Content
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search

CONTENT = Path(__file__).resolve().parents[2] / "resources" / "content"

# The terms of the glossary sheet, written out by hand; “Underserved / underrepresented” became two.
TERMS = """
ESEA|ESSA|NCLB|Consolidated state plan|Submission window|Peer review|CRA|Title I (Part A)|Title I, Part C
Title I, Part D
Title II, Part A|Title III, Part A|Title IV, Part A|Title IV, Part B|Title V, Part B, Subpart 2
McKinney-Vento Act|Section 8538|Set-aside
Accountability system|Annual meaningful differentiation|CSI|TSI|ATSI|Student group|Indicator
School quality or student success indicator|Evidence-based intervention|Dashboard|Resource equity
Talent management data|Differential retention
SEA|LEA|ED|CCSSO|NASBE|Partners for|Committee of Practitioners|Comprehensive Center|CBO|NGO|COE|SBE|BIE
Outlying areas|EL
CDE (Colorado)|CSDE|DDOE|DESE|ISBE|MDE (Michigan)|NDE (Nevada)|NJDOE|ODE (Oregon)|OSSE|PED|TDOE|VT-AOE
BESE|CEPR
FIT|LANM|LIFT|MassINC|NMCCS|NMSSA|Rennie Center|SCORE|Sociedad Latina|TNTP
LCFF|LCAP|Supplemental and concentration grants
Stakeholder|Engagement|Consultation|Tribal consultation|Public comment period|Listening session|Town hall
Advisory group|Kitchen cabinet|Hub and spoke|Ambassador|Policy breakfast|Crowdsource|Convening
Reader’s Guide|Toolkit
Crosswalk|Redline|Minority opinion|Technical assistance|Trauma-informed practices
Equity|Underserved|Underrepresented
Room for growth
"""
WINDOWS = {"April/May 2017": 17, "September 2017": 35, "": 5}
AMBIGUOUS = {
    "ADE": "AZ AR",
    "CDE": "CA CO",
    "DESE": "MA MO",
    "MDE": "MI MN MS",
    "NDE": "NE NV",
    "ODE": "OH OR",
}


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(CONTENT)


def test_how_much_there_is(catalogue: Catalogue) -> None:
    kinds = [example.kind for example in catalogue.examples()]
    assert len(catalogue.practices()) == 5
    assert (kinds.count(Kind.PUBLISHED), kinds.count(Kind.RELATED), len(kinds)) == (14, 42, 56)
    places = catalogue.jurisdictions()
    assert len(places) == 57
    assert {window: sum(p.window == window for p in places) for window in WINDOWS} == WINDOWS


def test_every_term_of_the_glossary(catalogue: Catalogue) -> None:
    wanted = [term for line in TERMS.split("\n") for term in line.split("|") if term]
    assert len(wanted) == len(set(wanted)) == 99
    assert [term.term for term in catalogue.glossary_terms()] == wanted


def test_no_two_agencies_are_taken_for_one(content: Content) -> None:
    by_name: dict[str, list[str]] = {}
    for place in content.jurisdictions.values():
        by_name.setdefault(place.sea_acronym, []).append(place.code)
    shared = {name: set(held) for name, held in by_name.items() if name and len(held) > 1}
    assert shared == {name: set(held.split()) for name, held in AMBIGUOUS.items()}


def test_everything_in_the_book_resolves_to_a_source(book_file: Path) -> None:
    connection = sqlite3.connect(book_file)
    for owner, key in (("fact", "id"), ("growth_theme", "id"), ("about", "id"), ("practice", "code")):
        statement = f"SELECT {key} FROM {owner} WHERE {key} NOT IN (SELECT {owner} FROM {owner}_source)"
        assert connection.execute(statement).fetchall() == []
    statement = (
        "SELECT id FROM glossary WHERE general = '' AND id NOT IN (SELECT glossary FROM glossary_source)"
    )
    assert connection.execute(statement).fetchall() == []
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_nothing_is_unused(content: Content, catalogue: Catalogue) -> None:
    for name in content.sources:
        assert any(s.heading == "Cited in" for s in catalogue.page(f"source:{name}").sections), name
    acting = {partner.organization for example in content.examples for partner in example.partners}
    assert set(content.organizations) == acting
    topics = {topic for example in content.examples for topic in example.topics}
    unused = {topic.id for topic in content.topics.values() if topic.group != "stage"} - topics
    assert unused == {"english-learners", "rural"}
    assert {t.label for t in content.topics.values() if t.group == "stage"} == set(STAGES)


def test_every_example_is_told_in_full(content: Content) -> None:
    for example in content.examples:
        assert example.topics, example.code
        assert example.stages, example.code
        assert example.dates, example.code
        sentences = re.findall(r"[.?](?= |$)", example.summary.replace("Mass, Inc.", "").replace("W.K. ", ""))
        assert len(sentences) == 2, (example.code, example.summary)
        place = content.jurisdictions[example.jurisdiction]
        named = (place.name, place.sea_name, place.sea_acronym or place.name)
        assert any(name in example.summary for name in named), example.code


def test_other_words_find_the_examples_of_a_topic(catalogue: Catalogue) -> None:
    search = Search(Library(catalogue))

    def found(words: str) -> set[str]:
        return {hit.code for hit in search.ask(words, 60).results}

    for words in ("ELL", "multilingual learner", "English learner"):
        assert {"1.WA", "1.RI", "1.OR", "2.PR", "3.TN", "5.NM", "topic:english-learners"} <= found(words)
    for words in ("philanthropy", "foundation"):
        assert {"4.MI", "4.OH", "topic:private-funding"} <= found(words)
    for words in ("tribe", "Native American"):
        assert {"1.AZ", "1.MN", "1.MT", "1.OK", "3.ND", "4.ND", "5.NM"} <= found(words)
    for words in ("faith", "worship"):
        assert {"1.CT", "topic:faith-communities"} <= found(words)


def test_the_words_of_an_example_come_before_those_of_its_topics(catalogue: Catalogue) -> None:
    search = Search(Library(catalogue))

    def first(words: str) -> list[str]:
        return [hit.code for hit in search.ask(words).results[:2]]

    assert first("policy breakf")[0] == "4.MA"
    assert first("kitchen cabinet") == ["glossary:kitchen-cabinet", "3.NV"]
    assert first("reader’s guide illinois")[0] in {"2.IL", "4.IL"}
    assert first("white paper")[0] == "4.OH"
