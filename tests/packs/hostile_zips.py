"""Packs that are wrong on the outside: the zip file, the manifest, the signature."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from esscollab_desktop.packs import pack_layout, signing
from esscollab_desktop.packs.pack_file import PREFIX
from esscollab_desktop.packs.pack_layout import BOOK, MANIFEST, SIGNATURE, Entry

Parts = dict[str, bytes]
CLIMBING = ["../escaped.txt", "a/../../escaped.txt", "..\\escaped.txt", "book.sqlite/../../../escaped.txt"]
ABSOLUTE = ["/tmp/esspack-escaped.txt", "C:\\escaped.txt", "c:escaped.txt", "\\\\host\\share\\x", "/"]
RESERVED = ["CON", "nul", "aux.txt", "COM1.sqlite", "prn .x", "sub/LPT9.json"]
FOREIGN = [
    "readme.txt",
    "book.sqlite-journal",
    "book.sqlite-wal",
    "MANIFEST.JSON",
    "manifest.json ",
    "a\x1b[2J",
    "",
]


@dataclass(frozen=True)
class Sample:
    """A sound book with the manifest that goes with it, and two keys."""

    book: bytes
    manifest: bytes
    key: signing.PrivateKey
    other: signing.PrivateKey

    def parts(self, *, signed: bool = True) -> Parts:
        parts = {MANIFEST: self.manifest}
        if signed:
            parts[SIGNATURE] = signature(self.key, self.manifest)
        return parts | {BOOK: self.book}

    def told(self, **changes: Any) -> bytes:
        """The manifest with changes, as JSON."""
        return json.dumps(json.loads(self.manifest) | changes).encode()


def signature(key: signing.PrivateKey, manifest: bytes) -> bytes:
    whole = {"key": key.signer.key, "signature": signing.sign(key, PREFIX + manifest).hex()}
    return f"{json.dumps(whole, indent=1)}\n".encode()


def packed(parts: Parts) -> bytes:
    """The parts laid out as a pack is, whatever they are."""
    entries = [Entry(name, len(data), pack_layout.crc_of(data)) for name, data in parts.items()]
    body = b"".join(
        pack_layout.head(entry) + data for entry, data in zip(entries, parts.values(), strict=True)
    )
    return body + pack_layout.index(entries)


def zipped(parts: list[tuple[str, bytes]], odd: str = "", method: int = 0, attributes: int = 0) -> bytes:
    """The parts as another program packs them, the one called `odd` with this method and these attributes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts:
            told = zipfile.ZipInfo("x", (1980, 1, 1, 0, 0, 0))
            # zipfile warns of a second one of the same name; it is put in under another.
            told.filename = name[:-1] + "~" if name in made.namelist() else name
            if name == odd:
                told.compress_type, told.external_attr, told.create_system = method, attributes, 3
            made.writestr(told, data)
    return out.getvalue()


def _with_name(sample: Sample, name: str) -> bytes:
    parts = list(sample.parts(signed=False).items())
    parts.insert(random.Random(name).randrange(3), (name, b"Got out."))
    return zipped(parts)


def truncated(chance: random.Random, sample: Sample) -> bytes:
    whole = packed(sample.parts())
    return whole[: chance.choice([chance.randrange(len(whole)), len(whole) - chance.randint(1, 400)])]


def flipped(chance: random.Random, sample: Sample) -> bytes:
    whole = bytearray(packed(sample.parts()))
    around = [chance.randrange(1_500), chance.randrange(len(whole)), len(whole) - chance.randint(1, 250)]
    whole[chance.choice(around)] ^= 1 << chance.randrange(8)
    return bytes(whole)


def wrong_checksum(chance: random.Random, sample: Sample) -> bytes:
    told = sample.told(book_sha256=f"{chance.getrandbits(256):064x}")
    book = bytearray(sample.book)
    book[chance.randrange(len(book))] ^= 1
    unsigned = {MANIFEST: sample.manifest, BOOK: bytes(book)}
    return packed(chance.choice([{MANIFEST: told, BOOK: sample.book}, unsigned]))


