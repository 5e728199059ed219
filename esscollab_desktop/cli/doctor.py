"""`esscollab doctor`: versions, places, and the health of book and notebook."""

import argparse
from typing import Any

from esscollab_desktop.cli.invocation import Invocation


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("doctor", parents=[everywhere], help="check book, notebook and places")
    parser.set_defaults(run=run)


def run(_given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.services.health import examine_all

    report = examine_all(invocation.bundle, invocation.data)
    invocation.say("\n".join(f"{name}: {words}" for name, words in report.lines))
    return 0 if report.is_sound else 1
