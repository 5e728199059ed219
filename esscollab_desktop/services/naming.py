"""Which code a typed text means: a code in any case, a former code, a name, an agency's short name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Protocol

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Jurisdiction
from esscollab_desktop.domain.errors import UserError

_LIKENESS = 0.7


class Codes(Protocol):
    """The codes of a book, which are too many to be held."""

    def code_of(self, typed: str) -> str: ...
    def has_codes_of(self, prefix: str) -> bool: ...
    def codes_around(self, typed: str, prefix: str = "") -> Sequence[str]: ...


class Naming:
    """Answers from the book's codes, former codes and names.

    `words` gives (name, code) of organizations, terms and topics; it is asked only where nothing else fits.
    """

    def __init__(
        self,
        known: Codes,
        aliases: Mapping[str, str],
        places: Iterable[Jurisdiction],
        words: Callable[[], Iterable[tuple[str, str]]],
    ) -> None:
        self._codes = known
        self._aliases = {old.casefold(): code for old, code in aliases.items()}
        self._places = tuple(places)
        self._words = words

    def resolve(self, text: str) -> str:
        """The one code that is meant. Raises UserError naming the choice, or the nearest codes."""
        if not text.strip():
            raise UserError("That is an empty code. Type one, such as 4, 4.MA or state:MI.")
        wanted = codes.normalize(text).casefold()
        for code in (wanted, f"state:{wanted}"):
            if found := self._codes.code_of(code) or self._aliases.get(code):
                return found
        name = " ".join(text.split()).casefold()
        places = {place.name.casefold(): f"state:{place.code}" for place in self._places}
        if found := places.get(name) or self._agency(name):
            return found
        kind, colon, rest = name.partition(":")
        words = self._named(f"{kind}:" if colon else "")
        if found := words.get(rest.strip() if colon else name):
            return found
        raise UserError(f"{_shown(text)} is not a code in this book. Near it: {self._near(text, places)}.")

    def leads_to(self, code: str) -> str:
        """What this very code, or what took its place, is called now; empty where it only sounds like one."""
        wanted = code.casefold()
        return self._codes.code_of(wanted) or self._aliases.get(wanted, "")

    def _agency(self, name: str) -> str:
        """The state whose agency has this short name; empty where none has. Raises UserError for several."""
        short = name.removeprefix("glossary:").strip()
        found = [place for place in self._places if place.sea_acronym.casefold() == short]
        if len(found) > 1:
            listed = ", ".join(f"{place.name} (state:{place.code})" for place in found)
            raise UserError(
                f"{found[0].sea_acronym} is the short name of {len(found)} agencies: {listed}. "
                "Type one of these codes."
            )
        return f"state:{found[0].code}" if found and short == name else ""

    def _named(self, prefix: str) -> dict[str, str]:
        """Codes by name; of records with the same name the first."""
        found: dict[str, str] = {}
        for name, code in self._words():
            if code.startswith(prefix):
                found.setdefault(name.casefold(), code)
        return found

    def _near(self, text: str, places: dict[str, str]) -> str:
        prefix, colon, rest = text.casefold()[:60].partition(":")
        if colon and prefix != "state" and self._codes.has_codes_of(prefix):
            names = self._named(f"{prefix}:")
            near = [names[name] for name in get_close_matches(rest.strip(), names, n=3, cutoff=_LIKENESS)]
            wanted = f"{prefix}:{rest.strip()}"
            pool = {code.casefold(): code for code in self._codes.codes_around(wanted, prefix)}
            alike = get_close_matches(wanted, pool, n=3, cutoff=0.0)
            return ", ".join(dict.fromkeys(near or [pool[code] for code in alike]))
        typed = " ".join(text[:60].split()).casefold()
        for names in (places, self._named("")):
            if near := get_close_matches(typed, names, n=3, cutoff=_LIKENESS):
                return ", ".join(dict.fromkeys(names[name] for name in near))
        return ", ".join(codes.nearest(text[:60], self._codes.codes_around(text[:60])))


def _shown(text: str) -> str:
    """A typed text as it can be repeated in a sentence: one line, nothing unprintable, not endless."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return (line[:40] + "…" if len(line) > 40 else line) or "This text"
