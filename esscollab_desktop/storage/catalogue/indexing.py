"""What can be searched: a row per record that has a page; its columns are the reasons for a hit."""

from collections.abc import Iterable, Iterator

from esscollab_desktop.domain.book import Example, Jurisdiction, Practice
from esscollab_desktop.domain.content import Content
from esscollab_desktop.storage.catalogue.edition import SEARCH_COLUMNS

SearchRow = dict[str, str]


def search_rows(content: Content) -> Iterator[SearchRow]:
    """Rows of the `search` table; `target` is the code that the hit opens, `label` how it is shown.

    Practices, then examples, then jurisdictions, in the book's order: `shelves` finds them by their number.
    """
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
            text=_lines([f"{place.sea_name} {place.sea_acronym}".strip(), _window(place), place.note]),
        )
    yield from _word_rows(content)
    for source in content.sources.values():
        yield _row(f"source:{source.id}", "source", source.title, title=source.title, text=source.publisher)
    for about in content.book.about:
        yield _row("about", "about", about.title, title=about.title, text=about.text)


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
        "text": _lines([*(f.text for f in example.facts if f.kind == example.kind), _when(example)]),
        "related": _lines(f.text for f in example.facts if f.kind != example.kind),
        "topics": _listed([*_topic_words(content, example), *example.stages]),
        "partners": _listed([*partners, f"{place.sea_name} {place.sea_acronym}"]),
        "sources": _source_words(content, _cited_by_example(example)),
    }


def _when(example: Example) -> str:
    """What the page says of time, under no letter."""
    when = dict.fromkeys(text for text in (example.dates, example.as_of) if text)
    return f"When: {', '.join(when)}." if when else ""


def _window(place: Jurisdiction) -> str:
    return f"Submission window: {place.window}." if place.window else ""


def _topic_words(content: Content, example: Example) -> list[str]:
    """The labels of the example's topics with their other words, and those of the topics above them."""
    found: dict[str, None] = {}
    for topic in example.topics:
        name = topic
        while name and name not in found:
            found[name] = None
            name = content.topics[name].broader
    return [words for name in found for words in (content.topics[name].label, *content.topics[name].names)]


def _word_rows(content: Content) -> Iterator[SearchRow]:
    for topic in content.topics.values():
        words = _listed([topic.label, *topic.names])
        yield _row(topic.code, "topic", topic.label, title=words, text=topic.note)
    for organization in content.organizations.values():
        words = _listed([organization.name, *organization.names])
        yield _row(organization.code, "organization", organization.name, title=words, text=organization.note)
    for term in content.glossary.values():
        words = _listed([term.term, *term.names])
        yield _row(term.code, "glossary", term.term, code=term.term, title=words, text=term.meaning)


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
