"""Checks what one file alone can't show: codes that lead nowhere or are used twice, and facts told twice."""

from esscollab_desktop.domain.codes import letter
from esscollab_desktop.domain.content import Content, codes_of
from esscollab_desktop.domain.long_work import LongWork
from esscollab_desktop.packs.faults import Faults


def check_references(content: Content, faults: Faults, work: LongWork) -> None:
    """Add a fault for every such place of a content that has been read."""
    known = codes_of(content)
    _check_aliases(content, known, faults)
    _check_glossary(content, known, faults)
    _check_duplicates(content, faults, work)
    _check_headlines(content, faults, work)


def _check_aliases(content: Content, known: dict[str, str], faults: Faults) -> None:
    for old, new in content.aliases.items():
        place = content.places[f"alias:{old}"]
        if old in known:
            other = content.places[old]
            remedy = f"this code was given up, but {other.file} uses it again; choose a code never used."
            faults.add(place.file, place.line, old, remedy)
        if new and new not in known:
            faults.add(place.file, place.line, old, f"{new} is not a code of this book; name one that is.")


def _check_glossary(content: Content, known: dict[str, str], faults: Faults) -> None:
    for term in content.glossary.values():
        place = content.places[term.code]
        for code in term.see:
            if code not in known:
                remedy = f"{code} is not a code of this book; mend it or take it out."
                faults.add(place.file, place.line, "see", remedy)


def _check_duplicates(content: Content, faults: Faults, work: LongWork) -> None:
    """A fact with the words of another, upper and lower case apart, was most likely pasted twice."""
    twice = _told_twice(content, work)
    first: dict[str, str] = {}
    for example in content.examples if twice else ():
        work.ask()
        for number, fact in enumerate(example.facts):
            words = fact.text.casefold()
            if hash(words) not in twice:
                continue
            here = f"{example.code}/{letter(number)}"
            there = first.setdefault(words, here)
            if words and there != here:
                place, other = content.places[here], content.places[there]
                remedy = f"the same words stand in {other.file}:{other.line}; delete one of the two."
                faults.add(place.file, place.line, "", remedy)


def _told_twice(content: Content, work: LongWork) -> set[int]:
    """Hashes of what stands more than once; all the texts in lower case would take too much room."""
    seen: set[int] = set()
    twice: set[int] = set()
    for example in content.examples:
        work.ask()
        for fact in example.facts:
            words = hash(fact.text.casefold())
            (twice if words in seen else seen).add(words)
    return twice


def _check_headlines(content: Content, faults: Faults, work: LongWork) -> None:
    """Under one practice a headline tells one example from the others."""
    first: dict[tuple[str, str], str] = {}
    for example in content.examples:
        work.ask()
        words = example.headline.casefold()
        there = first.setdefault((example.practice, words), example.code)
        if words and there != example.code:
            place, other = content.places[f"{example.code}/headline"], content.places[f"{there}/headline"]
            remedy = (
                f"{other.file}:{other.line} has the same; say what is different, or delete one of the two."
            )
            faults.add(place.file, place.line, "headline", remedy)
