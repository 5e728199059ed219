"""What can be searched: a row per practice, example, jurisdiction and source; its columns are the reasons."""

from collections.abc import Iterable, Iterator

from esscollab_desktop.domain.book import Example, Practice
from esscollab_desktop.domain.content import Content
from esscollab_desktop.storage.catalogue.edition import SEARCH_COLUMNS

SearchRow = dict[str, str]


def search_rows(content: Content) -> Iterator[SearchRow]:
    """Rows of the `search` table; `target` is the code that the hit opens, `label` how it is shown."""
    for practice in content.practices:
        yield _row(practice.code, "practice", practice.title, **_practice_words(content, practice))
    for example in content.examples:
        name = content.jurisdictions[example.jurisdiction].name
        label = f"{name}: {example.heading}" if example.heading else name
        yield _row(example.code, str(example.kind), label, **_example_words(content, example))
    for place in content.jurisdictions.values():
        yield _row(
            f"state:{place.code}",
            "jurisdiction",
            place.name,
            code=place.code,
            title=place.name,
            text=f"{place.sea_name} {place.sea_acronym}",
        )
    yield from _source_rows(content)


def _row(target: str, kind: str, label: str, **words: str) -> SearchRow:
    return {"target": target, "kind": kind, "label": label, **dict.fromkeys(SEARCH_COLUMNS, ""), **words}


def _practice_words(content: Content, practice: Practice) -> SearchRow:
    growth = [words for theme in practice.growth for words in (theme.title, theme.text)]
    resources = [f"{r.title}, {r.publisher}. {r.note}" for r in practice.resources]
    return {
        "code": practice.code,
        "title": _listed(dict.fromkeys((practice.title, practice.theme, practice.report_title))),
        "headline": practice.guidance,
        "text": _lines(fact.text for fact in practice.background),
        "growth": _lines([*growth, practice.growth_note]),
        "resources": _lines([*resources, practice.resources_note]),
        "sources": _source_words(content, _cited_by_practice(practice)),
    }


def _example_words(content: Content, example: Example) -> SearchRow:
    place = content.jurisdictions[example.jurisdiction]
    partners = []
    for partner in example.partners:
        organization = content.organizations[partner.organization]
        names = dict.fromkeys((partner.name, organization.name, *organization.names))
        named = ", ".join(name for name in names if name)
        partners.append(f"{named}: {partner.role}" if partner.role else named)
    return {
        "code": example.code,
        "title": f"{place.name} {example.heading}".strip(),
        "headline": f"{example.headline}. {example.summary}",
        "text": _lines(f.text for f in example.facts if f.kind == example.kind),
        "related": _lines(f.text for f in example.facts if f.kind != example.kind),
        "partners": _listed([*partners, f"{place.sea_name} {place.sea_acronym}"]),
        "sources": _source_words(content, _cited_by_example(example)),
    }


def _source_rows(content: Content) -> Iterator[SearchRow]:
    """A source opens the first page, in the book's order, that rests on it."""
    first: dict[str, str] = {}
    for practice in content.practices:
        for name in _cited_by_practice(practice):
            first.setdefault(name, practice.code)
    for example in content.examples:
        for name in _cited_by_example(example):
            first.setdefault(name, example.code)
    for name, target in sorted(first.items()):
        source = content.sources[name]
        yield _row(target, "source", source.title, title=source.title, text=source.publisher)


def _cited_by_practice(practice: Practice) -> list[str]:
    cited = [*practice.sources, *practice.growth_note_sources, *practice.resources_note_sources]
    cited += [name for fact in practice.background for name in fact.sources]
    cited += [name for theme in practice.growth for name in theme.sources]
    return list(dict.fromkeys(cited))


def _cited_by_example(example: Example) -> list[str]:
    return list(dict.fromkeys(name for fact in example.facts for name in fact.sources))


def _source_words(content: Content, names: Iterable[str]) -> str:
    return _listed(f"{content.sources[name].title}, {content.sources[name].publisher}" for name in names)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(text for text in texts if text)
