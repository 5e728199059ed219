"""Head and foot of the sheets, and the sheets' own sizes."""

from typing import Any

from docx.document import Document as WordDocument

from esscollab_desktop.render.document import Document, Opening, walk
from esscollab_desktop.render.document_docx.blocks import Blocks
from esscollab_desktop.render.document_docx.look import LINE, Look, Sheet
from esscollab_desktop.render.document_docx.runs import Runs
from esscollab_desktop.render.document_docx.xml import Element, field, text_element, w
from esscollab_desktop.render.document_survey import kinds_of
from esscollab_desktop.render.held import one_line
from esscollab_desktop.render.words import WORDS

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Sheets:
    """Fills in the sections; sheets of one kind share their head and foot."""

    def __init__(self, word: WordDocument, document: Document, runs: Runs, blocks: Blocks) -> None:
        self._word = word
        self._document = document
        self._runs = runs
        self._blocks = blocks
        self._margin = Look.of(document).margin_width
        self._is_large = document.large
        self._made: dict[str, tuple[str, str]] = {}

    def fill(self, section: Element, sheet: Sheet) -> None:
        head, foot = self._made.get(sheet.name) or self._make(sheet)
        for name, part in (("headerReference", head), ("footerReference", foot)):
            reference = w(name, type="default")
            reference.set(_R_ID, part)
            section.append(reference)
        orient = "landscape" if sheet.width > sheet.height else None
        section.append(w("type", val="nextPage"))
        section.append(w("pgSz", w=sheet.width, h=sheet.height, orient=orient))
        from_edge = 380 if sheet.bare else 720
        section.append(
            w(
                "pgMar",
                top=sheet.top,
                right=sheet.right,
                bottom=sheet.bottom,
                left=sheet.left,
                header=from_edge,
                footer=300 if sheet.bare else 560,
                gutter=0,
            )
        )

    def _make(self, sheet: Sheet) -> tuple[str, str]:
        part: Any = self._word.part
        header, head_id = part.add_header_part()
        footer, foot_id = part.add_footer_part()
        for made, lines in ((header, self._head(sheet)), (footer, self._foot(sheet))):
            for old in list(made.element):
                made.element.remove(old)
            made.element.extend(lines)
        self._made[sheet.name] = head_id, foot_id
        return head_id, foot_id

    def _head(self, sheet: Sheet) -> list[Element]:
        if sheet.bare:
            return [w("p", w("pPr", w("pStyle", val="Header")))]
        rule = w("pBdr", w("bottom", val="single", sz=4, space=5, color=LINE))
        left, right = one_line(self._document.head), self._running()
        parted = [w("r", w("tab"))] if left and right else []
        runs = [*self._runs.plain(left), *parted, *self._runs.plain(right)]
        return [self._edge("Header", sheet, runs, rule)]

    def _foot(self, sheet: Sheet) -> list[Element]:
        rule = None if sheet.bare else w("pBdr", w("top", val="single", sz=4, space=5, color=LINE))
        lines = []
        kinds = () if sheet.bare else kinds_of(self._document)
        keys = [(kind, one_line(self._document.key.get(kind.value, ""))) for kind in kinds]
        if told := [(kind, words) for kind, words in keys if words]:
            runs: list[Element] = []
            for place, (kind, words) in enumerate(told):
                runs += [w("r", text_element("\u2003"))] if place else []
                runs += [*self._blocks.mark(kind), *self._runs.plain(words)]
            lines.append(self._edge("Footer", sheet, runs, rule, w("spacing", after=60)))
            rule = None
        page, of = (one_line(self._document.words.get(word, WORDS[word])) for word in ("page", "of"))
        pages = [
            *self._runs.plain(f"{page} ", "Strong"), *field("PAGE", "1", "Strong"),
            *self._runs.plain(f" {of} ", "Strong"), *field("NUMPAGES", "1", "Strong"),
        ]  # fmt: skip
        foot = self._runs.plain(one_line(self._document.foot))
        if self._is_large:
            lines += [self._edge("Footer", sheet, foot, rule), self._edge("Footer", sheet, pages)]
        else:
            lines.append(self._edge("Footer", sheet, [*foot, w("r", w("tab")), *pages], rule))
        return lines

    def _edge(self, style: str, sheet: Sheet, runs: list[Element], *more: Element | None) -> Element:
        """A line from the left edge of the rail to the right of the notes."""
        margin = self._margin if sheet.name == "text" else 0
        tab = w("tabs", w("tab", val="right", pos=sheet.room + margin))
        hang = w("ind", left=-sheet.overhang, right=-margin)
        return w("p", w("pPr", w("pStyle", val=style), tab, hang, *more), *runs)

    def _running(self) -> str:
        """What is open: the one item, or the whole; nothing where the head says it already."""
        if self._is_large:  # the title of the item stands on the sheet, and large
            return ""
        openings = [block for block in walk(self._document.blocks) if isinstance(block, Opening)]
        running = openings[0].running if len(openings) == 1 else self._document.title
        told = one_line(running)
        return "" if told == one_line(self._document.head) else told
