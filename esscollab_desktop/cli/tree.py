"""`esscollab tree`: the practices with their examples, or the states with theirs."""

import argparse
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.page_text import SIGNS
from esscollab_desktop.domain.book import ExampleEntry, Kind

if TYPE_CHECKING:
    from esscollab_desktop.services.catalogue import Catalogue


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("tree", parents=[everywhere], help="list practices and examples")
    parser.add_argument("--by", choices=("practice", "state"), default="practice", help="what comes first")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    catalogue = invocation.catalogue()
    try:
        if given.json:
            invocation.say_json(_by_practice(catalogue) if given.by == "practice" else _by_state(catalogue))
        else:
            by = _text_by_practice if given.by == "practice" else _text_by_state
            invocation.say("\n".join([*by(catalogue), "", _counts(catalogue)]))
    finally:
        catalogue.close()
    return 0


def _by_practice(catalogue: "Catalogue") -> list[dict[str, Any]]:
    return [
        {
            "code": practice.code,
            "theme": practice.theme,
            "title": practice.title,
            "examples": [_example(catalogue, e) for e in catalogue.examples() if e.practice == practice.code],
        }
        for practice in catalogue.practices()
    ]


def _by_state(catalogue: "Catalogue") -> list[dict[str, Any]]:
    return [
        {
            "code": f"state:{place.code}",
            "name": place.name,
            "kind": place.kind,
            "agency": place.sea_name,
            "acronym": place.sea_acronym,
            "examples": [
                _example(catalogue, e) for e in catalogue.examples() if e.jurisdiction == place.code
            ],
        }
        for place in catalogue.jurisdictions()
    ]


def _example(catalogue: "Catalogue", example: ExampleEntry) -> dict[str, str]:
    return {
        "code": example.code,
        "title": catalogue.title_of(example.code),
        "kind": example.kind,
        "practice": example.practice,
        "jurisdiction": example.jurisdiction,
        "headline": example.headline,
    }


def _text_by_practice(catalogue: "Catalogue") -> list[str]:
    lines = []
    for practice in catalogue.practices():
        lines.append(f"{practice.code} {practice.title} ({practice.theme})")
        own = [e for e in catalogue.examples() if e.practice == practice.code]
        for kind, name in ((Kind.PUBLISHED, "Published"), (Kind.RELATED, "Related")):
            chosen = [e for e in own if e.kind is kind]
            lines += [f"  {name}"] if chosen else []
            lines += [f"    {SIGNS[kind]} {e.code:<7} {catalogue.title_of(e.code)}" for e in chosen]
    return lines


def _text_by_state(catalogue: "Catalogue") -> list[str]:
    titles = {practice.code: practice.title for practice in catalogue.practices()}
    lines, empty = [], []
    for place in catalogue.jurisdictions():
        own = [e for e in catalogue.examples() if e.jurisdiction == place.code]
        if not own:
            empty.append(f"  {place.name} (state:{place.code})")
            continue
        lines.append(f"{place.name} (state:{place.code})")
        lines += [f"  {SIGNS[e.kind]} {e.code:<7} {e.kind:<9}  {titles[e.practice]}" for e in own]
    return [*lines, "No example yet", *empty] if empty else lines


def _counts(catalogue: "Catalogue") -> str:
    kinds = [e.kind for e in catalogue.examples()]
    published, related = kinds.count(Kind.PUBLISHED), kinds.count(Kind.RELATED)
    return (
        f"{len(catalogue.practices())} practices, {len(kinds)} examples: {SIGNS[Kind.PUBLISHED]} {published} "
        f"published, {SIGNS[Kind.RELATED]} {related} related"
    )
