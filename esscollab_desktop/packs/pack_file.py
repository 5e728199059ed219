"""The pack file, `.esspack`: one book with its edition, signed or not, as one file to hand on."""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from esscollab_desktop.domain.errors import Cancelled, UserError
from esscollab_desktop.domain.long_work import never
from esscollab_desktop.domain.packs import Manifest, Signer
from esscollab_desktop.packs import pack_layout, signing
from esscollab_desktop.packs.pack_layout import AGAIN, BOOK, MANIFEST, MOST, SIGNATURE, Entry, refuse
from esscollab_desktop.packs.pack_manifest import manifest_bytes, read_manifest
from esscollab_desktop.storage.catalogue.title_page import title_page

SUFFIX = ".esspack"
# What is signed begins with this, so that no signature made for something else ever fits a pack.
PREFIX = b"esspack-manifest-1\n"
_CHUNK = 1 << 20
_PIECE = 16 << 20


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack whose outside is sound; its book is not looked at yet. `signer`: None where nobody signed."""

    path: Path
    manifest: Manifest
    signer: Signer | None
    book_size: int
    book_sha256: str


def _unseen(_done: int, _of_all: int) -> None:
    """No one looks at the progress."""


def manifest_of(book: Path) -> Manifest:
    """What a built book says of itself. Raises UserError where it is no book, or damaged."""
    return title_page(book)


def write_pack(
    book: Path,
    manifest: Manifest,
    out: Path,
    key: signing.PrivateKey | None = None,
    progress: Callable[[int, int], None] = _unseen,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Write a built book as a pack, whole or not at all: the same bytes for the same book, manifest and key.

    Raises UserError where the manifest is not one that readers take, or the file can't be written, and
    Cancelled where `cancelled` says so.
    """
    temporary = None
    try:
        with book.open("rb") as source:
            size, digest, crc = _measured(source, cancelled)
            if not 0 < size <= MOST[BOOK]:
                raise refuse(out.name, "was not written: the book is larger than a pack may be", "Divide it.")
            told = manifest_bytes(manifest, size, digest, out.name)
            small = {MANIFEST: told} | ({SIGNATURE: _signature(told, key)} if key else {})
            entries = [Entry(name, len(data), pack_layout.crc_of(data)) for name, data in small.items()]
            entries.append(Entry(BOOK, size, crc))
            source.seek(0)
            handle, name = tempfile.mkstemp(prefix=f".{out.name[:40]}.", suffix=".new", dir=out.parent)
            temporary = Path(name)
            with os.fdopen(handle, "wb") as file:
                for entry in entries:
                    file.write(pack_layout.head(entry))
                    if entry.name in small:
                        file.write(small[entry.name])
                    else:
                        _copy(source, file, size, out.name, progress, cancelled)
                file.write(pack_layout.index(entries))
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(out)
    except OSError as bad:
        raise UserError(f"The pack can't be written to {out}: {bad.strerror}. Name another file.") from bad
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def read_pack(path: Path) -> Pack:
    """Read all of a pack but its book. Raises UserError, with a sentence for each kind of fault."""
    with _opened(path) as file:
        entries = pack_layout.read_layout(file, path.name)
        told = _held(file, entries[MANIFEST], path.name)
        signer = None
        if SIGNATURE in entries:
            signer = _signer(_held(file, entries[SIGNATURE], path.name), told, path.name)
    manifest, size, digest = read_manifest(told, path.name)
    if size != entries[BOOK].size:
        raise refuse(path.name, "holds a book of another size than its manifest says")
    return Pack(path, manifest, signer, size, digest)


