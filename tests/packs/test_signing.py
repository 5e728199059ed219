"""Keys and signatures: made once, told from anything that is no key, and only right for one message."""

import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import Signer
from esscollab_desktop.packs.signing import PrivateKey, load_key, new_key, sign, verify


def test_a_new_key_signs_and_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    signer = new_key(path)
    key = load_key(path)
    assert key.signer == signer
    assert verify(signer, sign(key, b"words"), b"words")
    assert path.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----\n")
    assert isinstance(load_pem_private_key(path.read_bytes(), None), ed25519.Ed25519PrivateKey)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_key_is_another(tmp_path: Path) -> None:
    assert len({new_key(tmp_path / f"{number}.pem").key for number in range(5)}) == 5


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    new_key(path)
    before = path.read_bytes()
    with pytest.raises(UserError, match=r"key\.pem is there already\. Name a new file; a key is never"):
        new_key(path)
    assert path.read_bytes() == before
    with pytest.raises(UserError, match=r"can't be written: No such file or directory\. Name another file\."):
        new_key(tmp_path / "absent" / "key.pem")


def test_a_signature_fits_one_message_and_one_key() -> None:
    key, other = PrivateKey(b"\1" * 32), PrivateKey(b"\2" * 32)
    signature = sign(key, b"words")
    assert signature == sign(key, b"words")
    assert verify(key.signer, signature, b"words")
    assert not verify(key.signer, signature, b"word")
    assert not verify(other.signer, signature, b"words")
    assert not verify(key.signer, signature[:-1], b"words")
    assert not verify(key.signer, bytes(64), b"words")
    assert not verify(Signer("00" * 31), signature, b"words")


def test_the_secret_is_in_no_message() -> None:
    assert "1" * 4 not in repr(PrivateKey(b"1" * 32)) and "x01" not in repr(PrivateKey(b"\1" * 32))


def _pem(key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey, password: bytes = b"") -> bytes:
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is no key. Use one made by “esscollab packs key”."),
        (b"words", "is no key."),
        (b"\xff" * 100_000, "is no key."),
        (_pem(ed25519.Ed25519PrivateKey.generate())[:60], "is no key."),
        (
            _pem(ed25519.Ed25519PrivateKey.generate(), b"secret"),
            "is locked with a password. Use a key made by",
        ),
        (_pem(ec.generate_private_key(ec.SECP256R1())), "is a key of another kind. Use one made by"),
    ],
    ids=["empty", "words", "bytes", "cut short", "locked", "another kind"],
)
def test_what_is_no_key_is_told_from_one(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(data)
    with pytest.raises(UserError) as refused:
        load_key(path)
    assert told in str(refused.value)


def test_a_key_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no key .*absent\.pem\. Make one: esscollab packs key -o"):
        load_key(tmp_path / "absent.pem")
    with pytest.raises(UserError, match="can't be read: Is a directory"):
        load_key(tmp_path)
