"""Edits of a whole content in memory, by chance, and what a reader must be told of them."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from typing import Any

from esscollab_desktop.domain.book import Example, Fact, Kind, Partner, Practice, Resource, Source
from esscollab_desktop.domain.content import Content, codes_of

# Place and choice are any numbers; the word is new to the content.
Edit = Callable[[Content, int, int, str], None]


def _example(change: Callable[[Example, int, str], Example]) -> Edit:
    def edit(content: Content, place: int, choice: int, word: str) -> None:
        place %= len(content.examples)
        content.examples[place] = change(content.examples[place], choice, word)

    return edit


def _practice(change: Callable[[Practice, int, str], Practice]) -> Edit:
    def edit(content: Content, place: int, choice: int, word: str) -> None:
        place %= len(content.practices)
        content.practices[place] = change(content.practices[place], choice, word)

    return edit


def _fact(change: Callable[[Fact, str], Fact]) -> Edit:
    def changed(example: Example, choice: int, word: str) -> Example:
        facts = list(example.facts)
        choice %= len(facts)
        facts[choice] = change(facts[choice], word)
        return replace(example, facts=tuple(facts))

    return _example(changed)


def _table(name: str, change: Callable[[Any, int, str], Any]) -> Edit:
    def edit(content: Content, place: int, choice: int, word: str) -> None:
        table = getattr(content, name)
        key = sorted(table)[place % len(table)]
        table[key] = change(table[key], choice, word)

    return edit


def _new_fact(example: Example, choice: int, word: str) -> Example:
    facts = list(example.facts)
    facts.insert(choice % (len(facts) + 1), Fact("", f"A {word} was built.", ("law",), Kind.RELATED))
    return replace(example, facts=tuple(facts))


def _lost_fact(example: Example, choice: int, word: str) -> Example:
    facts = list(example.facts)
    if len(facts) > 1:
        del facts[choice % len(facts)]
    return replace(example, facts=tuple(facts))


def _partner(example: Example, choice: int, word: str) -> Example:
    partners = list(example.partners) or [Partner("rennie", "", "")]
    choice %= len(partners)
    changes: list[dict[str, Any]] = [{"role": word}, {"name": word}, {"kind": Kind.RELATED}]
    partners[choice] = replace(partners[choice], **changes[len(word) % 3])
    return replace(example, partners=tuple(partners))


def _cite(sources: tuple[str, ...]) -> tuple[str, ...]:
    return sources[1:] if len(sources) > 1 else ("paper",) if sources == ("law",) else ("law", *sources)


def _own_field(name: str) -> Edit:
    def changed(example: Example, choice: int, word: str) -> Example:
        changes: dict[str, Any] = {name: f"{word} {getattr(example, name)}"}
        return replace(example, **changes)

    return _example(changed)


def _translation(content: Content, place: int, choice: int, word: str) -> None:
    for number, held in enumerate(content.translations):
        if choice % 2:
            content.translations[number] = replace(held, headline=f"{held.headline} {word}")
        else:
            content.translations[number] = replace(held, facts=(word, *held.facts[1:]))


def _about(content: Content, place: int, choice: int, word: str) -> None:
    book = content.book
    texts = tuple(replace(text, text=f"{text.text} {word}.") for text in book.about)
    cited = tuple(replace(text, sources=_cite(text.sources)) for text in book.about)
    changes: list[dict[str, Any]] = [
        {"about": texts}, {"about": cited}, {"missing": (*book.missing, word)}, {"rights": word},
    ]  # fmt: skip
    content.book = replace(book, **changes[choice % len(changes)])


def _general_resource(content: Content, place: int, choice: int, word: str) -> None:
    content.resources.append(
        Resource(f"{word} {choice} {len(content.resources)}", "Partners", "https://example.org/x")
    )


def _new_example(content: Content, place: int, choice: int, word: str) -> None:
    code = next(c for c in (f"2.VT-{n}" for n in range(20, 99)) if c not in codes_of(content))
    fact = Fact("a", f"They built a {word}.", ("law",), Kind.RELATED)
    made = Example(code, "2", "VT", Kind.RELATED, "", f"one {word}", "They did.", (fact,), ())
    content.examples.insert(place % (len(content.examples) + 1), made)


def _lost_example(content: Content, place: int, choice: int, word: str) -> None:
    if len(content.examples) > 1:
        _forget(content, content.examples.pop(place % len(content.examples)).code)


def _forget(content: Content, code: str) -> None:
    content.translations = [held for held in content.translations if held.example != code]
    content.aliases = {old: now for old, now in content.aliases.items() if now != code}
    for name, term in content.glossary.items():
        content.glossary[name] = replace(term, see=tuple(see for see in term.see if see != code))


def _renamed_example(content: Content, place: int, choice: int, word: str) -> None:
    place %= len(content.examples)
    was = content.examples[place]
    code = next(
        c
        for c in (f"{was.practice}.{was.jurisdiction}-{n}" for n in range(50, 99))
        if c not in codes_of(content)
    )
    content.examples[place] = replace(was, code=code)
    content.translations = [
        replace(held, example=code) if held.example == was.code else held for held in content.translations
    ]
    content.aliases = {old: code if now == was.code else now for old, now in content.aliases.items()}
    content.aliases[was.code] = code
    for name, term in content.glossary.items():
        content.glossary[name] = replace(
            term, see=tuple(code if see == was.code else see for see in term.see)
        )


def _renamed_source(content: Content, place: int, choice: int, word: str) -> None:
    was = sorted(content.sources)[place % len(content.sources)]
    name = f"{was}-{word}-{choice}"
    if name in content.sources or was in ("law", "paper"):
        return

    def now(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name if held == was else held for held in names)

    def cited(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(replace(fact, sources=now(fact.sources)) for fact in facts)

    content.sources[name] = replace(content.sources.pop(was), id=name)
    content.examples = [replace(one, facts=cited(one.facts)) for one in content.examples]
    content.practices = [
        replace(
            one,
            sources=now(one.sources),
            growth=tuple(replace(theme, sources=now(theme.sources)) for theme in one.growth),
            background=cited(one.background),
            growth_note_sources=now(one.growth_note_sources),
            resources_note_sources=now(one.resources_note_sources),
        )
        for one in content.practices
    ]
    for key, term in content.glossary.items():
        content.glossary[key] = replace(term, sources=now(term.sources))
    texts = tuple(replace(text, sources=now(text.sources)) for text in content.book.about)
    content.book = replace(content.book, about=texts)
    content.aliases = {
        old: f"source:{name}" if at == f"source:{was}" else at for old, at in content.aliases.items()
    }
    content.aliases[f"source:{was}"] = f"source:{name}"


def _new_source(content: Content, place: int, choice: int, word: str) -> None:
    name = "new-" + re.sub("[^a-z0-9]+", "-", word.casefold()).strip("-")
    content.sources.setdefault(name, Source(name, f"A {word}", "NASBE", "https://example.org/n"))


def _new_order(content: Content, place: int, choice: int, word: str) -> None:
    content.examples.insert(
        choice % len(content.examples), content.examples.pop(place % len(content.examples))
    )


def _see(term: Any, choice: int, word: str) -> Any:
    see = "state:MA" if "state:MA" not in term.see else "state:NY"
    changes: list[dict[str, Any]] = [
        {"meaning": f"{word}."}, {"names": (*term.names, word)}, {"see": (*term.see, see)}, {"group": word},
        {"sources": _cite(term.sources)}, {"general": word},
    ]  # fmt: skip
    return replace(term, **({} if see in term.see else changes[choice % len(changes)]))


def _place(held: Any, choice: int, word: str) -> Any:
    changes: list[dict[str, Any]] = [
        {"note": word}, {"window": word}, {"sea_name": word}, {"sea_website": word}, {"sea_acronym": word},
        {"neighbors": held.neighbors[1:]},
    ]  # fmt: skip
    return replace(held, **changes[choice % len(changes)])


def _growth(practice: Practice, choice: int, word: str) -> Practice:
    return replace(practice, growth=tuple(replace(theme, title=word) for theme in practice.growth))


def _source(source: Any, choice: int, word: str) -> Any:
    return replace(source, **{("title", "date", "seen")[choice % 3]: word})


EDITS: tuple[Edit, ...] = (
    *map(_own_field, ("heading", "headline", "summary", "as_of", "dates")),
    _fact(lambda fact, word: replace(fact, text=f"{fact.text} And a {word}.")),
    _fact(lambda fact, word: replace(fact, sources=_cite(fact.sources))),
    _fact(lambda fact, word: replace(fact, kind=Kind.RELATED)),
    _fact(lambda fact, word: replace(fact, broke_off=not fact.broke_off)),
    _example(_new_fact),
    _example(_lost_fact),
    _example(_partner),
    _example(lambda one, _choice, word: replace(one, topics=() if one.topics else ("tribes", "writing"))),
    _example(lambda one, _choice, word: replace(one, stages=() if one.stages else ("after approval",))),
    _translation,
    _new_example,
    _lost_example,
    _renamed_example,
    _renamed_source,
    _new_source,
    _new_order,
    _practice(lambda one, _choice, word: replace(one, guidance=f"{one.guidance} {word}.")),
    _practice(lambda one, _choice, word: replace(one, sources=_cite(one.sources))),
    _practice(lambda one, _choice, word: replace(one, growth_note=word)),
    _practice(lambda one, _choice, word: replace(one, resources=())),
    _practice(_growth),
    _practice(lambda one, _choice, word: replace(one, theme=word, report_title=word)),
    _table("jurisdictions", _place),
    _table("organizations", lambda one, choice, word: replace(one, **{("name", "note")[choice % 2]: word})),
    _table("organizations", lambda one, choice, word: replace(one, names=(*one.names, word))),
    _table("topics", lambda one, choice, word: replace(one, note=word, names=(*one.names, word))),
    _table("topics", lambda one, choice, word: replace(one, label=f"{one.label} {word}")),
    _table("glossary", _see),
    _table("sources", _source),
    _about,
    _general_resource,
)  # fmt: skip


def edited(content: Content, edits: list[tuple[int, int, int, str]]) -> Content:
    """Another content: number of an edit, place, choice and a new word, one after the other."""
    made = deepcopy(content)
    for number, place, choice, word in edits:
        EDITS[number % len(EDITS)](made, place, choice, word)
    counts = {example.code: len(example.facts) for example in made.examples}
    made.translations = [
        replace(held, facts=held.facts[: counts[held.example]]) for held in made.translations
    ]
    return made


def renames_of(old: Content, new: Content) -> dict[str, str]:
    """The new codes of records that were renamed, by old ones."""
    before, after = codes_of(old), codes_of(new)
    return {
        was: code
        for was, code in new.aliases.items()
        if was in before and was not in after and code not in before
    }


def as_renamed(value: Any, renames: dict[str, str], field: str = "") -> Any:
    """A record in which others go by their new codes."""
    if is_dataclass(value) and not isinstance(value, type):
        held = {one.name: as_renamed(getattr(value, one.name), renames, one.name) for one in fields(value)}
        return replace(value, **held)
    if isinstance(value, list | tuple):
        return type(value)(as_renamed(one, renames, field) for one in value)
    if field == "letter":
        # It follows from the fact's place.
        return ""
    if isinstance(value, str) and field == "see":
        return renames.get(value, value)
    if isinstance(value, str) and field.endswith("sources"):
        return renames.get(f"source:{value}", f"source:{value}").removeprefix("source:")
    return value


def records_of(content: Content) -> dict[str, object]:
    """What each record says, by code, without its place in the book."""
    held: dict[str, object] = {one.code: one for one in content.practices}
    for example in content.examples:
        said = [t for t in content.translations if t.example == example.code]
        held[example.code] = (
            replace(example, code=""), [replace(one, example="") for one in said],
        )  # fmt: skip
    held |= {f"state:{code}": place for code, place in content.jurisdictions.items()}
    held |= {one.code: one for one in content.organizations.values()}
    held |= {one.code: one for one in content.topics.values()}
    held |= content.glossary
    held |= {f"source:{name}": replace(one, id="") for name, one in content.sources.items()}
    listed = {resource for practice in content.practices for resource in practice.resources}
    general = [one for one in content.resources if one not in listed]
    held["about"] = (replace(content.book, edition="", edition_date=""), general)
    return held
