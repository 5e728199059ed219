"""What a user can do with own examples: add, change, delete, bring back."""

from typing import TYPE_CHECKING

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Jurisdiction
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnExample, OwnFields, checked, shown
from esscollab_desktop.services.library import Reading

if TYPE_CHECKING:  # the repository brings SQLAlchemy, which the first painted tree does not wait for
    from esscollab_desktop.storage.notebook.own_examples import OwnExampleRepository


class OwnExamples:
    """The user's own examples. What `add` and `save` return is on disk; calls may come from any thread.

    The notebook that they stand in opens and closes them. A library shows a change after `refresh`.
    """

    def __init__(self, repository: "OwnExampleRepository", book: Reading) -> None:
        self._repository = repository
        self._book = book

    def add(self, practice: str, jurisdiction: str, fields: OwnFields) -> OwnExample:
        """Keep a new example under a practice (`4`) in a jurisdiction (`KS`, `state:KS`, `kansas`).

        Raises UserError where either is not in the book, or a field is missing or too long.
        """
        known = self._practice(practice), self._jurisdiction(jurisdiction).code
        return self._repository.add(*known, checked(fields))

    def save(self, example_id: str, fields: OwnFields, revision: int) -> OwnExample:
        """Write new fields over `revision` (the `OwnExample.revision` that they were made from).

        Where another window wrote first, both are kept, and the example that comes back has another id and
        code: go on in that one, and say so. Practice and jurisdiction stay: the code speaks of them.
        """
        return self._repository.save(example_id, checked(fields), revision)

    def get(self, example_id: str) -> OwnExample | None:
        """One example, deleted ones too; None where the notebook has no such example."""
        return self._repository.get(example_id)

    def by_code(self, text: str, *, deleted: bool = False) -> OwnExample:
        """The live example of a code, or the deleted one. Raises UserError where there is none."""
        code = codes.normalize(text)
        among = {e.code: e for e in (self._repository.deleted() if deleted else self.list())}
        if code in among:
            return among[code]
        what = "a deleted example of your own" if deleted else "an example of your own"
        known = ", ".join(codes.nearest(text[:60], among))
        raise UserError(f"{shown(text)} is not {what}. {f'Near it: {known}.' if known else 'There is none.'}")

    def list(self) -> tuple[OwnExample, ...]:
        """The live examples, oldest first."""
        return self._repository.examples()

    def delete(self, example_id: str) -> OwnExample:
        """Take an example out of the lists; `restore` brings it back. Notes on it stay."""
        return self._repository.delete(example_id)

    def restore(self, example_id: str) -> OwnExample:
        return self._repository.restore(example_id)

    def _practice(self, text: str) -> str:
        code = codes.normalize(text)
        known = [practice.code for practice in self._book.practices()]
        if code not in known:
            raise UserError(f"{shown(text)} is not a practice of this book. Take {_choice(known)}.")
        return code

    def _jurisdiction(self, text: str) -> Jurisdiction:
        """Raises UserError, naming the nearest, for what is neither code nor name of a jurisdiction."""
        letters = codes.normalize(text).removeprefix("state:")
        places = {place.code: place for place in self._book.jurisdictions()}
        if letters in places:
            return places[letters]
        name = " ".join(text.split()).casefold()
        for place in places.values():
            if place.name.casefold() == name:
                return place
        near = ", ".join(f"{code} ({places[code].name})" for code in codes.nearest(letters[:60], places))
        raise UserError(f"{shown(text)} is not a jurisdiction of this book. Near it: {near}.")


def _choice(known: list[str]) -> str:
    return " or ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)
