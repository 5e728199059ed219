"""A typed text leads to one code, or to a sentence that names the choice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worded_book import write_worded_content

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.storage.catalogue.reader import CatalogueReader


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder = tmp_path_factory.mktemp("worded")
    build_book(write_worded_content(folder / "content"), folder / "book.sqlite")
    opened = Catalogue(CatalogueReader(folder / "book.sqlite"))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("glossary:sea", "glossary:SEA"),
        ("Glossary: SEA", "glossary:SEA"),
        ("sea", "glossary:SEA"),
        ("State educational agency", "glossary:SEA"),
        ("glossary:town hall", "glossary:town-hall"),
        ("org:MASSINC", "org:massinc"),
        ("mass institute", "org:massinc"),
        ("org:Mass Institute", "org:massinc"),
        ("topic:Native American", "topic:tribes"),
        ("source:PAPER", "source:paper"),
        ("NYSED", "state:NY"),
        ("1.nh", "1.NY"),
        ("org:mass-inc", "org:massinc"),
    ],
)
def test_codes_names_and_former_codes(worded: Catalogue, typed: str, code: str) -> None:
    assert worded.resolve(typed) == code


@pytest.mark.parametrize("typed", ["DESE", "dese", "glossary:DESE"])
def test_a_short_name_of_several_agencies_names_each(worded: Catalogue, typed: str) -> None:
    with pytest.raises(UserError) as caught:
        worded.resolve(typed)
    assert str(caught.value) == (
        "DESE is the short name of 2 agencies: Massachusetts (state:MA), Vermont (state:VT). "
        "Type one of these codes."
    )


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("org:massink", "org:massinc"),
        ("org:mass institut", "org:massinc"),
        ("glossary:SEAS", "glossary:SEA"),
        ("native americans", "topic:tribes"),
        ("topic:consult", "topic:consultation"),
    ],
)
def test_the_nearest_of_the_same_sort(worded: Catalogue, typed: str, near: str) -> None:
    with pytest.raises(UserError, match=rf"is not a code in this book\. Near it: {near}[,.]"):
        worded.resolve(typed)


def test_the_real_book_never_takes_one_agency_for_another(catalogue: Catalogue) -> None:
    for name, states in {
        "ADE": ["AZ", "AR"],
        "CDE": ["CA", "CO"],
        "DESE": ["MA", "MO"],
        "MDE": ["MI", "MN", "MS"],
        "NDE": ["NE", "NV"],
        "ODE": ["OH", "OR"],
    }.items():
        with pytest.raises(UserError) as caught:
            catalogue.resolve(name)
        assert str(caught.value).startswith(f"{name} is the short name of {len(states)} agencies: ")
        assert all(f"(state:{state})" in str(caught.value) for state in states)
    assert catalogue.resolve("osse") == "state:DC"
    assert catalogue.resolve("glossary:DESE") == "glossary:DESE"


def test_any_text_gives_a_known_code_or_a_sentence(worded: Catalogue, tmp_path: Path) -> None:
    reader = CatalogueReader(_book(tmp_path))
    known = set(reader.codes())
    reader.close()

    @given(
        st.text()
        | st.sampled_from(["org:", "glossary:", "topic:", ":", "state:"]).flatmap(
            lambda prefix: st.text(max_size=8).map(lambda rest: prefix + rest)
        )
    )
    @settings(deadline=None)
    def resolve(text: str) -> None:
        try:
            assert worded.resolve(text) in known
        except UserError as refusal:
            assert "\n" not in str(refusal)
            assert len(str(refusal)) < 400

    resolve()


def _book(folder: Path) -> Path:
    build_book(write_worded_content(folder / "content"), folder / "book.sqlite")
    return folder / "book.sqlite"
