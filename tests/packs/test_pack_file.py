"""The pack file: written the same each time, read with a sentence for each kind of fault, unpacked whole."""

import dataclasses
import hashlib
import random
import shutil
import tracemalloc
import zipfile
from pathlib import Path

import hostile_zips
import pytest
from hostile_zips import Sample, packed, zipped
from worded_book import write_worded_content

from esscollab_desktop.domain.errors import Cancelled, UserError
from esscollab_desktop.domain.packs import HOME, Manifest
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.pack_file import PREFIX, Pack, manifest_of, read_pack, unpack_book, write_pack
from esscollab_desktop.packs.pack_layout import BOOK, MANIFEST, SIGNATURE
from esscollab_desktop.packs.signing import PrivateKey, verify

KEY, OTHER = PrivateKey(b"\1" * 32), PrivateKey(b"\2" * 32)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book with Spanish in it. Not to be changed."""
    folder = tmp_path_factory.mktemp("worded")
    content = write_worded_content(folder / "content")
    told = (content / "book.yaml").read_text("utf-8")
    (content / "book.yaml").write_text(
        f'{told}needs: "0.1"\nchanges:\n  - “One” is new.\n  - Two.\n', "utf-8"
    )
    build_book(content, folder / "book.sqlite")
    return folder / "book.sqlite"


@pytest.fixture
def pack(book: Path, tmp_path: Path) -> Path:
    """A signed pack, free to be changed."""
    out = tmp_path / "small.esspack"
    write_pack(book, manifest_of(book), out, KEY)
    return out


@pytest.fixture
def sample(book: Path, pack: Path) -> Sample:
    with zipfile.ZipFile(pack) as held:
        return Sample(book.read_bytes(), held.read(MANIFEST), KEY, OTHER)


def test_the_manifest_is_what_the_book_says_of_itself(book: Path, book_file: Path) -> None:
    manifest = manifest_of(book)
    assert manifest == Manifest(
        name="small-book",
        title="A small book",
        edition="2026.1",
        edition_date="2026-01-31",
        publisher="The test",
        languages=("en", "es"),
        rights="Free to copy.",
        needs="0.1",
        changes=("“One” is new.", "Two."),
        content_hash=manifest.content_hash,
        examples=3,
    )
    assert len(manifest.content_hash) == 64
    assert (manifest_of(book_file).name, manifest_of(book_file).changes) == (HOME, ())


def test_a_pack_is_read_as_it_was_written(book: Path, pack: Path) -> None:
    found = read_pack(pack)
    digest = hashlib.sha256(book.read_bytes()).hexdigest()
    assert found == Pack(pack, manifest_of(book), KEY.signer, book.stat().st_size, digest)
    write_pack(book, manifest_of(book), pack)
    assert read_pack(pack) == dataclasses.replace(found, signer=None)


def test_the_same_book_makes_the_same_bytes(book: Path, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    copy = shutil.copyfile(book, tmp_path / "elsewhere" / "other.sqlite")
    write_pack(copy, manifest_of(copy), tmp_path / "elsewhere" / "other.esspack", KEY)
    assert (tmp_path / "elsewhere" / "other.esspack").read_bytes() == pack.read_bytes()


def test_any_zip_program_can_open_it(book: Path, pack: Path) -> None:
    with zipfile.ZipFile(pack) as held:
        assert held.namelist() == [MANIFEST, SIGNATURE, BOOK]
        assert held.testzip() is None
        assert held.read(BOOK) == book.read_bytes()
        assert {info.compress_type for info in held.infolist()} == {zipfile.ZIP_STORED}
        assert {info.date_time for info in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_is_signed_is_the_manifest_behind_its_prefix(pack: Path) -> None:
    with zipfile.ZipFile(pack) as held:
        told, signature = held.read(MANIFEST), held.read(SIGNATURE)
    raw = bytes.fromhex(signature.decode().split('"')[7])
    assert verify(KEY.signer, raw, PREFIX + told)
    assert not verify(KEY.signer, raw, told)


def test_a_pack_is_replaced_whole_or_not_at_all(book: Path, pack: Path) -> None:
    before = pack.read_bytes()
    bad = dataclasses.replace(manifest_of(book), title="a\x1bb")
    with pytest.raises(UserError, match=r"was not written: in book\.yaml, “title” is not what it must be"):
        write_pack(book, bad, pack)
    long = dataclasses.replace(manifest_of(book), changes=("\U0001f4a9" * 400,) * 100)
    with pytest.raises(UserError, match=r"book\.yaml says too much of this edition\. Shorten it there\."):
        write_pack(book, long, pack)
    assert pack.read_bytes() == before
    with pytest.raises(UserError, match=r"can't be written to .*: No such file or directory\."):
        write_pack(book, manifest_of(book), pack.parent / "absent" / "a.esspack")
    assert [path.name for path in pack.parent.iterdir()] == [pack.name]


def test_the_book_is_unpacked_whole(book: Path, pack: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    unpack_book(read_pack(pack), tmp_path / "out.sqlite", lambda done, of_all: told.append((done, of_all)))
    assert (tmp_path / "out.sqlite").read_bytes() == book.read_bytes()
    assert told[-1] == (book.stat().st_size, book.stat().st_size)


def test_nothing_is_left_where_it_is_stopped(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        unpack_book(read_pack(pack), tmp_path / "out.sqlite", cancelled=lambda: True)
    assert not (tmp_path / "out.sqlite").exists()


def test_a_file_that_is_there_is_never_overwritten(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "out.sqlite").write_bytes(b"mine")
    with pytest.raises(UserError, match=r"out\.sqlite can't be written: File exists\."):
        unpack_book(read_pack(pack), tmp_path / "out.sqlite")
    assert (tmp_path / "out.sqlite").read_bytes() == b"mine"


def test_a_pack_that_changes_between_reading_and_unpacking_is_noticed(
    sample: Sample, pack: Path, tmp_path: Path
) -> None:
    found = read_pack(pack)
    changed = bytearray(sample.book)
    changed[5000] ^= 1
    pack.write_bytes(packed(sample.parts() | {BOOK: bytes(changed)}))
    with pytest.raises(UserError, match=r"holds “book\.sqlite” with a checksum that does not fit\. Get the"):
        unpack_book(found, tmp_path / "out.sqlite")
    pack.write_bytes(packed(sample.parts() | {BOOK: sample.book[:4096]}))
    with pytest.raises(UserError, match="has changed while it was being read"):
        unpack_book(found, tmp_path / "out.sqlite")
    assert not (tmp_path / "out.sqlite").exists()


def refusal(data: bytes, folder: Path) -> str:
    path = folder / "a.esspack"
    path.write_bytes(data)
    with pytest.raises(UserError) as refused:
        read_pack(path)
    return str(refused.value)


def zipped_with(sample: Sample, name: str) -> bytes:
    return zipped([*sample.parts(signed=False).items(), (name, b"x")])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("/etc/x", "a.esspack holds a file with the absolute path “/etc/x”. Don’t use it; ask its publisher"),
        ("C:\\x", "a.esspack holds a file with the absolute path “C:\\x”."),
        ("../x", "a.esspack holds a file that would climb out of its folder, “../x”."),
        ("a\\..\\..\\x", "a.esspack holds a file that would climb out of its folder, “a\\..\\..\\x”."),
        ("aux.txt", "a.esspack holds a file with a name that Windows keeps for itself, “aux.txt”."),
        ("readme.txt", "a.esspack holds a file that has no business there, “readme.txt”."),
        ("a\x1b[2J", "a.esspack holds a file that has no business there, “a?[2J”."),
    ],
)
def test_names_that_no_pack_holds(sample: Sample, tmp_path: Path, name: str, told: str) -> None:
    assert refusal(zipped_with(sample, name), tmp_path).startswith(told)


def test_each_fault_has_its_sentence(sample: Sample, tmp_path: Path) -> None:
    whole, parts = packed(sample.parts()), list(sample.parts().items())
    deflated = zipped(parts, BOOK, zipfile.ZIP_DEFLATED)
    linked = zipped(parts, BOOK, attributes=0o120777 << 16)
    told = {
        "is empty. Get": b"",
        "is not a content pack. Choose a file that ends in .esspack.": sample.book,
        "is cut short: its end is missing. Get the pack again": whole[:-100],
        "holds something behind its end.": whole + b"more",
        "holds something that its index does not name.": whole[:-300] + b"more" + whole[-300:],
        "holds “book.sqlite” compressed, which a pack never does.": deflated,
        "holds “book.sqlite” as a link to another file.": linked,
        "holds no “manifest.json”, so": packed({BOOK: sample.book}),
        "holds no “book.sqlite”, so": packed({MANIFEST: sample.manifest}),
        "is not put together as a pack is.": packed({BOOK: sample.book, MANIFEST: sample.manifest}),
        "holds “manifest.json” larger than it may be.": packed(
            {MANIFEST: sample.manifest + b" " * 66_000, BOOK: sample.book}
        ),
        "holds a book of another size than its manifest says.": packed(sample.parts() | {BOOK: b"x"}),
        "has a signature that does not fit: someone else": packed(
            sample.parts() | {MANIFEST: sample.told(title="Mine")}
        ),
        "has a signature that can’t be read.": packed(sample.parts() | {SIGNATURE: b"{}"}),
        "needs ESSCollab 9.9; this is ": packed({MANIFEST: sample.told(needs="9.9"), BOOK: sample.book}),
        "is of a newer kind than this ESSCollab knows. Install the": packed(
            {MANIFEST: b'{"format": 2}', BOOK: sample.book}
        ),
        "is for a newer ESSCollab. Install the": packed(
            {MANIFEST: sample.told(schema=99), BOOK: sample.book}
        ),
        "was built with an ESSCollab that is too old.": packed(
            {MANIFEST: sample.told(schema=1), BOOK: sample.book}
        ),
    }
    for words, data in told.items():
        assert refusal(data, tmp_path).startswith(f"a.esspack {words}")
    for kind, words in [
        ("doubled entry", "more than once."),
        ("overlapping entries", "holds parts that overlap, or something between them."),
        ("locked with a password", "locked with a password."),
    ]:
        assert words in refusal(hostile_zips.KINDS[kind](random.Random(1), sample), tmp_path)


def test_no_file_at_all(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.esspack", tmp_path):
        with pytest.raises(UserError, match=r"There is no file .*\. Choose a content pack\."):
            read_pack(path)


@pytest.mark.parametrize(
    "key", ["name", "title", "edition_date", "languages", "needs", "changes", "examples"]
)
@pytest.mark.parametrize("value", [None, True, 1.5, -1, "a\nb", "\u202e", "\ud800", [[]], {}, "x" * 5000])
def test_a_manifest_with_an_odd_value_is_refused(
    sample: Sample, tmp_path: Path, key: str, value: object
) -> None:
    data = packed({MANIFEST: sample.told(**{key: value}), BOOK: sample.book})
    assert refusal(data, tmp_path).startswith("a.esspack has a manifest that ")


def test_no_claim_makes_it_take_much_memory(sample: Sample, tmp_path: Path) -> None:
    """Sizes in the zip file, and numbers and brackets in the manifest, may say what they like."""
    hostile = [hostile_zips.absurd_sizes(random.Random(seed), sample) for seed in range(40)]
    hostile += [packed({MANIFEST: b"[" * 65_000, BOOK: sample.book})]
    tracemalloc.start()
    try:
        for data in hostile:
            refusal(data, tmp_path)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 40_000_000
