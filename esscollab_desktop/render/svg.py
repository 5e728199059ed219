"""Pieces of SVG as text: everything escaped, nothing that runs, nothing that is fetched."""

import re
from xml.sax.saxutils import escape, quoteattr

# What XML can't hold, not even escaped.
_UNHELD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def words(text: str) -> str:
    return escape(_UNHELD.sub("\ufffd", text))


def element(name: str, *inside: str, **given: object) -> str:
    """One element; `inside` is markup. A trailing or inner underscore of a name stands for a hyphen."""
    named = "".join(f" {key.strip('_').replace('_', '-')}={_value(value)}" for key, value in given.items())
    return f"<{name}{named}>{''.join(inside)}</{name}>" if inside else f"<{name}{named}/>"


def document(width: float, height: float, title: str, description: str, *inside: str) -> str:
    """A picture that stands by itself, with a name and a description for who does not see it."""
    return element(
        "svg",
        element("title", words(title), id="title"),
        element("desc", words(description), id="desc"),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_labelledby="title desc",
    )


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _value(value: object) -> str:
    told = number(value) if isinstance(value, int | float) else _UNHELD.sub("\ufffd", str(value))
    return quoteattr(told)
