"""A record of the book as named parts that can be compared: what its page says, and what it rests on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Fact, Kind, Partner, Practice, Resource, Translation
from esscollab_desktop.services.catalogue import ABOUT, Catalogue

_LANGUAGES = {"es": "Spanish", "fr": "French", "pt": "Portuguese", "vi": "Vietnamese", "zh": "Chinese"}


@dataclass(frozen=True, slots=True)
class Item:
    """One of several texts that stand in an order: a paragraph, a partner, a resource.

    `beside`: what else is said of it, each with its name ("sources", "kind"). Where `key` is filled, items
    with the same key are the same, whatever their words: a source may have got another title.
    """

    name: str
    text: str
    beside: tuple["Item", ...] = ()
    key: str = ""


# A part has one text, or several items.
Part = str | tuple[Item, ...]
Parts = dict[str, Part]


def parts_of(book: Catalogue, code: str) -> Parts:
    """All that the record of a known code says, by the names of its parts, in the order of its page."""
    if code == ABOUT:
        return _about(book)
    if codes.is_practice(code):
        return _practice(book, book.practice(code))
    if codes.is_example(code):
        return _example(book, code)
    kind, _colon, name = code.partition(":")
    layouts: Mapping[str, Callable[[Catalogue, str], Parts]] = {
        "state": _jurisdiction,
        "org": _organization,
        "topic": _topic,
        "glossary": _term,
        "source": _source,
    }
    return layouts[kind](book, name)


def links_of(book: Catalogue, code: str) -> tuple[str, ...]:
    """The codes of all that an example, a practice, a term or a text about the book names, in its order."""
    if code == ABOUT:
        return _from("source", (name for text in book.reader.about() for name in text.sources))
    if codes.is_practice(code):
        return _practice_links(book.practice(code))
    if codes.is_example(code):
        example = book.reader.example(code)
        cited = (name for fact in example.facts for name in fact.sources)
        partners = (partner.organization for partner in example.partners)
        return (*_from("source", cited), *_from("org", partners), *_from("topic", example.topics))
    for term in book.glossary_terms():
        if term.code == code:
            return (*_from("source", term.sources), *term.see)
    return ()


def _from(kind: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{kind}:{name}" for name in names)


def _practice_links(practice: Practice) -> tuple[str, ...]:
    cited = [*practice.sources, *practice.growth_note_sources, *practice.resources_note_sources]
    cited += [name for theme in practice.growth for name in theme.sources]
    cited += [name for fact in practice.background for name in fact.sources]
    return _from("source", cited)


def _cited(book: Catalogue, names: Iterable[str], called: str = "") -> Item:
    names = tuple(names)
    found = book.sources(names) if names else {}
    text = "; ".join(f"{found[name].title} ({found[name].publisher})" for name in names)
    return Item(called, text, key=" ".join(names))


def _lettered(book: Catalogue, facts: Iterable[Fact]) -> tuple[Item, ...]:
    return tuple(
        Item(
            fact.letter,
            fact.text,
            (
                _cited(book, fact.sources, "sources"),
                Item("published or related", str(fact.kind)),
                Item("its end", "the source breaks off" if fact.broke_off else "the source goes on"),
            ),
        )
        for fact in facts
    )


def _practice(book: Catalogue, practice: Practice) -> Parts:
    growth = tuple(
        Item(theme.title, theme.text, (Item("title", theme.title), _cited(book, theme.sources, "sources")))
        for theme in practice.growth
    )
    return {
        "Theme": practice.theme,
        "Title": practice.title,
        "Guidance": practice.guidance,
        "Sources of the guidance": (_cited(book, practice.sources),),
        "": _lettered(book, practice.background),
        "Room for growth": practice.growth_note,
        "Sources of the room for growth": (_cited(book, practice.growth_note_sources),),
        "Room for growth: ": growth,
        "On the resources": practice.resources_note,
        "Sources on the resources": (_cited(book, practice.resources_note_sources),),
        "Resources": _resources(practice.resources),
        "How much was seen": practice.view,
        "Title in the report": practice.report_title,
    }


def _resources(resources: Iterable[Resource]) -> tuple[Item, ...]:
    return tuple(
        Item("", ", ".join(filter(None, (held.title, held.publisher, held.note, held.address))))
        for held in resources
    )


def _example(book: Catalogue, code: str) -> Parts:
    example = book.reader.example(code)
    labels = {topic.id: topic.label for topic in book.topics()}
    parts: Parts = {
        "Title": book.title_of(code),
        "Practice": example.practice,
        "Published or related": str(example.kind),
        "Headline": example.headline,
        "Summary": example.summary,
        "": _lettered(book, example.facts),
        "When": example.dates,
        "Text as of": example.as_of,
        "Stage": ", ".join(example.stages),
        "Partners": tuple(Item("", _partner(partner)) for partner in example.partners),
        "Topics": "; ".join(labels[name] for name in example.topics),
    }
    for translation in book.reader.translations(code):
        parts |= _translation(translation)
    return parts


def _partner(partner: Partner) -> str:
    told = f"{partner.name}: {partner.role}" if partner.role else partner.name
    return f"{told} (in the related facts)" if partner.kind is Kind.RELATED else told


def _translation(held: Translation) -> Parts:
    language = _LANGUAGES.get(held.language, held.language)
    return {
        f"{language} title": held.heading,
        f"{language} headline": held.headline,
        f"{language} summary": held.summary,
        f"{language} text, ": tuple(Item(codes.letter(place), text) for place, text in enumerate(held.facts)),
    }


def _jurisdiction(book: Catalogue, name: str) -> Parts:
    places = {place.code: place for place in book.jurisdictions()}
    place = places[name]
    return {
        "Title": place.name,
        "What it is": place.kind,
        "Agency": place.sea_name,
        "Short name of the agency": place.sea_acronym,
        "Submission window": place.window,
        "Website of the agency": place.sea_website,
        "Neighbors": "; ".join(places[other].name for other in place.neighbors),
        "Note": place.note,
    }


def _organization(book: Catalogue, name: str) -> Parts:
    held = next(held for held in book.reader.organizations() if held.id == name)
    return {"Title": held.name, "Other names": "; ".join(held.names), "Note": held.note}


def _topic(book: Catalogue, name: str) -> Parts:
    topics = {topic.id: topic for topic in book.topics()}
    topic = topics[name]
    return {
        "Title": topic.label,
        "What it is": topic.group,
        "Other words for it": "; ".join(topic.names),
        "Broader topic": topics[topic.broader].label if topic.broader else "",
        "Note": topic.note,
    }


def _term(book: Catalogue, name: str) -> Parts:
    term = next(term for term in book.glossary_terms() if term.code == f"glossary:{name}")
    return {
        "Title": term.term,
        "Group": term.group,
        "Meaning": term.meaning,
        "General knowledge": term.general,
        "Also written": "; ".join(term.names),
        "Sources": (_cited(book, term.sources),),
        "See also": "; ".join(book.title_of(code) for code in term.see),
    }


def _source(book: Catalogue, name: str) -> Parts:
    source = book.sources([name])[name]
    return {
        "Title": source.title,
        "Publisher": source.publisher,
        "Date": source.date,
        "Address": source.address,
        "Seen of it": source.seen,
    }


def _about(book: Catalogue) -> Parts:
    meta = book.reader.meta()
    texts = tuple(
        Item(part.title, part.text, (Item("title", part.title), _cited(book, part.sources, "sources")))
        for part in book.reader.about()
    )
    return {
        "Title": meta["title"],
        "About: ": texts,
        "What was not available": tuple(Item("", text) for text in book.reader.missing()),
        "Resources for all practices": _resources(book.reader.general_resources()),
        "Publisher": meta["publisher"],
        "Rights": meta["rights"],
        "Language": meta["language"],
    }
