"""The pages of a packet while it is put together: made in the child process, drawn as they come into view."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import PacketFields
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.packet_setting import Setting

if TYPE_CHECKING:  # what draws pages is loaded with the first of them
    from esscollab_desktop.render.document import Document
    from esscollab_desktop.render.pdf import CompiledPdf
    from esscollab_desktop.render.raster import PageImage
    from esscollab_desktop.services.packet_handouts import Prepared

MOST_BYTES = 96 * 2**20  # of pages that are drawn and kept
PATIENCE = 500  # ms after which someone who waits is told so
Sheet = tuple[int, int]  # a page's index, and how many pixels wide it is drawn


@dataclass(frozen=True, slots=True)
class Pages:
    """A packet's pages. `spans`: the first and last page of each item, from 0, None where it gave none.

    `sizes`: width and height of each page in points. `number`: another one for each making.
    """

    number: int
    fields: PacketFields
    pdf: "CompiledPdf"
    sizes: tuple[tuple[float, float], ...]
    warnings: tuple[str, ...]
    spans: tuple[tuple[int, int] | None, ...]

    def item_on(self, page: int) -> int | None:
        """The item that a page belongs to: of several that begin on it, the first; else the one going on."""
        begun = [n for n, span in enumerate(self.spans) if span and span[0] == page]
        before = [n for n, span in enumerate(self.spans) if span and span[0] < page]
        return begun[0] if begun else before[-1] if before else None

    def numbers(self, item: int) -> str:
        """ "5–6", or empty."""
        span = self.spans[item] if item < len(self.spans) else None
        if span is None:
            return ""
        first, last = span[0] + 1, span[1] + 1
        return f"{first}–{last}" if last > first else str(first)


class PreviewModel(QObject):
    """`made()`: other pages, or none; `refused(sentence)`: the last stay; `drawn(index)`: a page is there.

    `waiting(bool)`: pages are being made for longer than a blink. `told(index, words)`: the words of a page.
    """

    made = Signal()
    refused = Signal(str)
    drawn = Signal(int)
    waiting = Signal(bool)
    told = Signal(int, str)

    def __init__(self, maker: TaskRunner, drawer: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._maker, self._drawer = maker, drawer
        self.setting: Setting | None = None
        self.pages: Pages | None = None
        self.refusal = ""
        self._wanted: PacketFields | None = None
        self._of = ""
        self._number = self._asked = 0
        self._is_making = False
        self._images: OrderedDict[tuple[int, Sheet], PageImage] = OrderedDict()
        self._sheets: frozenset[Sheet] = frozenset()
        self._drawing: set[tuple[int, Sheet]] = set()
        # Several changes of one step are one; it does not wait longer than that.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._on_patience)

    @property
    def is_current(self) -> bool:
        """Whether the pages are those of what was asked for last."""
        return not self._is_making and not self._soon.isActive() and self.pages is not None

    def show(self, fields: PacketFields | None, of: str = "") -> None:
        """Make the pages of these fields; the last ones stay until then, unless they are another packet's.

        `of`: the packet's id. None: there are none to show.
        """
        self._wanted = fields if fields is not None and fields.items else None
        self._asked += 1
        if self._wanted is None or of != self._of:
            self._clear()
        self._of = of
        if self._wanted is not None:
            self._soon.start()

    def _clear(self) -> None:
        self._soon.stop()
        self.refusal = ""
        self._forget()
        if self.pages is not None:
            self.pages = None
            self.made.emit()

    def _make(self) -> None:
        """One at a time: what is asked for meanwhile is made next, and only the last of it."""
        fields, setting, asked, of = self._wanted, self.setting, self._asked, self._of
        if fields is None or setting is None or self._is_making:
            return
        self._is_making = True
        self._patience.start()
        self._number += 1
        number = self._number
        self._maker.run(
            lambda: _made(setting, fields, number),
            lambda pages: self._on_made(asked, of, pages),
            lambda fault: self._on_refused(asked, fault),
        )

    def _on_made(self, asked: int, of: str, pages: Pages) -> None:
        self._settle()
        if self._wanted is not None and of == self._of:
            # Also the next to last ones are nearer to what is wanted than those before.
            self.refusal = ""
            self._forget()
            self.pages = pages
            self.made.emit()
        if asked != self._asked:
            self._make()

    def _on_refused(self, asked: int, fault: Exception) -> None:
        self._settle()
        if not isinstance(fault, UserError):
            raise fault
        if asked == self._asked:
            self.refusal = str(fault)
            self.refused.emit(self.refusal)
        else:
            self._make()

    def _settle(self) -> None:
        self._is_making = False
        self._patience.stop()
        self.waiting.emit(False)

    def _on_patience(self) -> None:
        self.waiting.emit(True)

    # --- drawing ---

    def image(self, sheet: Sheet) -> "PageImage | None":
        """A page as it was drawn already, of the pages that are shown now."""
        if self.pages is None:
            return None
        key = (self.pages.number, sheet)
        if key in self._images:
            self._images.move_to_end(key)
        return self._images.get(key)

    def want(self, sheets: Iterable[Sheet]) -> None:
        """What is in view, and what may come next, in the order in which it is drawn."""
        wanted = list(dict.fromkeys(sheets))
        self._sheets = frozenset(wanted)
        if self.pages is None:
            return
        for sheet in wanted:
            key = (self.pages.number, sheet)
            if key not in self._images and key not in self._drawing:
                self._drawing.add(key)
                self._draw(self.pages, sheet)

    def _draw(self, pages: Pages, sheet: Sheet) -> None:
        from esscollab_desktop.render.raster import page_images

        index, width = sheet

        def work() -> "PageImage | None":
            if sheet not in self._sheets or self.pages is not pages:
                return None  # it went out of view before it was its turn
            dpi = width / pages.sizes[index][0] * 72
            return next(page_images(pages.pdf.data, dpi, [index]))

        def done(image: "PageImage | None") -> None:
            self._drawing.discard((pages.number, sheet))
            if image is not None and self.pages is pages:
                self._keep((pages.number, sheet), image)
                self.drawn.emit(index)

        self._drawer.run(work, done, self._on_not_drawn)

    def _keep(self, key: tuple[int, Sheet], image: "PageImage") -> None:
        self._images[key] = image
        while sum(len(kept.data) for kept in self._images.values()) > MOST_BYTES and len(self._images) > 2:
            self._images.popitem(last=False)

    def ask_words(self, index: int) -> None:
        """`told` says what stands on a page."""
        from esscollab_desktop.render.raster import page_text

        pages = self.pages
        if pages is not None:
            data = pages.pdf.data
            self._drawer.run(
                lambda: page_text(data, index),
                lambda words: self.told.emit(index, words) if self.pages is pages else None,
                self._on_not_drawn,
                "words",
            )

    def _on_not_drawn(self, fault: Exception) -> None:
        raise fault

    def _forget(self) -> None:
        self._images.clear()
        self._drawing.clear()


def _made(setting: Setting, fields: PacketFields, number: int) -> Pages:
    from esscollab_desktop.render.raster import page_sizes

    prepared = setting.prepared(fields)
    pdf = setting.compiled(prepared)
    warnings = (*prepared.warnings, *replaced_words(pdf.replaced))
    return Pages(number, fields, pdf, page_sizes(pdf.data), warnings, spans_of(prepared, pdf))


def replaced_words(replaced: tuple[str, ...]) -> tuple[str, ...]:
    """What could not be printed, in a sentence."""
    if not replaced:
        return ()
    number = "1 character has" if len(replaced) == 1 else f"{len(replaced)} characters have"
    named = ", ".join(replaced[:5]) + (" and others" if len(replaced) > 5 else "")
    return (f"{number} no letter in the typeface and stand as numbers: {named}.",)


def spans_of(prepared: "Prepared", pdf: "CompiledPdf") -> tuple[tuple[int, int] | None, ...]:
    """From which page to which each item goes.

    An item ends before the page on which the next begins, or on it, where that does not ask for a fresh one.
    """
    places = dict(pdf.places)
    fresh = _fresh(prepared.document)
    starts = [places.get(anchor) if anchor else None for anchor in prepared.anchors]
    spans: list[tuple[int, int] | None] = []
    for number, start in enumerate(starts):
        if start is None:
            spans.append(None)
            continue
        after = next((n for n in range(number + 1, len(starts)) if starts[n] is not None), None)
        end = pdf.pages - 1
        if after is not None:
            ends = starts[after]
            assert ends is not None
            end = ends - 1 if prepared.anchors[after] in fresh else ends
        spans.append((start, max(start, end)))
    return tuple(spans)


def _fresh(document: "Document") -> set[str]:
    from esscollab_desktop.render.document import Opening, walk

    return {b.anchor for b in walk(document.blocks) if isinstance(b, Opening) and b.starts_page}
