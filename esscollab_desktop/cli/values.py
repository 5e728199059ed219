"""Values on the command line: days, numbers, files, one word out of several."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a day. Write it as 2026-03-31") from None


def counted(most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 7 and 0 < int(text) <= most):
            raise argparse.ArgumentTypeError(f"{text[:20]} is not a number from 1 to {most}")
        return int(text)

    return number


def file(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("needs the name of a file")
    return Path(text)
