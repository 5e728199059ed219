"""A note's Markdown as plain values for the Typst templates: paragraphs and lists of styled pieces."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from esscollab_desktop.domain.rich_text import Block, Line, Style, line_text, parse
from esscollab_desktop.render.breaks import run
from esscollab_desktop.render.printable import Coverage, printable

Values = dict[str, Any]
Printing = Callable[[str], str]
Span = tuple[str, bool, bool]


def note_blocks(body: str, em: float, printed: Printing, coverage: Coverage | None) -> list[Values]:
    """What stands on paper for a body: `paragraph`, `bullets` or `numbers`, each with its lines.

    `em` is the width of the column; `printed` gives what is printed of a text, and counts what it replaces.
    """
    blocks: list[Values] = []
    for style, group in groupby(parse(body), lambda block: block.style):
        items = [_block(block, em, printed, coverage) for block in group]
        if style is Style.PARAGRAPH:
            blocks += [{"type": "paragraph", **item} for item in items if item["lines"]]
        else:
            items = [{**item, "lines": item["lines"] or [""]} for item in items]
            blocks.append({"type": "bullets" if style is Style.BULLET else "numbers", "items": items})
    return blocks


def _block(block: Block, em: float, printed: Printing, coverage: Coverage | None) -> Values:
    lines = [_line(line, em, printed, coverage) for line in block.lines if printed(line_text(line)).strip()]
    return {"label": printed(block.label), "lines": lines}


def _line(line: Line, em: float, printed: Printing, coverage: Coverage | None) -> Any:
    """One line as `breaks.run` has it where it is plain; else pieces to break between, each of spans.

    What is printed of a text is judged as a whole. Where the parts would print otherwise (a mark that sits on
    a letter in another style), the line loses its styles and not its letters.
    """
    whole = printed(line_text(line))
    spans = [(printable(part.text, coverage).text, part.bold, part.italic) for part in line]
    if not any(bold or italic for _, bold, italic in spans) or "".join(s[0] for s in spans) != whole:
        return run(whole, em)
    pieces = run(whole, em)
    return {"pieces": list(_cut(spans, [pieces] if isinstance(pieces, str) else pieces))}


def _cut(spans: list[Span], pieces: list[str]) -> Iterator[list[Span]]:
    """The same letters in the same styles, cut where the pieces end."""
    rest = iter(spans)
    text, bold, italic = "", False, False
    for piece in pieces:
        wanted = len(piece)
        found: list[Span] = []
        while wanted:
            if not text:
                text, bold, italic = next(rest)
                continue
            taken = text[:wanted]
            found += _spaced(taken, bold, italic)
            text, wanted = text[wanted:], wanted - len(taken)
        yield found


def _spaced(text: str, bold: bool, italic: bool) -> Iterator[Span]:
    """Spaces of any kind at the ends stand outside the style: inside it, Typst drops the first."""
    bare = text.strip()
    start = text.find(bare) if bare else len(text)
    for part, plain in ((text[:start], True), (bare, False), (text[start + len(bare) :], True)):
        if part:
            yield part, bold and not plain, italic and not plain
