"""Checks what one file alone can't show: codes that lead nowhere or are used twice, and facts told twice."""

from esscollab_desktop.domain.codes import letter
from esscollab_desktop.domain.content import Content, codes_of
from esscollab_desktop.packs.faults import Faults


def check_references(content: Content, faults: Faults) -> None:
    """Add a fault for every such place of a content that has been read."""
    known = codes_of(content)
    _check_aliases(content, known, faults)
    _check_glossary(content, known, faults)
    _check_duplicates(content, faults)
    _check_headlines(content, faults)


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


def _check_duplicates(content: Content, faults: Faults) -> None:
    """A fact with the words of another, upper and lower case apart, was most likely pasted twice."""
    first: dict[str, str] = {}
    for example in content.examples:
        for number, fact in enumerate(example.facts):
            here = f"{example.code}/{letter(number)}"
            there = first.setdefault(fact.text.casefold(), here)
            if fact.text and there != here:
                place, other = content.places[here], content.places[there]
                remedy = f"the same words stand in {other.file}:{other.line}; delete one of the two."
                faults.add(place.file, place.line, "", remedy)


def _check_headlines(content: Content, faults: Faults) -> None:
    """Under one practice a headline tells one example from the others."""
    first: dict[tuple[str, str], str] = {}
    for example in content.examples:
        words = example.headline.casefold()
        there = first.setdefault((example.practice, words), example.code)
        if words and there != example.code:
            place, other = content.places[f"{example.code}/headline"], content.places[f"{there}/headline"]
            remedy = (
                f"{other.file}:{other.line} has the same; say what is different, or delete one of the two."
            )
            faults.add(place.file, place.line, "headline", remedy)
