"""The neutral document as one HTML file that needs nothing else: no script, no font, nothing loaded."""

from esscollab_desktop.render.document_html.whole import html_of

__all__ = ["html_of"]
