"""The neutral document as a Word file: real styles, in the order in which it is read."""

from esscollab_desktop.render.document_docx.whole import document_docx

__all__ = ["document_docx"]
