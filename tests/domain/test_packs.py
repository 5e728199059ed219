"""Names, versions and languages that a pack may bear."""

import pytest

from esscollab_desktop.domain.packs import (
    RESERVED_NAMES,
    Signer,
    is_language,
    is_older,
    is_version,
    name_fault,
)


@pytest.mark.parametrize("name", ["ohio-office", "a", "a1-2", "x" * 32, "com", "lpt10"])
def test_good_names(name: str) -> None:
    assert name_fault(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "",
        "1a",
        "-a",
        "a-",
        "a--b",
        "A",
        "a b",
        "a/b",
        "..",
        "a.b",
        "a\n",
        "é",
        "x" * 33,
        *sorted(RESERVED_NAMES),
    ],
)
def test_names_that_no_pack_may_bear(name: str) -> None:
    assert name_fault(name).endswith((".", "choose another."))


@pytest.mark.parametrize(
    ("version", "needed", "older"),
    [
        ("0.1.0", "", False),
        ("0.1.0", "0.1", False),
        ("0.1", "0.1.0", False),
        ("0.1.0", "0.1.1", True),
        ("0.9", "0.10", True),
        ("1.0", "0.10", False),
        ("0.4.dev1", "0.4", False),
    ],
)
def test_versions_compare_by_number(version: str, needed: str, older: bool) -> None:
    assert is_older(version, needed) is older


def test_what_is_a_version_and_what_a_language() -> None:
    assert [
        text for text in ("0.4", "1", "1.2.3.4", "", ".4", "1.", "1.2.3.4.5", "x") if is_version(text)
    ] == [*("0.4", "1", "1.2.3.4")]
    assert [
        text for text in ("en", "es-MX", "NO", "haw", "", "e", "en,es", "English") if is_language(text)
    ] == [*("en", "es-MX", "NO", "haw")]


def test_a_fingerprint_is_eight_groups_of_four() -> None:
    told = Signer("00" * 32).fingerprint
    assert [len(group) for group in told.split(" ")] == [4] * 8
    assert told != Signer("01" + "00" * 31).fingerprint
