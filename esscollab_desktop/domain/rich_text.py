"""The Markdown of notes: paragraphs, bold, italic, lists and links; all else is plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*([0-9]{1,9})([.)])[ \t]+(?=\S)")
_INDENTED = re.compile(r"(?: {2,}|\t)[ \t]*(?=\S)")
_LINK = re.compile(
    r"""\[ ( (?: [^\[\]\\] | \\. )+ ) \]
        \( ( (?: [^\s()<>] | \( [^\s()<>]* \) )+ ) \)""",
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[\\*\[]")
_ESCAPABLE = frozenset("\\*[]-+.)")


class Style(StrEnum):
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `address`: where a link's text leads; nothing here follows it.

    The address stands in the line as well, in brackets after the link's text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or one item of a list. `label` is an item's number as it was typed (`3.`)."""

    style: Style
    lines: tuple[Line, ...]
    label: str = ""


def parse(body: str) -> tuple[Block, ...]:
    r"""Any text as blocks of lines of runs; every visible character is in them, but for the markers.

    Paragraphs are parted by blank lines and keep their line ends. An item begins with `- `, `* `, `+ `, `1. `
    or `1) `; an indented line after it goes on in it. A list has one level, and its numbers stay as typed.
    `**bold**`, `*italic*` and `[text](address)` hold within one line. A backslash before one of
    `\ * [ ] - + . )` takes away its meaning. HTML, headings, code, pictures and tables are no markup here and
    stay as they are.
    """
    blocks: list[Block] = []
    lines: list[Line] = []
    style, label = Style.PARAGRAPH, ""

    def close() -> None:
        if lines:
            blocks.append(Block(style, tuple(lines), label))
            lines.clear()

    for line in LINE_ENDS.sub("\n", body).split("\n"):
        if not line.strip():
            close()
            style, label = Style.PARAGRAPH, ""
        elif item := _BULLET.match(line) or _NUMBER.match(line):
            close()
            style = Style.NUMBER if item.re is _NUMBER else Style.BULLET
            label = f"{item[1]}{item[2]}" if item.re is _NUMBER else ""
            lines.append(_runs(line[item.end() :]))
        elif style is not Style.PARAGRAPH and (indent := _INDENTED.match(line)):
            lines.append(_runs(line[indent.end() :]))
        else:
            if style is not Style.PARAGRAPH:
                close()
                style, label = Style.PARAGRAPH, ""
            lines.append(_runs(line))
    close()
    return tuple(blocks)


def plain(body: str) -> str:
    """The text without its markers: items keep `- ` or their number, a link is `text (address)`.

    Paragraphs are parted by a blank line, items by a line end.
    """
    pieces: list[str] = []
    before: Block | None = None
    for block in parse(body):
        if before:
            together = Style.PARAGRAPH not in {before.style, block.style}
            pieces.append("\n" if together else "\n\n")
        pieces.append(block_text(block))
        before = block
    return "".join(pieces)


def block_text(block: Block) -> str:
    """One block as plain text, an item with its sign."""
    sign = {Style.PARAGRAPH: "", Style.BULLET: "- ", Style.NUMBER: f"{block.label} "}[block.style]
    return sign + "\n".join(line_text(line) for line in block.lines)


def line_text(line: Line) -> str:
    return "".join(run.text for run in line)


def _runs(line: str) -> Line:
    """The runs of one line, neighbors of one style joined."""
    joined: list[Run] = []
    for run in _inline(line.rstrip(), Run("")):
        last = joined[-1] if joined else None
        if last and (last.bold, last.italic, last.address) == (run.bold, run.italic, run.address):
            joined[-1] = Run(last.text + run.text, run.bold, run.italic, run.address)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def _inline(text: str, style: Run) -> Iterator[Run]:
    """The runs of a text inside `style`. Each marker that closes nothing is plain text, found out once."""
    place = 0
    hopeless: set[str] = set()
    while found := _SPECIAL.search(text, place):
        at = found.start()
        yield _styled(text[place:at], style)
        place = at + 1
        if text[at] == "\\":
            if text[place : place + 1] in _ESCAPABLE and place < len(text):
                yield _styled(text[place], style)
                place += 1
            else:
                yield _styled("\\", style)
        elif text[at] == "[":
            link = None if style.address else _LINK.match(text, at)
            if link:
                yield from _inline(link[1], Run("", style.bold, style.italic, link[2]))
                yield _styled(f" ({link[2]})", style)
                place = link.end()
            else:
                yield _styled("[", style)
        else:
            marker = "**" if text.startswith("**", at) else "*"
            end = -1 if marker in hopeless else _closing(text, at, marker)
            if end > 0:
                inner = text[at + len(marker) : end]
                bold = style.bold or marker == "**"
                yield from _inline(inner, Run("", bold, style.italic or marker == "*", style.address))
                place = end + len(marker)
            else:
                if not text[at + len(marker) : at + len(marker) + 1].isspace():
                    hopeless.add(marker)
                yield _styled(marker, style)
                place = at + len(marker)
    yield _styled(text[place:], style)


def _styled(text: str, style: Run) -> Run:
    return Run(text, style.bold, style.italic, style.address)


def _closing(text: str, at: int, marker: str) -> int:
    """Where the marker that opens at `at` is closed; -1 where it opens nothing, or nothing closes it."""
    first = at + len(marker)
    if first >= len(text) or text[first].isspace():
        return -1
    place = first
    while (place := text.find("*", place)) >= 0:
        end = place
        while end < len(text) and text[end] == "*":
            end += 1
        count = end - place
        closes = count >= 2 if marker == "**" else count != 2
        if closes and place > first and not text[place - 1].isspace() and not _is_escaped(text, place):
            return end - len(marker)
        place = end
    return -1


def _is_escaped(text: str, at: int) -> bool:
    before = at
    while before > 0 and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1
