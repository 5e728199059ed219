"""A list of notes as one HTML file that needs nothing else and follows nothing."""

from html import escape
from itertools import groupby

from esscollab_desktop.domain.rich_text import Block, Line, Style, parse
from esscollab_desktop.render.note_list import ListedNote, NoteList, facts, one_line, readable
from esscollab_desktop.render.words import written_date

_NOTHING_LOADED = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 100%/1.5 "Source Sans 3", system-ui, sans-serif; max-width: 44rem; margin: 2rem auto;
  padding: 0 1rem; }
h1, h2 { line-height: 1.25; }
article { border-top: 1px solid; margin-top: 2rem; }
blockquote { border-left: 3px solid; margin: 1rem 0; padding-left: 1rem;
  font-family: "Source Serif 4", Georgia, serif; }
p, li, dd, blockquote { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; }
@media print { article { break-inside: avoid-page; } }
"""


def notes_html(listed: NoteList) -> bytes:
    """UTF-8. Headings, lists and quotes as such; no script, no address that is a link, nothing loaded."""
    title = _line_of(listed.title)
    foot = f"{listed.book}, edition {listed.edition}. Written {written_date(listed.written)}."
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_LOADED}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>",
        _facts(listed.head),
        *map(_note, listed.notes),
        f"</main>\n<footer><p>{_line_of(foot)}</p></footer>\n</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part).encode("utf-8")


def _note(note: ListedNote) -> str:
    parts = [f"<article>\n<h2>{_line_of(note.heading)}</h2>"]
    if note.quote:
        parts.append(f"<blockquote><p>{_lines(note.quote)}</p></blockquote>")
    if note.place:
        parts.append(f"<p>{_line_of(note.place)}</p>")
    parts.append(_body(note.body))
    for other in note.others:
        parts += ["<p>Another wording, not yet decided on:</p>", _body(other)]
    parts.append(_facts(facts(note)))
    if note.source:
        parts.append(f"<p>Source: {_line_of(note.source)}</p>")
    return "\n".join([*parts, "</article>"])


def _facts(told: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> str:
    rows = "\n".join(f"<dt>{_line_of(label)}</dt><dd>{_lines(text)}</dd>" for label, text in told)
    return f"<dl>\n{rows}\n</dl>" if rows else ""


def _body(body: str) -> str:
    parts = []
    for style, group in groupby(parse(readable(body)), lambda block: block.style):
        if style is Style.PARAGRAPH:
            parts += [f"<p>{_block(block)}</p>" for block in group]
        elif style is Style.BULLET:
            parts.append("<ul>\n" + "\n".join(f"<li>{_block(b)}</li>" for b in group) + "\n</ul>")
        else:
            items = "\n".join(f'<li value="{int(b.label[:-1])}">{_block(b)}</li>' for b in group)
            parts.append(f"<ol>\n{items}\n</ol>")
    return "\n".join(parts)


def _block(block: Block) -> str:
    return "<br>\n".join(map(_runs, block.lines))


def _runs(line: Line) -> str:
    shown = ""
    for run in line:
        words = escape(run.text)
        words = f"<em>{words}</em>" if run.italic else words
        shown += f"<strong>{words}</strong>" if run.bold else words
    return shown


def _lines(text: str) -> str:
    return escape(readable(text)).replace("\n", "<br>\n")


def _line_of(text: str) -> str:
    return escape(one_line(text))
