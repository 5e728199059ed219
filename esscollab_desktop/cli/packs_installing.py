"""`esscollab packs list|show|install|rollback|remove`: the content packs of this computer."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli.asking import add_yes, settle
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.progress import ProgressLine
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import Edition, InstalledPack

if TYPE_CHECKING:
    from esscollab_desktop.services.content import Content, Desk, Preview
    from esscollab_desktop.services.installing import Offer


def add_verbs(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    listing = verbs.add_parser("list", parents=[everywhere], help="list the installed content")
    _finish(listing, run_list)
    showing = verbs.add_parser(
        "show", parents=[everywhere], help="tell all about a pack, installed or a file"
    )
    showing.add_argument("pack", metavar="NAME|FILE", help="its name, or a file ending in .esspack")
    _finish(showing, run_show)
    taking = verbs.add_parser("install", parents=[everywhere], help="take in a pack, or a new edition of one")
    taking.add_argument("file", metavar="FILE", type=Path, help="the file, ending in .esspack")
    taking.add_argument("--trust-key", action="store_true", help="trust the key that it is signed with")
    taking.add_argument("--older", action="store_true", help="also where it is older than what is installed")
    taking.add_argument("--preview", action="store_true", help="only say what it would change")
    add_yes(taking)
    _finish(taking, run_install)
    back = verbs.add_parser("rollback", parents=[everywhere], help="go back to the edition before")
    back.add_argument("name", metavar="NAME", help="the pack's name, as `esscollab packs list` tells it")
    add_yes(back)
    _finish(back, run_rollback)
    going = verbs.add_parser("remove", parents=[everywhere], help="take a pack out; notes on it are kept")
    going.add_argument("name", metavar="NAME", help="the pack's name, as `esscollab packs list` tells it")
    add_yes(going)
    _finish(going, run_remove)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run_list(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.bootstrap import packs_in
    from esscollab_desktop.services.content import pack_words

    packs = packs_in(invocation.data, invocation.bundle)
    found = packs.installed()
    if given.json:
        invocation.say_json([_data(pack) for pack in found])
        return 0
    for pack in found:
        invocation.say(f"{pack.name}\n    {pack_words(pack)}")
        if pack.former is not None:
            invocation.say(f"    The edition before, {pack.former.manifest.edition}, can be restored.")
    return 0


def run_show(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.bootstrap import packs_in
    from esscollab_desktop.packs.pack_file import read_pack

    packs = packs_in(invocation.data, invocation.bundle)
    if given.pack.endswith(".esspack"):
        pack = read_pack(Path(given.pack))
        edition = Edition(pack.manifest, "", None, pack.signer.key if pack.signer else "")
        shown = InstalledPack(pack.manifest.name, edition)
    else:
        shown = packs.named(given.pack)
    if given.json:
        invocation.say_json(_data(shown))
    else:
        invocation.say("\n".join(_told(shown)))
    return 0


def run_install(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.services.installing import Step

    with _content(invocation) as (content, desk):
        with ProgressLine() as line:
            offer, preview = content.look_at(given.file, desk, line.progress, line.cancelled)
        try:
            if given.preview or offer.step is Step.SAME:
                _tell(preview, given, invocation, is_installed=False)
                return 0
            _refuse_unasked(offer, preview, given)
            _ask(preview, f"Install {offer.manifest.name} {offer.manifest.edition}?", given)
            words = content.install(offer, desk)
        finally:
            offer.close()
        if given.json:
            _tell(preview, given, invocation, is_installed=True)
        else:
            if given.yes:
                _tell(preview, given, invocation, is_installed=True)
            invocation.say(words)
            invocation.say(f"To go back: esscollab packs rollback {offer.manifest.name}")
    return 0


def _refuse_unasked(offer: "Offer", preview: "Preview", given: argparse.Namespace) -> None:
    from esscollab_desktop.services.installing import Step

    if offer.step is Step.OLDER and not given.older:
        raise UserError(
            f"This edition is older than the one installed. To go back a step: esscollab packs rollback "
            f"{offer.manifest.name}. To install it all the same, add --older."
        )
    if offer.needs_new_trust and not given.trust_key:
        raise UserError(f"{preview.warning} Nothing was changed. To trust it all the same, add --trust-key.")


def run_rollback(given: argparse.Namespace, invocation: Invocation) -> int:
    with _content(invocation) as (content, desk):
        preview = content.look_back(given.name, desk)
        _ask(preview, f"Go back to the edition before of {given.name}?", given)
        _done(content.step_back(given.name, desk), given, invocation)
    return 0


def run_remove(given: argparse.Namespace, invocation: Invocation) -> int:
    with _content(invocation) as (content, desk):
        preview = content.look_away(given.name, desk)
        _ask(preview, f"Take {given.name} out?", given)
        _done(content.remove(given.name, desk), given, invocation)
    return 0


def _ask(preview: "Preview", question: str, given: argparse.Namespace) -> None:
    told = "\n".join([*preview.lines, *filter(None, [preview.warning])])
    settle(told, question, is_agreed=given.yes)


def _done(words: str, given: argparse.Namespace, invocation: Invocation) -> None:
    if given.json:
        invocation.say_json({"done": words})
    else:
        invocation.say(words)


def _tell(
    preview: "Preview", given: argparse.Namespace, invocation: Invocation, *, is_installed: bool
) -> None:
    if given.json:
        touched = asdict(preview.touched) if preview.touched else None
        invocation.say_json(
            {
                "installed": is_installed,
                "lines": list(preview.lines),
                "warning": preview.warning,
                "notes": touched,
            }
        )
    else:
        invocation.say("\n".join([*preview.lines, *filter(None, [preview.warning])]))


@contextmanager
def _content(invocation: Invocation) -> Iterator[tuple["Content", "Desk | None"]]:
    """The packs with the library; the notes on them where there is a notebook."""
    from esscollab_desktop.bootstrap import (
        content_in,
        earlier_books,
        meetings_in,
        open_backups,
        open_library,
    )
    from esscollab_desktop.cli.choosing import meeting_titles
    from esscollab_desktop.services.content import Desk
    from esscollab_desktop.storage.notebook.marks import FILE_NAME

    data, bundle = invocation.data, invocation.bundle
    with closing(open_library(bundle, data)) as library, closing(earlier_books(data, bundle)) as earlier:
        content = content_in(data, library, earlier, bundle)
        if not (data / FILE_NAME).is_file():
            yield content, None
            return
        with closing(invocation.notebook()) as notebook:
            titles = meeting_titles(meetings_in(notebook))
            yield content, Desk(notebook, open_backups(data, bundle), titles)


def _data(pack: InstalledPack) -> dict[str, Any]:
    former = pack.former.manifest.edition if pack.former else None
    told = asdict(pack.current.manifest)
    at = pack.current.installed_at
    return {**told, "signed_with": pack.current.signer or None, "installed_at": at, "former_edition": former}


def _told(pack: InstalledPack) -> list[str]:
    from esscollab_desktop.domain.packs import Signer
    from esscollab_desktop.services.installing import written

    manifest = pack.current.manifest
    lines = [
        f"{manifest.name}: {manifest.title}",
        f"Edition {manifest.edition} of {written(manifest.edition_date)}, {manifest.examples:,} examples",
        f"Publisher: {manifest.publisher}",
        f"Languages: {', '.join(manifest.languages)}",
        f"Rights: {manifest.rights}",
    ]
    if manifest.needs:
        lines.append(f"Needs ESSCollab {manifest.needs} or newer")
    if manifest.changes:
        lines += ["What is new:", *(f"    {words}" for words in manifest.changes)]
    if pack.current.signer:
        lines.append(f"Signed with the key {Signer(pack.current.signer).fingerprint}")
    elif not pack.is_home:
        lines.append("Not signed")
    if pack.former is not None:
        lines.append(f"The edition before, {pack.former.manifest.edition}, can be restored.")
    return lines
