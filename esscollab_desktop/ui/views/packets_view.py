"""Packets: what goes on paper at the left, the real pages at the right, the ways out below them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from esscollab_desktop.domain.packets import ItemKind, PacketItem
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.meetings import MeetingsModel
from esscollab_desktop.ui.viewmodels.packet_choices import comparison_item, page_item, suggestions
from esscollab_desktop.ui.viewmodels.packet_items import new_item
from esscollab_desktop.ui.viewmodels.packet_output import FORMATS
from esscollab_desktop.ui.viewmodels.packets import PacketsModel
from esscollab_desktop.ui.views.list_and_detail import ListAndDetail
from esscollab_desktop.ui.views.packet_add_menu import BY_CODE, COMPARE
from esscollab_desktop.ui.views.packet_dialogs import LineDialog, TextPageDialog
from esscollab_desktop.ui.views.packet_foot import PacketFoot
from esscollab_desktop.ui.views.packet_pages import PacketPages
from esscollab_desktop.ui.views.packet_pane import PacketPane

LIST = 404
MOST_LOGO = 8 * 2**20  # bytes; more is no logo
EMPTY = "This packet is empty: there is nothing to print yet."


class PacketsView(QFrame):
    """`said(str)` for the status line; `left()`: back to Read; `folder_wanted()`: several packets at once."""

    said = Signal(str)
    left = Signal()
    folder_wanted = Signal()

    def __init__(
        self,
        model: PacketsModel,
        meetings: MeetingsModel,
        actions: Sequence[QAction],
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("packetsView")
        self.setAccessibleName("Packets")
        self._model, self._meetings, self._theme = model, meetings, theme
        self.pane = PacketPane(model, actions, theme, icons, self)
        self.right = QFrame(self)
        self.right.setObjectName("packetRight")
        self.back = QPushButton("Items and look", self.right)
        self.pages = PacketPages(model, theme, icons, self.right)
        self.foot = PacketFoot(theme, icons, self.right)
        self.to_pages = QPushButton("Pages", self.pane)
        self._lay_out(icons)
        self.panes = ListAndDetail(self.pane, self.right, LIST, theme, self, self.pane.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes)
        self._wire()
        self._show_fold()
        self._show_foot()
        self.pane.show_meetings(meetings.meetings)

    def _lay_out(self, icons: Icons) -> None:
        icons.follow(self.back, "arrow-left", size=16)
        icons.follow(self.to_pages, "files", size=16)
        for button in (self.back, self.to_pages):
            button.setAutoDefault(False)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 8, 24, 0)
        bar.addWidget(self.back)
        bar.addStretch(1)
        column = QVBoxLayout(self.right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self.foot)
        below = QHBoxLayout()
        below.setContentsMargins(16, 8, 16, 8)
        below.addWidget(self.to_pages)
        below.addStretch(1)
        outer = self.pane.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.addLayout(below)

    def _wire(self) -> None:
        model, pane, foot = self._model, self.pane, self.foot
        pane.list.chosen.connect(self._on_item)
        pane.list.move_wanted.connect(self.move_item)
        pane.list.remove_wanted.connect(self._on_remove)
        pane.list.edit_wanted.connect(self.edit)
        pane.add_menu.wanted.connect(self._add)
        pane.add_menu.asked.connect(self._on_asked)
        pane.look.logo_wanted.connect(self._choose_logo)
        self.pages.page_chosen.connect(self._on_page)
        self.pages.entered.connect(self._on_page_entered)
        self.back.clicked.connect(self.panes.show_list)
        self.to_pages.clicked.connect(self.show_pages)
        self.panes.folded_changed.connect(self._on_folded)
        foot.save_wanted.connect(self.save)
        foot.print_wanted.connect(self.print)
        foot.folder_wanted.connect(self.folder_wanted)
        model.chosen_changed.connect(self._on_chosen)
        model.fields_changed.connect(self._show_foot)
        model.preview.made.connect(self._show_foot)
        model.preview.refused.connect(self._on_refused)
        self._meetings.listed.connect(self._on_meetings)

    # --- what the window asks ---

    def choose_first(self) -> None:
        """Where none is in work yet, the packet that was used last."""
        model = self._model
        if model.chosen is None and model.packets:
            model.open(max(model.packets, key=lambda packet: packet.updated_at))

    def show_pages(self) -> None:
        """The pages; where there is room for one pane, that one."""
        self.panes.show_detail()
        self.pages.sheets[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, ending: str = "pdf") -> None:
        fields = self._model.fields
        if fields is None or not fields.items:
            self.said.emit(EMPTY)
            return
        suggested = self._model.output.default_path(fields, ending)
        words = f"{FORMATS[ending]} (*.{ending})"
        path, _ = QFileDialog.getSaveFileName(self, "Save packet", suggested, words)
        if path:
            self._model.output.save(fields, Path(path), ending)

    def print(self) -> None:
        """What the preview shows, where it is of now; else the pages are made first."""
        from esscollab_desktop.ui.views.printing import print_pdf

        fields, preview = self._model.fields, self._model.preview
        if fields is None or not fields.items:
            self.said.emit(EMPTY)
            return
        pages = preview.pages if preview.is_current else None
        if pages is not None and pages.fields == fields:
            print_pdf(self, self._model.output, pages.pdf, fields.name)
        else:
            self._model.output.make(fields, partial(self._print_made, fields.name))

    def _print_made(self, name: str, pdf: object) -> None:
        from esscollab_desktop.render.pdf import CompiledPdf
        from esscollab_desktop.ui.views.printing import print_pdf

        assert isinstance(pdf, CompiledPdf)
        print_pdf(self, self._model.output, pdf, name)

    # --- items ---

    def move_item(self, item_id: str, by: int) -> None:
        fields = self._model.fields
        if fields is None:
            return
        here = [item.id for item in fields.items].index(item_id)
        self._model.move_item(item_id, here + by)
        self.pane.list.choose(item_id)

    def edit(self, item_id: str) -> None:
        """Enter on an item: its words, or what it compares; else its page."""
        fields = self._model.fields
        item = next((item for item in fields.items if item.id == item_id), None) if fields else None
        if item is None:
            return
        if item.kind is ItemKind.TEXT:
            dialog = TextPageDialog(item.title, item.body, self._theme, self)
            dialog.changed.connect(partial(self._on_text, item))
            dialog.exec()
        elif item.kind is ItemKind.COMPARISON:
            self._ask_comparison(item)
        else:
            self.show_pages()
            self.pages.go_to(self.pages.current)

    def _on_text(self, item: PacketItem, title: str, body: str) -> None:
        self._model.change_item(replace(item, title=title, body=body))

    def _add(self, item: PacketItem) -> None:
        """After the item that is chosen."""
        fields, here = self._model.fields, self.pane.list.currentIndex().row()
        if fields is not None:
            self._model.add_items([item], here + 1 if here >= 0 else None)
            self.pane.list.choose(item.id)
            self._on_item(item.id)
            self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_asked(self, what: str) -> None:
        if what == BY_CODE:
            library = self._model.library
            LineDialog(
                "Add an item",
                "Code, state or practice:",
                "Add",
                self._add_by_code,
                self,
                suggest=partial(suggestions, library),
            ).exec()
        elif what == COMPARE:
            self._ask_comparison(None)
        else:
            item = new_item(ItemKind.TEXT)
            self._add(item)
            self.edit(item.id)

    def _add_by_code(self, words: str) -> None:
        self._add(page_item(self._model.library, words))

    def _ask_comparison(self, item: PacketItem | None) -> None:
        words = ", ".join(item.codes) if item else ""
        title, verb = ("Change the comparison", "Change") if item else ("Add a comparison", "Add")
        take = partial(self._take_comparison, item)
        LineDialog(title, "Codes of two to four examples, with commas:", verb, take, self, words).exec()

    def _take_comparison(self, item: PacketItem | None, words: str) -> None:
        made = comparison_item(self._model.library, words, item.id if item else "")
        if item is None:
            self._add(made)
        else:
            self._model.change_item(made)

    def _on_remove(self, item_id: str) -> None:
        self._model.remove_item(item_id)
        self.pane.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_item(self.pane.list.current_id())

    def _choose_logo(self) -> None:
        kinds = "Pictures (*.png *.svg)"
        path, _ = QFileDialog.getOpenFileName(self, "Logo for the first page", "", kinds)
        if not path:
            return
        try:
            with Path(path).open("rb") as file:
                data = file.read(MOST_LOGO + 1)
        except OSError as error:
            self.said.emit(f"{Path(path).name} could not be read: {error.strerror}. Choose another picture.")
            return
        if len(data) > MOST_LOGO:
            self.said.emit(f"{Path(path).name} is too large for a logo: over 8 MB. Choose a smaller picture.")
            return
        self._model.set_logo(data)

    # --- items and pages together ---

    def _on_item(self, item_id: str) -> None:
        pages, fields = self._model.preview.pages, self._model.fields
        if pages is None or fields is None:
            return
        ids = [item.id for item in pages.fields.items]
        span = pages.spans[ids.index(item_id)] if item_id in ids else None
        if span is not None and not span[0] <= self.pages.current <= span[1]:
            self.pages.go_to(span[0])

    def _on_page(self, page: int) -> None:
        pages = self._model.preview.pages
        item = pages.item_on(page) if pages else None
        if pages is not None and item is not None:
            self.pane.list.choose(pages.fields.items[item].id)

    def _on_page_entered(self, page: int) -> None:
        """From a page to its item."""
        self._on_page(page)
        self.panes.show_list()
        self.pane.start.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what happened ---

    def _on_chosen(self, _edit: object) -> None:
        self._show_foot()
        if self._model.chosen is None:
            self.panes.show_list()

    def _on_meetings(self) -> None:
        self._model.set_meetings(self._meetings.meetings)
        self.pane.show_meetings(self._meetings.meetings)

    def _on_refused(self, _sentence: str) -> None:
        self._show_foot()

    def _show_foot(self) -> None:
        fields, preview = self._model.fields, self._model.preview
        self.foot.set_ready(fields is not None and bool(fields.items))
        if preview.refusal and fields is not None:
            self.foot.show_remarks([preview.refusal], is_alert=True)
        else:
            self.foot.show_remarks(preview.pages.warnings if preview.pages else ())

    def _on_folded(self, _is_folded: bool) -> None:
        self._show_fold()

    def _show_fold(self) -> None:
        self.back.setVisible(self.panes.is_folded)
        self.to_pages.setVisible(self.panes.is_folded)

    # --- Qt's own names ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pane.start.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.panes.show_list():
            self.left.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.is_shown = True
        self.choose_first()
        self._model.show_pages()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.is_shown = False
        self._model.flush()
