"""`python -m esscollab_desktop.packs SRC OUT`: build the content folder SRC into the book OUT."""

import argparse
import sys
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.build import build_book


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m esscollab_desktop.packs", description=__doc__)
    parser.add_argument("src", type=Path, help="folder with book.yaml and the practices")
    parser.add_argument("out", type=Path, help="file to write, such as db/practices.sqlite")
    given = parser.parse_args(arguments)
    try:
        content = build_book(given.src, given.out)
    except UserError as bad:
        sys.stderr.write(f"{bad}\n")
        return 1
    sys.stdout.write(
        f"{given.out}: {len(content.practices)} practices, {len(content.examples)} examples, "
        f"{len(content.sources)} sources\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
