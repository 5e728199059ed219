"""`esscollab search WORDS...`: what the book holds on some words, best first."""

import argparse
from typing import Any

from esscollab_desktop.cli import terminal, values
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.domain.book import Hit

_MARKS = str.maketrans("", "", "\ue000\ue001")


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("search", parents=[everywhere], help="search the book")
    parser.add_argument("words", metavar="WORDS", nargs="+", help="any words; the last may be unfinished")
    parser.add_argument(
        "--limit", metavar="N", type=values.counted(999_999), default=20, help="at most N results (20)"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    words = " ".join(given.words)
    library = invocation.library()
    try:
        hits = library.find(words, given.limit)
    finally:
        library.close()
    if given.json:
        invocation.say_json([_plain(hit) for hit in hits])
    elif hits:
        width = terminal.columns()
        invocation.say("\n\n".join(_text(hit, width) for hit in hits))
    else:
        invocation.say(f"Nothing for “{words}”. Try fewer words, or the beginning of one.")
    return 0


def _plain(hit: Hit) -> dict[str, str]:
    return {
        "code": hit.code,
        "title": hit.title,
        "kind": hit.kind,
        "snippet": hit.snippet.translate(_MARKS),
        "where": hit.where,
    }


def _text(hit: Hit, width: int) -> str:
    plain = _plain(hit)
    head = terminal.wrapped(f"{plain['title']} ({plain['kind']})", width, f"{plain['code']}  ")
    return f"{head}\n{terminal.wrapped(plain['snippet'], width, f'    {hit.where}: ', '    ')}"
