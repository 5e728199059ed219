"""A book with more examples than a page lists or a mistyped code is compared with, of few words."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from small_book import write_content

from esscollab_desktop.domain.book import Example, Fact, Kind, Partner
from esscollab_desktop.domain.content import Content
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.storage.catalogue.writer import write_book

Shape = Sequence[tuple[str, str, Kind, int]]


def write_crowded_book(folder: Path, shape: Shape) -> Path:
    """The small book with other examples: so many of a kind under a practice in a jurisdiction.

    Every example speaks of its code's number and of its kind; every third of breakfasts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    content = read_content(write_content(folder / "content"))
    content.examples = list(_examples(content, shape))
    content.places, content.aliases = {}, {}
    path = folder / "crowded.sqlite"
    write_book(content, path)
    return path


def _examples(content: Content, shape: Shape) -> list[Example]:
    like = content.examples[0]
    made: list[Example] = []
    taken: dict[tuple[str, str], int] = {}
    for practice, place, kind, count in shape:
        for _ in range(count):
            number = taken[practice, place] = taken.get((practice, place), 0) + 1
            code = f"{practice}.{place}" + (f"-{number}" if number > 1 else "")
            words = f"breakfasts with {number}" if number % 3 == 0 else f"talks with {number}"
            fact = Fact("a", f"{words} people, {kind}.", ("law",), kind)
            partner = Partner("massinc", "")
            made.append(
                replace(
                    like,
                    code=code,
                    practice=practice,
                    jurisdiction=place,
                    kind=kind,
                    heading="",
                    headline=words,
                    summary=words,
                    facts=(fact,),
                    partners=(partner,),
                )
            )
    order = [p.code for p in content.practices], list(content.jurisdictions), list(Kind)
    return sorted(
        made,
        key=lambda e: (order[0].index(e.practice), order[2].index(e.kind), order[1].index(e.jurisdiction)),
    )
