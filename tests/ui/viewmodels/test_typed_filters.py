"""Filters among the words: chips read them there and write them there."""

import pytest

from esscollab_desktop.ui.viewmodels.typed_filters import filters_in, same, with_filter, without_filters


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", {}),
        ("funding", {}),
        ("funding kind:related", {"kind": "kind:related"}),
        ("Kind:Related state:mi", {"kind": "Kind:Related", "state": "state:mi"}),
        ('meeting:"Spring forum" funds', {"meeting": 'meeting:"Spring forum"'}),
        ('funds meeting:"Spring fo', {"meeting": 'meeting:"Spring fo'}),  # still being typed
        ("kind: related", {}),
        ("mankind:related", {}),
        ("kind:own kind:related", {"kind": "kind:related"}),
        ("practice:4 funds", {"practice": "practice:4"}),
    ],
)
def test_what_is_typed_is_read(words: str, found: dict[str, str]) -> None:
    assert filters_in(words) == found


def test_a_choice_takes_the_place_of_another() -> None:
    assert with_filter("funding", "kind", "kind:own") == "kind:own funding"
    assert with_filter("funding kind:own", "kind", "kind:related") == "kind:related funding"
    assert with_filter("kind:own funding kind:note", "kind", "kind:related") == "kind:related funding"
    assert with_filter("funding kind:own state:MI", "kind", "") == "funding state:MI"
    assert with_filter("", "meeting", 'meeting:"Spring forum"') == 'meeting:"Spring forum" '


def test_everything_takes_filters_off_and_leaves_the_words() -> None:
    assert without_filters('kind:own  early funding meeting:"Spring forum"') == "early funding"


def test_the_same_filter_may_be_typed_in_several_ways() -> None:
    assert same("state:mi", "state:MI")
    assert same("meeting:forum", 'meeting:"forum"')
    assert not same("state:mi", "state:MA")
