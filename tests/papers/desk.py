"""What packets are made from here: the real book with one Spanish text, a real notebook, own examples."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path

from own_shelf import library_of, own

from esscollab_desktop.domain.anchors import Anchor
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteFields, NoteKind, Visibility
from esscollab_desktop.domain.own import MOST_HEADLINE, MOST_LINE, OwnExample
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.anchoring import select
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.notebook.repository import open_notebook

ROOT = Path(__file__).parents[2]
# What people write, by the name of the choice: each stands in titles, notes, an own example and a text page.
WORDS = {
    "plain": "Reúna a las familias; học sinh, họp mặt; ñ and ü. Who wrote the answers down?",
    "marked": "# Head\n\nSay **this** and *that*.\n\n- one\n- **two**\n\n7. seven\n8. *eight*\n\n[x](https://x.org)",
    "hostile": "#let x = 1 $a^2$ <b>&amp;</b> \\ ' \" @preview/x:1 \u202ea\u2066 \ufeff\x07 \ue000 // no",
    "scripts": "שלום עולם, اجمعوا العائلات 2026, 中文 ﬁ ǆ e\u0301\u0323 t\u0301 Ж ѝ 👩‍🏫 ½ ‰ ⸻",
    "long": f"{'W' * 130} https://example.org/{'y' * 150} {'ï' * 90}",
    "many": "Ask the library, the school and the council before the plan is written. " * 60,
    "empty": " \u200b ",
}
CODES = dict(zip(WORDS, ("4.MA", "1.RI", "2.CO", "2.IL", "4.AK", "4.OH", "4.DC"), strict=True))
OWN = {name: f"4.KS-own{number or ''}" for number, name in zip((0, *range(2, 8)), WORDS, strict=True)}
_SPANISH = "4-maximize-your-resources"
DAY = date(2026, 12, 3)
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@dataclass
class Desk:
    library: Library
    notebook: Notebook
    meetings: Meetings
    meeting_ids: dict[str, str]


def make_book(folder: Path) -> Path:
    """The real book, in which 4.MA has a Spanish text too."""
    content = folder / "content"
    shutil.copytree(ROOT / "resources" / "content", content)
    page = content / _SPANISH / "4.MA.md"
    _top, _head, body = page.read_text("utf-8").split("---\n", 2)
    top = "---\nlanguage: es\nheading: buscó ayuda\nheadline: tres grupos de socios\n---\n"
    page.with_name("4.MA.es.md").write_text(top + _in_spanish(body), "utf-8")
    out = folder / "practices.sqlite"
    build_book(content, out)
    return out


def _in_spanish(body: str) -> str:
    """The headings of a page as they are, each paragraph in other words."""
    parts = (part for part in body.strip().split("\n\n") if part.strip())
    return "\n\n".join(
        p if p.startswith("#") else "La agencia pidió ayuda, y “todos” vinieron." for p in parts
    )


@contextmanager
def desk(folder: Path, book: Path) -> Iterator[Desk]:
    """A notebook of its own in `folder`, with notes in all words on each example of CODES and OWN."""
    catalogue = Catalogue(CatalogueReader(book))
    library = library_of(catalogue, *map(_own, WORDS))
    repository = open_notebook(folder, ROOT / "db" / "migrations", lambda: NOW)
    notebook, meetings = Notebook(repository), Meetings(repository.meetings)
    made = Desk(library, notebook, meetings, {})
    for name, words in WORDS.items():
        fields = MeetingFields(words.strip() or "Council", DAY, words, words, (words,), words)
        made.meeting_ids[name] = meetings.add(fields).id
        _write(made, name, words)
    try:
        yield made
    finally:
        notebook.close()
        catalogue.close()


def _own(name: str) -> OwnExample:
    """As long as the form takes it, but for letters that may have to be spelled, `[U+05E9]`: a head of these
    can grow taller than a sheet (docs/paper.md).
    """
    words = WORDS[name]
    long = 25 if name == "scripts" else MOST_HEADLINE
    line = " ".join(words.split())[:MOST_LINE]
    return own(
        OWN[name],
        headline=line[:long],
        text=f"{words}\n\nThe second paragraph. {words}",
        district=line[: long // 2],
        partners=((line, line), ("Rotary", "")),
        source_title=line,
        source_publisher=line,
        source_address="https://example.org/minutes",
    )


def _write(made: Desk, name: str, words: str) -> None:
    """Notes of every kind and visibility: on pages as a whole, on passages, one inside another."""
    for code in (CODES[name], OWN[name], "4"):
        text = reading_text(made.library.page(code))
        spans = [(0, 30), (10, 20), (40, 90), None, None] if len(text) > 100 else [None]
        for number, (span, kind) in enumerate(zip(spans, cycle(NoteKind), strict=False)):
            held = list(Visibility)[number % len(Visibility)]
            fields = NoteFields(kind, visibility=held, author=words[:60], meeting=made.meeting_ids[name])
            anchor = Anchor(select(text, *span), "2026.1") if span else None
            made.notebook.add(code, words, fields, anchor)
