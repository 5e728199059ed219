"""The reading texts of the real book's pages, the ground on which edits are made."""

from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.services.catalogue import Catalogue


def reading_texts(catalogue: Catalogue) -> list[str]:
    """Of all practices and examples, in the book's order."""
    codes = [entry.code for entry in catalogue.practices()] + [entry.code for entry in catalogue.examples()]
    return [reading_text(catalogue.page(code)) for code in codes]
