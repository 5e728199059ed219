"""Below the pages: what to know of them, and the ways out: other formats, printer, PDF."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.packet_output import FORMATS
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.flow import SPACING, Flow
from esscollab_desktop.ui.views.plain_label import PlainLabel

FEW = 2  # remarks that stand there; more are opened
ICON = 18
WORDS = 320  # px that the words want beside the buttons


class PacketFoot(QFrame):
    """`save_wanted(ending)`, `print_wanted()`, `folder_wanted()`."""

    save_wanted = Signal(str)
    print_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("packetFoot")
        self._theme, self._icons = theme, icons
        self._remarks: tuple[str, ...] = ()
        self._is_alert = self._is_open = False
        self.sign = PlainLabel(parent=self)
        self.words = PlainLabel(parent=self)
        self.more = QPushButton(self)
        self.buttons = Flow(QMargins(0, 0, 0, 0), self)
        self.formats = QPushButton("Other formats", self.buttons)
        self.print = QPushButton("Print…", self.buttons)
        self.save = QPushButton("Save PDF…", self.buttons)
        self._make_parts()
        theme.changed.connect(self._set_looks)
        self._set_looks()
        self.show_remarks(())

    def _make_parts(self) -> None:
        self.words.setWordWrap(True)
        self.more.setObjectName("linkButton")
        self.more.setFlat(True)
        self.more.clicked.connect(self._on_more)
        menu = QMenu(self.formats)
        for ending, words in FORMATS.items():
            if ending != "pdf":
                menu.addAction(f"{words}…").setData(ending)
        menu.addSeparator()
        menu.addAction("Several packets into a folder…").setData("")
        menu.triggered.connect(self._on_format)
        self.formats.setMenu(menu)
        self.save.setObjectName("primaryButton")
        self._icons.follow(self.print, "printer")
        self._icons.follow(self.save, "file-down", "onaccent")
        for button in (self.formats, self.print, self.save):
            button.setAutoDefault(False)
            self.buttons.add(button)
        self.print.clicked.connect(self.print_wanted)
        self.save.clicked.connect(self._on_save)

    def show_remarks(self, remarks: Sequence[str], is_alert: bool = False) -> None:
        """`is_alert`: the pages could not be made, and those that are seen are older."""
        if tuple(remarks) != self._remarks:
            self._is_open = False
            announce(self, " ".join(remarks[:FEW]))
        self._remarks, self._is_alert = tuple(remarks), is_alert
        self._show()

    def set_ready(self, is_ready: bool) -> None:
        for button in (self.print, self.save):
            button.setEnabled(is_ready)
        for action in self.formats.menu().actions():
            if action.data():
                action.setEnabled(is_ready)

    def _show(self) -> None:
        shown = self._remarks if self._is_open else self._remarks[:FEW]
        hidden = len(self._remarks) - FEW
        self.words.setText((" " if not self._is_open else "\n").join(shown))
        self.more.setText("Show fewer" if self._is_open else f"{hidden} more")
        self.more.setVisible(hidden > 0)
        self.sign.setVisible(bool(shown))
        role, icon = ("alert", "triangle-alert") if self._is_alert else ("ink2", "info")
        size = round(ICON * max(1.0, self._theme.window_text))
        picture = self._icons.icon(icon, role, size)
        self.sign.setPixmap(picture.pixmap(QSize(size, size), self.devicePixelRatioF()))
        palette = self.words.palette()
        palette.setColor(self.words.foregroundRole(), self._theme.color("alert" if self._is_alert else "ink"))
        self.words.setPalette(palette)
        self.updateGeometry()
        self._place()

    # --- placing: the words beside the buttons, or above them where there is no room ---

    def _is_stacked(self, width: int) -> bool:
        wanted = round(WORDS * self._theme.window_text) if self._remarks else 0
        return wanted + self._buttons_width() + 48 > width

    def _buttons_width(self) -> int:
        shown = (self.formats, self.print, self.save)
        return sum(b.sizeHint().width() for b in shown) + SPACING * (len(shown) - 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, only_measure=True)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.buttons.minimumSizeHint().width() + 28, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self.updateGeometry()

    def _place(self) -> None:
        if self.width() > 0:
            self._arrange(self.width(), only_measure=False)

    def _arrange(self, width: int, only_measure: bool) -> int:
        left, top, right = 20, 12, width - 14
        is_stacked = self._is_stacked(width)
        wide = self._buttons_width()
        words_right = right if is_stacked else right - wide - 16
        sign = self.sign.sizeHint() if self._remarks else QSize(0, 0)
        words_left = left + (sign.width() + 8 if self._remarks else 0)
        room = max(80, words_right - words_left)
        words = self.words.heightForWidth(room) if self._remarks else 0
        more = self.more.sizeHint().height() if len(self._remarks) > FEW else 0
        text = words + more
        high = (
            self.buttons.heightForWidth(max(right - left, 80))
            if is_stacked
            else self.save.sizeHint().height()
        )
        whole = text + (8 if text else 0) + high if is_stacked else max(text, high)
        if not only_measure:
            text_top = top if is_stacked else top + (whole - text) // 2
            self.sign.setGeometry(left, text_top, sign.width(), max(sign.height(), min(words, sign.height())))
            self.words.setGeometry(words_left, text_top, room, words)
            self.more.setGeometry(words_left - 6, text_top + words, self.more.sizeHint().width(), more)
            if is_stacked:
                self.buttons.setGeometry(left, top + text + (8 if text else 0), right - left, high)
            else:
                self.buttons.setGeometry(right - wide, top + (whole - high) // 2, wide, high)
        return whole + 2 * top

    # --- what is pressed ---

    def _on_more(self) -> None:
        self._is_open = not self._is_open
        self._show()

    def _on_format(self, action: QAction) -> None:
        ending = action.data()
        if ending:
            self.save_wanted.emit(ending)
        else:
            self.folder_wanted.emit()

    def _on_save(self) -> None:
        self.save_wanted.emit("pdf")

    def _set_looks(self) -> None:
        for label in (self.words, self.more):
            label.setFont(self._theme.type.controls())
        self._show()
