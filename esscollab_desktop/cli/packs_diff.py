"""`esscollab packs diff OLD NEW`: what changes between two editions, in a few lines or in all its words."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli import terminal
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.domain.differences import Change
from esscollab_desktop.domain.editions import EditionChanges, PartChange, RecordChange

if TYPE_CHECKING:
    from esscollab_desktop.services.catalogue import Catalogue

# Opens the book that an argument names; raises UserError where there is none.
Opening = Callable[[str], "Catalogue"]
Words = Callable[[RecordChange], tuple[PartChange, ...]]

_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


def add_to(verbs: Any, everywhere: argparse.ArgumentParser, run: Callable[..., int]) -> None:
    parser = verbs.add_parser("diff", parents=[everywhere], help="what changes between two editions")
    parser.add_argument(
        "old",
        metavar="OLD",
        help="the edition to begin with: a name of installed content, or a file",
    )
    parser.add_argument("new", metavar="NEW", help="the edition to compare it with")
    parser.add_argument("--all", action="store_true", help="every change, with all words that changed")
    parser.add_argument("--json", action="store_true", help="as JSON, with all words that changed")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation, opening: Opening) -> int:
    from esscollab_desktop.services.edition_changes import edition_changes, words_changed
    from esscollab_desktop.services.edition_summary import opening_lines, summary_lines

    with closing(opening(given.old)) as old, closing(opening(given.new)) as new:
        changes = edition_changes(old, new)

        def words(change: RecordChange) -> tuple[PartChange, ...]:
            return words_changed(old, new, change)

        if given.json:
            told = _as_data(changes, words)
            invocation.say_json({"old": old.info, "new": new.info, **told})
        elif given.all and not changes.is_empty:
            invocation.say("\n".join(opening_lines(changes, old.info, new.info)))
            for line in _all(changes, words, terminal.columns()):
                invocation.say(line)
        else:
            more = f"esscollab packs diff {_typed(given.old)} {_typed(given.new)} --all"
            invocation.say("\n".join(summary_lines(changes, old.info, new.info, more=more)))
    return 0


def _typed(argument: str) -> str:
    """An argument as it is typed again."""
    return f'"{argument}"' if " " in argument else argument


def _all(changes: EditionChanges, words: Words, width: int) -> Iterator[str]:
    """Every change in its line, and below it the parts of a changed page with their words."""
    from esscollab_desktop.services.edition_summary import change_lines
    from esscollab_desktop.services.edition_words import capital, part_named

    changed = range(len(changes.added), len(changes.added) + len(changes.changed))
    for place, (change, line) in enumerate(change_lines(changes, with_words=False)):
        yield terminal.wrapped(line, width, "", "  ")
        for part in words(change) if place in changed else ():
            text = "".join(_MARKS[piece.change].format(piece.text) for piece in part.pieces)
            yield terminal.wrapped(f"{capital(part_named(part.part))}: {text}", width, "  ", "    ")


def _as_data(changes: EditionChanges, words: Words) -> dict[str, Any]:
    from esscollab_desktop.cli.json_text import plain

    return {
        "added": plain(changes.added),
        "changed": [{**plain(change), "words": plain(words(change))} for change in changes.changed],
        "renamed": plain(changes.renamed),
        "removed": plain(changes.removed),
    }
