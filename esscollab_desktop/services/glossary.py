"""Finds the terms of the glossary in what a page says, so that they can be explained in place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from esscollab_desktop.domain.book import GlossaryTerm
from esscollab_desktop.domain.page import Page, reading_parts

_CUT_SHORT = frozenset(("and", "for", "in", "of", "on", "the", "to", "with"))
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A term where it stands in a page's reading text, as code points."""

    start: int
    end: int
    term: GlossaryTerm


@dataclass(frozen=True, slots=True)
class _Form:
    words: str
    term: GlossaryTerm
    is_exact: bool

    def stands_in(self, text: str, start: int) -> bool:
        end = start + len(self.words)
        there = text[start:end]
        if there != self.words and (self.is_exact or there.casefold() != self.words.casefold()):
            return False
        return not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


class Glossary:
    """Terms by their first words. Of two terms with one form the first has it."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        for term in terms:
            for words in (term.term, *term.names):
                self._add(normalize("NFC", words.strip()), term)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.words))

    def _add(self, words: str, term: GlossaryTerm) -> None:
        if first := _WORD.match(words):
            form = _Form(words, term, _is_exact(words))
            self._forms.setdefault(first[0].casefold(), []).append(form)

    def mentions(self, page: Page) -> tuple[Mention, ...]:
        """Where terms stand in the page, in reading order: each once in the lead and once in each section.

        The longest form wins. Not in names and titles of lists, and no term on its own page.
        """
        found = []
        for part in reading_parts(page):
            told = {page.code}
            for segment in part:
                if segment.is_label:
                    continue
                for start, form in self._in_text(segment.text):
                    if form.term.code not in told:
                        told.add(form.term.code)
                        at = segment.start + start
                        found.append(Mention(at, at + len(form.words), form.term))
        return tuple(found)

    def _in_text(self, text: str) -> Iterator[tuple[int, _Form]]:
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            forms = self._forms.get(word[0].casefold(), ())
            form = next((form for form in forms if form.stands_in(text, word.start())), None)
            if form:
                end = word.start() + len(form.words)
                yield word.start(), form


def _is_exact(words: str) -> bool:
    """Whether capitals count: in acronyms (`SEAs` are no `seas`), in names cut short (`Partners for`)."""
    is_acronym = any(sum(map(str.isupper, word)) > 1 for word in words.split())
    return is_acronym or words.rsplit(maxsplit=1)[-1].casefold() in _CUT_SHORT
