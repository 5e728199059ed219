"""Finds words in own examples the way the book's index does: accents and case count for nothing."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esscollab_desktop.domain.book import Hit, Kind
from esscollab_desktop.domain.own import OwnExample
from esscollab_desktop.storage.catalogue.search import HIT_BEGINS, HIT_ENDS

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_MARKS = str.maketrans("", "", HIT_BEGINS + HIT_ENDS)
_AROUND = 8
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a text: where it stands, and how it is compared."""

    begins: int
    ends: int
    folded: str


@dataclass(frozen=True, slots=True)
class Field:
    """One searched text of an example. `where` is what the hit calls it."""

    where: str
    text: str
    words: tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """An own example made ready for search."""

    code: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its rank: 0 it was typed itself, 1 words in its title, 2 words in its text."""

    rank: int
    hit: Hit


def searched(example: OwnExample, title: str) -> Searched:
    source = (example.source_title, example.source_publisher)
    texts = (
        ("Code", example.code),
        ("Title", title),
        ("What was done", " ".join(example.paragraphs)),
        ("Partners", "; ".join(f"{name}, {role}" if role else name for name, role in example.partners)),
        ("Sources", ", ".join(part for part in source if part)),
    )
    return Searched(example.code, title, tuple(_field(where, text) for where, text in texts if text))


def wanted_words(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in _words(_normal(text)))[:_MOST_WORDS]


def holds(example: Searched, wanted: Sequence[str]) -> bool:
    """Whether all words are in it, each as the beginning of one; no words are in nothing."""
    return bool(wanted) and all(_is_in(word, example.fields) for word in wanted)


def found(examples: Iterable[Searched], typed: str) -> list[Found]:
    """The examples that hold all words, best first, in their own order within a rank."""
    wanted = wanted_words(typed)
    exact = _folded(" ".join(typed.split()))
    hits = [_found(example, wanted, exact) for example in examples if holds(example, wanted)]
    return sorted(hits, key=lambda found: found.rank)


def _found(example: Searched, wanted: Sequence[str], exact: str) -> Found:
    counts = {field.where: sum(_is_in(word, (field,)) for word in wanted) for field in example.fields}
    best = max(example.fields, key=lambda field: counts[field.where])
    rank = 1 if best.where in {"Code", "Title"} and counts[best.where] == len(wanted) else 2
    if exact in {_folded(example.code), _folded(example.title)}:
        rank = 0
    return Found(rank, Hit(example.code, example.title, Kind.OWN, _snippet(best, wanted), best.where))


def _is_in(word: str, fields: Iterable[Field]) -> bool:
    return any(there.folded.startswith(word) for field in fields for there in field.words)


def _snippet(field: Field, wanted: Sequence[str]) -> str:
    """A few words around the first that was found, all that were found marked."""
    hits = [i for i, word in enumerate(field.words) if word.folded.startswith(tuple(wanted))]
    first = max(0, hits[0] - _AROUND) if hits else 0
    last = min(len(field.words), first + 2 * _AROUND) - 1
    begins = field.words[first].begins if first else 0
    ends = field.words[last].ends if last + 1 < len(field.words) else len(field.text)
    parts, at = ["…" if first else ""], begins
    for i in hits:
        word = field.words[i]
        if word.ends <= ends:
            parts += [field.text[at : word.begins], HIT_BEGINS, field.text[word.begins : word.ends], HIT_ENDS]
            at = word.ends
    parts += [field.text[at:ends], "…" if ends < len(field.text) else ""]
    return "".join(parts)


def _field(where: str, text: str) -> Field:
    text = _normal(text)
    return Field(where, text, tuple(_words(text)))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_MARKS))


def _words(text: str) -> Iterable[_Word]:
    return (_Word(m.start(), m.end(), _folded(m[0])) for m in _WORD.finditer(text))


def _folded(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.casefold()
