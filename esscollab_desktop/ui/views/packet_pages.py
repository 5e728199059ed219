"""The real pages of a packet, one or two side by side, as large as there is room or as one wants them."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPalette, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.packet_preview import PreviewModel, Sheet
from esscollab_desktop.ui.viewmodels.packets import PacketsModel
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.packet_sheet import PageSheet
from esscollab_desktop.ui.views.plain_label import PlainLabel

WHOLE, WIDTH = "whole", "width"
ZOOMS = (50, 75, 100, 150, 200, 300, 400)
GAP = 20
PER_POINT = 96 / 72  # logical pixels at 100 %
LEAST = 80  # px of width, in however small a pane
# Two stand side by side where each of them loses no more than this of its size for it.
LOSS = 0.88
EMPTY = "This packet is empty. Open an example and press Ctrl+Shift+P."
NO_PACKET = "No packet is open."


@dataclass(frozen=True)
class _Spread:
    """How many pages stand side by side, and how large a point is."""

    count: int
    scale: float


class PacketPages(QFrame):
    """`page_chosen(index)`: another page is the current one, by the user."""

    page_chosen = Signal(int)
    entered = Signal(int)

    def __init__(self, model: PacketsModel, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("packetPages")
        self._packets, self._theme = model, theme
        self._model: PreviewModel = model.preview
        self.current = self._first = 0
        self.title = PlainLabel(parent=self)
        self.zoom = QComboBox(self)
        self.previous = self._turner("chevron-left", "Previous page", icons)
        self.next = self._turner("chevron-right", "Next page", icons)
        self.area = QScrollArea(self)
        self.holder = QWidget(self.area)
        self.sheets = [PageSheet(theme, self.holder) for _ in range(2)]
        self.empty = PlainLabel(parent=self)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._wire()
        self._set_looks()
        self._show_pages()

    def _turner(self, icon: str, name: str, icons: Icons) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        icons.follow(button, icon)
        return button

    def _lay_out(self) -> None:
        self.zoom.setAccessibleName("Size of the pages")
        self.zoom.addItem("Whole page", WHOLE)
        self.zoom.addItem("Page width", WIDTH)
        for percent in ZOOMS:
            self.zoom.addItem(f"{percent} %", percent)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.holder)
        for ground in (self.area.viewport(), self.holder):
            ground.setAutoFillBackground(False)
        self.empty.setObjectName("hint")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.setContentsMargins(24, 8, 18, 4)
        head.setSpacing(4)
        head.addWidget(self.title, 1)
        head.addWidget(self.zoom)
        head.addSpacing(8)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        column.addWidget(self.empty, 1)

    def _wire(self) -> None:
        model = self._model
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.zoom.currentIndexChanged.connect(self._on_zoomed)
        self._later.timeout.connect(self._place)
        for sheet in self.sheets:
            sheet.pressed.connect(self._on_chosen)
            sheet.walked.connect(self._on_walked)
            sheet.far.connect(self._on_far)
            sheet.entered.connect(self.entered)
        model.made.connect(self._show_pages)
        model.drawn.connect(self._on_drawn)
        model.waiting.connect(self._on_waiting)
        model.told.connect(self._on_told)
        self._packets.chosen_changed.connect(self._on_packet)
        self._packets.fields_changed.connect(self._show_empty)
        self._theme.changed.connect(self._set_looks)

    # --- which pages ---

    def go_to(self, page: int) -> None:
        """Make a page the current one and bring it into view."""
        pages = self._model.pages
        if pages is None:
            return
        self.current = min(max(page, 0), pages.pdf.pages - 1)
        self._place()

    def step(self, by: int) -> None:
        self.go_to(self.current + by)
        self.page_chosen.emit(self.current)

    def _on_previous(self) -> None:
        self._turn(-1)

    def _on_next(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        """By as many pages as are shown."""
        pages = self._model.pages
        if pages is None:
            return
        count = self._spread().count
        last = pages.pdf.pages - count
        self._first = min(max(self._first + by * count, 0), max(last, 0))
        self.current = self._first if by > 0 else self._first + count - 1
        self._place()
        self.page_chosen.emit(self.current)
        announce(self, self.title.text())

    def _on_chosen(self, page: int) -> None:
        self.current = page
        self._place()
        self.page_chosen.emit(page)

    def _on_walked(self, by: int) -> None:
        self.step(by)
        self._focus_current()

    def _on_far(self, is_last: bool) -> None:
        pages = self._model.pages
        if pages is not None:
            self.step(pages.pdf.pages if is_last else -self.current)
            self._focus_current()

    def _focus_current(self) -> None:
        for sheet in self.sheets:
            if sheet.index == self.current and sheet.isVisible():
                sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_packet(self, _edit: object) -> None:
        """Another packet begins with its first page."""
        self.current = self._first = 0
        self._show_pages()

    # --- how large ---

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller than what is seen now."""
        now = round(self._spread().scale / PER_POINT * 100) if self._model.pages else 100
        further = [z for z in ZOOMS if (z > now if steps > 0 else z < now)]
        if further:
            wanted = further[0] if steps > 0 else further[-1]
            self.zoom.setCurrentIndex(self.zoom.findData(wanted))

    def _on_zoomed(self, _index: int) -> None:
        self._place()

    def _spread(self) -> _Spread:
        pages, room = self._model.pages, self.area.maximumViewportSize()
        assert pages is not None
        sizes = pages.sizes
        width, height = sizes[min(self.current, len(sizes) - 1)]
        beside = sizes[self.current + 1] if self.current + 1 < len(sizes) else sizes[self.current - 1]
        around = self.sheets[0].room_for(QSize(0, 0))
        high = room.height() - around.height() - 8
        wide = room.width() - 2 * GAP - around.width()
        chosen = self.zoom.currentData()
        if chosen == WHOLE:
            one = min(high / height, wide / width)
            two = min(high / max(height, beside[1]), (wide - around.width() - GAP) / (width + beside[0]))
            is_two = len(sizes) > 1 and two >= one * LOSS
            return _Spread(2 if is_two else 1, max(two if is_two else one, LEAST / width))
        if chosen == WIDTH:
            bar = self.area.verticalScrollBar().sizeHint().width()
            return _Spread(1, max((wide - bar) / width, LEAST / width))
        scale = chosen / 100 * PER_POINT
        fits = (width + beside[0]) * scale + GAP + around.width() <= wide
        return _Spread(2 if fits and len(sizes) > 1 else 1, scale)

    def _place(self) -> None:
        """Put the sheets where they belong, and have drawn what is seen of them."""
        pages = self._model.pages
        if pages is None or self.width() < LEAST:
            return
        spread, total = self._spread(), pages.pdf.pages
        count = min(spread.count, total)
        self._first = min(max(self._first, self.current - count + 1), self.current, max(total - count, 0))
        shown = range(self._first, self._first + count)
        ratio, wanted = self.devicePixelRatioF(), []
        papers = [
            QSize(round(pages.sizes[n][0] * spread.scale), round(pages.sizes[n][1] * spread.scale))
            for n in shown
        ]
        for sheet, index, paper in zip(self.sheets, shown, papers, strict=False):
            item = pages.item_on(index)
            rows = self._packets.rows()
            title = rows[item].title if item is not None and item < len(rows) else ""
            sheet.show_page(index, total, paper, title)
            sheet.show_current(index == self.current)
            sheet.show()
            wanted.append((index, round(paper.width() * ratio)))
        for sheet in self.sheets[count:]:
            sheet.hide()
        self._arrange(count)
        self._ask(wanted, papers[0].width() * ratio, total)
        self._tell(shown, total)

    def _arrange(self, count: int) -> None:
        shown = self.sheets[:count]
        size = QSize(
            sum(sheet.width() for sheet in shown) + GAP * (count + 1),
            max(sheet.height() for sheet in shown) + 8,
        )
        room = self.area.maximumViewportSize()
        self.holder.resize(size.expandedTo(room))
        x = (self.holder.width() - size.width()) // 2 + GAP
        for sheet in shown:
            sheet.move(x, max(0, (self.holder.height() - sheet.height()) // 2))
            x += sheet.width() + GAP
        current = next((sheet for sheet in shown if sheet.index == self.current), shown[0])
        if size.width() > room.width() or size.height() > room.height():
            top = current.geometry().topLeft() + QPoint(0, 1)
            self.area.ensureVisible(top.x(), top.y(), GAP, 0)

    def _ask(self, wanted: list[Sheet], width: float, total: int) -> None:
        """What is seen first, then what one is likely to turn to."""
        first, last = wanted[0][0], wanted[-1][0]
        near = [n for n in (last + 1, last + 2, first - 1) if 0 <= n < total]
        sheets = wanted
        if self.zoom.currentData() in (WHOLE, WIDTH):
            sheets = [*wanted, *((n, round(width)) for n in near)]
        self._model.want(sheets)
        for sheet, seen in zip(self.sheets, wanted, strict=False):
            self._fill(sheet, seen)

    def _fill(self, sheet: PageSheet, seen: Sheet) -> None:
        image = self._model.image(seen)
        if image is not None:
            picture = QImage(image.data, image.width, image.height, image.stride, QImage.Format.Format_RGB888)
            sheet.show_image(picture.convertToFormat(QImage.Format.Format_RGB32))

    def _tell(self, shown: range, total: int) -> None:
        first, last = shown[0] + 1, shown[-1] + 1
        pages = f"Page {first}" if first == last else f"Pages {first} and {last}"
        self.title.setText(f"{pages} of {total}")
        self.previous.setEnabled(shown[0] > 0)
        self.next.setEnabled(last < total)
        self._model.ask_words(self.current)

    # --- what happened ---

    def _show_pages(self) -> None:
        pages = self._model.pages
        self.area.setVisible(pages is not None)
        for widget in (self.zoom, self.previous, self.next):
            widget.setEnabled(pages is not None)
        self._show_empty()
        if pages is None:
            self.title.setText("")
            for sheet in self.sheets:
                sheet.clear()
            return
        self.current = min(self.current, pages.pdf.pages - 1)
        if (layout := self.layout()) is not None:
            layout.activate()  # where there were no pages, their room is not yet what it will be
        self._place()

    def _show_empty(self) -> None:
        fields = self._packets.fields
        self.empty.setVisible(self._model.pages is None)
        words = NO_PACKET if fields is None else "" if fields.items else EMPTY
        self.empty.setText(words)

    def _on_drawn(self, page: int) -> None:
        ratio = self.devicePixelRatioF()
        for sheet in self.sheets:
            if sheet.index == page and sheet.isVisible():
                self._fill(sheet, (page, round(sheet.paper_place.width() * ratio)))

    def _on_waiting(self, is_waiting: bool) -> None:
        if is_waiting:
            self.title.setText("Making the pages…")
        elif self._model.pages is not None and self.title.text() == "Making the pages…":
            self._place()

    def _on_told(self, page: int, words: str) -> None:
        for sheet in self.sheets:
            if sheet.index == page:
                sheet.setAccessibleDescription(" ".join(words.split()))

    # --- Qt's own names ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._later.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What is not scrolled turns the page; with Ctrl it is the size."""
        by = -1 if event.angleDelta().y() > 0 else 1
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(-by)
        elif event.angleDelta().y():
            self._turn(by)
        event.accept()

    def _set_looks(self) -> None:
        self.title.setFont(self._theme.type.controls())
        self.empty.setFont(self._theme.type.notes())
        palette = self.holder.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("sunk"))
        self.holder.setPalette(palette)
        self._later.start()
