"""A handout as plain values for the Typst templates: every text printable, long words with break chances."""

import datetime
from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from typing import Any

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.codes import bare, has_label, is_own_example, is_practice
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.page import Block, Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.render.breaks import Run, address_run, fit, paragraphs, run
from esscollab_desktop.render.fonts import widest
from esscollab_desktop.render.handout import Handout
from esscollab_desktop.render.printable import Coverage, has_marks, printable
from esscollab_desktop.render.rich_note import note_blocks
from esscollab_desktop.render.side_by_side import SideBySide
from esscollab_desktop.render.words import KEY, WORDS, written_date

Values = dict[str, Any]

# The text column is 376 pt wide on A4, the narrower paper; the widths are in em of the size in use there.
_TITLE, _HEADING, _TEXT, _NOTE, _GUIDANCE, _SMALL = 16.0, 27.0, 34.0, 30.0, 28.0, 40.0
_CODE, _OWN_CODE, _LETTER, _MARK, _HEAD_LEFT, _HEAD_RIGHT = 5.6, 9.0, 2.0, 16.0, 20.0, 22.0


class Typesetter:
    """Turns the texts of one handout into runs; `replaced` gathers what could not be printed, each once."""

    def __init__(self, coverage: Coverage | None = None) -> None:
        self._coverage = coverage
        self.replaced: dict[str, None] = {}
        self.has_marks = False

    def values(self, handout: Handout) -> Values:
        """Everything `reference.typ` or `comparison.typ` needs, ready for JSON."""
        title = self.plain(handout.title) or WORDS["untitled"]
        notes = dict(handout.notes)
        codes = [page.code for page in handout.pages]
        pages = [
            self._page(page, notes.get(page.code, ()), handout.is_single, _is_nested(page, codes[:i]))
            for i, page in enumerate(handout.pages)
        ]
        edition = self.plain(f"{WORDS['product']}, {WORDS['edition']} {handout.edition}")
        return {
            "title": title,
            "title_run": run(title, _TITLE),
            "subtitle": self.line(handout.subtitle, _TEXT),
            "head": _running(self.plain(handout.book or handout.title), _HEAD_LEFT),
            "foot": fit(f"{edition}. {WORDS['printed']} {written_date(handout.printed)}", _SMALL),
            "edition_line": run(_dated(edition, self.plain(handout.edition_date)), _SMALL),
            "paper": handout.paper,
            "language": handout.language,
            "single": handout.is_single,
            "contents": handout.contents,
            "words": WORDS,
            "key": {kind.value: words for kind, words in KEY.items()},
            "pages": pages,
            "comparison": self._comparison(handout),
        }

    def _comparison(self, handout: Handout) -> Values | None:
        if handout.comparison is None:
            return None
        notes = dict(handout.notes)
        return {
            **SideBySide(self, handout.comparison).values(),
            "notes": [
                {
                    "heading": self.line(f"{WORDS['notes_on']} {column.name}", _HEADING),
                    "notes": [self._note(note) for note in notes[column.code]],
                }
                for column in handout.comparison.columns
                if notes.get(column.code)
            ],
        }

    def plain(self, text: str) -> str:
        """Printable, on one line, without space at the ends."""
        return self._printed(text).replace("\n", " ").strip()

    def line(self, text: str, em: float) -> Run:
        return run(self.plain(text), em)

    def prose(self, text: str, em: float) -> list[list[Run]]:
        return paragraphs(self._printed(text), em)

    def _printed(self, text: str) -> str:
        shown, replaced = printable(text, self._coverage)
        self.replaced.update(dict.fromkeys(replaced))
        self.has_marks = self.has_marks or has_marks(shown)
        return shown

    def _page(self, page: Page, notes: tuple[Note, ...], single: bool, nested: bool) -> Values:
        title = self.plain(page.title) or self.plain(page.code) or WORDS["untitled"]
        level = 0 if single else 2 if nested else 1
        is_short = widest(self.plain(page.mark)) <= _MARK
        return {
            "code": self._label(page.label),
            "level": level,
            "fresh": page.kind is None,
            "title": run(title, _TITLE),
            "head": _running(self._running_title(page, title), _HEAD_RIGHT),
            "head_code": self._label(page.label) if page.kind else "",
            "kind": page.kind.value if page.kind else None,
            "trail": self.line(_trail(page), _SMALL),
            "mark": self.line(page.mark, _SMALL),
            "mark_is_short": is_short,
            # Beside a short mark it has the rest of the line.
            "agency": self.line(page.agency, _SMALL - _MARK - 2.0 if is_short else _SMALL),
            "lead": self.prose(page.lead, _GUIDANCE),
            "groups": [
                {"rail": rail, "sections": [self._section(page, s) for s in sections]}
                for rail, sections in _groups(page)
            ],
            "notes": [self._note(note) for note in notes],
            "sources": [self.source(source) for source in page.sources],
        }

    def _running_title(self, page: Page, title: str) -> str:
        if is_practice(page.code):
            return f"{WORDS['practice']} {page.code}: {title}"
        return title

    def _section(self, page: Page, section: Section) -> Values:
        mark = section.origin if section.origin is not page.kind else None
        return {
            "heading": self.line(section.heading, _HEADING) or WORDS["untitled"],
            "mark": mark.value if mark else None,
            "blocks": [
                part
                for lettered, blocks in groupby(section.blocks, _is_lettered)
                for part in (
                    [self._lettered(blocks)] if lettered else [p for b in blocks for p in self._block(b)]
                )
            ],
        }

    def _lettered(self, blocks: Iterable[Block]) -> Values:
        items = [self._paragraph(block) for block in blocks if isinstance(block, Paragraph)]
        return {"type": "letters", "items": items}

    def _block(self, block: Block) -> list[Values]:
        if isinstance(block, Paragraph):
            return [{"type": "paragraph", **self._paragraph(block)}]
        return self._entries(block)

    def _paragraph(self, block: Paragraph) -> Values:
        return {
            "letter": fit(self.plain(block.letter), _LETTER),
            "lead": run(_ended(self.plain(block.lead), "."), _TEXT),
            "text": self.line(block.text, _TEXT),
            "refs": list(block.refs),
            "broke_off": block.broke_off,
        }

    def _entries(self, block: EntryList) -> list[Values]:
        if block.inline:
            words = "; ".join(f"{e.label} ({e.text})" if e.text else e.label for e in block.entries)
            return [{"type": "paragraph", **self._paragraph(Paragraph(words))}] if words else []
        return [
            {"type": "codes" if coded else "list", "kind": kind, "items": [self._entry(e) for e in entries]}
            for (coded, kind), entries in groupby(block.entries, _entry_sort)
        ]

    def _entry(self, entry: Entry) -> Values:
        label = self.plain(entry.label)
        runs_on = (bool(entry.code) and ":" not in label) or entry.text[:1].islower()
        stop = ":" if runs_on else "."
        boxed = _is_boxed(entry)
        one_line = entry.kind is Kind.RELATED or not boxed
        return {
            "code": self._label(entry.code.removeprefix("state:")) if boxed else "",
            "label": run(_ended(label, stop) if one_line and entry.text else label, _TEXT),
            "text": self.line(entry.text, _TEXT),
            **self._address(entry.address),
        }

    def _label(self, code: str) -> str:
        """A code for its box, as wide as the rail; that of an own example, set smaller, is longer."""
        return fit(self.plain(bare(code)), _OWN_CODE if is_own_example(code) else _CODE)

    def _note(self, note: Note) -> Values:
        return {
            "date": written_date(note.created_at.astimezone().date()),
            "text": note_blocks(note.body, _NOTE, self._printed, self._coverage),
        }

    def source(self, source: Source, em: float = _SMALL) -> Values:
        title = self.plain(source.title)
        about = ", ".join(part for part in map(self.plain, (source.publisher, source.date)) if part)
        return {
            "text": run(f"“{title}”, {about}." if about else f"“{title}”.", em),
            "seen": run(_sentence(self.plain(source.seen)), em),
            **self._address(source.address, em),
        }

    def _address(self, address: str, em: float = _SMALL) -> Values:
        """Shown without its scheme; a link only where it is a web address and nothing else."""
        shown = self.plain(address)
        scheme, mark, rest = shown.partition("://")
        is_web = (
            mark and scheme.lower() in {"http", "https"} and rest.isascii() and not set(rest) & set(' "<>')
        )
        return {
            "address": address_run(rest.removesuffix("/") if is_web else shown, em),
            "link": shown if is_web and rest else None,
        }