def bad_signature(chance: random.Random, sample: Sample) -> bytes:
    parts = sample.parts()
    told = json.loads(parts[SIGNATURE])
    broken = bytearray.fromhex(told["signature"])
    broken[chance.randrange(64)] ^= 1 << chance.randrange(8)
    forms: list[Any] = [
        told | {"signature": broken.hex()},
        told | {"key": sample.other.signer.key},
        told | {"key": "00" * 32},
        told | {"signature": "zz"},
        told | {"signature": 1},
        {"key": told["key"]},
        told | {"more": "x"},
        [],
    ]
    return packed(parts | {SIGNATURE: json.dumps(chance.choice(forms)).encode()})


def signature_of_another(chance: random.Random, sample: Sample) -> bytes:
    other = sample.told(title="Another book")
    signed = chance.choice([other, other[len(PREFIX) :], b""])
    plain = {"key": sample.key.signer.key, "signature": signing.sign(sample.key, sample.manifest).hex()}
    forms = [signature(sample.key, signed), json.dumps(plain).encode()]
    return packed(sample.parts() | {SIGNATURE: chance.choice(forms)})


def bomb(chance: random.Random, sample: Sample) -> bytes:
    zeros = bytes(chance.choice([1, 20]) << 20)
    name = chance.choice([BOOK, MANIFEST])
    methods = [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
    return zipped(list((sample.parts() | {name: zeros}).items()), name, chance.choice(methods))


def absolute_path(chance: random.Random, sample: Sample) -> bytes:
    return _with_name(sample, chance.choice(ABSOLUTE))


def climbing_path(chance: random.Random, sample: Sample) -> bytes:
    return _with_name(sample, chance.choice(CLIMBING))


def reserved_name(chance: random.Random, sample: Sample) -> bytes:
    return _with_name(sample, chance.choice(RESERVED))


def extra_entry(chance: random.Random, sample: Sample) -> bytes:
    return _with_name(sample, chance.choice(FOREIGN))


def link(chance: random.Random, sample: Sample) -> bytes:
    name = chance.choice([BOOK, MANIFEST, SIGNATURE])
    parts = sample.parts() | {name: chance.choice([b"/etc/passwd", b"../../escaped.txt"])}
    return zipped(list(parts.items()), name, attributes=0o120777 << 16)


def doubled_entry(chance: random.Random, sample: Sample) -> bytes:
    name = chance.choice([MANIFEST, BOOK])
    parts = list(sample.parts(signed=False).items())
    whole = zipped([*parts, (name, chance.randbytes(chance.randrange(1, 2_000)))])
    return whole.replace(f"{name[:-1]}~".encode(), name.encode())


def absurd_sizes(chance: random.Random, sample: Sample) -> bytes:
    whole = bytearray(packed(sample.parts()))
    index = whole.rfind(b"PK\1\2")
    place = chance.choice([index + 20, index + 24, index + 42, len(whole) - 10, len(whole) - 6, 18, 22])
    struct.pack_into(
        "<L", whole, place, chance.choice([0xFFFFFFFF, 0x7FFFFFFF, 2**31, 0, 4, chance.getrandbits(32)])
    )
    return bytes(whole)


def overlapping(chance: random.Random, sample: Sample) -> bytes:
    whole = bytearray(packed(sample.parts()))
    records = [at for at in range(len(whole) - 4) if whole[at : at + 4] == b"PK\1\2"]
    struct.pack_into(
        "<L", whole, chance.choice(records[1:]) + 42, chance.choice([0, 10, chance.randrange(900)])
    )
    return bytes(whole)


def hidden(chance: random.Random, sample: Sample) -> bytes:
    whole, more = packed(sample.parts()), chance.randbytes(chance.randrange(1, 500))
    index = whole.index(b"PK\1\2", len(whole) - 400)
    comment = whole[:-2] + struct.pack("<H", len(more)) + more
    return chance.choice(
        [more + whole, whole + more, comment, whole[:index] + more + whole[index:], whole + whole]
    )


def locked(chance: random.Random, sample: Sample) -> bytes:
    whole = bytearray(packed(sample.parts()))
    records = [at for at in range(len(whole) - 4) if whole[at : at + 4] == b"PK\1\2"]
    whole[chance.choice(records) + 8] |= chance.choice([1, 0x41])
    return bytes(whole)


def no_pack(chance: random.Random, sample: Sample) -> bytes:
    forms: list[Callable[[], bytes]] = [
        lambda: b"",
        lambda: chance.randbytes(chance.randrange(1, 5_000)),
        lambda: sample.book,
        lambda: zipped([("word/document.xml", b"<x/>")]),
        lambda: b"PK\5\6" + bytes(18),
        lambda: packed({BOOK: sample.book}),
        lambda: packed({MANIFEST: sample.manifest}),
        lambda: packed({BOOK: sample.book, MANIFEST: sample.manifest}),
        lambda: packed({MANIFEST: packed(sample.parts())[:60_000], BOOK: sample.book}),
    ]
    return chance.choice(forms)()


def newer(chance: random.Random, sample: Sample) -> bytes:
    changes: dict[str, Any] = chance.choice(
        [{"format": 2, "x": []}, {"needs": "99.1"}, {"schema": 99}, {"schema": 1}]
    )
    return packed({MANIFEST: sample.told(**changes), BOOK: sample.book})


ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    "",
    [],
    {},
    "x" * 5_000,
    "a\nb",
    "a\x1b[31mb",
    "\ud800",
    "\u202eb",
    10**17,
]


