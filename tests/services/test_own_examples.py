"""What window and command line are promised of own examples: refused with a sentence, kept, brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from esscollab_desktop import bootstrap
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnFields
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.services.own_examples import OwnExamples
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"
SOUND = OwnFields(headline="ten potlucks", text="They were held.")


@pytest.fixture
def own(tmp_path: Path, catalogue: Catalogue) -> Iterator[OwnExamples]:
    notebook = Notebook(open_notebook(tmp_path, MIGRATIONS))
    yield bootstrap.own_examples_in(notebook, catalogue)
    notebook.close()


@pytest.mark.parametrize("typed", ["KS", "ks", " kansas ", "state:KS", "State: ks", "KANSAS"])
def test_a_jurisdiction_may_be_typed_in_any_way(own: OwnExamples, typed: str) -> None:
    assert own.add(" 4 ", typed, SOUND).code == "4.KS-own"


@pytest.mark.parametrize(
    ("practice", "state", "told"),
    [
        ("9", "KS", "9 is not a practice of this book. Take 1, 2, 3, 4 or 5."),
        ("4.MA", "KS", "4.MA is not a practice of this book."),
        ("", "KS", "This is not a practice of this book."),
        ("4", "Kanzas", "Kanzas is not a jurisdiction of this book. Near it: KS (Kansas), "),
        ("4", "", "This is not a jurisdiction of this book. Near it: "),
        ("4", "\x1b[2J\n", "[2J is not a jurisdiction of this book. Near it: "),
    ],
)
def test_places_that_are_not_in_the_book(own: OwnExamples, practice: str, state: str, told: str) -> None:
    with pytest.raises(UserError) as refusal:
        own.add(practice, state, SOUND)
    assert str(refusal.value).startswith(told)
    assert own.list() == ()


def test_an_example_through_its_life(own: OwnExamples) -> None:
    added = own.add("4", "KS", OwnFields(headline=" ten  potlucks ", text="They were held.\n"))
    assert added.fields == SOUND
    assert own.get(added.id) == own.by_code("4.ks-OWN") == added
    saved = own.save(added.id, OwnFields(headline="eleven", text="More."), added.revision)
    assert (saved.id, saved.headline, saved.revision) == (added.id, "eleven", 2)
    with pytest.raises(UserError, match="The example has no headline"):
        own.save(added.id, OwnFields(headline="", text="More."), saved.revision)
    deleted = own.delete(added.id)
    assert own.list() == ()
    with pytest.raises(UserError, match=r"^4\.KS-own is not an example of your own\. There is none\.$"):
        own.by_code("4.KS-own")
    assert own.by_code("4.KS-own", deleted=True) == deleted
    assert own.restore(added.id) == saved
    with pytest.raises(UserError, match=r"^5 is not an example of your own\. Near it: 4\.KS-own\.$"):
        own.by_code("5")
