"""What the clipboard gets of a page: the words as the book has them, and where they are from after them."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from esscollab_desktop.services.citing import with_citation, with_citation_as_html
from esscollab_desktop.ui.views.page_document import PageMap

# Gives the citation of a passage, or of the whole page.
Cite = Callable[[tuple[int, int] | None], str]


def copied(cursor: QTextCursor, map_: PageMap, cite: Cite) -> QMimeData:
    """The selected words, or all of the page where none are."""
    if cursor.hasSelection():
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        # What is no running text, a title or a source, has no paragraphs: an empty passage.
        cited = cite(map_.passages.passage(first, last) or (0, 0))
    else:
        first, last = 0, cursor.document().characterCount() - 1
        cited = cite(None)
    words = words_between(cursor, map_, first, last)
    mime = QMimeData()
    mime.setText(with_citation(words, cited))
    mime.setHtml(with_citation_as_html(words, cited))
    return mime


def words_between(cursor: QTextCursor, map_: PageMap, first: int, last: int) -> str:
    """The words of a stretch of the document, without the figures and letters that stand in it."""
    stops = [(max(first, start), min(last, end)) for start, end in map_.beside]
    words, reader = "", QTextCursor(cursor.document())
    for start, end in [*(stop for stop in stops if stop[0] < stop[1]), (last, last)]:
        reader.setPosition(first)
        reader.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        words += reader.selectedText()
        first = end
    return words.replace("\u2029", "\n").replace("\u2028", "\n")
