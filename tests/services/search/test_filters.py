"""What filters leave: by id, label and other names; what names nothing is told, never obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esscollab_desktop.domain.book import Jurisdiction, Topic
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.search.filters import Filters, Meeting, read
from esscollab_desktop.storage.catalogue.search import Narrowed

TOPICS = (
    Topic("people", "people of the state", "people"),
    Topic("tribes", "tribes", "people", ("Native American",), "people"),
    Topic("consultation", "tribal consultation", "method", (), "tribes"),
    Topic("round", "a", "method", (), "square"),
    Topic("square", "b", "method", (), "round"),
    Topic("writing", "writing the plan", "stage"),
)
MEETINGS = (Meeting("m2", "Spring forum, 2027"), Meeting("m1", "Spring forum, 2026"), Meeting("m0", "Été"))


@pytest.fixture(scope="module")
def places(catalogue: Catalogue) -> tuple[Jurisdiction, ...]:
    return catalogue.jurisdictions()


def left(places: tuple[Jurisdiction, ...], *typed: tuple[str, str]) -> Filters:
    return read(typed, places, TOPICS, MEETINGS)


@pytest.mark.parametrize("value", ["MI", "mi", "Michigan", "MICHIGAN"])
def test_states(places: tuple[Jurisdiction, ...], value: str) -> None:
    assert left(places, ("state", value)).narrowed.jurisdiction == "MI"


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ("related", {"related"}),
        ("Related", {"related"}),
        ("partners", {"organization"}),
        ("state", {"jurisdiction"}),
        ("terms", {"glossary"}),
        ("example", {"published", "related", "own"}),
        ("concern", {"note:concern"}),
        ("notes", {"note"}),
        ("sources", {"source"}),
        ("about", {"about"}),
    ],
)
def test_kinds(places: tuple[Jurisdiction, ...], value: str, kinds: set[str]) -> None:
    assert left(places, ("kind", value)).narrowed.kinds == kinds


def test_a_topic_holds_those_under_it(places: tuple[Jurisdiction, ...]) -> None:
    for value in ("tribes", "Native American", "native  american"):
        assert left(places, ("topic", value)).narrowed.topics == ("tribes", "consultation")
    assert set(left(places, ("topic", "people")).narrowed.topics) == {"people", "tribes", "consultation"}
    assert set(left(places, ("topic", "round")).narrowed.topics) == {"round", "square"}
    stage = left(places, ("topic", "writing the plan")).narrowed
    assert (stage.topics, stage.stages) == (("writing",), ("writing the plan",))


def test_a_meeting_is_named_by_how_its_title_begins(places: tuple[Jurisdiction, ...]) -> None:
    assert left(places, ("meeting", "spring")).meetings == ("m2", "m1")
    assert left(places, ("meeting", "Spring forum, 2026")).meetings == ("m1",)
    assert left(places, ("meeting", "ete")).meetings == ("m0",)
    assert left(places).meetings is None


def test_what_names_nothing_is_told(places: tuple[Jurisdiction, ...]) -> None:
    found = left(
        places, ("state", "XX"), ("kind", "nothing"), ("topic", "none"), ("meeting", "Autumn"), ("state", "")
    )
    assert found.ignored == ("state:XX", "kind:nothing", "topic:none", "meeting:Autumn", "state:")
    assert found.is_empty
    assert found.narrowed == Narrowed()


def test_the_last_of_a_name_counts(places: tuple[Jurisdiction, ...]) -> None:
    found = left(places, ("state", "MI"), ("practice", "4"), ("state", "OH"), ("state", "XX"))
    assert (found.narrowed.jurisdiction, found.narrowed.practice, found.ignored) == ("OH", "4", ("state:XX",))
    assert not found.is_empty


@given(st.lists(st.tuples(st.sampled_from(["state", "kind", "topic", "meeting"]), st.text())))
def test_any_value_is_taken_or_told(typed: list[tuple[str, str]]) -> None:
    found = read(typed, (), TOPICS, MEETINGS)
    assert set(found.ignored) <= {f"{name}:{value}" for name, value in typed}
    assert all(f"{name}:{value}" in found.ignored for name, value in typed if name == "state")
