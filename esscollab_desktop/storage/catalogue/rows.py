"""The rows of a book, table by table in an order that satisfies the foreign keys."""

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import Table

from esscollab_desktop import __version__
from esscollab_desktop.domain.book import Example, Fact, Practice
from esscollab_desktop.domain.content import Content, Place, codes_of
from esscollab_desktop.storage.catalogue import schema
from esscollab_desktop.storage.catalogue.edition import SCHEMA

Row = tuple[Table, dict[str, Any]]


def book_rows(content: Content) -> Iterator[Row | None]:
    """All rows; None where the next one takes long to find, so that the taker can look after other things."""
    yield from _meta(content)
    yield from _records(content)
    yield from _sources(content)
    yield from _organizations(content)
    yield from _jurisdictions(content)
    yield from _topics(content)
    yield from _practices(content)
    yield from _examples(content)
    yield from _facts(content)
    yield from _translations(content)
    yield from _glossary(content)


def _pick(record: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _cited(table: Table, key: str, owner: str | int, sources: tuple[str, ...]) -> Iterator[Row]:
    for position, source in enumerate(sources):
        yield table, {key: owner, "position": position, "source": source}


def _meta(content: Content) -> Iterator[Row]:
    fields = ("name", "title", "edition", "edition_date", "publisher", "language", "rights", "needs")
    languages = dict.fromkeys([content.book.language, *sorted(t.language for t in content.translations)])
    told = {"languages": ",".join(languages), "changes": "\n".join(content.book.changes)}
    built = {"schema": str(SCHEMA), "built_by": f"ESSCollab {__version__}"}
    for name, value in {**_pick(content.book, fields), **told, **built}.items():
        yield schema.meta, {"key": name, "value": value}
    for position, words in enumerate(content.book.missing):
        yield schema.missing, {"position": position, "text": words}


def _records(content: Content) -> Iterator[Row | None]:
    """All records: first those with a page, in the book's order, then their parts by name."""
    kinds = codes_of(content)
    for position, (code, kind) in enumerate(kinds.items()):
        yield schema.record, _record(content, position, code, kind)
    # Sorted piece by piece: whoever takes the rows may want to stop between two of them.
    pieces: list[list[str]] = []
    others = (code for code in content.places if code not in kinds)
    while piece := sorted(islice(others, 20_000)):
        pieces.append(piece)
        yield None
    for position, code in enumerate(merge(*pieces), len(kinds)):
        yield schema.record, _record(content, position, code, "part")
    for old, code in sorted(content.aliases.items()):
        yield schema.alias, {"old": old, "code": code}


def _record(content: Content, position: int, code: str, kind: str) -> dict[str, Any]:
    place = content.places.get(code, Place("book.yaml", 1))
    return {"code": code, "position": position, "kind": kind, "file": place.file, "line": place.line}


def _names(table: Table, owner: str, names: tuple[str, ...]) -> Iterator[Row]:
    key = table.name.removesuffix("_name")
    for position, name in enumerate(names):
        yield table, {key: owner, "position": position, "name": name}


def _topics(content: Content) -> Iterator[Row]:
    """Broader topics come before narrower ones, as the foreign key wants it; `position` keeps the order."""
    positions = {name: position for position, name in enumerate(content.topics)}
    waiting = list(content.topics.values())
    written: set[str] = {""}
    while waiting:
        ready = [topic for topic in waiting if topic.broader in written]
        for topic in ready:
            row = {"position": positions[topic.id], "kind": topic.group, "broader": topic.broader or None}
            yield schema.topic, {**_pick(topic, ("id", "label", "note")), **row}
            yield from _names(schema.topic_name, topic.id, topic.names)
        written |= {topic.id for topic in ready}
        waiting = [topic for topic in waiting if topic.id not in written]


def _sources(content: Content) -> Iterator[Row]:
    for source in sorted(content.sources.values(), key=lambda s: s.id):
        yield schema.source, _pick(source, ("id", "title", "publisher", "address", "date", "seen"))
    for number, part in enumerate(content.book.about):
        yield schema.about, {"id": number, "position": number, "title": part.title, "text": part.text}
        yield from _cited(schema.about_source, "about", number, part.sources)


def _organizations(content: Content) -> Iterator[Row]:
    for organization in sorted(content.organizations.values(), key=lambda o: o.id):
        yield schema.organization, _pick(organization, ("id", "name", "note"))
        yield from _names(schema.organization_name, organization.id, organization.names)


def _jurisdictions(content: Content) -> Iterator[Row]:
    fields = ("code", "name", "kind", "sea_name", "sea_acronym", "sea_website", "note")
    for position, place in enumerate(content.jurisdictions.values()):
        row = _pick(place, fields)
        row |= {"position": position, "fips": content.fips[place.code], "submission_window": place.window}
        yield schema.jurisdiction, row
    for place in content.jurisdictions.values():
        for position, other in enumerate(place.neighbors):
            yield schema.neighbor, {"jurisdiction": place.code, "position": position, "neighbor": other}


def _practices(content: Content) -> Iterator[Row]:
    numbers = {resource: number for number, resource in enumerate(content.resources)}
    for resource, number in numbers.items():
        yield schema.resource, {"id": number, **_pick(resource, ("title", "publisher", "address", "note"))}
    fields = ("code", "theme", "title", "report_title", "guidance", "view", "growth_note", "resources_note")
    for position, practice in enumerate(content.practices):
        yield schema.practice, {"position": position, **_pick(practice, fields)}
        yield from _cited(schema.practice_source, "practice", practice.code, practice.sources)
        for table, cited in (
            (schema.growth_note_source, practice.growth_note_sources),
            (schema.resources_note_source, practice.resources_note_sources),
        ):
            yield from _cited(table, "practice", practice.code, cited)
        for place, resource in enumerate(practice.resources):
            row = {"practice": practice.code, "position": place, "resource": numbers[resource]}
            yield schema.resource_practice, row
    yield from _growth(content.practices)


def _growth(practices: list[Practice]) -> Iterator[Row]:
    number = 0
    for practice in practices:
        for position, theme in enumerate(practice.growth):
            row = {"id": number, "practice": practice.code, "position": position}
            yield schema.growth_theme, {**row, "title": theme.title, "text": theme.text}
            yield from _cited(schema.growth_theme_source, "growth_theme", number, theme.sources)
            number += 1


def _examples(content: Content) -> Iterator[Row]:
    fields = ("code", "practice", "jurisdiction", "kind", "heading", "headline", "summary", "as_of", "dates")
    for position, example in enumerate(content.examples):
        yield schema.example, {"position": position, **_pick(example, fields)}
        for place, partner in enumerate(example.partners):
            row = {"example": example.code, "position": place, "organization": partner.organization}
            told = {"written_as": partner.name, "role": partner.role, "kind": partner.kind or ""}
            yield schema.partner, {**row, **told}
        yield from _filed(example)


def _filed(example: Example) -> Iterator[Row]:
    for place, topic in enumerate(example.topics):
        yield schema.example_topic, {"example": example.code, "position": place, "topic": topic}
    for place, stage in enumerate(example.stages):
        yield schema.example_stage, {"example": example.code, "position": place, "stage": stage}


def _facts(content: Content) -> Iterator[Row]:
    owned: list[tuple[str | None, str | None, int, Fact]] = []
    for practice in content.practices:
        owned += [(None, practice.code, i, fact) for i, fact in enumerate(practice.background)]
    for example in content.examples:
        owned += [(example.code, None, i, fact) for i, fact in enumerate(example.facts)]
    for number, (example_code, practice_code, position, fact) in enumerate(owned):
        yield (
            schema.fact,
            {
                "id": number,
                "example": example_code,
                "practice": practice_code,
                "position": position,
                "kind": str(fact.kind),
                "text": fact.text,
                "broke_off": int(fact.broke_off),
            },
        )
        yield from _cited(schema.fact_source, "fact", number, fact.sources)


def _translations(content: Content) -> Iterator[Row]:
    fields = ("example", "language", "heading", "headline", "summary")
    for translation in sorted(content.translations, key=lambda t: (t.example, t.language)):
        yield schema.translation, _pick(translation, fields)
        for position, text in enumerate(translation.facts):
            key = _pick(translation, ("example", "language"))
            yield schema.translated_fact, {**key, "position": position, "text": text}


def _glossary(content: Content) -> Iterator[Row]:
    for position, term in enumerate(content.glossary.values()):
        row = {"id": term.code, "position": position, "section": term.group}
        yield schema.glossary, {**row, **_pick(term, ("term", "meaning", "general"))}
        yield from _names(schema.glossary_name, term.code, term.names)
        yield from _cited(schema.glossary_source, "glossary", term.code, term.sources)
        for place, code in enumerate(term.see):
            yield schema.glossary_see, {"glossary": term.code, "position": place, "code": code}
