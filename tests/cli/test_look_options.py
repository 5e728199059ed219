"""The options of a look: each says its part, what is not given stays."""

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from esscollab_desktop.cli.look_options import add_look_options, look_of
from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.packets import (
    SHARED,
    FontsChoice,
    Language,
    Layout,
    NotesPlace,
    PacketLook,
    PaperSize,
    SourcesForm,
)


def given(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_look_options(parser)
    return parser.parse_args(words)


def test_nothing_given_changes_nothing() -> None:
    base = replace(PacketLook(), layout=Layout.CARDS, large=True, logo="ab", organization="PTA")
    assert look_of(given(), base) == base
    assert look_of(given(), PacketLook()).visibilities == SHARED, "private never by default"


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("--layout one-pager", "layout", Layout.ONE_PAGER),
        ("--notes margin", "notes", NotesPlace.MARGIN),
        ("--visibility record,private", "visibilities", {Visibility.RECORD, Visibility.PRIVATE}),
        ("--paper a4", "paper", PaperSize.A4),
        ("--large", "large", True),
        ("--sans", "sans", True),
        ("--sources list", "sources", SourcesForm.LIST),
        ("--no-contents", "contents", False),
        ("--cards 4", "cards", 4),
        ("--language en+es", "language", Language.BOTH),
        ("--fonts bundled", "fonts", FontsChoice.BUNDLED),
        ("--organization PTA", "organization", "PTA"),
    ],
)
def test_each_option_says_its_part(words: str, field: str, value: object) -> None:
    look = look_of(given(*words.split()), PacketLook())
    assert getattr(look, field) == value
    assert type(getattr(look, field)) is type(getattr(PacketLook(), field))
    assert look == replace(PacketLook(), **{field: getattr(look, field)})


def test_each_switch_goes_both_ways() -> None:
    base = replace(PacketLook(), large=True, sans=True, contents=False, logo="ab", organization="PTA")
    off = given("--no-large", "--no-sans", "--contents", "--no-logo", "--organization", "")
    assert look_of(off, base) == PacketLook()


def test_a_logo_stays_a_file_for_the_caller() -> None:
    arguments = given("--logo", "seal.svg")
    assert arguments.logo == Path("seal.svg")
    assert look_of(arguments, PacketLook()) == PacketLook()


@pytest.mark.parametrize("words", ["--layout poster", "--cards 3", "--visibility all", "--logo a --no-logo"])
def test_what_is_none_of_them_is_refused(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        given(*words.split())
    told = capsys.readouterr().err
    assert told and "<" not in told
