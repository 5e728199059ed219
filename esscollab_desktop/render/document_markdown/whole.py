"""The whole file: what stands above the first item, the blocks, the foot."""

from esscollab_desktop.render.chips import settled
from esscollab_desktop.render.document import Document, Heading, plain
from esscollab_desktop.render.document_markdown.blocks import Blocks, Parts
from esscollab_desktop.render.document_survey import kinds_of
from esscollab_desktop.render.document_text import cover_lines, own_title
from esscollab_desktop.render.held import one_line


def markdown_of(document: Document) -> str:
    """To be written as UTF-8; the same document gives the same text. Pictures are told in words."""
    blocks = Blocks(document)
    parts = [*_cover(document, blocks), *blocks.write(document.blocks), *_foot(document, blocks)]
    text = "\n\n".join("\n".join(part) for part in parts if part)
    return settled(text, lambda key, _group: f" \\[N{key[1]}\\]") + "\n"


def _cover(document: Document, blocks: Blocks) -> Parts:
    made = []
    for name, words in cover_lines(document.cover, own_title(document)):
        is_title = name == "title" and words
        made.append(blocks.heading(Heading(0, plain(words))) if is_title else blocks.plain(words))
    return made


def _foot(document: Document, blocks: Blocks) -> Parts:
    keys = (document.key.get(kind.value, "") for kind in kinds_of(document))
    told = [blocks.plain(one_line(words)) for words in (*keys, document.foot)]
    return [["* * *"], *told] if any(told) else []
