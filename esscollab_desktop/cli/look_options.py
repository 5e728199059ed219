"""The options that say how a packet or a handout is set; what is not given stays as it was."""

import argparse
from dataclasses import replace
from enum import StrEnum
from typing import Any

from esscollab_desktop.cli import values
from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.packets import (
    FontsChoice,
    Language,
    Layout,
    NotesPlace,
    PacketLook,
    PaperSize,
    SourcesForm,
)

CARDS = (2, 4)


def add_look_options(parser: argparse.ArgumentParser) -> None:
    """Give a command the options of a look. A logo stays a file here: whoever keeps pictures takes it in."""
    _choice(parser, "--layout", Layout, "what the pages are made for")
    _choice(parser, "--notes", NotesPlace, "where your notes stand; lines: ruled lines to write on instead")
    parser.add_argument(
        "--visibility",
        metavar="WHO",
        type=visibilities,
        help="which notes: team,record unless named otherwise; private ones only where named",
    )
    _choice(parser, "--paper", PaperSize, "size of the pages")
    _switch(parser, "--large", "large print: 18 points and more")
    _switch(parser, "--sans", "set the text in the sans typeface")
    _choice(parser, "--sources", SourcesForm, "under each item, titles alone, or once at the end")
    _switch(parser, "--contents", "with a page of contents")
    parser.add_argument("--cards", type=int, choices=CARDS, help="how many cards stand on a page")
    _choice(parser, "--language", Language, "of the fixed words, and of the text where it is translated")
    _choice(parser, "--fonts", FontsChoice, "bundled: no letters from this computer’s own typefaces")
    parser.add_argument("--organization", metavar="NAME", help="who hands it out; “” for nobody")
    logos = parser.add_mutually_exclusive_group()
    logos.add_argument("--logo", metavar="FILE", type=values.file, help="its logo, a PNG or an SVG")
    logos.add_argument("--no-logo", action="store_true", help="take the logo off")


def look_of(arguments: argparse.Namespace, base: PacketLook) -> PacketLook:
    """`base` with what the options say. `arguments.logo`, a file or None, is the caller’s to take in."""
    given: dict[str, Any] = {
        "layout": arguments.layout,
        "notes": arguments.notes,
        "visibilities": arguments.visibility,
        "paper": arguments.paper,
        "large": arguments.large,
        "sans": arguments.sans,
        "sources": arguments.sources,
        "contents": arguments.contents,
        "cards": arguments.cards,
        "language": arguments.language,
        "fonts": arguments.fonts,
        "organization": arguments.organization,
        "logo": "" if arguments.no_logo else None,
    }
    return replace(base, **{name: value for name, value in given.items() if value is not None})


def visibilities(text: str) -> frozenset[Visibility]:
    """`team,record` as a set."""
    found = set()
    for word in text.split(","):
        try:
            found.add(Visibility(word.strip().lower()))
        except ValueError:
            raise argparse.ArgumentTypeError(
                f"{word.strip()!r} is not one of private, team and record"
            ) from None
    return frozenset(found)


def _choice(parser: argparse.ArgumentParser, name: str, kind: type[StrEnum], told: str) -> None:
    words = tuple(one.value for one in kind)

    def member(text: str) -> StrEnum | str:
        # What is none of them goes on as it is, and argparse says which there are.
        return kind(text) if text in words else text

    parser.add_argument(name, choices=words, type=member, help=told)


def _switch(parser: argparse.ArgumentParser, name: str, told: str) -> None:
    parser.add_argument(name, action=argparse.BooleanOptionalAction, help=told)
