"""The neutral document as Markdown: CommonMark, with tables as GitHub has them where they are simple."""

from esscollab_desktop.render.document_markdown.whole import markdown_of

__all__ = ["markdown_of"]
