"""`esscollab own add|list|edit|delete|restore|export`: examples from the user's own office."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli import terminal, typed
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.page_text import SIGNS
from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import EXPERIENCE, OwnExample, OwnFields

if TYPE_CHECKING:
    from esscollab_desktop.services.library import Library
    from esscollab_desktop.services.own_examples import OwnExamples

# Option, field, help.
_FIELDS = (
    ("headline", "headline", "what was done, in at most 70 characters"),
    ("district", "district", "the district that did it; without one, the state did"),
    ("source-title", "source_title", "where it can be read; without a title it is your own experience"),
    ("source-publisher", "source_publisher", "who published the source"),
    ("source-address", "source_address", "the source's address on the web"),
)


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("own", parents=[everywhere], help="keep examples of your own office")
    verbs = parser.add_subparsers(metavar="add|list|edit|delete|restore|export", required=True)
    adding = verbs.add_parser("add", parents=[everywhere], help="add an example")
    adding.add_argument("--practice", metavar="N", required=True, help="the practice it belongs to: 4")
    adding.add_argument("--state", metavar="ST", required=True, help="the state: KS, or its name")
    _add_fields(adding, "what was done; without it, standard input is read")
    adding.set_defaults(run=run_add)
    listing = verbs.add_parser("list", parents=[everywhere], help="list them, oldest first")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=run_list)
    editing = verbs.add_parser("edit", parents=[everywhere], help="change an example")
    _add_code(editing, run_edit)
    _add_fields(editing, "what was done, in place of what stood there")
    _add_code(verbs.add_parser("delete", parents=[everywhere], help="delete an example"), run_delete)
    _add_code(verbs.add_parser("restore", parents=[everywhere], help="bring back a deleted one"), run_restore)
    exporting = verbs.add_parser("export", parents=[everywhere], help="write them as sources of a pack")
    exporting.add_argument("folder", metavar="FOLDER", help="a new or empty folder")
    exporting.set_defaults(run=run_export)


def _add_code(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("code", metavar="CODE", help="the example's code: 4.KS-own")
    parser.set_defaults(run=run)


def _add_fields(parser: argparse.ArgumentParser, text_help: str) -> None:
    for option, _field, told in _FIELDS:
        needed = option == "headline" and parser.get_default("run") is None
        parser.add_argument(f"--{option}", metavar="T", required=needed, help=told)
    parser.add_argument("--text", metavar="T", help=text_help)
    parser.add_argument("--partner", metavar="P", action="append", help="“Name: role”; once for each partner")


def run_add(given: argparse.Namespace, invocation: Invocation) -> int:
    text = typed.standard_input("the example") if given.text is None else given.text
    fields = _changed(OwnFields(headline="", text=text), given)
    with _own_examples(invocation) as (own, library):
        added = own.add(given.practice, given.state, fields)
        library.refresh()
        invocation.say(f"Added {added.code}: {library.title_of(added.code)}")
    return 0


def run_edit(given: argparse.Namespace, invocation: Invocation) -> int:
    with _own_examples(invocation) as (own, library):
        example = own.by_code(given.code)
        fields = _changed(example.fields, given)
        if fields == example.fields:
            raise UserError(f"Nothing changes in {example.code}. Name a field, such as --headline.")
        saved = own.save(example.id, fields, example.revision)
        library.refresh()
        if saved.code != example.code:
            invocation.remark(f"{example.code} was changed elsewhere at the same time, so both are kept.")
        invocation.say(f"Saved {saved.code}: {library.title_of(saved.code)}")
    return 0


def _changed(fields: OwnFields, given: argparse.Namespace) -> OwnFields:
    """The fields with what was given on the command line in their place."""
    changes: dict[str, Any] = {
        field: getattr(given, field) for _option, field, _told in _FIELDS if getattr(given, field) is not None
    }
    if given.text is not None:
        changes["text"] = given.text
    if given.partner is not None:
        changes["partners"] = tuple(_partner(words) for words in given.partner if words.strip())
    return replace(fields, **changes)


def _partner(words: str) -> tuple[str, str]:
    name, _colon, role = words.partition(": ")
    return name.strip(), role.strip()


def run_list(given: argparse.Namespace, invocation: Invocation) -> int:
    with _own_examples(invocation) as (own, library):
        examples = [(example, library.title_of(example.code)) for example in own.list()]
    if given.json:
        invocation.say_json([_plain(example, title) for example, title in examples])
    elif examples:
        invocation.say("\n\n".join(_text(*told, terminal.columns()) for told in examples))
    else:
        invocation.say("No example of your own yet. `esscollab own add --help` tells how to add one.")
    return 0


def _plain(example: OwnExample, title: str) -> dict[str, Any]:
    return {
        "code": example.code,
        "title": title,
        "kind": str(Kind.OWN),
        "practice": example.practice,
        "jurisdiction": example.jurisdiction,
        "district": example.district,
        "headline": example.headline,
        "text": example.text,
        "partners": [{"name": name, "role": role} for name, role in example.partners],
        "source_title": example.source_title,
        "source_publisher": example.source_publisher,
        "source_address": example.source_address,
        "created_at": example.created_at,
        "updated_at": example.updated_at,
    }


def _text(example: OwnExample, title: str, width: int) -> str:
    written = example.updated_at.astimezone().strftime("%Y-%m-%d %H:%M")
    source = example.source_title if example.has_source else EXPERIENCE
    head = terminal.wrapped(title, width, f"{SIGNS[Kind.OWN]} {example.code}  ", "    ")
    return f"{head}\n{terminal.wrapped(f'{written}. {source}', width, '    ')}"


def run_delete(given: argparse.Namespace, invocation: Invocation) -> int:
    with _own_examples(invocation) as (own, _library):
        deleted = own.delete(own.by_code(given.code).id)
    invocation.say(f"Deleted {deleted.code}. `esscollab own restore {deleted.code}` brings it back.")
    return 0


def run_restore(given: argparse.Namespace, invocation: Invocation) -> int:
    with _own_examples(invocation) as (own, library):
        restored = own.restore(own.by_code(given.code, deleted=True).id)
        library.refresh()
        invocation.say(f"Brought back {restored.code}: {library.title_of(restored.code)}")
    return 0


def run_export(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.services.own_export import export_own_examples

    with _own_examples(invocation) as (own, library):
        report = export_own_examples(own.list(), library.book, Path(given.folder), date.today())
    for code, name in report.examples:
        invocation.say(f"{code}  {report.folder / name}")
    for remark in report.remarks:
        invocation.remark(remark)
    return 0


@contextmanager
def _own_examples(invocation: Invocation) -> Iterator[tuple["OwnExamples", "Library"]]:
    """The own examples of the user's notebook, and a library that reads them."""
    from esscollab_desktop.bootstrap import open_catalogue, own_examples_in
    from esscollab_desktop.services.library import Library

    library = Library(open_catalogue(invocation.bundle))
    try:
        notebook = invocation.notebook()
        try:
            own = own_examples_in(notebook, library)
            library.attach(own)
            yield own, library
        finally:
            notebook.close()
    finally:
        library.close()
