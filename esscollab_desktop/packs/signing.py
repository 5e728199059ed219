"""Keys of publishers and their signatures: Ed25519. `cryptography` is imported only where it is needed."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import Signer

_LONGEST_FILE = 65_536


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A publisher's secret: the 32 bytes of the key. Whoever has them can sign in the publisher's name."""

    seed: bytes = field(repr=False)

    @property
    def signer(self) -> Signer:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Signer(Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw().hex())


def sign(key: PrivateKey, message: bytes) -> bytes:
    """The signature: 64 bytes, always the same for the same key and message."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(key.seed).sign(message)


def verify(signer: Signer, signature: bytes, message: bytes) -> bool:
    """Whether the holder of this key signed exactly this message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer.key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def new_key(path: Path) -> Signer:
    """Write a new key into a new file that only its owner may read. Raises UserError; overwrites nothing."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    made = Ed25519PrivateKey.generate()
    text = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError as bad:
        raise UserError(f"{path} is there already. Name a new file; a key is never overwritten.") from bad
    except OSError as bad:
        raise UserError(f"{path} can't be written: {bad.strerror}. Name another file.") from bad
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as bad:
        path.unlink(missing_ok=True)
        raise UserError(f"{path} can't be written: {bad.strerror}. Name another file.") from bad
    return Signer(made.public_key().public_bytes_raw().hex())


def load_key(path: Path) -> PrivateKey:
    """The key in a file that `new_key` wrote. Raises UserError where there is none."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST_FILE)
    except FileNotFoundError as bad:
        raise UserError(f"There is no key {path}. Make one: esscollab packs key -o {path}") from bad
    except OSError as bad:
        raise UserError(f"The key {path} can't be read: {bad.strerror}. Check who may read it.") from bad
    try:
        key = load_pem_private_key(text, password=None)
    except TypeError as bad:
        raise UserError(
            f"{path} is locked with a password. Use a key made by “esscollab packs key”."
        ) from bad
    except (ValueError, UnsupportedAlgorithm) as bad:
        raise UserError(f"{path} is no key. Use one made by “esscollab packs key”.") from bad
    if not isinstance(key, Ed25519PrivateKey):
        raise UserError(f"{path} is a key of another kind. Use one made by “esscollab packs key”.")
    return PrivateKey(key.private_bytes_raw())