def _running(text: str, em: float) -> Values:
    """A text at the head of the sheet: as long as it may get, and one that fits at all events."""
    return {"long": fit(text, 2 * em), "short": fit(text, em)}


def _dated(edition: str, date: str) -> str:
    """The edition with its day, an ISO date written out; any other wording stays."""
    with suppress(ValueError):
        date = written_date(datetime.date.fromisoformat(date))
    return f"{edition}, {date}" if date else edition


def _sentence(text: str) -> str:
    return _ended(text[:1].upper() + text[1:], ".")


def _ended(text: str, stop: str) -> str:
    """A run-in before more text, closed by `stop` unless it closes itself."""
    return text + stop if text and (text[-1].isalnum() or text[-1] in ")”") else text


def _trail(page: Page) -> str:
    if page.trail:
        return ", ".join(_step(code, words) for code, words in page.trail)
    if is_practice(page.code):
        return f"{WORDS['practice']} {page.code}, {page.theme}" if page.theme else ""
    return page.theme


def _step(code: str, words: str) -> str:
    """`4 Maximize Your Resources` as it is said on paper: `Practice 4, Maximize Your Resources`."""
    if not is_practice(code):
        return words
    bare = words.removeprefix(code).strip()
    return f"{WORDS['practice']} {code}, {bare}" if bare else f"{WORDS['practice']} {code}"


def _is_nested(page: Page, before: list[str]) -> bool:
    """Whether the page stands under its practice: that came before, with only its own examples between."""
    for code in reversed(before):
        if is_practice(code):
            return page.code.startswith(f"{code}.")
    return False


def _groups(page: Page) -> list[tuple[str | None, list[Section]]]:
    """The sections under one unbroken rail each; the first group, maybe empty, hangs on the title's rail."""
    groups: list[tuple[str | None, list[Section]]] = [(page.kind or Kind.PUBLISHED, [])]
    for section in page.sections:
        origin = None if _has_codes(section) else section.origin
        continues = origin and origin == groups[-1][0] and (page.kind or len(groups) > 1)
        if continues:
            groups[-1][1].append(section)
        else:
            groups.append((origin, [section]))
    return groups


def _has_codes(section: Section) -> bool:
    """Entries with codes bring a rail of their own, each by its kind."""
    return any(isinstance(b, EntryList) and any(map(_is_boxed, b.entries)) for b in section.blocks)


def _is_lettered(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.letter)


def _entry_sort(entry: Entry) -> tuple[bool, str]:
    return _is_boxed(entry), entry.kind.value if entry.kind else ""


def _is_boxed(entry: Entry) -> bool:
    """Whether its code stands in the rail; without a kind there is no line to draw the box with."""
    return has_label(entry.code) and entry.kind is not None
