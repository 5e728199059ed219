"""Where a link of a handout may lead: to the web, or to a mailbox."""

import re
from urllib.parse import quote, urlsplit

_LONGEST_ADDRESS = 2000  # Word calls a file with a longer one damaged
_MAILBOX = re.compile(r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII | re.IGNORECASE)


def web_address(link: str) -> str:
    """The address as every office program takes it; empty where it is none of the web."""
    try:
        parts = urlsplit(link.strip())
        host = parts.hostname or ""
        host.encode("idna")
        named = quote(link.strip(), safe="%/:=&?~#+!$,;'@()*[]")
    except (ValueError, UnicodeError):
        return ""
    is_web = parts.scheme in {"http", "https"} and re.fullmatch(r"[\w.-]+", host) is not None
    return named if is_web and len(named) < _LONGEST_ADDRESS and not re.search(r"[\[\]]", named) else ""


def followed(link: str) -> str:
    """What a link on a page leads to: the web or a mailbox, and nothing else."""
    return link.strip() if _MAILBOX.fullmatch(link.strip()) else web_address(link)
