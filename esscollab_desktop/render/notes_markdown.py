"""A list of notes as Markdown that any reader of Markdown shows alike."""

import re

from esscollab_desktop.domain.rich_text import Block, Line, Style, parse
from esscollab_desktop.render.note_list import ListedNote, NoteList, day_text, facts, one_line, readable

_MEANT = re.compile(r"([\\`*_{}\[\]<>()#+.!|~&=-])")


def notes_markdown(listed: NoteList) -> bytes:
    """UTF-8. What is markup in the notes is markup here; every other sign stands for itself."""
    parts = [f"# {_plain(listed.title)}"]
    parts += [f"**{_plain(label)}:** {_plain(text)}" for label, text in listed.head]
    for note in listed.notes:
        parts += _note(note)
    parts += ["---", _plain(f"{listed.book}, edition {listed.edition}. Written {day_text(listed.written)}.")]
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def _note(note: ListedNote) -> list[str]:
    parts = [f"## {_plain(note.heading)}"]
    if note.quote:
        parts.append("\n".join(f"> {_plain(line)}" for line in readable(note.quote).split("\n")))
    parts += [_plain(note.place), _body(note.body)]
    for other in note.others:
        parts += ["Another wording, not yet decided on:", _body(other)]
    parts.append("\n".join(f"- {label}: {_plain(text)}" for label, text in facts(note)))
    return [*parts, f"Source: {_plain(note.source)}" if note.source else ""]


def _body(body: str) -> str:
    pieces: list[str] = []
    before: Block | None = None
    for block in parse(readable(body)):
        in_list = before and before.style is block.style and block.style is not Style.PARAGRAPH
        pieces += ["\n" if in_list else "\n\n"] if before else []
        sign = {Style.PARAGRAPH: "", Style.BULLET: "- ", Style.NUMBER: f"{block.label} "}[block.style]
        pieces.append(sign + f"  \n{' ' * len(sign)}".join(map(_line, block.lines)))
        before = block
    return "".join(pieces)


def _line(line: Line) -> str:
    shown = ""
    for run in line:
        bare = run.text.strip()
        marker = ("**" if run.bold else "") + ("*" if run.italic else "") if bare else ""
        start = run.text.find(bare) if bare else len(run.text)
        after = run.text[start + len(bare) :]
        shown += run.text[:start] + marker + _escaped(bare) + marker[::-1] + after
    return shown.strip()


def _escaped(text: str) -> str:
    return _MEANT.sub(r"\\\1", text)


def _plain(text: str) -> str:
    return _escaped(one_line(text))
