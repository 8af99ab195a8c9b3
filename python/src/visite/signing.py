"""Private keys, as they go to the compiler on its standard input."""

from pathlib import Path
from typing import TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, SECP384R1, SECP521R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from visite.errors import DataError

Key: TypeAlias = str | Path | EllipticCurvePrivateKey


def to_pem(key: Key, password: str | bytes | None = None) -> bytes:
    """The key as PKCS #8 in PEM, decrypted; `DataError` where it is none that signs bundles."""
    loaded = key if isinstance(key, EllipticCurvePrivateKey) else _load(Path(key), password)
    if not isinstance(loaded, EllipticCurvePrivateKey) or not isinstance(
        loaded.curve, (SECP256R1, SECP384R1, SECP521R1)
    ):
        raise DataError(
            "the key is no elliptic curve key of P-256, P-384 or P-521. One is made by: "
            "openssl ecparam -name prime256v1 -genkey -noout -out private.pem"
        )
    return loaded.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _load(path: Path, password: str | bytes | None) -> object:
    try:
        pem = path.read_bytes()
    except OSError as error:
        raise DataError(f"the key {path} cannot be read: {error.strerror}") from None
    secret = password.encode() if isinstance(password, str) else password
    try:
        return load_pem_private_key(pem, secret)
    except TypeError:
        wanted = "is encrypted: add password=" if secret is None else "is not encrypted: leave password= out"
        raise DataError(f"the key {path} {wanted}") from None
    except (ValueError, UnsupportedAlgorithm):
        wrong = "no private key in PEM" if secret is None else "no private key in PEM, or the password is wrong"
        raise DataError(f"{path}: {wrong}") from None
