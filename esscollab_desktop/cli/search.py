"""`esscollab search WORDS...`: what the book and the notes hold on some words, best first."""

import argparse
from typing import Any

from esscollab_desktop.cli import terminal, values
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.domain.search import Answer, Result


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("search", parents=[everywhere], help="search the book and your notes")
    parser.add_argument(
        "words", metavar="WORDS", nargs="+", help="any words, a question, filters such as state:MI"
    )
    parser.add_argument(
        "--limit", metavar="N", type=values.counted(999_999), default=20, help="at most N results (20)"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.bootstrap import search_in

    words = " ".join(given.words)
    library = invocation.library()
    try:
        answer = search_in(library, invocation.data).ask(words, given.limit)
    finally:
        library.close()
    for ignored in answer.ignored:
        invocation.remark(f"{ignored} names nothing here, so it was left out.")
    if given.json:
        invocation.say_json([_plain(result) for result in answer.results])
    elif answer.results:
        width = terminal.columns()
        invocation.say("\n\n".join(_text(result, width) for result in answer.results))
    else:
        invocation.say(_nothing(words, answer))
    return 0


def _plain(result: Result) -> dict[str, object]:
    return {
        "code": result.code,
        "kind": result.kind.value,
        "title": result.title,
        "text": result.text,
        "reason": result.reason,
        "letter": result.letter,
        "note": result.note,
        "marks": [list(mark) for mark in result.marks],
    }


def _text(result: Result, width: int) -> str:
    place = f"{result.code}, {result.letter}" if result.letter else result.code
    head = terminal.wrapped(f"{result.title} ({result.kind.value})", width, f"{place}  ")
    lines = [head, terminal.wrapped(result.text, width, "    ")] if result.text else [head]
    return "\n".join([*lines, terminal.wrapped(f"{result.reason}.", width, "    ")])


def _nothing(words: str, answer: Answer) -> str:
    near = f" Near it: {', '.join(answer.nearest)}." if answer.nearest else " Try fewer words."
    return f"Nothing for “{words}”.{near}"
