"""`esscollab tree`: the practices with their examples, or the states with theirs."""

import argparse
from collections import Counter
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.page_text import SIGNS
from esscollab_desktop.domain.book import ExampleEntry, Kind

if TYPE_CHECKING:
    from esscollab_desktop.services.library import Library

_GROUPS = ((Kind.PUBLISHED, "Published"), (Kind.RELATED, "Related"), (Kind.OWN, "Own"))


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("tree", parents=[everywhere], help="list practices and examples")
    parser.add_argument("--by", choices=("practice", "state"), default="practice", help="what comes first")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    library = invocation.library()
    try:
        if given.json:
            invocation.say_json(_by_practice(library) if given.by == "practice" else _by_state(library))
        else:
            by = _text_by_practice if given.by == "practice" else _text_by_state
            invocation.say("\n".join([*by(library), "", _counts(library)]))
    finally:
        library.close()
    return 0


def _by_practice(library: "Library") -> list[dict[str, Any]]:
    return [
        {
            "code": practice.code,
            "theme": practice.theme,
            "title": practice.title,
            "examples": [_example(library, e) for e in library.entries(practice.code)],
        }
        for practice in library.practices()
    ]


def _by_state(library: "Library") -> list[dict[str, Any]]:
    return [
        {
            "code": f"state:{place.code}",
            "name": place.name,
            "kind": place.kind,
            "agency": place.sea_name,
            "acronym": place.sea_acronym,
            "examples": [_example(library, e) for e in library.entries(jurisdiction=place.code)],
        }
        for place in library.jurisdictions()
    ]


def _example(library: "Library", example: ExampleEntry) -> dict[str, str]:
    return {
        "code": example.code,
        "title": library.title_of(example.code),
        "kind": example.kind,
        "practice": example.practice,
        "jurisdiction": example.jurisdiction,
        "headline": example.headline,
    }


def _text_by_practice(library: "Library") -> list[str]:
    lines, wide = [], _code_width(library)
    for practice in library.practices():
        lines.append(f"{practice.code} {practice.title} ({practice.theme})")
        for kind, name in _GROUPS:
            chosen = library.entries(practice.code, kind=kind)
            lines += [f"  {name}"] if chosen else []
            lines += [f"    {SIGNS[kind]} {e.code:<{wide}} {library.title_of(e.code)}" for e in chosen]
    return lines


def _text_by_state(library: "Library") -> list[str]:
    titles = {practice.code: practice.title for practice in library.practices()}
    lines, empty, wide = [], [], _code_width(library)
    for place in library.jurisdictions():
        held = library.entries(jurisdiction=place.code)
        if not held:
            empty.append(f"  {place.name} (state:{place.code})")
            continue
        lines.append(f"{place.name} (state:{place.code})")
        lines += [f"  {SIGNS[e.kind]} {e.code:<{wide}} {e.kind:<9}  {titles[e.practice]}" for e in held]
    return [*lines, "No example yet", *empty] if empty else lines


def _code_width(library: "Library") -> int:
    return max([7, *(len(e.code) for e in library.examples())])


def _counts(library: "Library") -> str:
    counts: Counter[Kind] = Counter()
    for group in library.groups():
        counts[group.kind] += group.count
    # Those of the book are named in any case; own ones where there are any.
    named = [kind for kind, _name in _GROUPS if kind is not Kind.OWN or counts[kind]]
    told = ", ".join(f"{SIGNS[kind]} {counts[kind]} {kind}" for kind in named)
    return f"{len(library.practices())} practices, {counts.total()} examples: {told}"
