"""Handouts of the real book with everything in them, laid out in every way; one with Spanish beside it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from worded_book import write_worded_content

from esscollab_desktop.domain.anchors import Anchor, Selectors
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteFields, NoteKind, Visibility
from esscollab_desktop.domain.packets import (
    ItemKind,
    Language,
    Layout,
    NotesPlace,
    PacketFields,
    PacketItem,
    PacketLook,
)
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.render.document import Document
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.services.packet_handouts import prepared
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[1] / "db" / "migrations"
DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WAYS = [(layout, place) for layout in Layout for place in NotesPlace]


class Desk:
    """A notebook with notes of every kind, some of them on words of 4.MA, and a meeting."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        repository = open_notebook(folder, MIGRATIONS, lambda: NOON)
        self._catalogue = catalogue
        self._notebook, self._meetings = Notebook(repository), Meetings(repository.meetings)
        self._meeting = self._meetings.add(MeetingFields("Council", date(2026, 12, 3), "Room 4")).id
        text = reading_text(catalogue.page("4.MA"))
        words = list(re.finditer(r"\S+", text))
        for place, kind in enumerate(NoteKind):
            start, end = words[7 * place].start(), words[7 * place + 9].end()
            chosen = Selectors(text[start:end], "", "", start, end, "h")
            fields = NoteFields(kind=kind, visibility=Visibility.TEAM, meeting=self._meeting)
            anchor = None if place == 0 else Anchor(chosen, catalogue.info.edition)
            self._notebook.add("4.MA", f"**Who** said {kind.value}?\n\n- one\n- *two*", fields, anchor)

    def handout(self, layout: Layout, place: NotesPlace, large: bool = False) -> Document:
        fields = PacketFields(
            "For the council",
            (
                *_pages("4", "4.MA", "4.AK"),
                PacketItem("c", ItemKind.COMPARISON, ("4.MA", "4.MI", "4.AK")),
                PacketItem("a", ItemKind.MAP),
                PacketItem("x", ItemKind.MATRIX),
                PacketItem("t", ItemKind.TEXT, (), "Welcome", "Bring **your own** words:\n\n- one\n- two"),
                PacketItem("g", ItemKind.GLOSSARY),
                PacketItem("m", ItemKind.MEETING),
            ),
            PacketLook(layout, notes=place, organization="Office of Family Engagement", large=large),
            self._meeting,
        )
        return prepared(self._catalogue, self._notebook, self._meetings, None, fields, DAY).document

    def single(self, code: str) -> Document:
        """One page whose title is that of the handout."""
        fields = PacketFields("", _pages(code), PacketLook(notes=NotesPlace.MARGIN))
        return prepared(self._catalogue, self._notebook, self._meetings, None, fields, DAY).document


@contextmanager
def spanish_handouts(folder: Path) -> Iterator[dict[str, Document]]:
    """Of a small book that has one page in Spanish: in Spanish, and in both languages."""
    build_book(write_worded_content(folder / "content"), folder / "book.sqlite")
    book = Catalogue(CatalogueReader(folder / "book.sqlite"))
    made = {}
    for language in (Language.SPANISH, Language.BOTH):
        fields = PacketFields("Para el foro", _pages("1", "1.MA", "1.NY"), PacketLook(language=language))
        made[language.value] = prepared(book, None, None, None, fields, DAY).document
    yield made
    book.close()


def _pages(*codes: str) -> tuple[PacketItem, ...]:
    return tuple(PacketItem(code, ItemKind.PAGE, (code,)) for code in codes)
