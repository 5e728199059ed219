"""The whole page: what stands above the first item, contents, the blocks, the foot."""

from html import escape

from esscollab_desktop.render.document import Block, Contents, Document, NewSheet
from esscollab_desktop.render.document_html.blocks import Blocks
from esscollab_desktop.render.document_html.look import STYLE
from esscollab_desktop.render.document_html.markup import classes, tag, void
from esscollab_desktop.render.document_survey import kinds_of
from esscollab_desktop.render.document_text import cover_lines, own_title
from esscollab_desktop.render.held import one_line
from esscollab_desktop.render.words import WORDS

# Nothing is loaded and nothing runs, whatever stands in the texts.
_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def html_of(document: Document) -> str:
    """One file, to be written as UTF-8; the same document gives the same text."""
    blocks = Blocks(document)
    ahead, rest = _parted(document.blocks)
    body = "\n".join(
        filter(
            None,
            (
                _header(document, blocks),
                blocks.write(ahead),
                tag("main", blocks.write(rest)),
                _footer(document, blocks),
            ),
        )
    )
    texts = blocks.texts
    named = classes("sans" if document.sans or document.large else None, "large" if document.large else None)
    turned = "rtl" if texts.goes_left else None
    page = tag("html", _head(document), tag("body", body, class_=named), lang=texts.language, dir=turned)
    return f"<!DOCTYPE html>\n{texts.with_chips(page)}\n"


def _head(document: Document) -> str:
    title = one_line(document.title) or document.words.get("untitled", WORDS["untitled"])
    return tag(
        "head",
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=_ALLOWED),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="referrer", content="no-referrer"),
        void("meta", name="color-scheme", content="light dark"),
        tag("title", escape(title)),
        f"<style>{STYLE}</style>",
    )


def _parted(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The contents at the very beginning are no part of what they name."""
    count = 0
    while count < len(blocks) and isinstance(blocks[count], Contents | NewSheet):
        count += 1
    return blocks[:count], blocks[count:]


def _header(document: Document, blocks: Blocks) -> str:
    parts = []
    if document.cover and document.cover.logo:
        parts.append(blocks.figure(document.cover.logo, "logo"))
    for name, words in cover_lines(document.cover, own_title(document)):
        if words:
            element = "h1" if name == "title" else "p"
            parts.append(blocks.texts.plain(element, words, class_=name))
    return tag("header", "\n".join(parts)) if parts else ""


def _footer(document: Document, blocks: Blocks) -> str:
    keys = ((kind, one_line(document.key.get(kind.value, ""))) for kind in kinds_of(document))
    rows = [blocks.texts.plain("li", words, class_=classes("kind", kind)) for kind, words in keys if words]
    foot = one_line(document.foot)
    parts = [
        tag("ul", *rows, class_="key", role="list") if rows else "",
        blocks.texts.plain("p", foot) if foot else "",
    ]
    told = "\n".join(filter(None, parts))
    return tag("footer", told) if told else ""