def unpack_book(
    pack: Pack,
    to: Path,
    progress: Callable[[int, int], None] = _unseen,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Copy the book into the new file `to`, once its size and SHA-256 are right; else nothing is left there.

    `progress` gets the bytes done and those of all. Raises UserError, and Cancelled where `cancelled` says
    so, which is asked for every megabyte.
    """
    with _opened(pack.path) as source:
        entry = pack_layout.read_layout(source, pack.path.name)[BOOK]
        if entry.size != pack.book_size:
            raise refuse(pack.path.name, "has changed while it was being read", AGAIN)
        source.seek(entry.start)
        try:
            file = to.open("xb")
        except OSError as bad:
            raise UserError(f"{to} can't be written: {bad.strerror}. Look what stands there.") from bad
        try:
            with file:
                found = _copy(source, file, entry.size, pack.path.name, progress, cancelled)
                file.flush()
                os.fsync(file.fileno())
            _compare(found, (pack.book_sha256, entry.crc), BOOK, pack.path.name)
        except OSError as bad:
            to.unlink(missing_ok=True)
            raise UserError(f"{to} can't be written: {bad.strerror}. Make room on the disk.") from bad
        except BaseException:
            to.unlink(missing_ok=True)
            raise


def _opened(path: Path) -> BinaryIO:
    try:
        if not path.is_file():
            raise UserError(f"There is no file {path}. Choose a content pack.")
        return path.open("rb")
    except OSError as bad:
        raise UserError(f"{path} can't be read: {bad.strerror}. Check who may read it.") from bad


def _held(file: BinaryIO, entry: Entry, name: str) -> bytes:
    """The bytes of a small entry; how small was looked at before."""
    file.seek(entry.start)
    data = file.read(entry.size)
    _compare((len(data), pack_layout.crc_of(data)), (entry.size, entry.crc), entry.name, name)
    return data


def _compare(found: object, told: object, entry: str, name: str) -> None:
    if found != told:
        raise refuse(name, f"holds “{entry}” with a checksum that does not fit", AGAIN)


def _signature(told: bytes, key: signing.PrivateKey) -> bytes:
    whole = {"key": key.signer.key, "signature": signing.sign(key, PREFIX + told).hex()}
    return f"{json.dumps(whole, indent=1)}\n".encode()


def _signer(data: bytes, told: bytes, name: str) -> Signer:
    try:
        whole = json.loads(data)
        key, signature = bytes.fromhex(whole["key"]), bytes.fromhex(whole["signature"])
        in_order = set(whole) == {"key", "signature"} and (len(key), len(signature)) == (32, 64)
    except (ValueError, TypeError, KeyError, RecursionError) as bad:
        raise refuse(name, "has a signature that can’t be read") from bad
    signer = Signer(key.hex())
    if not in_order or not signing.verify(signer, signature, PREFIX + told):
        raise refuse(name, "has a signature that does not fit: someone else changed it after it was signed")
    return signer


def _measured(file: BinaryIO, cancelled: Callable[[], bool]) -> tuple[int, str, int]:
    """Size, SHA-256 and CRC of a file."""
    size, digest, crc = 0, sha256(), 0
    while data := file.read(_CHUNK):
        if cancelled():
            raise Cancelled
        size += len(data)
        digest.update(data)
        crc = pack_layout.crc_of(data, crc)
    return size, digest.hexdigest(), crc


def _copy(
    source: BinaryIO,
    file: BinaryIO,
    size: int,
    name: str,
    progress: Callable[[int, int], None] = _unseen,
    cancelled: Callable[[], bool] = never,
) -> tuple[str, int]:
    """Copy exactly `size` bytes; SHA-256 and CRC of what was copied."""
    digest, crc, done = sha256(), 0, 0
    while done < size:
        if cancelled():
            raise Cancelled
        data = source.read(min(_CHUNK, size - done))
        if not data:
            raise refuse(name, "ends before its book does", AGAIN)
        file.write(data)
        digest.update(data)
        crc = pack_layout.crc_of(data, crc)
        done += len(data)
        if done % _PIECE < len(data):
            # Brought to the disk at the end alone, all of a large book would be waited for in one go.
            file.flush()
            os.fsync(file.fileno())
        progress(done, size)
    return digest.hexdigest(), crc
