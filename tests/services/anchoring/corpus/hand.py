"""Reads the edits that were written by hand; tuned.txt says how they are written."""

import re
from collections.abc import Iterator
from pathlib import Path

from esscollab_desktop.domain.anchors import AnchorState

from .edit import Edit

FOLDER = Path(__file__).resolve().parent
_NUMBERED = re.compile(r"@(\d) (.*)", re.DOTALL)


def read_edits(name: str) -> list[Edit]:
    """The edits of `tuned`, `checked` or `held_out`. Raises ValueError where one can't be read."""
    _, *texts = (FOLDER / f"{name}.txt").read_text("utf-8").split("\n=== ")
    return [edit for text in texts for edit in _edits(text)]


def _edits(text: str) -> Iterator[Edit]:
    head, *cases = text.split("\n--- ")
    title, _, old = head.partition("\n")
    for case in cases:
        name, _, lines = case.partition("\n")
        yield _edit(f"{title.strip()}: {name.strip()}", old.strip(), lines.splitlines())


def _edit(name: str, old: str, lines: list[str]) -> Edit:
    new, quote, allowed, where = old, "", "", ""
    for line in filter(None, lines):
        key, _, rest = line.partition(":")
        value = _plain(rest.removeprefix(" "))
        if key in {"put", "cut", "swap", "add", "new"}:
            new = _edited(name, new, key, value)
        elif key == "quote":
            quote = value
        elif key == "allow":
            allowed = value
        elif key == "on":
            where = value
        else:
            raise ValueError(f"{name}: “{key}” is not known")
    start, end = _find(name, old, quote)
    states = frozenset(AnchorState(word) for word in allowed.split())
    if not states or bool(where) == (states == {AnchorState.ORPHAN}):
        raise ValueError(f"{name}: “allow” and “on” don't fit together")
    return Edit(name, old, start, end, new, states, _find(name, new, where) if where else None)


def _edited(name: str, text: str, key: str, value: str) -> str:
    if key == "new":
        return value
    if key == "add":
        return f"{text}\n{value}"
    if key == "cut":
        start, end = _find(name, text, value)
        return text[:start] + text[end:]
    if key == "put":
        what, _, by = value.partition(" => ")
        start, end = _find(name, text, what)
        return text[:start] + by + text[end:]
    one, _, two = value.partition(" <=> ")
    first, second = sorted((_find(name, text, one), _find(name, text, two)))
    middle = text[first[1] : second[0]]
    return text[: first[0]] + text[slice(*second)] + middle + text[slice(*first)] + text[second[1] :]


def _find(name: str, text: str, words: str) -> tuple[int, int]:
    numbered = _NUMBERED.fullmatch(words)
    turn, words = (int(numbered[1]), numbered[2]) if numbered else (1, words)
    at = -1
    for _ in range(turn):
        at = text.find(words, at + 1)
        if at < 0:
            raise ValueError(f"{name}: “{words}” is not there")
    return at, at + len(words)


def _plain(value: str) -> str:
    value = value.replace("¶", "\n")
    if value.startswith("_"):
        value = " " + value[1:]
    return value[:-1] if value.endswith(" _") else value
