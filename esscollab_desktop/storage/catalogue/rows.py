"""The rows of a book, table by table in an order that satisfies the foreign keys."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table

from esscollab_desktop.domain.book import Fact, Practice
from esscollab_desktop.domain.content import Content
from esscollab_desktop.storage.catalogue import schema
from esscollab_desktop.storage.catalogue.edition import SCHEMA

Row = tuple[Table, dict[str, Any]]


def book_rows(content: Content) -> Iterator[Row]:
    yield from _meta(content)
    yield from _sources(content)
    yield from _organizations(content)
    yield from _jurisdictions(content)
    yield from _practices(content)
    yield from _examples(content)
    yield from _facts(content)


def _pick(record: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _cited(table: Table, key: str, owner: str | int, sources: tuple[str, ...]) -> Iterator[Row]:
    for position, source in enumerate(sources):
        yield table, {key: owner, "position": position, "source": source}


def _meta(content: Content) -> Iterator[Row]:
    fields = ("title", "edition", "edition_date", "publisher", "language", "rights")
    for name, value in {**_pick(content.book, fields), "schema": str(SCHEMA)}.items():
        yield schema.meta, {"key": name, "value": value}
    for position, words in enumerate(content.book.missing):
        yield schema.missing, {"position": position, "text": words}


def _sources(content: Content) -> Iterator[Row]:
    for source in sorted(content.sources.values(), key=lambda s: s.id):
        yield schema.source, _pick(source, ("id", "title", "publisher", "address", "date", "seen"))
    for number, part in enumerate(content.book.about):
        yield schema.about, {"id": number, "position": number, "title": part.title, "text": part.text}
        yield from _cited(schema.about_source, "about", number, part.sources)


def _organizations(content: Content) -> Iterator[Row]:
    for organization in sorted(content.organizations.values(), key=lambda o: o.id):
        yield schema.organization, _pick(organization, ("id", "name", "note"))
        for position, name in enumerate(organization.names):
            row = {"organization": organization.id, "position": position, "name": name}
            yield schema.organization_name, row


def _jurisdictions(content: Content) -> Iterator[Row]:
    fields = ("code", "name", "kind", "sea_name", "sea_acronym", "sea_website")
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
    fields = ("code", "practice", "jurisdiction", "kind", "heading", "headline", "summary", "as_of")
    for position, example in enumerate(content.examples):
        yield schema.example, {"position": position, **_pick(example, fields)}
        for place, partner in enumerate(example.partners):
            row = {"example": example.code, "position": place, "organization": partner.organization}
            yield schema.partner, {**row, "written_as": partner.name, "role": partner.role}


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
