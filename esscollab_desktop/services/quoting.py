"""Finds the passage of a page that someone names by its words, its letter, or both."""

import re

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Page, Segment, reading_segments

# What a keyboard has for what the book prints.
_ALIKE = {"'": "['‘’]", '"': '["“”]', "-": "[-‐‑–—]"}
_SIGNS = {sign: written for written, signs in _ALIKE.items() for sign in signs[1:-1]}


def passage_of(page: Page, words: str, letter: str = "") -> tuple[int, int]:
    """The one place of these words in the page's reading text, as code points; `letter` narrows.

    Spaces, case and the shape of quotes and dashes don't count. Without words the whole paragraph of the
    letter is meant. Raises UserError where there is no such place, or more than one.
    """
    segments = reading_segments(page)
    text = "\n".join(segment.text for segment in segments)
    lettered = _lettered(page, segments, letter)
    if not words.strip():
        return _whole(page, lettered)
    places = [span for span in _found(text, words) if not letter or _inside(lettered, span)]
    if not places:
        where = f"paragraph {lettered[0].letter}" if letter else "the text"
        raise UserError(
            f"{_quoted(words)} is not in {where} of {page.code}. "
            f"Copy the words from `esscollab show {page.code}`."
        )
    if len(places) > 1:
        raise UserError(_several(page, words, [_letter_at(segments, start) for start, _end in places]))
    return places[0]


def _lettered(page: Page, segments: tuple[Segment, ...], letter: str) -> list[Segment]:
    found = [segment for segment in segments if letter and segment.letter == letter.strip().casefold()]
    if letter and not found:
        letters = [segment.letter for segment in segments if segment.letter]
        told = f"They run from {letters[0]} to {letters[-1]}" if letters else "Its paragraphs have no letters"
        raise UserError(f"{page.code} has no paragraph {_short(letter)}. {told}.")
    return found


def _whole(page: Page, lettered: list[Segment]) -> tuple[int, int]:
    if not lettered:
        raise UserError(
            f"There are no words to look for in {page.code}. Give some of them, or a paragraph’s letter."
        )
    return lettered[0].start, lettered[-1].end


def _found(text: str, words: str) -> list[tuple[int, int]]:
    """All places; where the words stand as whole words, only those."""
    pattern = r"\s+".join("".join(map(_shape, word)) for word in words.split())
    places = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]
    whole = [span for span in places if _is_whole(text, span)]
    return whole or places


def _shape(char: str) -> str:
    written = _SIGNS.get(char, char)
    return _ALIKE.get(written) or re.escape(char)


def _is_whole(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    before = text[start - 1 : start].isalnum() and text[start].isalnum()
    after = text[end : end + 1].isalnum() and text[end - 1].isalnum()
    return not before and not after


def _inside(lettered: list[Segment], span: tuple[int, int]) -> bool:
    return any(segment.start <= span[0] < segment.end for segment in lettered)


def _letter_at(segments: tuple[Segment, ...], place: int) -> str:
    return next((segment.letter for segment in segments if segment.start <= place < segment.end), "")


def _several(page: Page, words: str, letters: list[str]) -> str:
    named = list(dict.fromkeys(letter for letter in letters if letter))
    if len(named) == 1 and all(letters):
        return (
            f"{_quoted(words)} stands {len(letters)} times in paragraph {named[0]} of {page.code}. "
            "Give more of the words around it."
        )
    if not named:
        return (
            f"{_quoted(words)} stands {len(letters)} times in {page.code}. Give more of the words around it."
        )
    listed = " and ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else named[0]
    others = "" if all(letters) else ", and where there is no letter"
    paragraphs = "paragraphs" if len(named) > 1 else "paragraph"
    return (
        f"{_quoted(words)} stands in {paragraphs} {listed} of {page.code}{others}. "
        f"Add --letter {named[0]}, or give more of the words around it."
    )


def _quoted(words: str) -> str:
    return f"“{_short(words)}”"


def _short(words: str) -> str:
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return line[:40] + "…" if len(line) > 40 else line