def hostile_manifest(chance: random.Random, sample: Sample) -> bytes:
    whole = json.loads(sample.manifest)
    key = chance.choice(sorted(whole))
    forms: list[Callable[[], bytes]] = [
        lambda: sample.told(**{key: chance.choice(ODD)}),
        lambda: sample.told(**{key: chance.choice(ODD)}),
        lambda: sample.told(**{key: [chance.choice(ODD)]}),
        lambda: json.dumps({name: value for name, value in whole.items() if name != key}).encode(),
        lambda: sample.told(**{chance.choice(["", "more", "__class__", "a\x07"]): 1}),
        lambda: sample.told(name=chance.choice(["../x", "con", "a b", "A", "x" * 33, "a\n"])),
        lambda: b"[" * chance.choice([10, 60_000]),
        lambda: sample.manifest.rstrip()[:-1] + b', "name": "twice"}',
        lambda: sample.manifest.replace(b'"examples": ', b'"examples": ' + b"9" * 5_000),
        lambda: sample.manifest.replace(b'"examples": ', b'"examples": NaN, "x": '),
        lambda: sample.manifest.replace(b'"title": "', b'"title": "\xff\xfe'),
        lambda: sample.manifest + b" " * 70_000,
        lambda: b"\xef\xbb\xbf" + sample.manifest,
    ]
    return packed({MANIFEST: chance.choice(forms)(), BOOK: sample.book})


KINDS: dict[str, Callable[[random.Random, Sample], bytes]] = {
    "truncated": truncated,
    "flipped bit": flipped,
    "wrong checksum": wrong_checksum,
    "bad signature": bad_signature,
    "signature of another manifest": signature_of_another,
    "zip bomb": bomb,
    "absolute path": absolute_path,
    "climbing path": climbing_path,
    "reserved name": reserved_name,
    "extra entry": extra_entry,
    "link": link,
    "doubled entry": doubled_entry,
    "absurd sizes": absurd_sizes,
    "overlapping entries": overlapping,
    "hidden bytes": hidden,
    "locked with a password": locked,
    "no pack at all": no_pack,
    "newer format or program": newer,
    "hostile manifest": hostile_manifest,
}
